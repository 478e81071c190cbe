import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Table } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import type { HourCounts } from '../../domain/anomalies/order-hours.ts';
import type { TokenOrder } from '../../domain/anomalies/shared-tokens.ts';

/** Orders of one hour that have a device or a network. */
export type HourTokens = readonly Omit<TokenOrder, 'paymentFailed'>[];

/** A spike, from its first hour to the end of its last. */
export type PastSpike = { readonly series: string; readonly from: Instant; readonly to: Instant };

/** Where the watch over a tenant's orders has come to. */
export type WatchPass = {
  /** The first hour that has not been counted since it was over. */
  readonly next: Instant;
  readonly spikes: readonly PastSpike[];
  /** Day on which orders of former spikes were last looked at. */
  readonly returnsDay: string | null;
};

const CountsRow = z.object({ counts: z.record(z.string(), z.number()) });
const TokenRow = z.object({
  order_id: z.string(),
  person_id: z.string().nullable(),
  device: z.string().nullable(),
  network: z.string().nullable(),
});
const TokensRow = z.object({ orders: z.array(TokenRow) });
const SpikeRow = z.object({ series: z.string(), from: z.string().transform(Instant), to: z.string().transform(Instant) });
const PassRow = z.object({ next: z.string().transform(Instant), spikes: z.array(SpikeRow), returns_day: z.string().nullable() });

const dayMs = 86_400_000;
const [countsKeptMs, tokensKeptMs, passKeptMs] = [30 * dayMs, 2 * dayMs, 90 * dayMs];

const countsPartition = (tenantId: TenantId): string => `${tenantId}#ORDERHOURS`;
const tokensPartition = (tenantId: TenantId): string => `${tenantId}#ORDERTOKENS`;
const passKey = (tenantId: TenantId) => ({ PK: `${tenantId}#ORDERWATCH`, SK: 'PASS' });
const ttl = (at: Instant, keptMs: number): number => Math.ceil(toEpochMs(plusMs(at, keptMs)) / 1_000);

/** What the watch over orders keeps in the views: counts and tokens by hour, and how far it has come. All of it is made anew. */
export const createOrderWatchRows = (views: Table) => {
  const inWindow = async (PK: string, from: Instant, to: Instant) => {
    const { items } = await views.query({ PK, from, to, limit: 1_000 });
    return items.filter(({ SK }) => SK !== to);
  };
  return {
    pass: async (tenantId: TenantId): Promise<WatchPass | undefined> => {
      const parsed = PassRow.safeParse(await views.get(passKey(tenantId)));
      if (!parsed.success) return undefined;
      const { next, spikes, returns_day: returnsDay } = parsed.data;
      return { next, spikes, returnsDay };
    },
    savePass: (tenantId: TenantId, pass: WatchPass): Promise<void> =>
      views.put({ ...passKey(tenantId), ...snapshotMark, ...(toWire(pass) as object), ttl: ttl(pass.next, passKeptMs) }),
    saveHour: async (tenantId: TenantId, { hour, counts }: HourCounts, orders: HourTokens): Promise<void> => {
      const row = { SK: hour, ...snapshotMark };
      await views.put({ PK: countsPartition(tenantId), ...row, counts, ttl: ttl(hour, countsKeptMs) });
      if (orders.length > 0)
        await views.put({ PK: tokensPartition(tenantId), ...row, orders: toWire(orders), ttl: ttl(hour, tokensKeptMs) });
    },
    /** @param to exclusive */
    counts: async (tenantId: TenantId, from: Instant, to: Instant): Promise<readonly HourCounts[]> =>
      (await inWindow(countsPartition(tenantId), from, to)).map((row) => ({ hour: Instant(row.SK), counts: CountsRow.parse(row).counts })),
    /** @param to exclusive */
    tokens: async (tenantId: TenantId, from: Instant, to: Instant): Promise<HourTokens> =>
      (await inWindow(tokensPartition(tenantId), from, to)).flatMap((row) => fromWire<HourTokens>(TokensRow.parse(row).orders)),
  };
};

export type OrderWatchRows = ReturnType<typeof createOrderWatchRows>;
