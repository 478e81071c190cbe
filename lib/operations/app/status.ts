import type { TenantId } from '../../kernel/ids.ts';
import { type OrderRow, orderListKeys, type Orders, orderShards, orderStatuses } from '../../orders/index.ts';
import type { Platform } from '../../platform/ports.ts';
import type { ContextWiring } from '../../platform/wiring.ts';
import { type AlarmState, alarmStates } from './alarms.ts';
import type { DeadLetters } from './dead-letters.ts';

export type InstallationStatus = {
  readonly at: string;
  /** Orders per stage; counting stops at `countLimit` per shard, where `more` is true. */
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
  const { recentSum } = platform.observability;
  const alarms = parts.wirings.flatMap((wiring) => wiring.alarms ?? []);
  const queueNames = parts.wirings.flatMap((wiring) => (wiring.queues ?? []).map((queue) => queue.name));

  const stage = async (tenantId: TenantId, status: string) => {
    const pages = await Promise.all(
      orderShards.map((shard) => platform.views.query({ PK: orderListKeys.status(tenantId, status, shard), limit: countLimit })),
    );
    return {
      status,
      orders: pages.reduce((sum, page) => sum + page.items.length, 0),
      more: pages.some((page) => page.cursor !== undefined),
    };
  };

  return async (tenantId: TenantId): Promise<InstallationStatus> => {
    const [pipeline, recent, queues, letters] = await Promise.all([
      Promise.all(orderStatuses.map((status) => stage(tenantId, status))),
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
      alarms: alarmStates(alarms, { deadLetters: letters, queues, ...(recentSum ? { recentSum } : {}) }),
    };
  };
};
