import { decimalMinor } from '../../../kernel/money.ts';
import { plusMs } from '../../../kernel/instant.ts';
import type { Clock } from '../../../platform/ports.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome, RefundNotice } from '../../app/channel-client.ts';
import { isObject, textAt } from '../reading/json.ts';
import { findOurRefund } from './woocommerce.cancellations.ts';
import { idOf, parseGmt } from './woocommerce.fields.ts';
import { fetchOrder } from './woocommerce.orders-api.ts';
import { done, known, refused } from './woocommerce.outcomes.ts';
import { refundReason } from './woocommerce.reasons.ts';
import type { NoticeParts } from './woocommerce.shipments.ts';

const settlingMs = 5 * 60_000;

/**
 * Gives money back through the gateway of the order (`api_refund`). Lines stay out of it: units are taken off by their own
 * notice, and would be counted twice.
 */
export const refundMoney = async (parts: NoticeParts & { readonly clock: Clock }, notice: RefundNotice): Promise<NoticeOutcome> => {
  const { api, settings } = parts;
  const order = await fetchOrder(api, notice.channelOrderId);
  if (order === undefined) return refused('order-unknown', 'The shop has no such order');
  const earlier = findOurRefund(order, notice.refundId);
  const id = idOf(order) ?? '';
  if (earlier) return outcomeOf(parts, id, idOf(earlier) ?? '');
  if (textAt(order, 'currency') !== notice.currency) return refused('currency-differs', 'The order is in another currency than the refund');
  const gateway = textAt(order, 'payment_method');
  if (gateway === null || settings.gateways_without_refunds.includes(gateway)) {
    return refused('refund-by-hand', 'The payment method of the order cannot give money back; somebody has to, and record it in the shop');
  }
  const body = {
    amount: decimalMinor(notice.amount, notice.currency),
    reason: refundReason(notice.refundId),
    api_refund: true,
    api_restock: false,
  };
  const refund = await api.write('refunds.create', 'POST', `wc/v3/orders/${id}/refunds`, body, { repeatable: false });
  return done(idOf(refund) ?? null);
};

/**
 * WooCommerce writes a refund down before it asks the gateway, and takes it away again when that refuses; only then does it
 * note that the payment was refunded. What is in between is not known yet, or, when it stays so, was broken off.
 */
const outcomeOf = async (
  { api, clock }: NoticeParts & { readonly clock: Clock },
  orderId: string,
  refundId: string,
): Promise<NoticeOutcome> => {
  const refund = await api.get('refunds.get', `wc/v3/orders/${orderId}/refunds/${refundId}`);
  if (isObject(refund) && refund['refunded_payment'] === true) return known(refundId);
  const since = isObject(refund) ? parseGmt(textAt(refund, 'date_created_gmt') ?? '') : undefined;
  if (since !== undefined && plusMs(since, settlingMs) > clock.now()) {
    const message = 'woocommerce refunds.get: the gateway has not answered the shop yet';
    throw new ChannelApiError(message, { problem: 'unavailable', status: 200, code: 'refund-under-way' });
  }
  return refused(
    'refund-unfinished',
    'The shop recorded the refund, but not that the gateway made it; look at the gateway before anything else',
  );
};
