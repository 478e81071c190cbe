import type { OrderDesk } from '../lib/channels/index.ts';
import type { Instant } from '../lib/kernel/instant.ts';
import { err, ok } from '../lib/kernel/result.ts';
import { describeOrderRejection, type Orders } from '../lib/orders/index.ts';

/** Orders as channels need them. */
export const createOrderDesk = (orders: Pick<Orders, 'place' | 'traces' | 'standing'>): OrderDesk => ({
  ...orders.traces,
  standing: orders.standing,
  place: async (caller, order, source) => {
    const placed = await orders.place(caller, order, source);
    return placed.ok ? ok(undefined) : err({ code: placed.error.code, message: describeOrderRejection(placed.error) });
  },
});

/** The desk for what a channel delivered at a moment: that is when it happened, and recorded it is when its turn has come. */
export const deskAsOf = (desk: Pick<OrderDesk, 'place'>, receivedAt: Instant): Pick<OrderDesk, 'place'> => ({
  place: ({ tenantId, context }, order, source) => desk.place({ tenantId, context: { ...context, occurredAt: receivedAt } }, order, source),
});
