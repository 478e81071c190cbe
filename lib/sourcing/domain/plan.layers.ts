import { invariant } from '../../kernel/result.ts';
import type { Take } from './plan.ts';
import { type Remainders, siteCosts, unevenItems } from './plan.space.ts';
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
  readonly amounts: readonly number[];
  /** Units by site, where their cost makes it matter how many a site sends. */
  readonly stock: readonly number[] | undefined;
};

/** Cost of an item in the parcel of a site, and of each of its units. */
type ItemCost = { readonly line: number; readonly unit: number };

/** The digits that a site can bring an item down to, the lowest first. */
const targetsOf = (digit: Digit, siteIndex: number, from: number): readonly number[] => {
  const lowest = digit.next[siteIndex]?.[from] ?? from;
  if (lowest === from) return [];
  if (!digit.stock) return [lowest];
  const [stock, lacking] = [digit.stock[siteIndex] ?? 0, digit.amounts[from] ?? 0];
  return Array.from({ length: from }, (_, to) => to).filter((to) => lacking - (digit.amounts[to] ?? 0) <= stock);
};

const sendingCost = (digit: Digit, { line, unit }: ItemCost, from: number, to: number): number =>
  digit.stock ? line + unit * ((digit.amounts[from] ?? 0) - (digit.amounts[to] ?? 0)) : line;

type StateSpace = { readonly digits: readonly Digit[]; readonly states: number; readonly uneven: readonly boolean[] };

const stateSpace = (problem: SourcingProblem, remainders: Remainders): StateSpace => {
  const digits: Digit[] = [];
  const uneven = unevenItems(problem);
  let states = 1;
  for (const [itemIndex, item] of problem.items.entries()) {
    const amounts = remainders[itemIndex] ?? [];
    const position = new Map(amounts.map((remaining, digit) => [remaining, digit]));
    const next = problem.sites.map((site) =>
      amounts.map((remaining, digit) => position.get(remaining - takeFrom(item, site, itemIndex, remaining)) ?? digit),
    );
    const stock = uneven[itemIndex] ? problem.sites.map((site) => site.stock[itemIndex] ?? 0) : undefined;
    digits.push({ stride: states, size: amounts.length, next, amounts, stock });
    states *= amounts.length;
  }
  return { digits, states, uneven };
};

/** One item of an open site: from each state, sending it or not. Downwards, so that a site sends an item once. */
const relaxItem = (costs: Float64Array, digit: Digit, siteIndex: number, cost: ItemCost): void => {
  const { stride, size } = digit;
  for (let from = size - 1; from > 0; from -= 1) {
    for (const to of targetsOf(digit, siteIndex, from)) {
      const sent = sendingCost(digit, cost, from, to);
      const shift = (from - to) * stride;
      for (let start = from * stride; start < costs.length; start += stride * size) {
        for (let state = start; state < start + stride; state += 1) {
          const sending = sent + (costs[state - shift] ?? Infinity);
          // On a tie the earlier location sends, which makes the outcome independent of chance.
          if (sending <= (costs[state] ?? Infinity)) costs[state] = sending;
        }
      }
    }
  }
};

const itemCosts = (problem: SourcingProblem, { uneven }: StateSpace, siteIndex: number) => {
  const { opening, lines, units } = siteCosts(problem, siteIndex, uneven);
  return { opening, items: lines.map((line, itemIndex): ItemCost => ({ line, unit: units[itemIndex] ?? 0 })) };
};

const nothing: ItemCost = { line: 0, unit: 0 };

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
    const { opening, items } = itemCosts(problem, space, siteIndex);
    const costs = after.slice();
    for (const [itemIndex, digit] of space.digits.entries()) relaxItem(costs, digit, siteIndex, items[itemIndex] ?? nothing);
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
  const { items } = itemCosts(problem, space, siteIndex);
  const stages: Float64Array[] = [];
  const costs = from.later.slice();
  for (const [itemIndex, digit] of space.digits.entries()) {
    stages.push(costs.slice());
    relaxItem(costs, digit, siteIndex, items[itemIndex] ?? nothing);
  }
  const takes: Take[] = [];
  let { state } = from;
  for (let itemIndex = space.digits.length - 1; itemIndex >= 0; itemIndex -= 1) {
    const digit = space.digits[itemIndex];
    const before = stages[itemIndex];
    invariant(digit && before, 'every item has a digit and a stage');
    const lacking = Math.floor(state / digit.stride) % digit.size;
    const here = state;
    const options = targetsOf(digit, siteIndex, lacking).map((left) => ({
      left,
      target: here - (lacking - left) * digit.stride,
      cost: sendingCost(digit, items[itemIndex] ?? nothing, lacking, left) + (before[here - (lacking - left) * digit.stride] ?? Infinity),
    }));
    const lowest = options.reduce((least, { cost }) => Math.min(least, cost), before[here] ?? Infinity);
    const chosen = options.find(({ cost }) => cost === lowest);
    if (!chosen) continue;
    const units = digit.stock ? (digit.amounts[lacking] ?? 0) - (digit.amounts[chosen.left] ?? 0) : 0;
    takes.push({ site: siteIndex, item: itemIndex, units });
    state = chosen.target;
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
