import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, monthsBetween, toEpochMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { Range } from './range.ts';

/** Dead letters that somebody sent back at once. */
export type Replay = { readonly at: Instant; readonly queue: string; readonly messages: number };

const Row = z.object({ at: z.string().transform(Instant), queue: z.string(), messages: z.int() });

const partitionOf = (tenantId: TenantId, month: string): string => `${tenantId}#REPLAY#${month}`;
const keptSeconds = 400 * 24 * 3600;

type Parts = Pick<Platform, 'ledger' | 'clock' | 'ids'>;

/** Writes down that dead letters were sent back, for as long as a year and a month. */
export const noteReplay = async ({ ledger, clock, ids }: Parts, tenantId: TenantId, queue: string, messages: number): Promise<void> => {
  if (messages === 0) return;
  const at = clock.now();
  const ttl = Math.floor(toEpochMs(at) / 1_000) + keptSeconds;
  await ledger.put({ PK: partitionOf(tenantId, at.slice(0, 7)), SK: `${at}#${ids.next()}`, at, queue, messages, ttl });
};

/** What was sent back in the range on behalf of a tenant, first to last. */
export const readReplays = async (
  { ledger }: Pick<Platform, 'ledger'>,
  tenantId: TenantId,
  { from, to }: Range,
): Promise<readonly Replay[]> => {
  const found: Replay[] = [];
  for (const month of monthsBetween(from, to)) {
    let cursor: string | undefined;
    do {
      const page = await ledger.query({ PK: partitionOf(tenantId, month), from, to, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.items.map((item) => Row.parse(item)));
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return found;
};
