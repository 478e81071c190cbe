import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { fromEpochMs, type Instant, toEpochMs } from '../../kernel/instant.ts';
import { type Blob, type BlobStore, type Ids, type Keys, LimitExceededError, type Timers, WrappedKeyInvalidError } from '../ports.ts';
import { checkMessage } from '../rules/queue.rules.ts';
import { checkPageLimit } from '../rules/table.rules.ts';
import { compareUtf8 } from '../rules/utf8-order.ts';
import type { ModelQueues } from './queue.model.ts';

const keyBytesMax = 1_024;
const blobBytesMax = 64 * 1024 * 1024;

const checkBlobKey = (key: string): void => {
  const length = Buffer.byteLength(key);
  if (length === 0 || length > keyBytesMax) throw new LimitExceededError(`The key has ${length} bytes; allowed are 1 to ${keyBytesMax}`);
};

/** Blobs in memory. */
export const createModelBlobs = (nowMs: () => number, onPut: (key: string, blob: Blob) => void = () => undefined): BlobStore => {
  const blobs = new Map<string, Blob & { readonly storedAt: Instant }>();
  const list = ({ prefix, limit, after = '' }: Parameters<BlobStore['list']>[0]): readonly string[] => {
    checkPageLimit(limit);
    const keys = [...blobs.keys()].filter((key) => key.startsWith(prefix) && compareUtf8(key, after) > 0);
    return keys.sort(compareUtf8).slice(0, limit);
  };
  return {
    put: async (key, { bytes, contentType }) => {
      checkBlobKey(key);
      if (bytes.byteLength > blobBytesMax)
        throw new LimitExceededError(`The blob has ${bytes.byteLength} bytes; allowed are ${blobBytesMax}`);
      const blob = { bytes: new Uint8Array(bytes), contentType };
      onPut(key, blob);
      blobs.set(key, { ...blob, storedAt: fromEpochMs(nowMs()) });
    },
    get: async (key) => {
      checkBlobKey(key);
      const blob = blobs.get(key);
      return blob === undefined ? undefined : { bytes: new Uint8Array(blob.bytes), contentType: blob.contentType };
    },
    delete: async (key) => {
      checkBlobKey(key);
      blobs.delete(key);
    },
    list: async (listing) => list(listing),
    listEntries: async (listing) =>
      list(listing).flatMap((key) => {
        const blob = blobs.get(key);
        return blob === undefined ? [] : [{ key, byteLength: blob.bytes.byteLength, storedAt: blob.storedAt }];
      }),
  };
};

const timerNamePattern = /^[A-Za-z0-9_.-]{1,64}$/;

const checkTimerName = (name: string): void => {
  if (!timerNamePattern.test(name)) throw new LimitExceededError(`${JSON.stringify(name)} is not a timer name: 1 to 64 of A-Za-z0-9_.-`);
};

export type ModelTimers = Timers & {
  /** Sends what is due. */
  readonly fire: () => Promise<void>;
  readonly nextDueMs: () => number | undefined;
};

/** One-time timers in memory. */
export const createModelTimers = (queues: ModelQueues, nowMs: () => number, onChanged: () => void = () => undefined): ModelTimers => {
  const timers = new Map<string, { readonly dueMs: number; readonly queue: string; readonly body: string }>();
  const due = () => [...timers].filter(([, { dueMs }]) => dueMs <= nowMs()).sort(([, left], [, right]) => left.dueMs - right.dueMs);
  return {
    schedule: async ({ name, at, queue, body }) => {
      checkTimerName(name);
      checkMessage(false, { body });
      queues.get(queue);
      timers.set(name, { dueMs: toEpochMs(at), queue, body });
      onChanged();
    },
    cancel: async (name) => {
      checkTimerName(name);
      timers.delete(name);
    },
    dueAt: async (name) => {
      checkTimerName(name);
      const timer = timers.get(name);
      return timer === undefined ? undefined : fromEpochMs(timer.dueMs);
    },
    fire: async () => {
      for (const [name, { queue, body }] of due()) {
        timers.delete(name);
        await queues.get(queue).send([{ body }]);
      }
      onChanged();
    },
    nextDueMs: () => (timers.size === 0 ? undefined : Math.min(...[...timers.values()].map(({ dueMs }) => dueMs))),
  };
};

const [plainKeyBytes, nonceBytes, tagBytes] = [32, 12, 16];

/** Data keys under a master key that lives as long as this object. */
export const createModelKeys = (ids: Ids, master: Uint8Array = ids.bytes(plainKeyBytes)): Keys => ({
  generateDataKey: async (context) => {
    const [plaintext, nonce] = [ids.bytes(plainKeyBytes), ids.bytes(nonceBytes)];
    const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(Buffer.from(canonicalJson(context)));
    const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return { plaintext, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64') };
  },
  unwrap: async (wrapped, context) => {
    const bytes = Buffer.from(wrapped, 'base64');
    if (bytes.length !== nonceBytes + tagBytes + plainKeyBytes) throw new WrappedKeyInvalidError('This is not a wrapped key');
    const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(canonicalJson(context)))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]));
    } catch (error) {
      throw new WrappedKeyInvalidError('The key was wrapped by another master key or for another context', { cause: error });
    }
  },
  // The wrapped keys stand in the vault alone; nothing else remembers them.
  destroyRemains: async () => undefined,
  mac: async (purpose, value) => createHmac('sha256', master).update(`${purpose}\0${value}`).digest('hex'),
});
