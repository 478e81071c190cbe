import { crc32 } from 'node:zlib';
import { compareUtf8 } from '../../../../lib/platform/rules/utf8-order.ts';
import { type AwsReply, type AwsRequest, type AwsResponder, awsXmlError } from '../../../support/aws-stub.ts';

type StoredObject = { readonly bytes: Uint8Array; readonly contentType: string; readonly crc32: string };

export type S3Server = {
  readonly respond: AwsResponder;
  readonly objects: Map<string, StoredObject>;
};

export const s3Bucket = 'waybill-test-blobs';

export const crc32Of = (bytes: Uint8Array): string => {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(bytes));
  return checksum.toString('base64');
};

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** As S3 does with `encoding-type=url`: form values, in which slashes stay. */
const formValue = (text: string): string => new URLSearchParams({ k: text }).toString().slice(2).replaceAll('%2F', '/');

const keyOf = ({ hostname, path }: AwsRequest): string | undefined => {
  if (!hostname.startsWith(`${s3Bucket}.s3.`)) return undefined;
  return decodeURIComponent(path.slice(1));
};

/** When every object was stored: nobody here asks for more than that there is a moment. */
const modifiedAt = '2026-11-20T10:00:00.000Z';

/** An S3 bucket as far as blobs need one. `pageMax` makes its pages shorter than asked for, which S3 may do at any time. */
export const createS3Server = ({ pageMax = 1_000 }: { readonly pageMax?: number } = {}): S3Server => {
  const objects = new Map<string, StoredObject>();

  const put = (key: string, { body, headers }: AwsRequest): AwsReply => {
    const crc = crc32Of(body);
    if (headers['x-amz-checksum-crc32'] !== crc) return awsXmlError(400, 'BadDigest');
    objects.set(key, { bytes: new Uint8Array(body), contentType: headers['content-type'] ?? 'binary/octet-stream', crc32: crc });
    return { headers: { etag: `"${crc}"`, 'x-amz-checksum-crc32': crc } };
  };

  const get = (key: string, { headers }: AwsRequest): AwsReply => {
    const found = objects.get(key);
    if (!found) return awsXmlError(404, 'NoSuchKey');
    const checksum = headers['x-amz-checksum-mode'] === 'ENABLED' ? { 'x-amz-checksum-crc32': found.crc32 } : {};
    return { headers: { 'content-type': found.contentType, ...checksum }, body: found.bytes };
  };

  const list = ({ query }: AwsRequest): AwsReply => {
    const { 'start-after': startAfter = '', 'continuation-token': token, prefix = '' } = query;
    const maxKeys = Number(query['max-keys'] ?? 1_000);
    const encode = query['encoding-type'] === 'url' ? formValue : escapeXml;
    if (query['list-type'] !== '2' || !Number.isInteger(maxKeys) || maxKeys < 0) return awsXmlError(400, 'InvalidArgument');
    const after = token === undefined ? String(startAfter) : Buffer.from(String(token), 'base64').toString();
    const found = [...objects.keys()].filter((key) => key.startsWith(String(prefix)) && compareUtf8(key, after) > 0).toSorted(compareUtf8);
    const page = found.slice(0, Math.min(maxKeys, 1_000, pageMax));
    const more = found.length > page.length;
    const next = more ? Buffer.from(page.at(-1) ?? after).toString('base64') : '';
    const xml = [
      '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
      `<Name>${s3Bucket}</Name><Prefix>${encode(String(prefix))}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${maxKeys}</MaxKeys>`,
      `<IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}`,
      ...page.map(
        (key) =>
          `<Contents><Key>${encode(key)}</Key><LastModified>${modifiedAt}</LastModified><Size>${objects.get(key)?.bytes.length}</Size></Contents>`,
      ),
      '</ListBucketResult>',
    ].join('');
    return { headers: { 'content-type': 'application/xml' }, body: xml };
  };

  const respond = (request: AwsRequest): AwsReply => {
    const key = keyOf(request);
    if (key === undefined) return awsXmlError(404, 'NoSuchBucket');
    if (key === '' && request.method === 'GET') return list(request);
    if (Buffer.byteLength(key) > 1_024) return awsXmlError(400, 'KeyTooLongError');
    if (request.method === 'PUT') return put(key, request);
    if (request.method === 'GET') return get(key, request);
    if (request.method !== 'DELETE') return awsXmlError(405, 'MethodNotAllowed');
    objects.delete(key);
    return { status: 204 };
  };
  return { respond, objects };
};
