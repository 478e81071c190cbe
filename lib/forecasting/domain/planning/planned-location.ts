import { coveringStock, type Demand } from './shortage.ts';

/** A location as a plan for one article sees it. */
export type PlannedLocation = {
  readonly locationId: string;
  readonly type: 'warehouse' | 'store' | '3pl' | 'supplier';
  /** Units there now that are promised to nobody. */
  readonly available: number;
  /** Units under way; null while nobody says when they come. */
  readonly incoming: readonly { readonly inDays: number | null; readonly units: number }[];
  /** Units that it keeps whatever is expected. */
  readonly safetyStock: number;
  /** Units expected by day from today on. */
  readonly means: readonly number[];
  /** The same without what was told of campaigns, promotions and the like. */
  readonly usual: readonly number[];
  /** Variance over mean. */
  readonly dispersion: number;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a location is expected to want within so many days. */
export const demandWithin = ({ means, dispersion }: PlannedLocation, days: number): Demand => ({
  mean: sum(means.slice(0, days)),
  dispersion,
});

/** Units that come within so many days; those without a date count only where asked for. */
export const incomingWithin = ({ incoming }: PlannedLocation, days: number, withUndated = false): number =>
  sum(incoming.filter(({ inDays }) => (inDays === null ? withUndated : inDays <= days)).map(({ units }) => units));

/** The first of so many days, 0 for today, on which what is there and comes no longer covers demand as often as asked for. */
export const firstUncovered = (location: PlannedLocation, days: number, percent: number): number => {
  for (let day = 0; day < days; day += 1) {
    const needed = coveringStock(demandWithin(location, day + 1), percent) + location.safetyStock;
    if (needed > location.available + incomingWithin(location, day)) return day;
  }
  return days;
};

/** The week of most demand beside the usual, and by how much it is above; undefined where nothing was told. */
export const riseOf = ({ means, usual }: PlannedLocation, days: number) => {
  let best: { readonly firstDay: number; readonly expected: number; readonly factor: number } | undefined;
  for (let first = 0; first + 7 <= Math.min(days, means.length); first += 1) {
    const [expected, normal] = [sum(means.slice(first, first + 7)), sum(usual.slice(first, first + 7))];
    const factor = normal > 0 ? expected / normal : 1;
    if (best === undefined || factor > best.factor + 1e-9) best = { firstDay: first, expected, factor };
  }
  return best && best.factor > 1.01 ? best : undefined;
};
