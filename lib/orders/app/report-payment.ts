import type { OrderId } from '../../kernel/ids.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Payments } from '../../payments/index.ts';
import type { Order } from '../domain/order.state.ts';
import { loadOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';

type Report = Omit<Parameters<Payments['report']>[2], 'currency' | 'source' | 'reference'>;

/** What a channel's word on the payment says has been moved by now, or undefined when it says nothing of money moved. */
const reportOf = ({ paymentMethod, totals, payment }: Pick<Order, 'paymentMethod' | 'totals' | 'payment'>): Report | undefined => {
  const total = Math.max(0, totals.total);
  switch (paymentMethod.status) {
    case 'paid':
      return { capturedMinor: total };
    case 'authorized':
      return { authorizedMinor: total };
    case 'refunded':
      // A revision may have raised the total since the payment was secured, and more been captured since.
      return { capturedMinor: payment?.securedTotal ?? total, refundedWhole: true };
    case 'voided':
    case 'expired':
      return { voided: true };
    default:
      // Pending, partial and unknown states name no sums; the channel's next revision will.
      return undefined;
  }
};

type Parts = Pick<OrdersParts, 'store' | 'payments'>;

/**
 * To be done after every report of money. The order may have been cancelled since it was read, and its money settled
 * without what has been reported now; so what is reported of a cancelled order is settled again.
 */
export const createSettleCancelled =
  ({ store, payments }: Parts) =>
  async (caller: Caller, orderId: OrderId): Promise<void> => {
    const { status } = await loadOrder(store, caller.tenantId, orderId);
    if (status !== 'cancelled') return;
    const settled = await payments.settle(caller, orderId, 0, 'order-cancelled');
    if (!settled.ok) throw new UnexpectedRejectionError(settled.error);
  };

/** Tells the payment stream what the order's channel reports. */
export const createReportPayment = (parts: Parts) => {
  const settleCancelled = createSettleCancelled(parts);
  return async (caller: Caller, order: Order): Promise<void> => {
    const report = reportOf(order);
    if (!report) return;
    const result = await parts.payments.report(caller, order.orderId, {
      ...report,
      currency: order.currency,
      source: 'channel',
      reference: null,
    });
    // A channel that changes an order's currency has contradicted itself; the order's discrepancy hold is the place for that.
    if (!result.ok && result.error.code !== 'payment-currency-differs') throw new UnexpectedRejectionError(result.error);
    await settleCancelled(caller, order.orderId);
  };
};
