import { invariant } from '../../kernel/result.ts';
import { createFewestParcels, type LowerBound, type Steps } from './plan.bound.ts';
import { type Budget, decisionBudget } from './plan.budget.ts';
import { afterAll, digitIn, type SearchSpace } from './plan.space.ts';
import { costsBySubset } from './plan.subsets.ts';

/** An item sent by a site; both are indexes into the problem. `units` where the site may send less than it has. */
export type Sending = { readonly site: number; readonly item: number; readonly units?: number };

/** What a candidate can send, the last item of the problem first; `digit` is absent for an item that is sent whole. */
type Sendable = { readonly item: number; readonly bit: number; readonly digit: SearchSpace['digits'][number] | undefined };

const sendableBy = (space: SearchSpace, candidate: number): readonly Sendable[] =>
  [
    ...space.bits.flatMap((item, bit) =>
      ((space.masks[candidate] as number) >> bit) & 1 ? [{ item, bit: 1 << bit, digit: undefined }] : [],
    ),
    ...space.digits.flatMap((digit) => ((digit.stock[candidate] as number) > 0 ? [{ item: digit.item, bit: 0, digit }] : [])),
  ].sort((left, right) => right.item - left.item);

/** By how much a state falls when a candidate sends an item. */
const fallOf = (state: number, candidate: number, { bit, digit }: Sendable): number => {
  if (!digit) return state & bit;
  const lacking = digitIn(state, digit);
  return (lacking - (digit.next[candidate * digit.size + lacking] as number)) * digit.stride;
};

/** Some of an item that a candidate sends: by how much the state falls, and what the units cost. */
type Part = { readonly fall: number; readonly units: number; readonly cost: number };

/** What a candidate may send of an item: all it has, or also less where its units cost other than elsewhere. */
const partsOf = (state: number, candidate: number, { digit }: Sendable, fall: number): readonly Part[] => {
  if (!digit?.units) return [{ fall, units: 0, cost: 0 }];
  const lacking = digitIn(state, digit);
  const [unit, stock] = [digit.units[candidate] as number, digit.stock[candidate] as number];
  const parts: Part[] = [];
  for (let left = lacking - fall / digit.stride; left < lacking; left += 1) {
    const units = (digit.amounts[lacking] as number) - (digit.amounts[left] as number);
    if (units <= stock) parts.push({ fall: (lacking - left) * digit.stride, units, cost: unit * units });
  }
  return parts;
};

/** Whether the candidates from each one on hold what a state lacks. */
const createReach = (space: SearchSpace, banned: number | undefined): ((state: number, from: number) => boolean) => {
  const { candidates, masks, digits, bits } = space;
  const whole = (1 << bits.length) - 1;
  const masksFrom = new Int32Array(candidates.length + 1);
  const stockFrom = digits.map(() => new Float64Array(candidates.length + 1));
  for (let from = candidates.length - 1; from >= 0; from -= 1) {
    masksFrom[from] = (masksFrom[from + 1] as number) | (from === banned ? 0 : (masks[from] as number));
    for (const [index, stock] of stockFrom.entries()) {
      stock[from] = (stock[from + 1] as number) + (from === banned ? 0 : (digits[index]?.stock[from] ?? 0));
    }
  }
  return (state, from) => {
    if ((state & whole & ~(masksFrom[from] as number)) !== 0) return false;
    for (let index = 0; index < digits.length; index += 1) {
      const digit = digits[index] as (typeof digits)[number];
      if ((digit.amounts[digitIn(state, digit)] as number) > ((stockFrom[index] as Float64Array)[from] as number)) return false;
    }
    return true;
  };
};

/** The first widening of the limit is this part of the bound; each further one is twice as wide. */
const firstWidening = 1 / 128;

/**
 * The way of the lowest cost to send everything. Of equally dear ways it takes the one in which the first candidate that
 * makes a difference sends, and sends the last item that makes one: it tries them in this order, site by site, leaving out
 * what the lower bound or an earlier attempt rules out.
 * @param steps those of this search
 * @param budget those of the decision that it is part of
 * @returns undefined when the steps run out; `'impossible'` when the candidates do not hold everything
 */
export const branchAndBound = (
  space: SearchSpace,
  bounds: (banned: number | undefined, steps: Steps) => LowerBound,
  banned: number | undefined,
  steps: Steps,
  budget: Budget = decisionBudget(),
): readonly Sending[] | 'impossible' | undefined => {
  const { candidates, openings, lines, states, unbeaten, items: itemCount, parcelsMax } = space;
  const sites = candidates.length;
  const reaches = createReach(space, banned);
  if (!reaches(states - 1, 0)) return 'impossible';
  const limited = parcelsMax < candidates.length;
  const fewest = limited ? createFewestParcels(space, banned, { steps, budget }) : () => 0;
  if (fewest(states - 1) > parcelsMax) return 'impossible';
  if (steps.left < 0) return undefined;
  // Where costs are the same everywhere the other bound is exact, and cheaper to have.
  const known = space.evenLines ? undefined : costsBySubset(space, banned);
  const least = known ? (state: number): number => known[state] as number : () => 0;
  const otherwise = bounds(banned, steps);
  // Filling an open parcel further saves its opening at most.
  const bound = (state: number, all: number, opening: number): number => Math.max(otherwise(state, all), least(state) - opening);
  const sendable: (readonly Sendable[])[] = [];
  const path: Sending[] = [];
  let found: readonly Sending[] | undefined;
  let limit = bound(states - 1, states - 1, 0);
  let lowestBeyond = Infinity;
  // Cost from which on a state at a candidate is known to lead beyond the limit.
  let hopeless = new Map<number, number>();

  const within = (cost: number): boolean => {
    if (cost <= limit) return true;
    if (cost < lowestBeyond) lowestBeyond = cost;
    return false;
  };
  const visit = (from: number, state: number, cost: number, opened: number): void => {
    if (state === 0) {
      found = [...path];
      // From here on only what is better counts.
      limit = cost - 1;
      return;
    }
    // A dearer way in fewer parcels may still lead on where a cheaper one in more of them may not.
    if (known && !within(cost + least(state))) return;
    const key = (state * sites + from) * (limited ? parcelsMax + 1 : 1) + (limited ? opened : 0);
    if (cost >= (hopeless.get(key) ?? Infinity)) return;
    for (let candidate = from; candidate < sites && steps.left >= 0 && reaches(state, candidate); candidate += 1) {
      steps.left -= 1;
      if (candidate === banned) continue;
      const after = afterAll(space, state, candidate);
      if (after === state) continue;
      if (limited && opened + 1 + fewest(after) > parcelsMax) continue;
      const spent = cost + (openings[candidate] as number);
      if (!within(spent + bound(state, after, openings[candidate] as number))) continue;
      open(candidate, state, after, spent, opened + 1);
    }
    hopeless.set(key, cost);
  };
  const open = (candidate: number, state: number, after: number, cost: number, opened: number): void => {
    const items = (sendable[candidate] ??= sendableBy(space, candidate));
    const opening = openings[candidate] as number;
    const decide = (index: number, now: number, all: number, spent: number): void => {
      const item = items[index];
      if (!item) {
        if (now !== state) visit(candidate + 1, now, spent, opened);
        return;
      }
      const fall = fallOf(now, candidate, item);
      if (fall === 0) return decide(index + 1, now, all, spent);
      const line = lines[candidate * itemCount + item.item] as number;
      for (const part of partsOf(now, candidate, item, fall)) {
        steps.left -= 1;
        const paid = spent + line + part.cost;
        const left = all + fall - part.fall;
        path.push({ site: candidates[candidate] as number, item: item.item, ...(item.digit?.units ? { units: part.units } : {}) });
        if (within(paid + bound(now - part.fall, left, opening))) decide(index + 1, now - part.fall, left, paid);
        path.pop();
      }
      // Where nobody later handles it cheaper, an open site may as well send all it holds whole.
      if (!item.digit && unbeaten[candidate * itemCount + item.item] === 1) return;
      if (within(spent + bound(now, all + fall, opening))) decide(index + 1, now, all + fall, spent);
    };
    decide(0, state, after, cost);
  };

  for (let widening = limit * firstWidening; ; widening *= 2) {
    visit(0, states - 1, 0, 0);
    if (steps.left < 0) return undefined;
    if (found) return found;
    invariant(limited || lowestBeyond < Infinity, 'a demand within reach is met, or left for its cost');
    if (lowestBeyond === Infinity) return 'impossible';
    limit = Math.max(lowestBeyond, limit + Math.floor(widening));
    lowestBeyond = Infinity;
    hopeless = new Map();
  }
};
