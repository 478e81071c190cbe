import type { Clock, Table } from '../ports.ts';
import type { Store } from './store.ts';

/** Copies of deleted keys in the database's files: noted durably, destroyed when the runtime has a quiet moment. */
export type Remains = {
  readonly note: () => Promise<void>;
  /** Destroys what has been noted. @returns whether there was anything. @throws UnavailableError when another process reads the database */
  readonly destroy: () => Promise<boolean>;
};

const noteKey = { PK: 'MAINTENANCE', SK: 'REMAINS' };

export const createRemains = (store: Store, runtime: Table, clock: Clock): Remains => ({
  note: () => runtime.put({ ...noteKey, noted_at: clock.now() }),
  destroy: async () => {
    const noted = await runtime.get(noteKey);
    if (!noted) return false;
    await store.destroyTraces();
    // A key deleted meanwhile has noted itself anew, and stays noted.
    await runtime.delete(noteKey, { kind: 'equals', attribute: 'noted_at', value: String(noted['noted_at']) }).catch(() => undefined);
    return true;
  },
});
