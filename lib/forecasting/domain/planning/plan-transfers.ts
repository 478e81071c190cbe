import type { PlanningPolicy } from '../../../kernel/planning-policies.ts';
import { demandWithin, firstUncovered, incomingWithin, type PlannedLocation, riseOf } from './planned-location.ts';
import { coveringStock, expectedShortage } from './shortage.ts';

/** How one end of a move stands, in units. */
export type EndStanding = {
  readonly locationId: string;
  readonly available: number;
  /** Under way, and there within the days that count. */
  readonly incoming: number;
  /** Expected demand of these days. */
  readonly expected: number;
  readonly days: number;
  /** Stock that covers the demand as often as asked for, safety stock included. */
  readonly needed: number;
  readonly safetyStock: number;
  /** Units expected to be missing, without the move and with it. */
  readonly shortBefore: number;
  readonly shortAfter: number;
};

/** Units that should move from one location to another before they are missing there. */
export type PlannedTransfer = {
  readonly from: EndStanding;
  readonly to: EndStanding;
  readonly quantity: number;
  /** Days from now until it must leave to be there in time; 0 when it is late already. */
  readonly leaveWithinDays: number;
  readonly leadTimeDays: number;
  readonly costMinor: number;
  /** Loss that is expected to be avoided, less what the giving location risks. */
  readonly benefitMinor: number;
};

const spare = (location: PlannedLocation, { servicePercent, transfers }: PlanningPolicy): number => {
  const days = Math.max(transfers.keepDays, transfers.leadTimeDays + transfers.coverDays);
  const needed = coveringStock(demandWithin(location, days), servicePercent) + location.safetyStock;
  return Math.max(0, Math.min(location.available - location.safetyStock, location.available + incomingWithin(location, days) - needed));
};

const standingOf = (
  location: PlannedLocation,
  days: number,
  servicePercent: number,
  moved: { readonly before: number; readonly after: number },
): EndStanding => {
  const demand = demandWithin(location, days);
  const incoming = incomingWithin(location, days);
  const stock = location.available + incoming;
  return {
    locationId: location.locationId,
    available: location.available,
    incoming,
    expected: Math.round(demand.mean * 100) / 100,
    days,
    needed: coveringStock(demand, servicePercent) + location.safetyStock,
    safetyStock: location.safetyStock,
    shortBefore: Math.round(expectedShortage(demand, stock + moved.before) * 100) / 100,
    shortAfter: Math.round(expectedShortage(demand, stock + moved.after) * 100) / 100,
  };
};

/**
 * Moves of one article that avoid more loss than they cost. A location that will be short takes from the one with most to
 * spare; whoever gives keeps what covers its own demand, and its safety stock. No unit moves for which the expected loss is
 * below the cost of moving it: a unit at place n is missed with the chance that demand exceeds n.
 * @param lossMinor what a missing unit costs
 */
export const planTransfers = (
  locations: readonly PlannedLocation[],
  policy: PlanningPolicy,
  lossMinor: number,
): readonly PlannedTransfer[] => {
  const { servicePercent, transfers } = policy;
  if (!transfers.enabled || lossMinor <= 0) return [];
  const days = transfers.leadTimeDays + transfers.coverDays;
  const keepDays = Math.max(transfers.keepDays, days);
  const taking = locations
    .filter(({ type }) => type !== 'supplier')
    .map((location) => {
      const demand = demandWithin(location, days);
      const stock = location.available + incomingWithin(location, days);
      // Beyond this stock a further unit is missed too seldom to be worth its way.
      const worthPercent = Math.min(servicePercent, 100 * (1 - transfers.costPerUnitMinor / lossMinor));
      const wanted = worthPercent <= 0 ? 0 : coveringStock(demand, worthPercent) + location.safetyStock;
      return { location, demand, stock, need: Math.max(0, wanted - stock), short: expectedShortage(demand, stock) };
    })
    .filter(({ need }) => need > 0)
    .sort((left, right) => right.short - left.short || (left.location.locationId < right.location.locationId ? -1 : 1));
  const spared = new Map(locations.filter(({ type }) => type !== 'supplier').map((one) => [one.locationId, spare(one, policy)]));
  const given = new Map<string, number>();
  const planned: PlannedTransfer[] = [];
  for (const { location, demand, stock, need } of taking) {
    let [open, arrived] = [need, 0];
    const givers = locations
      .filter(({ locationId }) => locationId !== location.locationId && (spared.get(locationId) ?? 0) > 0)
      .sort(
        (left, right) =>
          (spared.get(right.locationId) ?? 0) - (spared.get(left.locationId) ?? 0) || (left.locationId < right.locationId ? -1 : 1),
      );
    for (const giver of givers) {
      const quantity = Math.min(open, Math.floor(spared.get(giver.locationId) ?? 0));
      if (quantity <= 0) continue;
      const sent = given.get(giver.locationId) ?? 0;
      const from = standingOf(giver, keepDays, servicePercent, { before: -sent, after: -sent - quantity });
      const avoided = expectedShortage(demand, stock + arrived) - expectedShortage(demand, stock + arrived + quantity);
      const benefitMinor = Math.round((avoided - (from.shortAfter - from.shortBefore)) * lossMinor);
      const costMinor = transfers.costPerTransferMinor + quantity * transfers.costPerUnitMinor;
      if (benefitMinor <= costMinor) continue;
      const to = standingOf(location, days, servicePercent, { before: arrived, after: arrived + quantity });
      // There before the stock no longer covers demand, and before what raises it begins.
      const neededOn = Math.min(firstUncovered(location, days, servicePercent), riseOf(location, days)?.firstDay ?? days);
      const leaveWithinDays = Math.max(0, neededOn - transfers.leadTimeDays);
      planned.push({ from, to, quantity, leaveWithinDays, leadTimeDays: transfers.leadTimeDays, costMinor, benefitMinor });
      spared.set(giver.locationId, (spared.get(giver.locationId) ?? 0) - quantity);
      given.set(giver.locationId, sent + quantity);
      open -= quantity;
      arrived += quantity;
      if (open <= 0) break;
    }
  }
  return planned;
};
