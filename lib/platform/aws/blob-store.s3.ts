import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  type _Object,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { fromEpochMs } from '../../kernel/instant.ts';
import { checkPageLimit } from '../rules/table.rules.ts';
import { type Blob, type BlobEntry, type BlobStore, LimitExceededError, UnavailableError } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';

const keyBytesMax = 1_024;
const blobBytesMax = 64 * 1024 * 1024;
/** What S3 itself says of an object that was stored without a type. */
const unknownType = 'binary/octet-stream';

const checkKey = (key: string): void => {
  // Half a surrogate pair has no UTF-8 form, so it has no address either.
  if (!key.isWellFormed()) throw new TypeError('The key holds half a surrogate pair');
  const length = Buffer.byteLength(key);
  if (length === 0 || length > keyBytesMax) throw new LimitExceededError(`The key has ${length} bytes; allowed are 1 to ${keyBytesMax}`);
};

/** S3 writes keys of a listing as form values, because XML has no way to write some of their characters. */
const decodeKey = (encoded: string): string => decodeURIComponent(encoded.replaceAll('+', ' '));

export type S3BlobsOptions = {
  readonly bucket: string;
  /** Milliseconds for a whole reading, tries and bytes; default 20,000. The client's own limit ends at the reply's headers. */
  readonly readTimeoutMs?: number;
};

/**
 * Blobs of up to 64 MB as objects of a general purpose bucket, which lists keys by their UTF-8 bytes as the embedded engine
 * does; a directory bucket has no order. Each object is stored and read with a checksum.
 *
 * Reading needs the right to list the bucket too: without it S3 answers 403 for a key that does not exist.
 */
export const createS3Blobs = (client: S3Client, { bucket, readTimeoutMs = 20_000 }: S3BlobsOptions): BlobStore => ({
  put: async (key, { bytes, contentType }) => {
    checkKey(key);
    if (bytes.byteLength > blobBytesMax)
      throw new LimitExceededError(`The blob has ${bytes.byteLength} bytes; allowed are ${blobBytesMax}`);
    // The caller may reuse its buffer before the request is written, or written again.
    const Body = new Uint8Array(bytes);
    const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType: contentType, ChecksumAlgorithm: 'CRC32' });
    await answered(client.send(command));
  },
  get: async (key) => {
    checkKey(key);
    const abortSignal = AbortSignal.timeout(readTimeoutMs);
    try {
      return await readObject(client, { Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }, abortSignal);
    } catch (error) {
      if (!abortSignal.aborted) throw error;
      throw new UnavailableError(`The blob could not be read within ${readTimeoutMs} ms`, { cause: error });
    }
  },
  delete: async (key) => {
    checkKey(key);
    await answered(client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
  },
  list: async ({ prefix, limit, after = '' }) => {
    checkPageLimit(limit);
    return (await listObjects(client, bucket, { prefix, limit, after })).map(({ key }) => key);
  },
  listEntries: async ({ prefix, limit, after = '' }) => {
    checkPageLimit(limit);
    return listObjects(client, bucket, { prefix, limit, after });
  },
});

const readObject = async (client: S3Client, input: GetObjectCommandInput, abortSignal: AbortSignal): Promise<Blob | undefined> => {
  const found = await answered(client.send(new GetObjectCommand(input), { abortSignal })).catch((error: unknown) => {
    if (isNamed(error, 'NoSuchKey')) return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  try {
    const bytes = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
    return { bytes, contentType: found.ContentType ?? unknownType };
  } catch (error) {
    // The bytes were still under way: the connection broke, or they do not add up to their checksum.
    throw new UnavailableError('The blob was cut off or damaged on its way', { cause: error });
  }
};

type Listing = { readonly prefix: string; readonly limit: number; readonly after: string };

const entryOf = ({ Key = '', Size = 0, LastModified }: _Object): BlobEntry => ({
  key: decodeKey(Key),
  byteLength: Size,
  storedAt: LastModified === undefined ? null : fromEpochMs(LastModified.getTime()),
});

const listObjects = async (client: S3Client, bucket: string, { prefix, limit, after }: Listing): Promise<readonly BlobEntry[]> => {
  const entries: BlobEntry[] = [];
  let token: string | undefined;
  do {
    const command: ListObjectsV2Command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      MaxKeys: limit - entries.length,
      EncodingType: 'url',
      ...(token !== undefined ? { ContinuationToken: token } : after === '' ? {} : { StartAfter: after }),
    });
    const page: ListObjectsV2CommandOutput = await answered(client.send(command));
    entries.push(...(page.Contents ?? []).map(entryOf));
    // A page may be shorter than asked for, even empty, while there is more: the caller takes an empty page for the end.
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined && entries.length < limit);
  return entries;
};
