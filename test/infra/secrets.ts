// Finds what reads like a secret in a template, by its form, by the name it stands under, or because it looks drawn at random.

/** What points elsewhere holds ids, not values. */
const reference = /^(Ref|Fn::(GetAtt|ImportValue|FindInMap))$/;

type Leaf = { readonly path: readonly string[]; readonly text: string };

const leavesOf = (value: unknown, path: readonly string[] = []): readonly Leaf[] => {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (reference.test(key) ? [] : leavesOf(one, [...path, key])));
};

/** Bits of information in each character, if the text were drawn from characters as often as it has them. */
const entropyOf = (text: string): number =>
  [...Map.groupBy(text, (character) => character).values()].reduce(
    (sum, { length }) => sum - (length / text.length) * Math.log2(length / text.length),
    0,
  );

const secretForms = [/AKIA[0-9A-Z]{16}/, /-----BEGIN/, /wb_live_/, /shp(at|ss|ca)_[0-9a-f]/i, /xox[abp]-/, /eyJ[\w-]+\.eyJ/];
const secretNames = /(secret|password|passphrase|token|credential|private_?key|api_?key)(string|value)?$/i;
/** What has such a name and is none. */
const harmless = /^(GenerateSecret|EnableTokenRevocation|TokenValidityUnits)$/;
/** In the names of what the CDK brings to copy files to a bucket: the same in everybody's templates. */
const publicId = /CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C(?:\d+MiB)*(?:ServiceRole)?(?:DefaultPolicy)?/g;
/** Where long hashes stand that hide nothing. */
const hashes = /^(S3Key|TemplateURL|Image|ModelDataUrl)$/;

/** What of a template reads like a secret: where it stands, and how it begins. */
export const secretsIn = (value: unknown): readonly string[] =>
  leavesOf(value)
    .filter(({ text }) => !/^(\{\{resolve:|arn:)/.test(text))
    .filter(({ path, text }) => {
      const name = path.findLast((part) => !/^(\d+|Fn::.*)$/.test(part)) ?? '';
      if (secretForms.some((form) => form.test(text))) return true;
      if (secretNames.test(name) && !path.some((part) => harmless.test(part))) return true;
      return (
        !hashes.test(name) &&
        (text.replaceAll(publicId, '').match(/[A-Za-z0-9+/=_]{32,}/g) ?? []).some((run) => /\d/.test(run) && entropyOf(run) > 4)
      );
    })
    .map(({ path, text }) => `${path.join('.')}: ${text.slice(0, 60)}`);
