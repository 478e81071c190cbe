import { type Instant, plusMs } from '../../kernel/instant.ts';
import { createRecentMap } from '../../kernel/recent-map.ts';
import type { Clock } from '../../platform/ports.ts';
import type { ApiKey, ApiKeyId } from '../domain/api-key.ts';

/** How long another process may still take a key that was revoked here. */
export const apiKeyCacheSeconds = 30;

export interface ApiKeyCache {
  get(keyId: ApiKeyId): ApiKey | undefined;
  put(key: ApiKey): void;
  /** Changes an entry that is still there and keeps its age: a busy key must neither put off nor undo its revocation. */
  replace(key: ApiKey): void;
  drop(keyId: ApiKeyId): void;
}

/**
 * Key records of this process, so that a busy caller does not cost a read per request. Only keys that exist are kept,
 * so guesses cannot push them out. The secret and the expiry are checked on every request, whatever is kept here.
 */
export const createApiKeyCache = (clock: Clock, entriesMax = 10_000): ApiKeyCache => {
  const entries = createRecentMap<ApiKeyId, { readonly key: ApiKey; readonly staleAt: Instant }>(entriesMax);

  const fresh = (keyId: ApiKeyId) => {
    const entry = entries.get(keyId);
    if (entry === undefined || clock.now() < entry.staleAt) return entry;
    entries.delete(keyId);
    return undefined;
  };

  return {
    get: (keyId) => fresh(keyId)?.key,
    put: (key) => {
      entries.set(key.keyId, { key, staleAt: plusMs(clock.now(), apiKeyCacheSeconds * 1000) });
    },
    replace: (key) => {
      const entry = fresh(key.keyId);
      if (entry) entries.set(key.keyId, { ...entry, key });
    },
    drop: (keyId) => {
      entries.delete(keyId);
    },
  };
};
