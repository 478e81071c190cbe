import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { type Cell, cellsOf, tableOf } from '../../domain/learning/cells.ts';
import type { LearnedFigures } from '../../domain/learning/estimate.ts';
import type { Outcome } from '../../domain/learning/outcome.ts';
import { type DepartedParcel, type RoutingFeatures, routingFeatures } from '../../domain/learning/routing-features.ts';

/** A parcel that has ended, with what was known of it as it left. */
export type PastParcel = {
  /** Under which it is counted once. */
  readonly id: string;
  readonly outcome: Outcome;
  /** Undefined where nothing was promised, or nobody knows when it left: then it is counted, and teaches nothing. */
  readonly departed: DepartedParcel | undefined;
};

export type RoutingRow = { readonly id: string; readonly at: Instant; readonly features: RoutingFeatures; readonly label: number };

const dayMs = 86_400_000;
const dayOf = (at: Instant): number => Math.floor(toEpochMs(at) / dayMs);

/**
 * What the routing model learns from: each parcel that had a promise, with what had been counted of carriers when it left, and
 * whether it came late. Counts are those of the days before, as the nightly table has them: the future of a parcel is in none.
 */
export function* routingRows(parcels: Iterable<PastParcel>): Generator<RoutingRow> {
  const all = [...parcels];
  const endsByDay = Map.groupBy(all, ({ outcome }) => dayOf(outcome.at));
  const endDays = [...endsByDay.keys()].toSorted((one, other) => one - other);
  const leaving = all
    .flatMap(({ id, outcome, departed }) => (departed && outcome.late !== undefined ? [{ id, departed, late: outcome.late }] : []))
    .toSorted((one, other) => (one.departed.shippedAt < other.departed.shippedAt ? -1 : 1));
  let [cells, countedAt, next]: [readonly Cell[], number, number] = [[], 0, 0];
  let figures: LearnedFigures = { version: '', cells };
  for (const { id, departed, late } of leaving) {
    const today = dayOf(departed.shippedAt);
    let grown = false;
    for (let day = endDays[next]; day !== undefined && day < today; day = endDays[next]) {
      // Forgetting is exponential, so that what was counted before is forgotten as a whole.
      const before = { ageDays: cells.length === 0 ? 0 : day - countedAt, cells };
      cells = tableOf([before, { ageDays: 0, cells: cellsOf((endsByDay.get(day) ?? []).map(({ outcome }) => outcome)) }]);
      [countedAt, next, grown] = [day, next + 1, true];
    }
    if (grown) figures = { version: String(countedAt), cells };
    yield { id, at: departed.shippedAt, features: routingFeatures(departed, figures), label: late ? 1 : 0 };
  }
}
