import { type Budget, isSpent } from './plan.budget.ts';
import { afterAll, type Digit, digitIn, type SearchSpace } from './plan.space.ts';

/**
 * A cost that no way of meeting what a state lacks falls below; infinite when nobody can.
 * @param open what the state becomes if the candidate whose parcel is being filled sends all it still may, at no cost of a
 * parcel; the state itself when no parcel is being filled
 */
export type LowerBound = (state: number, open: number) => number;

/** Steps a search may still take. What runs out of steps gives no answer, so that their number decides and not the time. */
export type Steps = { left: number };

/** Place of the lowest bit that is set. */
const lowestBit = (set: number): number => 31 - Math.clz32(set & -set);

/** The fewest candidates that together hold each amount of a divided item. */
const fewestSenders = ({ amounts, stock }: Digit): Float64Array => {
  const largestFirst = stock.toSorted((left, right) => right - left);
  let [senders, held] = [0, 0];
  return Float64Array.from(amounts, (amount) => {
    while (held < amount && senders < largestFirst.length) {
      held += largestFirst[senders] as number;
      senders += 1;
    }
    return senders;
  });
};

/** The least that the units of each amount of a divided item cost: the cheapest units first, wherever they are. */
const cheapestUnits = ({ amounts, stock, units }: Digit): Float64Array => {
  if (!units) return new Float64Array(amounts.length);
  const cheapestFirst = [...stock.keys()].sort((left, right) => (units[left] as number) - (units[right] as number));
  return Float64Array.from(amounts, (amount) => {
    let [left, cost] = [amount, 0];
    for (const candidate of cheapestFirst) {
      const taken = Math.min(left, stock[candidate] as number);
      cost += taken * (units[candidate] as number);
      left -= taken;
      if (left === 0) break;
    }
    return cost;
  });
};

/** Bounds the cost of what is in the parcels: each item where that is cheapest, a divided one by as few as hold it. */
const createHandlingBound = ({ bits, digits }: SearchSpace, cheapest: readonly number[]): ((state: number) => number) => {
  const whole = new Float64Array(1 << bits.length);
  for (let set = 1; set < whole.length; set += 1) whole[set] = (whole[set & (set - 1)] as number) + (cheapest[lowestBit(set)] as number);
  const divided = digits.map((digit, place) => {
    const line = cheapest[bits.length + place] as number;
    const units = cheapestUnits(digit);
    return { digit, costs: fewestSenders(digit).map((senders, index) => senders * line + (units[index] as number)) };
  });
  const wholeMask = whole.length - 1;
  return (state) => {
    let cost = whole[state & wholeMask] as number;
    for (let index = 0; index < divided.length; index += 1) {
      const { digit, costs } = divided[index] as (typeof divided)[number];
      cost += costs[digitIn(state, digit)] as number;
    }
    return cost;
  };
};

/**
 * Bounds of the cost of each state: of parcels, by letting a candidate send again what it has sent before, and of handling.
 * Where all handle alike and no item is divided, nobody gains by that, and the bound is the cost itself.
 * @returns makes the bound for a banned candidate, or for none; all share what does not depend on it
 */
export const createLowerBounds = (space: SearchSpace): ((banned: number | undefined, steps: Steps) => LowerBound) => {
  const { bits, digits, candidates, masks, openings, lines, states, items } = space;
  const itemAt = [...bits, ...digits.map(({ item }) => item)];
  const holders = [
    ...bits.map((_, bit) => [...candidates.keys()].filter((candidate) => ((masks[candidate] as number) >> bit) & 1)),
    ...digits.map(({ stock }) => [...candidates.keys()].filter((candidate) => (stock[candidate] as number) > 0)),
  ];
  const lineOf = (candidate: number, place: number): number => lines[candidate * items + (itemAt[place] as number)] as number;
  const cheapest = holders.map((some, place) => some.reduce((least, candidate) => Math.min(least, lineOf(candidate, place)), Infinity));
  const handling = createHandlingBound(space, cheapest);
  const wholeStates = 1 << bits.length;

  // Somebody has to meet each item, so it is enough to try who meets one: a divided one, else the one that the fewest hold.
  const lookedAt = (state: number): number => {
    for (let index = digits.length - 1; index >= 0; index -= 1) {
      if (digitIn(state, digits[index] as Digit) > 0) return bits.length + index;
    }
    return lowestBit(state & (wholeStates - 1));
  };
  const unknown = -1;
  const emptyTable = (): Float64Array => {
    const table = new Float64Array(states).fill(unknown);
    table[0] = 0;
    return table;
  };
  const withAll = emptyTable();
  const firstOf = new Int32Array(states);

  const leadsThrough = (state: number, banned: number): boolean => {
    for (let at = state; at !== 0; at = afterAll(space, at, firstOf[at] as number)) if (firstOf[at] === banned) return true;
    return false;
  };
  const parcels = (known: Float64Array, banned: number, state: number, steps: Steps): number => {
    const before = known[state] as number;
    if (before !== unknown) return before;
    if (banned >= 0) {
      const cost = parcels(withAll, -1, state, steps);
      if (steps.left < 0) return 0;
      if (cost === Infinity || !leadsThrough(state, banned)) return (known[state] = cost);
    }
    const looked = lookedAt(state);
    const least = cheapest[looked] as number;
    const senders = holders[looked] as readonly number[];
    steps.left -= senders.length;
    if (steps.left < 0) return 0;
    let [lowest, first] = [Infinity, -1];
    for (let index = 0; index < senders.length; index += 1) {
      const candidate = senders[index] as number;
      if (candidate === banned) continue;
      const after = state < wholeStates ? state & ~(masks[candidate] as number) : afterAll(space, state, candidate);
      const left = known[after] as number;
      const cost =
        (openings[candidate] as number) +
        (lineOf(candidate, looked) - least) +
        (left === unknown ? parcels(known, banned, after, steps) : left);
      if (cost < lowest) [lowest, first] = [cost, candidate];
    }
    // Without steps left, what was added up above is not the bound.
    if (steps.left < 0) return 0;
    known[state] = lowest;
    if (banned < 0) firstOf[state] = first;
    return lowest;
  };

  return (banned, steps) => {
    const known = banned === undefined ? withAll : emptyTable();
    return (state, open) => parcels(known, banned ?? -1, open, steps) + handling(state);
  };
};

/**
 * The fewest parcels in which what a state lacks can be sent, or fewer: a candidate may send again what it has sent before.
 * @returns infinite when nobody can send it
 */
export const createFewestParcels = (
  space: SearchSpace,
  banned: number | undefined,
  { steps, budget }: { readonly steps: Steps; readonly budget: Budget },
): ((state: number) => number) => {
  const { candidates } = space;
  const known = new Map<number, number>([[0, 0]]);
  return (state) => {
    const before = known.get(state);
    if (before !== undefined) return before;
    // Breadth first over what can be left: the first time that nothing is lacking is by the fewest parcels.
    let [front, parcels] = [new Set([state]), 0];
    const seen = new Set(front);
    while (front.size > 0) {
      parcels += 1;
      const next = new Set<number>();
      for (const from of front) {
        budget.left -= candidates.length;
        if (isSpent(budget)) {
          // The search ends without an answer, so that it no longer matters what this one is.
          steps.left = -1;
          return 0;
        }
        for (let candidate = 0; candidate < candidates.length; candidate += 1) {
          if (candidate === banned) continue;
          const after = afterAll(space, from, candidate);
          if (after === 0) {
            known.set(state, parcels);
            return parcels;
          }
          if (!seen.has(after)) next.add(after);
          seen.add(after);
        }
      }
      front = next;
    }
    known.set(state, Infinity);
    return Infinity;
  };
};
