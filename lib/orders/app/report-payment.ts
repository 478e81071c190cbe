import type { Payments } from '../../payments/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Order } from '../domain/order.state.ts';
import { UnexpectedRejectionError } from './orders.parts.ts';

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
      return { capturedMinor: payment?.securedTotal ?? total, refundedMinor: payment?.securedTotal ?? total };
    case 'voided':
    case 'expired':
      return { voided: true };
    default:
      // Pending, partial and unknown states name no sums; the channel's next revision will.
      return undefined;
  }
};

/** Tells the payment stream what the order's channel reports. */
export const createReportPayment =
  (payments: Payments) =>
  async (caller: Caller, order: Order): Promise<void> => {
    const report = reportOf(order);
    if (!report) return;
    const result = await payments.report(caller, order.orderId, {
      ...report,
      currency: order.currency,
      source: 'channel',
      reference: null,
    });
    // A channel that changes an order's currency has contradicted itself; the order's discrepancy hold is the place for that.
    if (!result.ok && result.error.code !== 'payment-currency-differs') throw new UnexpectedRejectionError(result.error);
  };
