import type { Instant } from '../../../kernel/instant.ts';

/** A line of an order, and what its article is. */
export type SoldLine = {
  /** By which returns name it; absent where they name its SKU alone. */
  readonly lineId?: string;
  readonly sku: string;
  /** What the SKU is a size of; the SKU itself where it has no sizes. */
  readonly article: string;
  readonly size: string | null;
  readonly category: string | null;
  readonly quantity: number;
  /** Before discounts, in minor units. */
  readonly unitPriceMinor: number;
};

/** An order that was placed. */
export type Sale = {
  readonly kind: 'sale';
  readonly orderId: string;
  readonly at: Instant;
  readonly channel: string;
  readonly currency: string;
  /** Null for nobody known, and for whom nothing may be kept together. */
  readonly personId: string | null;
  /** Of the subtotal, 0 to 100; null where there is none to speak of. */
  readonly discountPercent: number | null;
  readonly lines: readonly SoldLine[];
};

/** Why something came back, as far as a size can mend it. */
export type FitReason = 'too-small' | 'too-large' | 'other';

/** Something of a line that came back. */
export type GivenBack = {
  readonly kind: 'return';
  readonly orderId: string;
  readonly at: Instant;
  /** The line that it is of; absent where the source names the SKU alone. */
  readonly lineId?: string;
  readonly sku: string;
  /** Units, at least 1. */
  readonly quantity: number;
  readonly reason: FitReason;
};

export type ReturnFact = Sale | GivenBack;

/**
 * Keeps count of what came back of an order's lines. A return that names its line stays with it, however often more of that line
 * comes back. One that names a SKU is of the first line of it that has units left, and what exceeds that is of the next.
 */
export const createLineReturns = (lines: readonly SoldLine[]) => {
  const back = lines.map(() => 0);
  return {
    /** @returns places of the lines, from 0, of which something came back for the first time */
    add: ({ lineId, sku, quantity }: Pick<GivenBack, 'lineId' | 'sku' | 'quantity'>): readonly number[] => {
      const first: number[] = [];
      let rest = quantity;
      for (const [index, line] of lines.entries()) {
        const before = back[index] ?? 0;
        const isOfLine = lineId === undefined || line.lineId === undefined ? line.sku === sku : line.lineId === lineId;
        const units = isOfLine ? Math.min(rest, line.quantity - before) : 0;
        if (units <= 0) continue;
        if (before === 0) first.push(index);
        back[index] = before + units;
        rest -= units;
      }
      return first;
    },
  };
};

/** What a reason code of any source says of the fit. */
export const fitOf = (reasonCode: string): FitReason => {
  if (/small|tight|short/i.test(reasonCode)) return 'too-small';
  return /large|big|loose|wide|long/i.test(reasonCode) ? 'too-large' : 'other';
};

/**
 * What a SKU is a size of. Where nobody has said it, a SKU that ends with its size (`SHIRT-M`) names its article before that; any
 * other is an article of its own.
 */
export const articleOf = (sku: string, size: string | null): string => {
  if (size === null || size === '' || sku.length <= size.length + 1) return sku;
  const stem = sku.slice(0, -size.length - 1);
  return sku.endsWith(size) && /[-_./ ]$/.test(sku.slice(0, stem.length + 1)) ? stem : sku;
};

/** Share of a discount, 0 to 100; null where nothing was to be paid. */
export const discountPercentOf = (discountMinor: number, subtotalMinor: number): number | null =>
  subtotalMinor <= 0 ? null : Math.min(100, Math.max(0, Number(((100 * discountMinor) / subtotalMinor).toFixed(1))));
