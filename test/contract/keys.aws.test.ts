import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { createKmsKeys } from '../../lib/platform/aws/keys.kms.ts';
import { createKmsServer, personKeyAlias } from '../platform/aws/storage/kms.server.ts';
import { createAwsStub } from '../support/aws-stub.ts';
import { describeKeysContract } from './keys.contract.ts';

describeKeysContract('KMS', async () => {
  const client = new KMSClient(createAwsStub(createKmsServer()).settings);
  const secret = randomBytes(64);
  const open = () => createKmsKeys(client, { keyId: personKeyAlias, macKey: async () => secret });
  return { keys: open(), reopen: async () => open(), close: async () => client.destroy() };
});
