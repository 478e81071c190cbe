// What was known of a delivery when its order was placed. Outcomes of earlier deliveries count from the moment on at which
// they had arrived, so that nothing that the order's own delivery brought to light can slip in.
import type { FeatureRow } from './tables.ts';

export type Delivery = {
  /** Milliseconds since 1970. */
  readonly placedAt: number;
  /** When it was known how long it took. */
  readonly arrivedAt: number;
  /** Days that the shop or the carrier promised when the order was placed. */
  readonly promisedDays: number;
  readonly days: number;
  readonly late: boolean;
  /** What the order says by itself. */
  readonly own: FeatureRow;
  /** What it has in common with others, by kind: outcomes are counted for each. */
  readonly shared: Readonly<Record<string, string>>;
};

export type DeliverySet = {
  readonly name: string;
  readonly what: string;
  readonly promise: string;
  /** In the order of their placing. */
  readonly deliveries: readonly Delivery[];
};

/** Deliveries for which a mean over all counts beside those of the same kind. */
const priorWeight = 10;

type Past = { count: number; days: number; late: number };

const blank = (): Past => ({ count: 0, days: 0, late: 0 });

const add = (past: Past, { days, late }: Delivery): void => {
  past.count += 1;
  past.days += days;
  past.late += late ? 1 : 0;
};

/** @param deliveries in the order of their placing */
export const deliveryRows = (deliveries: readonly Delivery[]): readonly FeatureRow[] => {
  const arrivals = deliveries.toSorted((one, other) => one.arrivedAt - other.arrivedAt);
  const [all, byKey] = [blank(), new Map<string, Past>()];
  let arrived = 0;
  const countUntil = (moment: number): void => {
    for (let next = arrivals[arrived]; next !== undefined && next.arrivedAt < moment; next = arrivals[arrived]) {
      add(all, next);
      for (const [kind, value] of Object.entries(next.shared)) {
        const key = `${kind}|${value}`;
        const past = byKey.get(key) ?? blank();
        add(past, next);
        byKey.set(key, past);
      }
      arrived += 1;
    }
  };
  const pastOf = (kind: string, value: string): readonly (readonly [string, number | null])[] => {
    const past = byKey.get(`${kind}|${value}`) ?? blank();
    const shrunk = (sum: number, sumOfAll: number): number | null =>
      all.count === 0 ? null : (sum + (priorWeight * sumOfAll) / all.count) / (past.count + priorWeight);
    return [
      [`${kind}_deliveries`, past.count],
      [`${kind}_days`, shrunk(past.days, all.days)],
      [`${kind}_late`, shrunk(past.late, all.late)],
    ];
  };
  return deliveries.map(({ placedAt, promisedDays, own, shared }) => {
    countUntil(placedAt);
    const pasts = Object.entries(shared).flatMap(([kind, value]) => pastOf(kind, value));
    return { promised_days: promisedDays, ...own, ...Object.fromEntries(pasts) };
  });
};

export type DeliverySplit = {
  /** Deliveries to learn from: placed, and arrived, before the first that is measured. */
  readonly learnt: readonly number[];
  readonly fitted: number;
  readonly measured: readonly number[];
};

/** The last 30 % are measured; a fifth of what is learnt from calibrates. @param deliveries in the order of their placing */
export const deliverySplit = (deliveries: readonly Delivery[]): DeliverySplit => {
  const cut = Math.floor(deliveries.length * 0.7);
  const moment = deliveries[cut]?.placedAt ?? 0;
  const places = [...deliveries.keys()];
  const learnt = places.slice(0, cut).filter((index) => (deliveries[index]?.arrivedAt ?? moment) < moment);
  return { learnt, fitted: Math.floor(learnt.length * 0.8), measured: places.slice(cut) };
};
