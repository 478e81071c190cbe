import * as z from 'zod';
import { plusMs, toEpochMs } from '../../kernel/instant.ts';
import { type Clock, ConditionFailedError, type Table } from '../../platform/ports.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';

/**
 * What the client of an account has to know after its process is gone, such as a feed that Amazon is still working on.
 * Shared by all processes of the account; nothing personal may be written.
 */
export type AccountMemory = {
  readonly read: (key: string) => Promise<string | undefined>;
  /** Durable when the promise resolves. */
  readonly write: (key: string, value: string) => Promise<void>;
  /** As `write`, unless something is kept already. */
  readonly keep: (key: string, value: string) => Promise<void>;
};

/** Longer than any notice is tried. */
const keptDays = 90;
const dayMs = 86_400_000;

const Row = z.object({ value: z.string() });

/** In rows of the ledger table, which forget themselves after 90 days. */
export const createAccountMemory = (
  { ledger, clock }: { readonly ledger: Table; readonly clock: Clock },
  { tenantId, channel, account }: ChannelAccount,
): AccountMemory => {
  const keyOf = (key: string) => ({ PK: `${tenantId}#CHANNELMEMORY#${channel}#${account}`, SK: key });
  const itemOf = (key: string, value: string) => ({
    ...keyOf(key),
    value,
    ttl: Math.floor(toEpochMs(plusMs(clock.now(), keptDays * dayMs)) / 1_000),
  });
  return {
    read: async (key) => {
      const item = await ledger.get(keyOf(key));
      return item && Row.parse(item).value;
    },
    write: (key, value) => ledger.put(itemOf(key, value)),
    keep: async (key, value) => {
      try {
        await ledger.put(itemOf(key, value), { kind: 'absent' });
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
      }
    },
  };
};
