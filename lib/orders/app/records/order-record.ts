import type { CheckedRecord } from '../../../intelligence/index.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { Order } from '../../domain/order.record.ts';

const minuteMs = 60_000;

const presenceOf = (order: Order): readonly (readonly [string, boolean])[] => [
  ['customer', order.personId !== null],
  ['shipping_address', order.destination !== null],
  ['shipping_address.region', typeof order.destination?.region === 'string'],
  ['shipping_address.postal_code', typeof order.destination?.postalPrefix === 'string'],
  ['shipping_method', order.shippingMethod !== null],
  ['channel_order_name', order.channelOrderName !== null],
  ['payment_method.provider', order.paymentMethod.provider !== null],
  ['line_items.sku', order.lines.every(({ sku }) => sku !== null)],
];

/** An order as its check sees it. Nobody can be told by it: no address, no token, no name. */
export const orderRecord = (order: Order, receivedAt: Instant): CheckedRecord => {
  const { totals, taxesIncluded } = order;
  const { subtotal, discount, shipping, tax, fees, total } = totals;
  return {
    id: order.orderId,
    placedAt: order.placedAt,
    minutesAhead: Math.max(0, (toEpochMs(order.placedAt) - toEpochMs(receivedAt)) / minuteMs),
    currency: order.currency,
    country: order.destination?.country ?? null,
    lines: order.lines.flatMap(({ sku, quantity, unitPrice }) => (quantity > 0 ? [{ sku, quantity, unitPrice }] : [])),
    totals: { subtotal, discount, shipping, tax, total },
    difference: total - (subtotal - discount + shipping + fees + (taxesIncluded ? 0 : tax)),
    missing: presenceOf(order).flatMap(([name, isThere]) => (isThere ? [] : [name])),
  };
};
