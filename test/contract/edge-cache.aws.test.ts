import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';
import { createCloudFrontCache } from '../../lib/platform/aws/edge-cache.cloudfront.ts';
import { UnavailableError } from '../../lib/platform/ports.ts';
import { createCloudFrontServer, distributionId } from '../platform/aws/storage/cloudfront.server.ts';
import { type AwsResponder, awsXmlError, connectionError, createAwsStub } from '../support/aws-stub.ts';
import { describeEdgeCacheContract } from './edge-cache.contract.ts';

const open = (respond: AwsResponder, id = distributionId) => {
  const stub = createAwsStub(respond);
  const client = new CloudFrontClient({ ...stub.settings, region: 'us-east-1' });
  return { edge: createCloudFrontCache(client, { distributionId: id }), requests: stub.requests, close: async () => client.destroy() };
};

describeEdgeCacheContract('CloudFront', async () => {
  const server = createCloudFrontServer();
  return {
    ...open(server.respond),
    keep: async (...addresses) => {
      for (const address of addresses) server.kept.add(address);
    },
    kept: async (...addresses) => addresses.filter((address) => server.kept.has(address)),
  };
});

describe('CloudFront', () => {
  it('that works on too much is unavailable, and takes the same purge later', async () => {
    const server = createCloudFrontServer();
    const { edge } = open(server.respond);
    for (let tenant = 1; tenant <= 15; tenant += 1) await edge.purge({ paths: [`/s/${tenant}*`], reference: 'one' });
    server.kept.add('/s/late/a');
    const late = { paths: ['/s/late*'], reference: 'one' };
    await expect(edge.purge(late)).rejects.toThrow(UnavailableError);
    expect([...server.kept]).toEqual(['/s/late/a']);
    server.finish();
    await edge.purge(late);
    expect([...server.kept]).toEqual([]);
  });

  it('is asked by one call with all paths, whatever stands in them', async () => {
    const { edge, requests } = open(createCloudFrontServer().respond);
    await edge.purge({ paths: ['/s/a~b', '/s/a&b'], reference: 'one' });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.text).toContain('<Path>/s/a&amp;b</Path>');
    expect(requests[0]?.hostname).toBe('cloudfront.amazonaws.com');
  });

  it.each([
    ['does not answer', () => connectionError()],
    ['is overloaded', () => awsXmlError(503, 'ServiceUnavailable')],
    ['throttles', () => awsXmlError(400, 'Throttling')],
  ])('that %s is unavailable', async (_what, fails) => {
    const { edge } = open(() => {
      const failure = fails();
      if (failure instanceof Error) throw failure;
      return failure;
    });
    await expect(edge.purge({ paths: ['/a'], reference: 'one' })).rejects.toThrow(UnavailableError);
  });

  it('of another account, or without the right, is a defect and no outage', async () => {
    const gone = open(createCloudFrontServer().respond, 'EANOTHER');
    await expect(gone.edge.purge({ paths: ['/a'], reference: 'one' })).rejects.toMatchObject({ name: 'NoSuchDistribution' });
    const denied = open(() => awsXmlError(403, 'AccessDenied'));
    await expect(denied.edge.purge({ paths: ['/a'], reference: 'one' })).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
