import { type Instant, plusMs } from '../../../../lib/kernel/instant.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import { cancelNow } from './shopify-twin.changes.ts';
import type { TwinOrder } from './shopify-twin.model.ts';
import { createIds, type NextId } from './shopify-twin.placing.ts';
import type { TwinWebhooks } from './shopify-twin.webhooks.ts';

/** An article and what each place holds of it. */
export type TwinItem = { readonly id: string; readonly sku: string; readonly available: Map<string, number> };

type TwinJob = { readonly id: string; readonly orderId: string; readonly dueAt: Instant; readonly run: (order: TwinOrder) => void };

type EditSession = { readonly orderId: string; readonly targets: Map<string, number> };

/** Everything that the shop knows. */
export type TwinShop = {
  readonly clock: Clock;
  readonly random: Random;
  readonly nextId: NextId;
  readonly orders: Map<string, TwinOrder>;
  readonly locations: readonly string[];
  readonly items: TwinItem[];
  readonly edits: Map<string, EditSession>;
  readonly jobs: TwinJob[];
  /** First answers by idempotency key, with what was asked. */
  readonly answers: Map<string, { readonly asked: string; readonly answer: unknown }>;
  readonly webhooks: TwinWebhooks;
  /** How long Shopify takes to cancel an order in the background. */
  cancelMs: number;
};

export const createTwinShop = (options: {
  readonly clock: Clock;
  readonly random: Random;
  readonly locations: number;
  readonly webhooks: TwinWebhooks;
}): TwinShop => {
  const nextId = createIds();
  return {
    clock: options.clock,
    random: options.random,
    nextId,
    orders: new Map(),
    locations: Array.from({ length: options.locations }, nextId),
    items: [],
    edits: new Map(),
    jobs: [],
    answers: new Map(),
    webhooks: options.webhooks,
    cancelMs: 0,
  };
};

/** Does what Shopify does in the background, as far as its time has come. */
export const runJobs = (shop: TwinShop): void => {
  const now = shop.clock.now();
  for (const job of shop.jobs.splice(0)) {
    const order = shop.orders.get(job.orderId);
    if (job.dueAt > now) shop.jobs.push(job);
    else if (order) job.run(order);
  }
};

export const cancelLater = (shop: TwinShop, order: TwinOrder, reason: string): string => {
  const id = shop.nextId();
  const run = (one: TwinOrder): void => {
    if (one.cancelledAt !== null) return;
    cancelNow(one, reason, shop.clock.now());
    shop.webhooks.announce('orders/cancelled', one);
  };
  shop.jobs.push({ id, orderId: order.id, dueAt: plusMs(shop.clock.now(), shop.cancelMs), run });
  return id;
};
