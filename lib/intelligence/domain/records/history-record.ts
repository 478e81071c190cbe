import type { HistoryLine } from '../history/index.ts';
import type { CheckedRecord } from './record-features.ts';

/** As much of an imported order as its check reads; a row of a file and a row that was kept both have it. */
export type HistoryOrder = {
  readonly source_id: string;
  readonly placed_at: string;
  readonly currency: string;
  readonly payment_kind: string;
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly shipping_minor: number;
  readonly total_minor: number;
  readonly lines: readonly HistoryLine[];
};

/** @param country of the parcel; null where the row does not say */
export const historyRecord = (order: HistoryOrder, country: string | null): CheckedRecord => {
  const { subtotal_minor: subtotal, discount_minor: discount, shipping_minor: shipping, total_minor: total, lines } = order;
  const parts = subtotal - discount + shipping;
  return {
    id: order.source_id,
    placedAt: order.placed_at,
    // Rows that are ahead of time are refused by a rule.
    minutesAhead: 0,
    currency: order.currency,
    country,
    lines: lines.map(({ sku, quantity, unit_price_minor }) => ({ sku, quantity, unitPrice: unit_price_minor })),
    // The file does not tell the tax: what the total is above its parts counts as such.
    totals: { subtotal, discount, shipping, tax: Math.max(0, total - parts), total },
    difference: Math.max(0, parts - total),
    missing: [
      ...(country === null ? ['shipping.country'] : []),
      ...(lines.some(({ category }) => category === null) ? ['lines.category'] : []),
      ...(lines.some(({ requires_shipping: ships, size }) => ships && size === null) ? ['lines.size'] : []),
    ],
  };
};
