import type { TenantId } from '../../kernel/ids.ts';
import type { OrderPipeline, OrderRow, Orders } from '../../orders/index.ts';
import type { Platform } from '../../platform/ports.ts';
import type { ContextWiring } from '../../platform/wiring.ts';
import { type AlarmState, alarmStates } from './alarms.ts';
import type { DeadLetters } from './dead-letters.ts';

export type InstallationStatus = {
  readonly at: string;
  /** Orders per stage, as they were counted last; see the pipeline of orders. */
  readonly pipeline: readonly { readonly status: string; readonly orders: number; readonly more: boolean }[];
  readonly recentOrders: readonly OrderRow[];
  readonly queues: readonly { readonly queue: string; readonly waiting: number; readonly inFlight: number }[];
  readonly deadLetters: readonly { readonly queue: string; readonly waiting: number }[];
  readonly alarms: readonly AlarmState[];
};

const recentLimit = 20;

/** What an operator looks at first. */
export const createStatus = (parts: {
  readonly platform: Platform;
  readonly list: Orders['list'];
  readonly pipeline: Pick<OrderPipeline, 'read'>;
  readonly deadLetters: Pick<DeadLetters, 'depths'>;
  readonly wirings: readonly ContextWiring[];
}) => {
  const { platform, list, deadLetters } = parts;
  const { recentSum, recentMax } = platform.observability;
  const alarms = parts.wirings.flatMap((wiring) => wiring.alarms ?? []);
  const queueNames = parts.wirings.flatMap((wiring) => (wiring.queues ?? []).map((queue) => queue.name));

  return async (tenantId: TenantId): Promise<InstallationStatus> => {
    const [pipeline, recent, queues, letters] = await Promise.all([
      parts.pipeline.read(tenantId),
      list(tenantId, {}, { limit: recentLimit }),
      Promise.all(queueNames.map(async (queue) => ({ queue, ...(await platform.queue(queue).depth()) }))),
      deadLetters.depths(),
    ]);
    return {
      at: platform.clock.now(),
      pipeline: pipeline.stages.map(({ status, orders, more }) => ({ status, orders, more })),
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
