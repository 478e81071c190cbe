import type { OrderDesk } from '../lib/channels/index.ts';
import { err, ok } from '../lib/kernel/result.ts';
import { describeOrderRejection, type Orders } from '../lib/orders/index.ts';

/** Orders as channels need them. */
export const createOrderDesk = (orders: Pick<Orders, 'place' | 'traces' | 'knowsRevision'>): OrderDesk => ({
  ...orders.traces,
  knows: orders.knowsRevision,
  place: async (caller, order, source) => {
    const placed = await orders.place(caller, order, source);
    return placed.ok ? ok(undefined) : err({ code: placed.error.code, message: describeOrderRejection(placed.error) });
  },
});
