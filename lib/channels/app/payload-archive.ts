import { createHash } from 'node:crypto';
import type { OrderId, PersonId, TenantId } from '../../kernel/ids.ts';
import type { BlobStore } from '../../platform/ports.ts';
import type { Origin, Vault } from '../../platform/vault/vault.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';

const hashLength = 16;
const keysPerPage = 500;
// What is sealed is no longer of the type it had.
const contentType = 'application/octet-stream';

/** SHA-256 of the bytes as lower-case hex. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type AccountRef = Pick<ChannelAccount, 'tenantId' | 'channel' | 'account'>;
const place = ({ tenantId, channel, account }: AccountRef): string => `${tenantId}/${channel}/${account}/`;
const short = (bodyHash: string): string => bodyHash.slice(0, hashLength);

/** Where payloads are archived. No key tells more than which account and order it belongs to. */
export const archiveKeys = {
  raw: (account: AccountRef, orderId: OrderId, bodyHash: string): string => `raw/${place(account)}${orderId}/${short(bodyHash)}`,
  canonical: (account: AccountRef, orderId: OrderId, bodyHash: string): string =>
    `canonical/${place(account)}${orderId}/${short(bodyHash)}`,
  refused: (account: AccountRef, bodyHash: string): string => `${archiveKeys.refusedOf(account)}${short(bodyHash)}`,
  privacy: (account: AccountRef, bodyHash: string): string => `privacy/${place(account)}${short(bodyHash)}`,
  export: (tenantId: TenantId, personId: PersonId, requestId: string): string =>
    `${archiveKeys.exportsOf(tenantId, personId)}${encodeURIComponent(requestId)}`,
  /** Beginnings of keys. */
  rawOf: (account: AccountRef): string => `raw/${place(account)}`,
  canonicalOf: (account: AccountRef): string => `canonical/${place(account)}`,
  rawOfOrder: (account: AccountRef, orderId: OrderId): string => `raw/${place(account)}${orderId}/`,
  canonicalOfOrder: (account: AccountRef, orderId: OrderId): string => `canonical/${place(account)}${orderId}/`,
  refusedOf: (account: AccountRef): string => `raw/${place(account)}refused/`,
  exportsOf: (tenantId: TenantId, personId: PersonId): string => `exports/${tenantId}/${personId}/`,
} as const;

/** Holder of the key for a body whose person nobody can tell. Of one body at two accounts, either can be destroyed alone. */
export const refusedIdentity = ({ channel, account }: AccountRef, bodyHash: string) => ({
  fallback: `refused:${channel}/${account}/${short(bodyHash)}`,
});
/** A request's own key: erasing its person would otherwise make the request unreadable halfway through. */
export const privacyIdentity = ({ channel, account }: AccountRef, bodyHash: string) => ({
  fallback: `privacy:${channel}/${account}/${short(bodyHash)}`,
});

/** Blobs that only the key of their person opens. */
export type PayloadArchive = {
  readonly put: (key: string, tenantId: TenantId, personId: PersonId, bytes: Uint8Array) => Promise<void>;
  /** Keeps nothing, and returns false, when the origin has been erased. */
  readonly putUnlessErased: (key: string, tenantId: TenantId, personId: PersonId, bytes: Uint8Array, origin: Origin) => Promise<boolean>;
  /** Undefined when the blob is gone or its person has been erased. */
  readonly get: (key: string, tenantId: TenantId, personId: PersonId) => Promise<Uint8Array | undefined>;
  /** Deletes a blob whose key holder exists for it alone, and destroys that key. */
  readonly destroy: (key: string, tenantId: TenantId, personId: PersonId) => Promise<void>;
  /** Keys that begin with `prefix`; blobs may be deleted while they are gone through. */
  readonly keys: (prefix: string) => AsyncIterable<string>;
};

export const createPayloadArchive = ({ blobs, vault }: { readonly blobs: BlobStore; readonly vault: Vault }): PayloadArchive => ({
  put: async (key, tenantId, personId, bytes) => blobs.put(key, { bytes: await vault.seal(tenantId, personId, bytes), contentType }),
  putUnlessErased: async (key, tenantId, personId, bytes, origin) => {
    const sealed = await vault.sealUnlessErased(tenantId, personId, bytes, origin);
    if (sealed) await blobs.put(key, { bytes: sealed, contentType });
    return sealed !== undefined;
  },
  get: async (key, tenantId, personId) => {
    const blob = await blobs.get(key);
    return blob && vault.open(tenantId, personId, blob.bytes);
  },
  destroy: async (key, tenantId, personId) => {
    await blobs.delete(key);
    await vault.erase(tenantId, personId);
  },
  keys: async function* (prefix) {
    for (let after = ''; ; ) {
      const page = await blobs.list({ prefix, limit: keysPerPage, ...(after === '' ? {} : { after }) });
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last;
    }
  },
});
