import { invariant } from '../../kernel/result.ts';
import { parcelCost, type SourcingProblem, takeFrom, unitCost } from './sourcing.problem.ts';

// What is still lacking, as one number. Each item that comes whole from one site is a bit, 1 while it is lacking; the bits of
// items that few sites hold stand lowest. Each divided item is a digit above the bits: which of the amounts that can remain
// of it does remain. State 0 lacks nothing.

/** A divided item as a digit of the state. Digit 0 means that nothing is lacking any more. */
export type Digit = {
  readonly item: number;
  readonly stride: number;
  readonly size: number;
  /** The digit after a site has sent what it has, at `candidate × size + digit`. */
  readonly next: Int32Array;
  /** Units that remain, by digit. */
  readonly amounts: readonly number[];
  /** Units each candidate has. */
  readonly stock: readonly number[];
  /** Cost of a unit by candidate, where it is not the same at all; a candidate may then send less than it has. */
  readonly units: readonly number[] | undefined;
};

/** A problem as numbers to search in. */
export type SearchSpace = {
  readonly states: number;
  /** Item of each bit. */
  readonly bits: readonly number[];
  readonly digits: readonly Digit[];
  /** The sites that a best plan, or a best plan without one of them, may use: indexes into the problem, ascending. */
  readonly candidates: readonly number[];
  /** Bits of the items that a candidate holds whole. */
  readonly masks: Int32Array;
  /** Number of items of the problem. */
  readonly items: number;
  /** Cost of a parcel from a candidate; and of each item in it at `candidate × items + item`, of a divided one without its units. */
  readonly openings: Float64Array;
  readonly lines: Float64Array;
  /** 1, at the same places, where no later candidate that holds the item sends it cheaper. */
  readonly unbeaten: Uint8Array;
  /** Every item costs the same wherever it is sent from. */
  readonly evenLines: boolean;
  /** Parcels that a way may have at most; Infinity where nothing limits them. */
  readonly parcelsMax: number;
};

/** Steps of the programme by layers that may be spent on one decision: about 50 ms. */
const stepsMax = 20_000_000;
/** Remainders of one divided item that are told apart at most. */
const remaindersMax = 4_096;
/** Costs carry the number of parcels in their last digits, so that of equally dear plans the one with fewer parcels wins. */
const tieFactor = 1_024;

/** Amounts of each item that can remain, ascending from 0 to its demand. */
export type Remainders = readonly (readonly number[])[];

/** Whether it matters how many units of an item each site sends. */
export const unevenUnits = (problem: SourcingProblem, itemIndex: number): boolean => {
  const holders = problem.sites.filter((site) => (site.stock[itemIndex] ?? 0) > 0);
  const [first] = holders;
  return first !== undefined && holders.some((site) => unitCost(site, itemIndex) !== unitCost(first, itemIndex));
};

/**
 * What some of the sites hold together, up to the demand. Where units cost differently, one site of a best plan may send a part
 * of what it has while all others send everything; those behind it then hold exactly what it leaves.
 */
const sumsOfStock = (problem: SourcingProblem, itemIndex: number, demand: number): readonly number[] | undefined => {
  const sums = new Set([0]);
  for (const site of problem.sites) {
    const units = site.stock[itemIndex] ?? 0;
    if (units === 0) continue;
    const before = [...sums];
    for (const sum of before) if (sum + units <= demand) sums.add(sum + units);
    if (sums.size > remaindersMax) return undefined;
  }
  return [...sums];
};

const reachableRemainders = (problem: SourcingProblem, itemIndex: number): readonly number[] | undefined => {
  const item = problem.items[itemIndex];
  invariant(item, 'a digit stands for an item');
  if (!item.divided) return [0, item.demand];
  const later = unevenUnits(problem, itemIndex) ? sumsOfStock(problem, itemIndex, item.demand) : [];
  if (!later) return undefined;
  const reachable = new Set([item.demand]);
  for (const site of problem.sites) {
    // Only what was reachable before this site: it sends once.
    const before = [...reachable];
    for (const remaining of before) reachable.add(remaining - takeFrom(item, site, itemIndex, remaining));
    if (reachable.size > remaindersMax) return undefined;
  }
  for (const sum of later) reachable.add(sum);
  return reachable.size > remaindersMax ? undefined : [...reachable].sort((left, right) => left - right);
};

/** Amounts of each item that can remain, ascending from 0 to the demand; or undefined when there are more states than can be searched in time. */
export const remaindersOf = (problem: SourcingProblem): Remainders | undefined => {
  const all: (readonly number[])[] = [];
  let states = 1;
  for (const itemIndex of problem.items.keys()) {
    const remainders = reachableRemainders(problem, itemIndex);
    if (!remainders) return undefined;
    states *= remainders.length;
    if (states * problem.items.length * problem.sites.length > stepsMax) return undefined;
    all.push(remainders);
  }
  return all;
};

type Offer = {
  readonly site: number;
  readonly mask: number;
  readonly opening: number;
  readonly lines: readonly number[];
  readonly divides: boolean;
};

/**
 * What a site costs in the search: a parcel from it, each item in the parcel, and each unit of a divided item whose units do not
 * cost the same everywhere. Where they do, they cost the same in every plan and are left out.
 */
export const siteCosts = (
  problem: SourcingProblem,
  siteIndex: number,
  uneven: readonly boolean[],
): { readonly opening: number; readonly lines: readonly number[]; readonly units: readonly number[] } => {
  const site = problem.sites[siteIndex];
  invariant(site, 'the search walks the sites of its problem');
  return {
    opening: (parcelCost(site) + problem.splitCost) * tieFactor + 1,
    lines: problem.items.map(
      (item, itemIndex) => (site.lineHandlingCost + (item.divided ? 0 : unitCost(site, itemIndex) * item.demand)) * tieFactor,
    ),
    units: problem.items.map((item, itemIndex) => (item.divided && uneven[itemIndex] ? unitCost(site, itemIndex) * tieFactor : 0)),
  };
};

/** By item, whether its units cost differently from place to place. */
export const unevenItems = (problem: SourcingProblem): readonly boolean[] =>
  problem.items.map((item, itemIndex) => item.divided && unevenUnits(problem, itemIndex));

const offerOf = (problem: SourcingProblem, siteIndex: number, bits: readonly number[]): Offer => {
  const site = problem.sites[siteIndex];
  invariant(site, 'an offer is of a site of the problem');
  const costs = siteCosts(problem, siteIndex, []);
  let mask = 0;
  for (const [bit, item] of bits.entries()) if ((site.stock[item] ?? 0) >= (problem.items[item]?.demand ?? Infinity)) mask |= 1 << bit;
  return {
    site: siteIndex,
    mask,
    opening: costs.opening,
    // What it does not hold whole must not tell it from its like.
    lines: bits.map((item, bit) => ((mask >> bit) & 1 ? (costs.lines[item] ?? 0) : 0)),
    divides: problem.items.some((item, itemIndex) => item.divided && (site.stock[itemIndex] ?? 0) > 0),
  };
};

/**
 * Leaves out sites that no plan needs: those that hold nothing whole and no part of a divided item, and those for which two
 * others hold the same, no dearer and, where equally dear, earlier by id. Two, because one of them may be ruled out.
 */
const withoutDominated = (offers: readonly Offer[]): readonly Offer[] => {
  const alike = new Map<number, Offer[]>();
  const beats = (other: Offer, offer: Offer): boolean => {
    if (other.opening > offer.opening || other.lines.some((line, bit) => line > (offer.lines[bit] ?? 0))) return false;
    const cheaper = other.opening < offer.opening || other.lines.some((line, bit) => line < (offer.lines[bit] ?? 0));
    return cheaper || other.site < offer.site;
  };
  for (const offer of offers) {
    if (offer.divides || offer.mask === 0) continue;
    const group = alike.get(offer.mask);
    if (!group) alike.set(offer.mask, [offer]);
    else {
      group.push(offer);
      // At most those that are beaten by fewer than two stay, so the groups stay small.
      const kept = group.filter((one) => group.filter((other) => beats(other, one)).length < 2);
      alike.set(offer.mask, kept);
    }
  }
  return [...offers.filter((offer) => offer.divides), ...[...alike.values()].flat()].sort((left, right) => left.site - right.site);
};

const digitsOf = (
  problem: SourcingProblem,
  remainders: Remainders,
  candidates: readonly number[],
  lowestStride: number,
): readonly Digit[] => {
  let stride = lowestStride;
  return problem.items.flatMap((item, itemIndex) => {
    if (!item.divided) return [];
    const amounts = remainders[itemIndex] ?? [];
    const size = amounts.length;
    const next = new Int32Array(candidates.length * size);
    const stock = candidates.map((siteIndex) => problem.sites[siteIndex]?.stock[itemIndex] ?? 0);
    for (const [candidate, units] of stock.entries()) {
      // Both run upwards together: what is left after sending grows with what was lacking.
      let left = 0;
      for (const [digit, amount] of amounts.entries()) {
        const target = Math.max(0, amount - units);
        // A bound may let a site send twice and come to an amount that no plan reaches: it counts as the next smaller one.
        while ((amounts[left + 1] ?? Infinity) <= target) left += 1;
        next[candidate * size + digit] = left;
      }
    }
    const units = unevenUnits(problem, itemIndex)
      ? candidates.map(
          (siteIndex) =>
            siteCosts(
              problem,
              siteIndex,
              problem.items.map(() => true),
            ).units[itemIndex] ?? 0,
        )
      : undefined;
    const digit: Digit = { item: itemIndex, stride, size, next, amounts, stock, units };
    stride *= size;
    return [digit];
  });
};

/** For each candidate and item, whether no later candidate that holds the item sends it cheaper. */
const unbeatenLines = (problem: SourcingProblem, candidates: readonly number[], lines: Float64Array): Uint8Array => {
  const items = problem.items.length;
  const unbeaten = new Uint8Array(lines.length);
  for (const [itemIndex, item] of problem.items.entries()) {
    let cheapest = Infinity;
    for (let candidate = candidates.length - 1; candidate >= 0; candidate -= 1) {
      const stock = problem.sites[candidates[candidate] ?? -1]?.stock[itemIndex] ?? 0;
      if (stock < (item.divided ? 1 : item.demand)) continue;
      const line = lines[candidate * items + itemIndex] as number;
      if (line <= cheapest) unbeaten[candidate * items + itemIndex] = 1;
      cheapest = Math.min(cheapest, line);
    }
  }
  return unbeaten;
};

const isEven = (problem: SourcingProblem, candidates: readonly number[], lines: Float64Array): boolean =>
  problem.items.every((item, itemIndex) => {
    const held = candidates.flatMap((siteIndex, candidate) => {
      const stock = problem.sites[siteIndex]?.stock[itemIndex] ?? 0;
      return stock >= (item.divided ? 1 : item.demand) ? [lines[candidate * problem.items.length + itemIndex]] : [];
    });
    return held.every((line) => line === held[0]);
  });

/** The numbers to search a problem in. */
export const searchSpace = (problem: SourcingProblem, remainders: Remainders): SearchSpace => {
  const holders = problem.items.map(
    (item, itemIndex) => problem.sites.filter((site) => (site.stock[itemIndex] ?? 0) >= item.demand).length,
  );
  const bits = [...problem.items.keys()]
    .filter((itemIndex) => problem.items[itemIndex]?.divided === false)
    .sort((left, right) => (holders[left] ?? 0) - (holders[right] ?? 0));
  const offers = withoutDominated([...problem.sites.keys()].map((siteIndex) => offerOf(problem, siteIndex, bits)));
  const candidates = offers.map((offer) => offer.site);
  const lines = Float64Array.from(candidates.flatMap((siteIndex) => siteCosts(problem, siteIndex, []).lines));
  return {
    states: remainders.reduce((product, { length }) => product * length, 1),
    bits,
    digits: digitsOf(problem, remainders, candidates, 1 << bits.length),
    candidates,
    masks: Int32Array.from(offers, (offer) => offer.mask),
    openings: Float64Array.from(offers, (offer) => offer.opening),
    items: problem.items.length,
    lines,
    unbeaten: unbeatenLines(problem, candidates, lines),
    evenLines: isEven(problem, candidates, lines),
    parcelsMax: problem.parcelsMax ?? Infinity,
  };
};

/** The digit of a state. */
export const digitIn = (state: number, { stride, size }: Digit): number => Math.floor(state / stride) % size;

/** The state after a candidate has sent all it can. */
export const afterAll = ({ masks, digits }: SearchSpace, state: number, candidate: number): number => {
  let after = state & ~(masks[candidate] as number);
  for (const digit of digits) {
    const lacking = digitIn(state, digit);
    after -= (lacking - (digit.next[candidate * digit.size + lacking] as number)) * digit.stride;
  }
  return after;
};
