import { createHmac, hkdfSync } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { type Keys, type Secrets, WrappedKeyInvalidError } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';
import { macSecretName } from './names.ts';

const keyBytes = 32;
/** The longest ciphertext that KMS takes; a longer one, or none, it would refuse as a malformed request. */
const ciphertextBytesMax = 6_144;
const macKeysMax = 100;

export type KmsKeysOptions = {
  /** Id, ARN or alias of the symmetric key that wraps the keys of people. */
  readonly keyId: string;
  /** At least 32 bytes, the same in every process and for ever: tokens made under another key join nothing. */
  readonly macKey: () => Promise<Uint8Array>;
};

/**
 * Data keys wrapped by KMS. Tokens are computed in this process, because a search, a fraud check or an idempotent request
 * would otherwise each pay for a call and wait for it; their key is fetched once.
 *
 * The context is written into CloudTrail in plain text, so nothing personal may stand in it.
 */
export const createKmsKeys = (client: KMSClient, { keyId, macKey }: KmsKeysOptions): Keys => {
  const mac = createMac(macKey);
  return {
    generateDataKey: async (context) => {
      const command = new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: { ...context } });
      const made = await answered(client.send(command));
      if (made.Plaintext?.byteLength !== keyBytes || made.CiphertextBlob === undefined) throw new Error('KMS answered without a data key');
      return { plaintext: new Uint8Array(made.Plaintext), wrapped: Buffer.from(made.CiphertextBlob).toString('base64') };
    },

    unwrap: async (wrapped, context) => {
      const ciphertext = Buffer.from(wrapped, 'base64');
      if (ciphertext.length === 0 || ciphertext.length > ciphertextBytesMax) throw new WrappedKeyInvalidError('This is not a wrapped key');
      const command = new DecryptCommand({ KeyId: keyId, CiphertextBlob: ciphertext, EncryptionContext: { ...context } });
      const opened = await answered(client.send(command)).catch((error: unknown) => {
        if (!isNamed(error, 'InvalidCiphertextException', 'IncorrectKeyException')) throw error;
        throw new WrappedKeyInvalidError('The key was wrapped by another master key or for another context', { cause: error });
      });
      if (opened.Plaintext?.byteLength !== keyBytes) throw new WrappedKeyInvalidError('This is not a wrapped data key');
      return new Uint8Array(opened.Plaintext);
    },

    // DynamoDB forgets a deleted record by itself, and the vault's table has no point-in-time recovery.
    destroyRemains: () => Promise.resolve(),
    mac,
  };
};

/** The same tokens as the embedded engine makes from a master key of these bytes. */
const createMac = (macKey: () => Promise<Uint8Array>): Keys['mac'] => {
  const derived = new Map<string, Buffer>();
  let fetched: Promise<Uint8Array> | undefined;

  const fetchKey = async (): Promise<Uint8Array> => {
    const key = await macKey();
    if (key.byteLength < keyBytes) throw new Error(`The key of the tokens has ${key.byteLength} bytes; at least ${keyBytes} are needed`);
    return new Uint8Array(key);
  };
  const master = (): Promise<Uint8Array> => {
    fetched ??= fetchKey().catch((error: unknown) => {
      // What failed once is asked for again by the next caller.
      fetched = undefined;
      throw error;
    });
    return fetched;
  };

  return async (purpose, value) => {
    const known = derived.get(purpose);
    const key = known ?? Buffer.from(hkdfSync('sha256', await master(), '', `waybill/mac/${purpose}`, keyBytes));
    if (known === undefined) {
      if (derived.size >= macKeysMax) derived.clear();
      derived.set(purpose, key);
    }
    return createHmac('sha256', key).update(value).digest('hex');
  };
};

/**
 * The key of the tokens from its secret: the bytes of the text as it stands, whatever generator has made it.
 * @throws Error from the function when there is no such secret
 */
export const macKeyFrom = (secrets: Secrets) => async (): Promise<Uint8Array> => {
  const secret = await secrets.get(macSecretName);
  if (secret === undefined) throw new Error(`There is no secret ${macSecretName}; the deployment makes it`);
  return Buffer.from(secret.current);
};
