import type { TenantId } from '../../kernel/ids.ts';
import { type OrderRow, orderListKeys, orderListOf, type Orders, orderShards, orderStatuses } from '../../orders/index.ts';
import type { Platform } from '../../platform/ports.ts';
import type { ContextWiring } from '../../platform/wiring.ts';
import { type AlarmState, alarmStates } from './alarms.ts';
import type { DeadLetters } from './dead-letters.ts';

export type InstallationStatus = {
  readonly at: string;
  /** Orders per stage; counting stops at `countLimit` rows per shard and stage, where `more` is true. */
  readonly pipeline: readonly { readonly status: string; readonly orders: number; readonly more: boolean }[];
  readonly recentOrders: readonly OrderRow[];
  readonly queues: readonly { readonly queue: string; readonly waiting: number; readonly inFlight: number }[];
  readonly deadLetters: readonly { readonly queue: string; readonly waiting: number }[];
  readonly alarms: readonly AlarmState[];
};

const countLimit = 1_000;
const recentLimit = 20;

/** What an operator looks at first. */
export const createStatus = (parts: {
  readonly platform: Platform;
  readonly list: Orders['list'];
  readonly deadLetters: Pick<DeadLetters, 'depths'>;
  readonly wirings: readonly ContextWiring[];
}) => {
  const { platform, list, deadLetters } = parts;
  const { recentSum, recentMax } = platform.observability;
  const alarms = parts.wirings.flatMap((wiring) => wiring.alarms ?? []);
  const queueNames = parts.wirings.flatMap((wiring) => (wiring.queues ?? []).map((queue) => queue.name));

  const countShard = async (tenantId: TenantId, statuses: readonly string[], shard: string) => {
    const found: string[] = [];
    const PK = orderListKeys.status(tenantId, statuses[0] ?? '', shard);
    let cursor: string | undefined;
    for (let page = 0; page < statuses.length && (page === 0 || cursor !== undefined); page += 1) {
      const rows = await platform.views.query({ PK, limit: countLimit, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...rows.items.map((row) => String(row['status'])));
      cursor = rows.cursor;
    }
    return { found, more: cursor !== undefined };
  };

  /** Statuses whose orders stand in one list are counted together. */
  const countList = async (tenantId: TenantId, statuses: readonly string[]) => {
    const shards = await Promise.all(orderShards.map((shard) => countShard(tenantId, statuses, shard)));
    return statuses.map((status) => ({
      status,
      orders: shards.reduce((sum, { found }) => sum + found.filter((one) => one === status).length, 0),
      more: shards.some(({ more }) => more),
    }));
  };

  const countPipeline = async (tenantId: TenantId) => {
    const lists = Map.groupBy(orderStatuses as readonly string[], orderListOf);
    const counted = (await Promise.all([...lists.values()].map((statuses) => countList(tenantId, statuses)))).flat();
    return orderStatuses.flatMap((status) => counted.filter((one) => one.status === status));
  };

  return async (tenantId: TenantId): Promise<InstallationStatus> => {
    const [pipeline, recent, queues, letters] = await Promise.all([
      countPipeline(tenantId),
      list(tenantId, {}, { limit: recentLimit }),
      Promise.all(queueNames.map(async (queue) => ({ queue, ...(await platform.queue(queue).depth()) }))),
      deadLetters.depths(),
    ]);
    return {
      at: platform.clock.now(),
      pipeline,
      recentOrders: recent.items,
      queues,
      deadLetters: letters,
      alarms: alarmStates(alarms, {
        deadLetters: letters,
        queues,
        ...(recentSum ? { recentSum } : {}),
        ...(recentMax ? { recentMax } : {}),
      }),
    };
  };
};
