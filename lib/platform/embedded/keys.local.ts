import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { type Ids, type Keys, WrappedKeyInvalidError } from '../ports.ts';

export const masterKeyFileName = 'master.key';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const formatVersion = 1;
const macKeysMax = 100;

const readMasterKey = (path: string): Buffer => {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== keyBytes) throw new Error(`${path} does not hold a key of ${keyBytes} bytes in base64`);
  return key;
};

const createMasterKey = (path: string, bytes: Uint8Array): void => {
  // Written aside and then linked: the file appears whole or not at all, and of two processes one wins.
  const draft = `${path}.${process.pid}`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, `${Buffer.from(bytes).toString('base64')}\n`);
    fsyncSync(descriptor);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(descriptor);
    unlinkSync(draft);
  }
};

/**
 * Keys under a master key in a file beside the database, readable by its owner alone, made at the first start.
 * Whoever copies the database without that file has nothing personal.
 * @param destroyRemains what the engine does about deleted wrapped keys; nothing where no file holds any
 * @throws Error when the file holds no key
 */
export const openLocalKeys = (dataDir: string, ids: Ids, destroyRemains: () => Promise<void> = () => Promise.resolve()): Keys => {
  const path = join(dataDir, masterKeyFileName);
  if (!existsSync(path)) createMasterKey(path, ids.bytes(keyBytes));
  const master = readMasterKey(path);
  // As an object, because Node looks several microseconds at bytes to find that they are no object.
  const derive = (purpose: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `waybill/${purpose}`, keyBytes)));
  const wrappingKey = derive('wrap');
  const macKeys = new Map<string, KeyObject>();

  const macKey = (purpose: string): KeyObject => {
    const known = macKeys.get(purpose);
    if (known !== undefined) return known;
    if (macKeys.size >= macKeysMax) macKeys.clear();
    const key = derive(`mac/${purpose}`);
    macKeys.set(purpose, key);
    return key;
  };

  return {
    generateDataKey: async (context) => {
      const plaintext = ids.bytes(keyBytes);
      const nonce = ids.bytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(Buffer.from(canonicalJson(context)));
      const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      const wrapped = Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), sealed]).toString('base64');
      return { plaintext, wrapped };
    },

    unwrap: async (wrapped, context) => {
      const bytes = Buffer.from(wrapped, 'base64');
      if (bytes.length !== 1 + nonceBytes + tagBytes + keyBytes || bytes[0] !== formatVersion)
        throw new WrappedKeyInvalidError('This is not a wrapped key');
      const nonce = bytes.subarray(1, 1 + nonceBytes);
      const tag = bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', wrappingKey, nonce, { authTagLength: tagBytes })
        .setAAD(Buffer.from(canonicalJson(context)))
        .setAuthTag(tag);
      try {
        return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes + tagBytes)), decipher.final()]));
      } catch (error) {
        throw new WrappedKeyInvalidError('The key was wrapped by another master key or for another context', { cause: error });
      }
    },
    destroyRemains,

    mac: async (purpose, value) => createHmac('sha256', macKey(purpose)).update(value).digest('hex'),
  };
};
