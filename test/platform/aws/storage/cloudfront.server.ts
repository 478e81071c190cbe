import { type AwsReply, type AwsResponder, awsXmlError } from '../../../support/aws-stub.ts';

export const distributionId = 'EDFDVBD632BHDS5';

const pathPattern = new RegExp(`^/2020-05-31/distribution/${distributionId}/invalidation$`);
/** What CloudFront works on at once for a distribution, by AWS's guide ("Concurrent invalidation request maximum"). */
const atOnce = { files: 3_000, wildcards: 15 };

const textOf = (xml: string, tag: string): string => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';
const pathsOf = (xml: string): readonly string[] => [...xml.matchAll(/<Path>([^<]*)<\/Path>/g)].map(([, path = '']) => path);

const created = (reference: string): AwsReply => ({
  status: 201,
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0"?><Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>I${reference.slice(0, 12)}</Id><Status>InProgress</Status><CreateTime>2026-11-20T10:00:00.000Z</CreateTime></Invalidation>`,
});

const isWildcard = (path: string): boolean => path.endsWith('*');
const covers = (path: string, address: string): boolean => (isWildcard(path) ? address.startsWith(path.slice(0, -1)) : address === path);

/** A distribution that keeps answers, and CloudFront's API before it: as much of it as invalidates. */
export const createCloudFrontServer = () => {
  const kept = new Set<string>();
  const done = new Map<string, string>();
  let underWay: string[] = [];

  const tooMany = (paths: readonly string[]): boolean => {
    const wildcards = [...underWay, ...paths].filter(isWildcard).length;
    return wildcards > atOnce.wildcards || underWay.length + paths.length - wildcards > atOnce.files;
  };

  const respond: AwsResponder = ({ method, path, text }) => {
    if (method !== 'POST' || !pathPattern.test(path)) return awsXmlError(404, 'NoSuchDistribution');
    const [reference, paths] = [textOf(text, 'CallerReference'), pathsOf(text)];
    if (reference === '' || paths.length !== Number(textOf(text, 'Quantity'))) return awsXmlError(400, 'InconsistentQuantities');
    if (paths.some((one) => !one.startsWith('/') || one.slice(0, -1).includes('*'))) return awsXmlError(400, 'InvalidArgument');
    const content = paths.join(' ');
    if (done.has(reference))
      return done.get(reference) === content ? created(reference) : awsXmlError(400, 'InvalidationBatchAlreadyExists');
    if (tooMany(paths)) return awsXmlError(400, 'TooManyInvalidationsInProgress');
    done.set(reference, content);
    underWay.push(...paths);
    for (const address of kept) if (paths.some((one) => covers(one, address))) kept.delete(address);
    return created(reference);
  };

  return {
    respond,
    kept,
    /** What is under way is done, so that there is room for more. */
    finish: (): void => {
      underWay = [];
    },
  };
};
