import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import { forEveryTenant } from '../../platform/every-tenant.ts';
import type { Platform } from '../../platform/ports.ts';
import { createStageCount, isOpenStage, pipelineRenewedSeconds } from '../domain/stage-age.ts';
import { orderStatuses } from '../domain/order.values.ts';
import { orderListKeys, orderListOf, orderShards } from './order.projection.ts';
import { createPipelineRows, type Pipeline, type StuckList } from './pipeline.rows.ts';
import type { ReadStuckAfter } from './stuck-setting.ts';

/** Rows counted of one shard of the stages that orders leave again: of 200,000 such orders none is left out. */
const openRowsMax = 50_000;
/** Of stages that only grow, the rows of the orders placed last that are counted in one shard. */
const endedRowsMax = 250;
const rowsPerQuery = 1_000;
/** Stuck orders that are listed one by one; there may be more. */
export const stuckListedMax = 500;

/** What takes no longer than this may be counted while somebody waits for the answer, every so often. */
const [quickMs, quickEveryMs] = [100, 5_000];
/** What takes longer is left to the schedule, unless that is late. */
const overdueMs = 1.5 * pipelineRenewedSeconds * 1_000;

const turnPollMs = 50;
const turnPollsMax = 40;
const tenantsAtOnce = 4;

type Parts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly readStuckAfter: ReadStuckAfter;
  /** Every tenant there is. */
  readonly tenants: () => Promise<readonly TenantId[]>;
};

/** Lists, each with the statuses of the orders that stand in it. */
const lists: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ Map.groupBy(orderStatuses as readonly string[], orderListOf);

const createCount = ({ platform: { views, clock }, readStuckAfter }: Omit<Parts, 'tenants'>) => {
  type Count = ReturnType<typeof createStageCount>;

  /** Newest first, so that what a bound leaves out is what was placed first. */
  const countShard = async (count: Count, PK: string, statuses: readonly string[], rowsMax: number): Promise<void> => {
    let cursor: string | undefined;
    for (let looked = 0; looked < rowsMax; ) {
      const limit = Math.min(rowsPerQuery, rowsMax - looked);
      const page = await views.query({ PK, descending: true, limit, ...(cursor === undefined ? {} : { cursor }) });
      for (const { order_id: orderId, status, status_since: since } of page.items)
        count.add(String(orderId), String(status), since as Instant | undefined);
      looked += page.items.length;
      cursor = page.cursor;
      if (cursor === undefined) return;
    }
    count.stopEarly(statuses);
  };

  return async (tenantId: TenantId): Promise<{ readonly pipeline: Pipeline; readonly stuck: StuckList }> => {
    const asOf = clock.now();
    const count = createStageCount(await readStuckAfter(tenantId), asOf, stuckListedMax);
    const shards = [...lists.values()].flatMap((statuses) => {
      const [status = ''] = statuses;
      const rowsMax = isOpenStage(status) ? openRowsMax : endedRowsMax;
      return orderShards.map((shard) => countShard(count, orderListKeys.status(tenantId, status, shard), statuses, rowsMax));
    });
    await Promise.all(shards);
    const stages = count.stages();
    const orders = count.stuck();
    const more = stages.reduce((sum, { stuck }) => sum + stuck, 0) > orders.length;
    return { pipeline: { asOf, tookMs: toEpochMs(clock.now()) - toEpochMs(asOf), stages }, stuck: { asOf, orders, more } };
  };
};

/**
 * Orders per stage with their ages. Counting goes through every open order, so what was counted is kept in the views: a schedule
 * counts anew every minute, and where that is quick, so does a reader who finds a count of some seconds ago, of many at once
 * only one. Lists may be a moment behind the streams, and so are the figures.
 */
export const createPipeline = ({ platform, readStuckAfter, tenants }: Parts) => {
  const { clock, observability } = platform;
  const rows = createPipelineRows(platform.views);
  const count = createCount({ platform, readStuckAfter });
  const firstCounts = new Map<TenantId, Promise<Pipeline>>();

  const renew = async (tenantId: TenantId): Promise<Pipeline> => {
    const { pipeline, stuck } = await count(tenantId);
    await rows.save(tenantId, pipeline, stuck);
    return pipeline;
  };

  /** Nobody has counted before. Somebody may be about to. */
  const countFirst = async (tenantId: TenantId): Promise<Pipeline> => {
    if (await rows.takeTurn(tenantId, clock.now())) return renew(tenantId);
    for (let poll = 0; poll < turnPollsMax; poll += 1) {
      await clock.sleep(turnPollMs);
      const counted = await rows.read(tenantId);
      if (counted) return counted;
    }
    return renew(tenantId);
  };

  const firstOf = (tenantId: TenantId): Promise<Pipeline> => {
    const counting = firstCounts.get(tenantId) ?? countFirst(tenantId).finally(() => firstCounts.delete(tenantId));
    firstCounts.set(tenantId, counting);
    return counting;
  };

  const isYoung = ({ asOf, tookMs }: Pipeline, now: Instant): boolean =>
    toEpochMs(now) - toEpochMs(asOf) <= (tookMs <= quickMs ? quickEveryMs : overdueMs);

  const read = async (tenantId: TenantId): Promise<Pipeline> => {
    const counted = await rows.read(tenantId);
    if (!counted) return firstOf(tenantId);
    const now = clock.now();
    if (isYoung(counted, now) || !(await rows.takeTurn(tenantId, now))) return counted;
    return renew(tenantId);
  };

  /** @returns how many of the tenant's orders are stuck */
  const renewScheduled = async (tenantId: TenantId): Promise<number> => {
    const { stages } = await renew(tenantId);
    const stuck = stages.filter((stage) => stage.stuck > 0);
    for (const stage of stuck)
      observability.logger.info('orders stuck', { tenant_id: tenantId, status: stage.status, orders: stage.stuck });
    return stuck.reduce((sum, stage) => sum + stage.stuck, 0);
  };

  return {
    /** Orders per stage, as they were counted last, or now where that is too long ago. */
    read,
    /** The orders that have been stuck for longest, as they were counted last. */
    stuck: async (tenantId: TenantId): Promise<StuckList> => {
      await read(tenantId);
      return (await rows.readStuck(tenantId)) ?? { asOf: clock.now(), orders: [], more: false };
    },
    /** Counts now, whatever was counted before. */
    renew,
    /**
     * Counts for every tenant, and how many orders are stuck in all. One tenant's trouble holds back no other.
     * @throws Error after all have been tried, when one could not be counted
     */
    renewAll: async (): Promise<{ readonly tenants: number; readonly stuck: number }> => {
      let stuck = 0;
      const afterAll = (): void => void observability.metrics.addMetric('OrdersStuck', 'Count', stuck);
      const all = await forEveryTenant(
        { observability, tenants, trouble: 'pipeline could not be counted', atOnce: tenantsAtOnce, afterAll },
        async (tenantId) => {
          const found = await renewScheduled(tenantId);
          stuck += found;
        },
      );
      return { ...all, stuck };
    },
  };
};

export type OrderPipeline = ReturnType<typeof createPipeline>;
