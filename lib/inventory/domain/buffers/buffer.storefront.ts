/** What a website shows of an article. */
export type ShownAvailability = {
  readonly inStock: boolean;
  /** Units, at most as many as the policy shows exactly. */
  readonly quantity: number;
  /** Whether there are more than `quantity`. */
  readonly more: boolean;
};

/**
 * Bounds what is shown: how many there are beyond that is nobody's business, and an answer that does not change with every
 * sale can be kept by caches.
 * @param sellable units available less safety stock
 */
export const shownAvailability = (sellable: number, exactUpTo: number): ShownAvailability => {
  const units = Math.max(0, sellable);
  return { inStock: units > 0, quantity: Math.min(units, exactUpTo), more: units > exactUpTo };
};
