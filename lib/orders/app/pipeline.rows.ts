import * as z from 'zod';
import { Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { fromWire, toWire } from '../../kernel/wire.ts';
import { type Condition, ConditionFailedError, type Item, type Table } from '../../platform/ports.ts';
import { snapshotMark } from '../../platform/projection/snapshot-rows.ts';
import type { Stage, StuckOrder } from '../domain/stage-age.ts';

/** Orders per stage as they stood at a moment. */
export type Pipeline = {
  readonly asOf: Instant;
  /** Milliseconds that counting took. */
  readonly tookMs: number;
  readonly stages: readonly Stage[];
};

/** Those that have been stuck for longest; `more` when others are. */
export type StuckList = { readonly asOf: Instant; readonly orders: readonly StuckOrder[]; readonly more: boolean };

/** Snapshots of a tenant that nobody makes anew, because it is gone, are forgotten after a week. */
const keptMs = 7 * 24 * 3_600_000;
/** Whoever counts longer than this has died over it. */
const leaseMs = 30_000;

const CountRow = z.object({ counted_at: z.string(), took_ms: z.number(), stages: z.array(z.looseObject({})) });
const StuckRow = z.object({ counted_at: z.string(), orders: z.array(z.looseObject({})), more: z.boolean() });

const partitionOf = (tenantId: TenantId): string => `${tenantId}#PIPELINE`;
const countKey = (tenantId: TenantId) => ({ PK: partitionOf(tenantId), SK: 'COUNT' });
const stuckKey = (tenantId: TenantId) => ({ PK: partitionOf(tenantId), SK: 'STUCK' });

const ttlAfter = (now: Instant): number => Math.ceil(toEpochMs(plusMs(now, keptMs)) / 1_000);

/** A count that took longer, and so began earlier, must not take the place of a newer one. */
const olderThan = (asOf: Instant): Condition => ({
  kind: 'any',
  conditions: [
    { kind: 'absent' },
    { kind: 'attribute-absent', attribute: 'counted_at' },
    { kind: 'less-than', attribute: 'counted_at', value: asOf },
  ],
});

const tookPlace = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
    return false;
  }
};

/** What was counted last, in two rows of the views for each tenant: the few figures that everybody asks for, and a list. */
export const createPipelineRows = (views: Table) => ({
  read: async (tenantId: TenantId): Promise<Pipeline | undefined> => {
    const parsed = CountRow.safeParse(await views.get(countKey(tenantId)));
    if (!parsed.success) return undefined;
    const { counted_at, took_ms, stages } = parsed.data;
    return { asOf: Instant(counted_at), tookMs: took_ms, stages: fromWire<readonly Stage[]>(stages) };
  },

  readStuck: async (tenantId: TenantId): Promise<StuckList | undefined> => {
    const parsed = StuckRow.safeParse(await views.get(stuckKey(tenantId)));
    if (!parsed.success) return undefined;
    const { counted_at, orders, more } = parsed.data;
    return { asOf: Instant(counted_at), orders: fromWire<readonly StuckOrder[]>(orders), more };
  },

  /** The list is written first, so that it is never older than the count beside it. */
  save: async (tenantId: TenantId, { asOf, tookMs, stages }: Pipeline, stuck: Omit<StuckList, 'asOf'>): Promise<void> => {
    const row = (key: { PK: string; SK: string }, more: object): Item => ({
      ...key,
      ...snapshotMark,
      counted_at: asOf,
      ...more,
      ttl: ttlAfter(asOf),
    });
    const list = row(stuckKey(tenantId), toWire({ orders: stuck.orders, more: stuck.more }) as object);
    await tookPlace(() => views.put(list, olderThan(asOf)));
    await tookPlace(() => views.put(row(countKey(tenantId), { took_ms: tookMs, stages: toWire(stages) }), olderThan(asOf)));
  },

  /** Whether it is ours to count: nobody else has begun to, or whoever did has not come to an end. */
  takeTurn: (tenantId: TenantId, now: Instant): Promise<boolean> =>
    tookPlace(() =>
      views.update(
        countKey(tenantId),
        { set: { ...snapshotMark, counting_since: now, ttl: ttlAfter(now) } },
        {
          kind: 'any',
          conditions: [
            { kind: 'absent' },
            { kind: 'attribute-absent', attribute: 'counting_since' },
            { kind: 'less-than', attribute: 'counting_since', value: plusMs(now, -leaseMs) },
          ],
        },
      ),
    ),
});

export type PipelineRows = ReturnType<typeof createPipelineRows>;
