import { S3Client } from '@aws-sdk/client-s3';
import { createS3Blobs } from '../../lib/platform/aws/blob-store.s3.ts';
import { createS3Server, s3Bucket } from '../platform/aws/storage/s3.server.ts';
import { createAwsStub } from '../support/aws-stub.ts';
import { describeBlobStoreContract } from './blob-store.contract.ts';

const makeEngine = (pageMax: number) => async () => {
  const client = new S3Client(createAwsStub(createS3Server({ pageMax }).respond).settings);
  return { blobs: createS3Blobs(client, { bucket: s3Bucket }), close: async () => client.destroy() };
};

describeBlobStoreContract('S3', makeEngine(1_000));
describeBlobStoreContract('S3 with short pages', makeEngine(1));
