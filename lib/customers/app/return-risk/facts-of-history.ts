import type { Instant } from '../../../kernel/instant.ts';
import { articleOf, discountPercentOf, fitOf, type ReturnFact } from '../../domain/return-risk/return-facts.ts';

/** As much of a row of an imported past as is counted; a file of history and what is kept of one both have it. */
export type HistoryFact =
  | {
      readonly kind: 'order';
      readonly source_id: string;
      readonly placed_at: string;
      readonly channel: string;
      readonly currency: string;
      readonly subtotal_minor: number;
      readonly discount_minor: number;
      readonly cancelled: boolean;
      readonly lines: readonly {
        readonly sku: string;
        readonly quantity: number;
        readonly unit_price_minor: number;
        readonly category: string | null;
        readonly size: string | null;
      }[];
    }
  | {
      readonly kind: 'return';
      readonly source_id: string;
      readonly order_source_id: string;
      readonly sku: string;
      readonly quantity: number;
      readonly received_at: string;
      readonly reason_code: string;
    };

/** A row of an imported past as what was sold or came back; undefined for a cancelled order. */
export const factOfHistory = (row: HistoryFact, personId: string | null): ReturnFact | undefined => {
  if (row.kind === 'return')
    return {
      kind: 'return',
      orderId: row.order_source_id,
      at: row.received_at as Instant,
      sku: row.sku,
      quantity: row.quantity,
      reason: fitOf(row.reason_code),
    };
  if (row.cancelled) return undefined;
  return {
    kind: 'sale',
    orderId: row.source_id,
    at: row.placed_at as Instant,
    channel: row.channel,
    currency: row.currency,
    personId,
    discountPercent: discountPercentOf(row.discount_minor, row.subtotal_minor),
    lines: row.lines.map(({ sku, quantity, unit_price_minor, category, size }) => ({
      sku,
      article: articleOf(sku, size),
      size,
      category,
      quantity,
      unitPriceMinor: unit_price_minor,
    })),
  };
};
