import type { SkuValues } from './future-value.rows.ts';

/** Share of a SKU's units at a location that must have gone, or come, since the last estimate. */
const shockShare = 0.5;
/** Units that must have, so that the last two of three are no shock. */
const shockUnits = 5;

/**
 * The first SKU whose stock has jumped at a location: sold out, fallen by half, or a large receipt.
 * @param before units by SKU and location at the last estimate
 * @param now the same at this moment
 */
export const findShock = (
  before: ReadonlyMap<string, SkuValues>,
  now: ReadonlyMap<string, SkuValues>,
): { readonly sku: string; readonly locationId: string } | undefined => {
  for (const [sku, held] of before) {
    const current = now.get(sku) ?? {};
    for (const locationId of new Set([...Object.keys(held), ...Object.keys(current)])) {
      const [was, is] = [Math.max(0, held[locationId] ?? 0), Math.max(0, current[locationId] ?? 0)];
      const moved = Math.abs(was - is);
      const isSoldOut = was > 0 && is === 0;
      if (isSoldOut || (moved >= shockUnits && moved >= shockShare * Math.max(1, was))) return { sku, locationId };
    }
  }
  return undefined;
};
