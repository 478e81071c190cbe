import { invariant } from '../../kernel/result.ts';
import type { Take } from './plan.ts';
import { type Remainders, siteCosts } from './plan.space.ts';
import { type SourcingProblem, takeFrom } from './sourcing.problem.ts';

// Dynamic programme over what is still lacking, site by site. A state holds, for every item, one of the amounts that can
// remain: all or nothing for an item that comes whole from one site, and every reachable remainder for a divided one.
// Costs do not depend on how many units a site sends, so a site that sends part of a divided item may as well send all it
// has; with that, the programme sees a best plan among all plans. Cost: sites × items × states.

/** An item as a digit of the state. Digit 0 means that nothing is lacking any more. */
type Digit = {
  readonly stride: number;
  readonly size: number;
  /** Next digit by site and digit. */
  readonly next: readonly (readonly number[])[];
};

type StateSpace = { readonly digits: readonly Digit[]; readonly states: number };

const stateSpace = (problem: SourcingProblem, remainders: Remainders): StateSpace => {
  const digits: Digit[] = [];
  let states = 1;
  for (const [itemIndex, item] of problem.items.entries()) {
    const amounts = remainders[itemIndex] ?? [];
    const position = new Map(amounts.map((remaining, digit) => [remaining, digit]));
    const next = problem.sites.map((site) =>
      amounts.map((remaining, digit) => position.get(remaining - takeFrom(item, site, itemIndex, remaining)) ?? digit),
    );
    digits.push({ stride: states, size: amounts.length, next });
    states *= amounts.length;
  }
  return { digits, states };
};

/** One item of an open site: from each state, sending it or not. Downwards, so that a site sends an item once. */
const relaxItem = (costs: Float64Array, digit: Digit, siteIndex: number, lineCost: number): void => {
  const { stride, size } = digit;
  const next = digit.next[siteIndex] ?? [];
  for (let block = 0; block < costs.length; block += stride * size) {
    for (let from = size - 1; from > 0; from -= 1) {
      const to = next[from] ?? from;
      if (to === from) continue;
      const start = block + from * stride;
      const shift = (from - to) * stride;
      for (let state = start; state < start + stride; state += 1) {
        const sending = lineCost + (costs[state - shift] ?? Infinity);
        // On a tie the earlier location sends, which makes the outcome independent of chance.
        if (sending <= (costs[state] ?? Infinity)) costs[state] = sending;
      }
    }
  }
};

/** Cost to finish from each state with the sites from an index on, and whether that index's site is used to do so. */
type Layer = { readonly costs: Float64Array; readonly uses: Uint8Array | undefined };

const solveLayers = (problem: SourcingProblem, space: StateSpace, banned: number | undefined): readonly Layer[] => {
  const layers: Layer[] = new Array(problem.sites.length + 1);
  let after = new Float64Array(space.states).fill(Infinity);
  after[0] = 0;
  layers[problem.sites.length] = { costs: after, uses: undefined };
  for (let siteIndex = problem.sites.length - 1; siteIndex >= 0; siteIndex -= 1) {
    if (siteIndex === banned) {
      layers[siteIndex] = { costs: after, uses: undefined };
      continue;
    }
    const { opening, line } = siteCosts(problem, siteIndex);
    const costs = after.slice();
    for (const digit of space.digits) relaxItem(costs, digit, siteIndex, line);
    const uses = new Uint8Array(space.states);
    for (let state = 0; state < space.states; state += 1) {
      const using = opening + (costs[state] ?? Infinity);
      const without = after[state] ?? Infinity;
      // Finite only: an unreachable end is not reached by opening one more site.
      if (using <= without && using < Infinity) {
        costs[state] = using;
        uses[state] = 1;
      } else {
        costs[state] = without;
      }
    }
    layers[siteIndex] = { costs, uses };
    after = costs;
  }
  return layers;
};

/** What an open site sends on the best way from a state, and the state after it. */
const retraceSite = (
  problem: SourcingProblem,
  space: StateSpace,
  siteIndex: number,
  from: { readonly state: number; readonly later: Float64Array },
): { readonly takes: readonly Take[]; readonly state: number } => {
  const { line } = siteCosts(problem, siteIndex);
  const stages: Float64Array[] = [];
  const costs = from.later.slice();
  for (const digit of space.digits) {
    stages.push(costs.slice());
    relaxItem(costs, digit, siteIndex, line);
  }
  const takes: Take[] = [];
  let { state } = from;
  for (let itemIndex = space.digits.length - 1; itemIndex >= 0; itemIndex -= 1) {
    const digit = space.digits[itemIndex];
    const before = stages[itemIndex];
    invariant(digit && before, 'every item has a digit and a stage');
    const lacking = Math.floor(state / digit.stride) % digit.size;
    const left = digit.next[siteIndex]?.[lacking] ?? lacking;
    const target = state - (lacking - left) * digit.stride;
    if (left === lacking || line + (before[target] ?? Infinity) > (before[state] ?? Infinity)) continue;
    takes.push({ site: siteIndex, item: itemIndex, units: 0 });
    state = target;
  }
  return { takes, state };
};

const retrace = (problem: SourcingProblem, space: StateSpace, layers: readonly Layer[]): readonly Take[] => {
  const takes: Take[] = [];
  let state = space.states - 1;
  for (const siteIndex of problem.sites.keys()) {
    if (layers[siteIndex]?.uses?.[state] !== 1) continue;
    const later = layers[siteIndex + 1]?.costs;
    invariant(later, 'every site has a layer after it');
    const sent = retraceSite(problem, space, siteIndex, { state, later });
    takes.push(...sent.takes);
    state = sent.state;
  }
  invariant(state === 0, 'a plan meets the whole demand');
  return takes;
};

/**
 * What is sent in a plan of the lowest cost, without units; without the banned site if one is named.
 * @returns undefined when the sites left cannot meet the demand
 */
export const solveByLayers = (
  problem: SourcingProblem,
  remainders: Remainders,
  banned: number | undefined,
): readonly Take[] | undefined => {
  const space = stateSpace(problem, remainders);
  const layers = solveLayers(problem, space, banned);
  return layers[0]?.costs[space.states - 1] === Infinity ? undefined : retrace(problem, space, layers);
};
