import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';
import { createS3Blobs } from '../../../../lib/platform/aws/blob-store.s3.ts';
import { compareUtf8 } from '../../../../lib/platform/rules/utf8-order.ts';
import { LimitExceededError } from '../../../../lib/platform/ports.ts';
import { type AwsResponder, createAwsStub, inTurn } from '../../../support/aws-stub.ts';
import { expectDefect, expectUnavailable, failureOf, s3Defects, s3Outages } from './faults.ts';
import { startLocalServer } from './local-server.ts';
import { crc32Of, createS3Server, s3Bucket } from './s3.server.ts';

const openBlobs = (respond: AwsResponder, maxAttempts = 1) => {
  const stub = createAwsStub(respond);
  const client = new S3Client({ ...stub.settings, maxAttempts });
  return { blobs: createS3Blobs(client, { bucket: s3Bucket }), requests: stub.requests };
};

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const blob = (value: string) => ({ bytes: text(value), contentType: 'text/plain' });

describe('keys of blobs', () => {
  const awkward = [
    'plus+and space',
    'percent%2Fencoded',
    'quotes"\'<&>',
    'line\nbreak\u0001',
    'question?hash#',
    '/leading//double/',
    'ünï/日本/\uffff',
    'beyond/\u{1f4e6}',
  ];

  it('come back from a listing as they were put, and find their blob', async () => {
    const { blobs } = openBlobs(createS3Server().respond);
    for (const key of awkward) await blobs.put(key, blob(key));
    const listed = await blobs.list({ prefix: '', limit: 100 });
    expect(listed).toEqual([...awkward].sort(compareUtf8));
    for (const key of listed) expect(Buffer.from((await blobs.get(key))?.bytes ?? []).toString()).toBe(key);
  });

  it('are gone through whole, by the last key of the page before, whatever is in them', async () => {
    const { blobs } = openBlobs(createS3Server({ pageMax: 2 }).respond);
    for (const key of awkward) await blobs.put(key, blob(key));
    const seen: string[] = [];
    for (let page = await blobs.list({ prefix: '', limit: 3 }); page.length > 0; ) {
      seen.push(...page);
      page = await blobs.list({ prefix: '', limit: 3, after: page.at(-1) as string });
    }
    expect(seen).toEqual([...awkward].sort(compareUtf8));
  });

  it('are refused when they have no UTF-8 form', async () => {
    const { blobs, requests } = openBlobs(createS3Server().respond);
    await expect(blobs.put('half \ud83d', blob('x'))).rejects.toThrow(TypeError);
    expect(requests).toEqual([]);
  });
});

describe('a listing', () => {
  it('goes on after an empty page that is not the last', async () => {
    const page = (content: string, next?: string) => ({
      headers: { 'content-type': 'application/xml' },
      body: `<ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}${content}</ListBucketResult>`,
    });
    const { blobs, requests } = openBlobs(inTurn(page('', 'more'), page('<Contents><Key>raw/1</Key></Contents>')));
    expect(await blobs.list({ prefix: 'raw/', limit: 5, after: 'raw/0' })).toEqual(['raw/1']);
    expect(requests.map(({ query }) => [query['start-after'], query['continuation-token']])).toEqual([
      ['raw/0', undefined],
      [undefined, 'more'],
    ]);
  });

  it('asks for no more keys than are missing', async () => {
    const server = createS3Server({ pageMax: 2 });
    const { blobs, requests } = openBlobs(server.respond);
    for (const key of ['a', 'b', 'c', 'd']) await blobs.put(key, blob(key));
    expect(await blobs.list({ prefix: '', limit: 3 })).toEqual(['a', 'b', 'c']);
    expect(requests.filter(({ method }) => method === 'GET').map(({ query }) => query['max-keys'])).toEqual(['3', '1']);
  });
});

describe('what a blob store says of failures', () => {
  it.each(s3Outages)('is unavailable when S3 %s', async (_what, reply) => {
    const { blobs } = openBlobs(inTurn(reply));
    await expectUnavailable(blobs.put('k', blob('x')));
    await expectUnavailable(blobs.get('k'));
    await expectUnavailable(blobs.delete('k'));
    await expectUnavailable(blobs.list({ prefix: '', limit: 1 }));
  });

  it.each(s3Defects)('is a defect when S3 %s', async (_what, reply) => {
    const { blobs } = openBlobs(inTurn(reply));
    await expectDefect(blobs.put('k', blob('x')));
    await expectDefect(blobs.get('k'));
    await expectDefect(blobs.delete('k'));
    await expectDefect(blobs.list({ prefix: '', limit: 1 }));
  });

  it('sends the same bytes again when the connection broke, although the caller has reused its buffer', async () => {
    const server = createS3Server();
    let first = true;
    const bytes = text('first');
    const { blobs, requests } = openBlobs((request, index) => {
      if (!first) return server.respond(request, index);
      first = false;
      bytes.fill(0);
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    }, 3);
    await blobs.put('k', { bytes, contentType: 'text/plain' });
    expect(requests).toHaveLength(2);
    expect(Buffer.from((await blobs.get('k'))?.bytes ?? []).toString()).toBe('first');
  });

  it('stores a checksum and does not hand out bytes that do not add up to it, however the client is set', async () => {
    const server = createS3Server();
    const settings = { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' } as const;
    const client = new S3Client({ ...createAwsStub(server.respond).settings, ...settings });
    const blobs = createS3Blobs(client, { bucket: s3Bucket });
    await blobs.put('k', blob('whole'));
    server.objects.set('k', { bytes: text('whose'), contentType: 'text/plain', crc32: crc32Of(text('whole')) });
    await expectUnavailable(blobs.get('k'));
  });

  it('refuses a blob above 64 MB without sending it', async () => {
    const { blobs, requests } = openBlobs(createS3Server().respond);
    const failure = await failureOf(blobs.put('k', { bytes: new Uint8Array(64 * 1024 * 1024 + 1), contentType: 'text/plain' }));
    expect(failure).toBeInstanceOf(LimitExceededError);
    expect(requests).toEqual([]);
  });
});

describe('reading over a real connection', () => {
  let stop: (() => Promise<void>) | undefined;
  afterEach(async () => stop?.());

  const blobsOf = async (listener: Parameters<typeof startLocalServer>[0], readTimeoutMs?: number) => {
    const server = await startLocalServer(listener);
    const client = new S3Client({
      region: 'eu-central-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example-only' },
      endpoint: server.url,
      forcePathStyle: true,
      maxAttempts: 1,
    });
    stop = async () => {
      client.destroy();
      await server.stop();
    };
    return createS3Blobs(client, { bucket: s3Bucket, ...(readTimeoutMs === undefined ? {} : { readTimeoutMs }) });
  };

  it.each([
    ['without a checksum', {}],
    ['with a checksum', { 'x-amz-checksum-crc32': crc32Of(text('x'.repeat(100))) }],
  ])('is unavailable when the connection breaks halfway, %s', async (_what, headers) => {
    const blobs = await blobsOf((_request, response) => {
      response.writeHead(200, { 'content-length': 100, ...headers });
      response.write('x'.repeat(10), () => response.destroy());
    });
    await expectUnavailable(blobs.get('k'));
  });

  it('gives up bytes that stop coming, and closes the connection', async () => {
    const closed = Promise.withResolvers<void>();
    const blobs = await blobsOf((request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('x'.repeat(10));
      request.socket.once('close', () => closed.resolve());
    }, 50);
    await expectUnavailable(blobs.get('k'));
    await closed.promise;
  });

  it('gives up a service that does not answer', async () => {
    const blobs = await blobsOf(() => undefined, 50);
    await expectUnavailable(blobs.get('k'));
  });
});
