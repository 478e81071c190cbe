import {
  falsePositiveBudget,
  type KeptRecord,
  lately,
  type RecordChecks,
  type RecordDay,
  recordsMax,
} from '../../../intelligence/index.ts';
import { OrderId, type TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs } from '../../../kernel/instant.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import { streamIdOf } from '../../../platform/event-store/commit.codec.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { binomialTail } from '../../domain/anomalies/surprise.ts';
import { type Order, orderExists } from '../../domain/order.state.ts';
import { orderListKeys, orderShards } from '../order.projection.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import { orderRecord } from './order-record.ts';

const dayMs = 86_400_000;
/** How far back a first pass looks. */
const firstLookMs = 90 * dayMs;
/** Orders may come in late: so far back the list is read again, for those that are not known. */
const lateMs = 2 * dayMs;
/** Orders younger than this may not have been assessed. */
const settledMs = 10 * 60_000;
const rowsPerShard = 500;
const turnsMax = 10;
const atOnce = 16;

/** A share set aside this unlikely under the budget rings. */
const rareChance = 0.001;
const ringsFrom = 3;

const laterOf = (one: Instant, other: Instant | undefined): Instant => (other !== undefined && other > one ? other : one);

type Found = { readonly order: Order; readonly id: OrderId };

/** Whether more of a day's records were set aside than the budget explains. */
export const isTooMany = ({ checked, setAside }: Pick<RecordDay, 'checked' | 'setAside'>): boolean =>
  setAside >= ringsFrom && binomialTail(setAside, checked, falsePositiveBudget) < rareChance;

export type LearnRecordsParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly store: Pick<EventStore, 'load' | 'loadAsOf'>;
  readonly checks: RecordChecks;
  readonly tenants: () => Promise<readonly TenantId[]>;
};

/** Gathers what the checks of orders are trained on, and what people have decided, from the orders themselves. */
export const createLearnRecords = ({ platform, store, checks, tenants }: LearnRecordsParts) => {
  const { views, clock, observability } = platform;

  /** Orders placed from `from` on; up to where they have been read when there are more than one turn takes. */
  const turnOf = async (
    tenantId: TenantId,
    from: Instant,
    to: Instant,
  ): Promise<{ readonly rows: readonly Item[]; readonly next: Instant }> => {
    const shards = await Promise.all(
      orderShards.map((shard) => views.query({ PK: orderListKeys.placed(tenantId, shard), from, to, limit: rowsPerShard })),
    );
    // A shard that has more has been read up to its last row; the others are read again from there.
    const ends = shards.flatMap(({ items, cursor }) => (cursor === undefined ? [] : [Instant((items.at(-1)?.SK ?? to).slice(0, 24))]));
    const next = [to, ...ends].toSorted()[0] ?? to;
    return {
      rows: shards.flatMap(({ items }) => items).filter(({ SK }) => SK.slice(0, 24) < next),
      next: next > from ? next : plusMs(from, 1),
    };
  };

  const load = async (tenantId: TenantId, ids: readonly string[]): Promise<readonly Found[]> => {
    const found: Found[] = [];
    for (let start = 0; start < ids.length; start += atOnce) {
      const states = await Promise.all(
        ids.slice(start, start + atOnce).map(async (id) => (await store.load(orderAggregate, orderStream(tenantId, OrderId(id)))).state),
      );
      found.push(...states.flatMap((state) => (orderExists(state) ? [{ order: state, id: state.orderId }] : [])));
    }
    return found;
  };

  /** Those that were there at a moment: one that came late is as old as others, and may not have been assessed yet. */
  const thereAt = async (tenantId: TenantId, found: readonly Found[], instant: Instant): Promise<readonly Found[]> => {
    const isYoung = await Promise.all(
      found.map(async ({ order, id }) => {
        if (order.status !== 'pending' || order.holds.some(({ type }) => type === 'data-review')) return false;
        const { state } = await store.loadAsOf(orderAggregate, orderStream(tenantId, id), { instant, basis: 'recorded' });
        return !orderExists(state);
      }),
    );
    return found.filter((_, index) => !isYoung[index]);
  };

  const learnFrom = async (tenantId: TenantId, channel: string, found: readonly Found[]): Promise<void> => {
    const kept: KeptRecord[] = [];
    const [rejected, undecided]: [string[], string[]] = [[], []];
    for (const { order, id } of found) {
      if (order.test || order.discrepancies.length > 0) continue;
      const hold = order.holds.find(({ type }) => type === 'data-review');
      if (hold?.outcome === 'open' && order.cancellation === null) undecided.push(id);
      else if (hold && hold.outcome !== 'released') rejected.push(id);
      else kept.push({ ...orderRecord(order, order.placedAt), ...(hold ? { released: true as const } : {}) });
    }
    const trained = await checks.learn(tenantId, channel, { kept, rejected, undecided });
    if (trained) observability.logger.info('record check trained', { tenant_id: tenantId, channel, orders: kept.length });
  };

  /** What the samples hold already, and who waits. Before the oldest order of a full sample nothing is to be learnt. */
  const knownOf = async (tenantId: TenantId) => {
    const sources = await checks.store.sources(tenantId);
    const samples = await Promise.all(sources.map((source) => checks.store.sample(tenantId, source)));
    const full = samples.flatMap(({ records }) => (records.length < recordsMax ? [] : [Instant(records[0]?.placedAt ?? '')]));
    return {
      known: new Set(samples.flatMap(({ records, rejectedIds }) => [...records.map(({ id }) => id), ...rejectedIds])),
      waiting: samples.flatMap(({ undecided }) => undecided),
      fullFrom: full.toSorted().at(-1),
    };
  };

  const goOn = async (tenantId: TenantId): Promise<void> => {
    const to = plusMs(clock.now(), -settledMs);
    const { known, waiting, fullFrom } = await knownOf(tenantId);
    const before = await checks.store.pass(tenantId);
    let from = before === undefined ? plusMs(to, -firstLookMs) : laterOf(plusMs(before, -lateMs), fullFrom);
    let ids: readonly string[] = waiting;
    for (let turn = 0; turn < turnsMax && (from < to || ids.length > 0); turn += 1) {
      const read = from < to ? await turnOf(tenantId, from, to) : { rows: [], next: from };
      const fresh = read.rows.flatMap((row) => streamIdOf(String(row['source']))?.id ?? []).filter((id) => !known.has(id));
      const there = await thereAt(tenantId, await load(tenantId, [...new Set([...ids, ...fresh])]), to);
      const byChannel = Map.groupBy(there, ({ order }) => order.channel);
      for (const [channel, found] of byChannel) await learnFrom(tenantId, channel, found);
      await checks.store.savePass(tenantId, read.next);
      [from, ids] = [read.next, []];
    }
  };

  /** Rings while more of yesterday or today were set aside than the budget explains. */
  const report = async (tenantId: TenantId): Promise<number> => {
    let many = 0;
    for (const channel of await checks.store.sources(tenantId)) {
      const { checked, setAside } = lately((await checks.store.sample(tenantId, channel)).days, clock.now());
      if (!isTooMany({ checked, setAside })) continue;
      many += 1;
      observability.logger.warn('many records set aside', { tenant_id: tenantId, channel, checked, set_aside: setAside });
    }
    return many;
  };

  return {
    /** One tenant at once, for whoever asks for it at a terminal. */
    runNow: goOn,
    /** One tenant's trouble holds back no other. @throws Error after all have been tried */
    runAll: async (): Promise<{ readonly tenants: number }> => {
      const all = await tenants();
      let [failed, many] = [0, 0];
      for (const tenantId of all) {
        try {
          await goOn(tenantId);
          many += await report(tenantId);
        } catch (error) {
          failed += 1;
          observability.logger.error('records could not be learnt from', { tenant_id: tenantId, error: error as Error });
        }
      }
      observability.metrics.addMetric('RecordsSetAsideUnusual', 'Count', many);
      if (failed > 0) throw new Error(`records could not be learnt from for ${failed} of ${all.length} tenants`);
      return { tenants: all.length };
    },
  };
};

export type LearnRecords = ReturnType<typeof createLearnRecords>;
