import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../../../lib/kernel/canonical-json.ts';
import { type AwsReply, type AwsRequest, type AwsResponder, awsError } from '../../../support/aws-stub.ts';

export const personKeyAlias = 'alias/waybill-test-persons';

type Call = {
  readonly KeyId?: string;
  readonly KeySpec?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
};

const idBytes = 16;
const ivBytes = 12;
const tagBytes = 16;

/** One symmetric key of KMS. A ciphertext names its key, and the context is authenticated with it, as in the service. */
export const createKmsServer = (): AwsResponder => {
  const id = randomBytes(idBytes);
  const material = randomBytes(32);
  const arn = `arn:aws:kms:eu-central-1:123456789012:key/${id.toString('hex')}`;
  const authenticated = ({ EncryptionContext = {} }: Call): Buffer => Buffer.concat([id, Buffer.from(canonicalJson(EncryptionContext))]);

  const generate = (call: Call): AwsReply => {
    if (call.KeySpec !== 'AES_256') return awsError(400, 'ValidationException');
    const plaintext = randomBytes(32);
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', material, iv).setAAD(authenticated(call));
    const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    const blob = Buffer.concat([id, iv, cipher.getAuthTag(), sealed]);
    return { body: { KeyId: arn, Plaintext: plaintext.toString('base64'), CiphertextBlob: blob.toString('base64') } };
  };

  const decrypt = (call: Call): AwsReply => {
    const blob = Buffer.from(call.CiphertextBlob ?? '', 'base64');
    if (blob.length === 0 || blob.length > 6_144) return awsError(400, 'ValidationException');
    if (blob.length < idBytes + ivBytes + tagBytes) return awsError(400, 'InvalidCiphertextException');
    if (!blob.subarray(0, idBytes).equals(id)) return awsError(400, 'IncorrectKeyException');
    const rest = blob.subarray(idBytes);
    const decipher = createDecipheriv('aes-256-gcm', material, rest.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(authenticated(call))
      .setAuthTag(rest.subarray(ivBytes, ivBytes + tagBytes));
    try {
      const plaintext = Buffer.concat([decipher.update(rest.subarray(ivBytes + tagBytes)), decipher.final()]);
      return { body: { KeyId: arn, Plaintext: plaintext.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' } };
    } catch {
      return awsError(400, 'InvalidCiphertextException');
    }
  };

  return ({ operation, json }: AwsRequest) => {
    const call = json as Call;
    if (call.KeyId !== personKeyAlias) return awsError(400, 'NotFoundException');
    if (operation === 'GenerateDataKey') return generate(call);
    return operation === 'Decrypt' ? decrypt(call) : awsError(400, 'UnsupportedOperationException');
  };
};
