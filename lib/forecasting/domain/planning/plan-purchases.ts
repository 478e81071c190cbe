import type { PlanningPolicy } from '../../../kernel/planning-policies.ts';
import { demandWithin, incomingWithin, type PlannedLocation } from './planned-location.ts';
import { coveringStock } from './shortage.ts';

/** On what terms an article can be bought. */
export type Offer = {
  /** Location of the supplier; null where nobody is known to sell it. */
  readonly supplier: string | null;
  /** Null where the supplier has not said. */
  readonly leadTimeDays: number | null;
  readonly unitCostMinor: number | null;
  readonly currency: string | null;
  /** Fewest units of one order. */
  readonly minimumUnits: number;
  /** Units are bought in multiples of so many. */
  readonly packUnits: number;
};

export const unknownOffer: Offer = {
  supplier: null,
  leadTimeDays: null,
  unitCostMinor: null,
  currency: null,
  minimumUnits: 1,
  packUnits: 1,
};

/** Units that should be bought for a location. All figures in units but where they say otherwise. */
export type PlannedPurchase = {
  readonly locationId: string;
  readonly quantity: number;
  readonly offer: Offer;
  readonly leadTimeDays: number;
  /** Stock and everything under way. */
  readonly position: number;
  /** Below this it is bought: it covers the demand until goods could come. */
  readonly reorderPoint: number;
  /** It is bought up to this: it covers the demand until goods of the next order could come. */
  readonly orderUpTo: number;
  readonly expected: number;
  readonly days: number;
  readonly safetyStock: number;
};

/** Units of an order: at least what is missing and the minimum, in whole packs. */
export const roundedOrder = (missing: number, { minimumUnits, packUnits }: Pick<Offer, 'minimumUnits' | 'packUnits'>): number =>
  Math.ceil(Math.max(missing, minimumUnits) / packUnits) * packUnits;

/** The offer that is taken: the cheapest of those with a price, then the fastest. */
export const bestOffer = (offers: readonly Offer[]): Offer => {
  const cost = ({ unitCostMinor }: Offer): number => unitCostMinor ?? Number.MAX_SAFE_INTEGER;
  const days = ({ leadTimeDays }: Offer): number => leadTimeDays ?? Number.MAX_SAFE_INTEGER;
  const [best] = offers.toSorted(
    (left, right) => cost(left) - cost(right) || days(left) - days(right) || ((left.supplier ?? '') < (right.supplier ?? '') ? -1 : 1),
  );
  return best ?? unknownOffer;
};

/**
 * Purchases of one article for the locations that buy, by an order-up-to rule with quantiles of the demand of the lead time
 * (s, S): below the stock that covers the lead time, up to what covers it and the time until the next order.
 * @param moved units that planned transfers bring to a location, or take from it
 */
export const planPurchases = (
  locations: readonly PlannedLocation[],
  policy: PlanningPolicy,
  offer: Offer,
  moved: ReadonlyMap<string, number>,
): readonly PlannedPurchase[] => {
  const { servicePercent, replenishment } = policy;
  if (!replenishment.enabled) return [];
  const leadTimeDays = offer.leadTimeDays ?? replenishment.leadTimeDays;
  const days = leadTimeDays + replenishment.reviewDays;
  return locations
    .filter(({ type }) => type === 'warehouse' || type === '3pl')
    .flatMap((location): readonly PlannedPurchase[] => {
      const demand = demandWithin(location, days);
      if (demand.mean <= 0) return [];
      const position = location.available + incomingWithin(location, days, true) + (moved.get(location.locationId) ?? 0);
      const reorderPoint = coveringStock(demandWithin(location, leadTimeDays + 1), servicePercent) + location.safetyStock;
      const orderUpTo = coveringStock(demand, servicePercent) + location.safetyStock;
      if (position >= reorderPoint || orderUpTo <= position) return [];
      return [
        {
          locationId: location.locationId,
          quantity: roundedOrder(orderUpTo - position, offer),
          offer,
          leadTimeDays,
          position,
          reorderPoint,
          orderUpTo,
          expected: Math.round(demand.mean * 100) / 100,
          days,
          safetyStock: location.safetyStock,
        },
      ];
    });
};
