// Units that locations keep: nobody is sent them, and who goes without for their sake is told.
import type { LocationId, Sku } from '../../kernel/ids.ts';
import type { SourcingDecision } from '../domain/sourcing.decision.ts';
import type { StockAt } from '../domain/sourcing.request.ts';

/** Units of an article that a location keeps. */
export type KeptAt = (sku: Sku, locationId: LocationId) => number;

/** Locations that are named for each article. */
const namedMax = 3;

const keptOf = ({ sku, locationId, available }: StockAt, keptAt: KeptAt): number =>
  Math.min(Math.max(0, available), keptAt(sku, locationId));

/** What may be sent: what each location has beyond the units that it keeps. */
export const withoutKept = (stock: readonly StockAt[], keptAt: KeptAt): readonly StockAt[] =>
  stock.map((one) => ({ ...one, available: one.available - keptOf(one, keptAt) }));

/** The decision with where the units that are missing are kept back, if anywhere. */
export const withKeptTold = (decision: SourcingDecision, stock: readonly StockAt[], keptAt: KeptAt): SourcingDecision => {
  const told = [...new Set(decision.unsourced.map(({ sku }) => sku))].flatMap((sku) => {
    const places = stock
      .filter((one) => one.sku === sku && keptOf(one, keptAt) > 0)
      .map((one) => ({ locationId: one.locationId, units: keptOf(one, keptAt) }))
      .sort((left, right) => right.units - left.units || (left.locationId < right.locationId ? -1 : 1))
      .slice(0, namedMax)
      .map(({ locationId, units }) => `${locationId} (${units})`);
    return places.length === 0 ? [] : [`${sku} is kept back as safety stock at ${places.join(', ')}.`];
  });
  if (told.length === 0) return decision;
  return { ...decision, receipt: { ...decision.receipt, reasons: [...decision.receipt.reasons, ...told] } };
};
