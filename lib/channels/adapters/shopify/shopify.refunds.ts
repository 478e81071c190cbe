import { type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { type Reading, quantityAt, total } from '../reading/reading.ts';
import { idOf } from './shopify.ids.ts';
import { amountAt, setAmountAt } from './shopify.amounts.ts';

/** What refunds and removals have taken from one line. */
export type RefundedLine = { readonly quantity: number; readonly subtotal: number; readonly tax: number };

export type Refunds = {
  readonly any: boolean;
  readonly byLineId: ReadonlyMap<string, RefundedLine>;
  /** Shipping given back, before tax, in minor units. */
  readonly shipping: number;
};

/** Sums up the refunds of an order. Removing units by an order edit also appears as a refund. */
export const readRefunds = (reading: Reading, order: JsonObject): Refunds => {
  const byLineId = new Map<string, RefundedLine>();
  let shipping = 0;
  const refunds = listAt(order, 'refunds');
  for (const { value: refund, index } of refunds) {
    const path = `refunds.${index}`;
    for (const { value: entry, index: entryIndex } of listAt(refund, 'refund_line_items')) {
      const lineId = textAt(entry, 'line_item_id') ?? idOf(objectAt(entry, 'line_item'));
      if (lineId === undefined || lineId === null) continue;
      const entryPath = `${path}.refund_line_items.${entryIndex}`;
      const before = byLineId.get(lineId) ?? { quantity: 0, subtotal: 0, tax: 0 };
      byLineId.set(lineId, {
        quantity: before.quantity + (quantityAt(reading, entry, 'quantity', entryPath) ?? 0),
        subtotal: before.subtotal + (amountAt(reading, entry, 'subtotal', entryPath) ?? 0),
        tax: before.tax + (amountAt(reading, entry, 'total_tax', entryPath) ?? 0),
      });
    }
    shipping += shippingRefund(reading, refund, path);
  }
  return { any: refunds.length > 0, byLineId, shipping };
};

const shippingRefund = (reading: Reading, refund: JsonObject, path: string): number => {
  const lines = listAt(refund, 'refund_shipping_lines');
  // Since 2024-10 Shopify names refunded shipping lines; before that it was an adjustment. Some payloads carry both.
  if (lines.length > 0) {
    return total(
      lines.map(({ value, index }) => setAmountAt(reading, value, 'subtotal_amount_set', `${path}.refund_shipping_lines.${index}`)),
    );
  }
  const adjustments = listAt(refund, 'order_adjustments').filter(({ value }) => textAt(value, 'kind') === 'shipping_refund');
  return total(
    adjustments.map(({ value, index }) => Math.abs(amountAt(reading, value, 'amount', `${path}.order_adjustments.${index}`) ?? 0)),
  );
};
