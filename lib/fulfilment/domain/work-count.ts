import type { FulfillmentOrderStatus } from './fulfillment-order.values.ts';

/** Statuses of work that a location still has to do, in the order in which it comes by them. */
export const countedStatuses = [
  'open',
  'released',
  'picking',
  'packed',
  'ready_for_pickup',
] as const satisfies readonly FulfillmentOrderStatus[];

export type WorkCount = {
  readonly status: (typeof countedStatuses)[number];
  readonly fulfillmentOrders: number;
  readonly units: number;
  /** RFC 3339; null when there is none. */
  readonly oldestCreatedAt: string | null;
};

type Work = { readonly status: string; readonly units: number; readonly createdAt: string };

/** One count for each status, also where there is nothing. */
export const countWork = (work: readonly Work[]): readonly WorkCount[] =>
  countedStatuses.map((status) => {
    const standing = work.filter((one) => one.status === status);
    return {
      status,
      fulfillmentOrders: standing.length,
      units: standing.reduce((sum, { units }) => sum + units, 0),
      oldestCreatedAt: standing.reduce<string | null>(
        (oldest, { createdAt }) => (oldest === null || createdAt < oldest ? createdAt : oldest),
        null,
      ),
    };
  });
