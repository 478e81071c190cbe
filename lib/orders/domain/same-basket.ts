// What makes two orders look like one that came twice.
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { toEpochMs } from '../../kernel/instant.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Order } from './order.record.ts';

/** What has to be the same of two orders, in the words of the receipt. */
export const comparedFields = ['person', 'articles', 'quantities', 'total', 'currency', 'purchase_order_number'] as const;

type Compared = Pick<Order, 'personId' | 'lines' | 'totals' | 'currency' | 'purchase'>;

/**
 * All that is compared, as one text: two orders are alike when theirs is the same. Lines of one article count together, in
 * whatever order they stand. The buyer's own number of the order is compared because whoever gives one means another order by
 * another number.
 *
 * Undefined where there is nothing to compare by: nobody who could have ordered twice, no units, or an article unknown.
 */
export const basketOf = ({ personId, lines, totals, currency, purchase }: Compared): string | undefined => {
  if (personId === null) return undefined;
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) {
    if (quantity > 0 && sku === null) return undefined;
    if (sku !== null && quantity > 0) units.set(sku, (units.get(sku) ?? 0) + quantity);
  }
  if (units.size === 0) return undefined;
  return canonicalJson({
    person: personId,
    units: Object.fromEntries(units),
    total: totals.total,
    currency,
    purchase_order: purchase?.orderNumber ?? null,
  });
};

/** Time between two orders as their channels date them, in whole seconds, rounded down. */
export const secondsBetween = (one: Instant, other: Instant): number => Math.floor(Math.abs(toEpochMs(one) - toEpochMs(other)) / 1_000);
