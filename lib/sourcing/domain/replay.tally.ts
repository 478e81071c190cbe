import type { LocationId, OrderId } from '../../kernel/ids.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { PricedChoice } from './replay.price.ts';

/** What one side of a replay comes to, amounts in minor units. */
export type ReplayTotals = {
  readonly orders: number;
  readonly decisions: number;
  readonly parcels: number;
  readonly units: number;
  readonly unsourcedUnits: number;
  /** Decisions that came to more than one parcel. */
  readonly splits: number;
  readonly km: number;
  /** Parcels of which the promise and the days on the way are known, those of them that come late, and by how many days. */
  readonly promisedParcels: number;
  readonly lateParcels: number;
  readonly lateDays: number;
  readonly shippingMinor: number;
  readonly handlingMinor: number;
  readonly splitMinor: number;
  readonly totalMinor: number;
  /** Two decimals. */
  readonly parcelsPerOrder: number;
  /** Share of the decisions that were split, in percent with two decimals. */
  readonly splitPercent: number;
  /** Share of the promised parcels that come late, in percent with two decimals; null where nothing was promised. */
  readonly latePercent: number | null;
};

export type LocationTotals = {
  readonly orders: number;
  readonly parcels: number;
  readonly units: number;
  /** Shipping and handling of its parcels, in minor units. */
  readonly costMinor: number;
};

export type ReplayedCurrency = { readonly currency: CurrencyCode; readonly logged: ReplayTotals; readonly candidate: ReplayTotals };

export type ReplayedLocation = {
  readonly locationId: LocationId;
  readonly currency: CurrencyCode;
  readonly logged: LocationTotals;
  readonly candidate: LocationTotals;
};

export type Tallied = { readonly totals: ReplayTotals; readonly locations: ReadonlyMap<LocationId, LocationTotals> };

const hundredths = (value: number): number => Math.round(value * 100) / 100;
const share = (part: number, whole: number): number => (whole === 0 ? 0 : hundredths((part * 100) / whole));

/** Adds choices up for one side and one currency. */
export const createTally = () => {
  const orders = new Set<OrderId>();
  const sums = { decisions: 0, parcels: 0, units: 0, unsourcedUnits: 0, splits: 0, km: 0 };
  const promises = { promisedParcels: 0, lateParcels: 0, lateDays: 0 };
  const money = { shippingMinor: 0, handlingMinor: 0, splitMinor: 0, totalMinor: 0 };
  type Open = { readonly orders: Set<OrderId>; parcels: number; units: number; costMinor: number };
  const locations = new Map<LocationId, Open>();

  const addParcel = (orderId: OrderId, { locationId, units, km, costMinor, lateDays }: PricedChoice['parcels'][number]): void => {
    let at = locations.get(locationId);
    if (!at) locations.set(locationId, (at = { orders: new Set(), parcels: 0, units: 0, costMinor: 0 }));
    at.orders.add(orderId);
    at.parcels += 1;
    at.units += units;
    at.costMinor += costMinor;
    sums.parcels += 1;
    sums.units += units;
    sums.km += km;
    if (lateDays === undefined) return;
    promises.promisedParcels += 1;
    promises.lateParcels += lateDays > 0 ? 1 : 0;
    promises.lateDays += lateDays;
  };

  return {
    add: (orderId: OrderId, { cost, parcels }: PricedChoice, unsourcedUnits: number): void => {
      orders.add(orderId);
      sums.decisions += 1;
      sums.unsourcedUnits += unsourcedUnits;
      sums.splits += parcels.length > 1 ? 1 : 0;
      for (const parcel of parcels) addParcel(orderId, parcel);
      money.shippingMinor += cost.shipping;
      money.handlingMinor += cost.handling;
      money.splitMinor += cost.split;
      money.totalMinor += cost.total;
    },
    sum: (): Tallied => ({
      totals: {
        orders: orders.size,
        ...sums,
        ...promises,
        ...money,
        parcelsPerOrder: orders.size === 0 ? 0 : hundredths(sums.parcels / orders.size),
        splitPercent: share(sums.splits, sums.decisions),
        latePercent: promises.promisedParcels === 0 ? null : share(promises.lateParcels, promises.promisedParcels),
      },
      locations: new Map(
        [...locations].map(([locationId, { orders: of, parcels, units, costMinor }]) => [
          locationId,
          { orders: of.size, parcels, units, costMinor },
        ]),
      ),
    }),
  };
};
export type Tally = ReturnType<typeof createTally>;
