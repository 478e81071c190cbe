import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { type LogNormal, ninetieth, shareBeyond } from '../learning/distributions.ts';

const dayMs = 86_400_000;
/** Steps of the bisection: from a year down to less than a second. */
const steps = 32;
/** Hardly any parcel takes that long: it is lost rather than late, and nothing can be foretold of it. */
const stillOnItsWayMin = 1e-6;

/** A parcel that has left or will leave at a moment, and its days on the way from then on. */
export type Leg = { readonly leavesAt: Instant; readonly days: LogNormal };

/** When everything is there, as a share of such orders. */
export type ArrivalRange = {
  /** One of ten is there by then. */
  readonly earliest: Instant;
  /** One half is. */
  readonly likely: Instant;
  /** Nine of ten are. */
  readonly latest: Instant;
};

/** P(T ≤ at | T > now): what is known at `now` is that the parcel has not arrived yet. */
const shareOfLeg = ({ leavesAt, days }: Leg, atMs: number, nowMs: number): number => {
  if (atMs <= nowMs) return 0;
  const leftMs = toEpochMs(leavesAt);
  const still = shareBeyond(days, (nowMs - leftMs) / dayMs);
  return 1 - shareBeyond(days, (atMs - leftMs) / dayMs) / still;
};

const isForetold = ({ leavesAt, days }: Leg, now: Instant): boolean =>
  shareBeyond(days, (toEpochMs(now) - toEpochMs(leavesAt)) / dayMs) > stillOnItsWayMin;

/**
 * Probability that every parcel has arrived by a moment, given that none of them has at `now`. Parcels are taken to be late
 * independently of each other, so that it is the product of theirs; the weather, which delays them together, makes it a little
 * too low for several.
 * @returns 0 to 1; undefined without a parcel, or where one is overdue beyond what its service ever takes
 */
export const shareThereBy = (legs: readonly Leg[], at: Instant, now: Instant): number | undefined => {
  if (legs.length === 0 || !legs.every((leg) => isForetold(leg, now))) return undefined;
  return legs.reduce((share, leg) => share * shareOfLeg(leg, toEpochMs(at), toEpochMs(now)), 1);
};

/** The moment by which everything is there with this probability, to the second; found by bisection, as the share only grows. */
const quantile = (legs: readonly Leg[], share: number, now: Instant): Instant => {
  const nowMs = toEpochMs(now);
  let low = nowMs;
  // Far beyond the slowest parcel's ninetieth of a hundred, counted from now or from when it leaves.
  let high = Math.max(...legs.map(({ leavesAt, days }) => Math.max(nowMs, toEpochMs(leavesAt)) + 20 * (1 + ninetieth(days)) * dayMs));
  for (let step = 0; step < steps; step += 1) {
    const middle = (low + high) / 2;
    const reached = legs.reduce((product, leg) => product * shareOfLeg(leg, middle, nowMs), 1);
    if (reached >= share) high = middle;
    else low = middle;
  }
  return plusMs(now, Math.round((high - nowMs) / 1_000) * 1_000);
};

/** When everything is there. @returns undefined without a parcel, or where one is overdue beyond what its service ever takes */
export const arrivalRange = (legs: readonly Leg[], now: Instant): ArrivalRange | undefined => {
  if (legs.length === 0 || !legs.every((leg) => isForetold(leg, now))) return undefined;
  return { earliest: quantile(legs, 0.1, now), likely: quantile(legs, 0.5, now), latest: quantile(legs, 0.9, now) };
};
