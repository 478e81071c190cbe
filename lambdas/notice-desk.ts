import type { NoticeDesk, RefundDesk } from '../lib/channels/index.ts';
import type { FulfillmentOrders } from '../lib/fulfilment/index.ts';
import type { Orders } from '../lib/orders/index.ts';
import type { Payments } from '../lib/payments/index.ts';

/** Orders and their parcels as channels are told of them. */
export const createNoticeDesk = (orders: Pick<Orders['read'], 'get'>, fulfillmentOrders: Pick<FulfillmentOrders, 'get'>): NoticeDesk => ({
  order: async (tenantId, orderId) => (await orders.get(tenantId, orderId))?.order,
  parcels: async (tenantId, id) => (await fulfillmentOrders.get(tenantId, id))?.fulfillmentOrder.shipments ?? [],
});

/** Payments as far as channels give money back. */
export const createRefundDesk = (payments: Pick<Payments, 'get' | 'report'>): RefundDesk => ({
  outstanding: async (tenantId, orderId) => {
    const { refundRequestedMinor, refundedMinor } = await payments.get(tenantId, orderId);
    return Math.max(0, refundRequestedMinor - refundedMinor);
  },
  report: async (caller, orderId, { amountMinor, currency }) => {
    const reported = await payments.report(caller, orderId, {
      refundedMinor: amountMinor,
      currency,
      source: 'channel',
      reference: null,
    });
    if (!reported.ok) throw new Error(`the refund of order ${orderId} was not recorded: ${reported.error.code}`);
  },
});
