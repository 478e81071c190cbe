import type { ReturnFact, SoldLine } from '../../../lib/customers/domain/return-risk/return-facts.ts';
import { type Instant, plusMs } from '../../../lib/kernel/instant.ts';

const dayMs = 86_400_000;
const start = '2026-01-05T10:00:00.000Z' as Instant;
/** A moment so many days after the beginning. */
export const onDay = (day: number): Instant => plusMs(start, day * dayMs);

export const soldLine = (article: string, size: string | null = null, more: Partial<SoldLine> = {}): SoldLine => ({
  sku: size === null ? article : `${article}-${size}`,
  article,
  size,
  category: 'shoes',
  quantity: 1,
  unitPriceMinor: 4_000,
  ...more,
});

/** An order of a day, by its number, and what of it comes back two weeks later. */
export const sold = (
  orderId: string,
  day: number,
  lines: readonly SoldLine[],
  {
    personId = null,
    back = {},
  }: { readonly personId?: string | null; readonly back?: Readonly<Record<string, 'too-small' | 'too-large' | 'other'>> } = {},
): readonly ReturnFact[] => [
  { kind: 'sale', orderId, at: onDay(day), channel: 'storefront', currency: 'USD', personId, discountPercent: 0, lines },
  ...Object.entries(back).map(([sku, reason]): ReturnFact => ({ kind: 'return', orderId, at: onDay(day + 14), sku, quantity: 1, reason })),
];

/** Facts in the order of time, as whoever reads them gives them. */
export const inOrder = (facts: readonly ReturnFact[]): readonly ReturnFact[] =>
  facts.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
