import { baselineDays } from './zones.ts';
import { type CellName, cellText, type Outcome } from './outcome.ts';

/** Weighted sums of a figure: how much was counted, its sum and the sum of its squares. */
export type Moments = { readonly weight: number; readonly sum: number; readonly squares: number };

/** What outcomes of one cell come to. `parcels` is a plain count; everything else is weighted by age. */
export type CellSums = {
  readonly parcels: number;
  readonly weight: number;
  readonly damaged: number;
  readonly promised: number;
  readonly late: number;
  /** Of the logarithm of the price paid over the price of the rates. */
  readonly cost: Moments;
  /** Of the logarithm of the days on the way over `baselineDays`. */
  readonly days: Moments;
};

export type Cell = CellName & CellSums;

/** What is counted less with age: half after so many days. A carrier changes its hubs and its people within a season. */
export const halfLifeDays = 90;

export const noMoments: Moments = { weight: 0, sum: 0, squares: 0 };
export const noSums: CellSums = { parcels: 0, weight: 0, damaged: 0, promised: 0, late: 0, cost: noMoments, days: noMoments };

const plus = (left: Moments, right: Moments, factor: number): Moments => ({
  weight: left.weight + factor * right.weight,
  sum: left.sum + factor * right.sum,
  squares: left.squares + factor * right.squares,
});

/** Adds sums that count `factor` as much. */
export const addSums = (left: CellSums, right: CellSums, factor = 1): CellSums => ({
  parcels: left.parcels + right.parcels,
  weight: left.weight + factor * right.weight,
  damaged: left.damaged + factor * right.damaged,
  promised: left.promised + factor * right.promised,
  late: left.late + factor * right.late,
  cost: plus(left.cost, right.cost, factor),
  days: plus(left.days, right.days, factor),
});

/** A single wrong figure must not outweigh a hundred right ones: a ratio beyond these is a slip of whoever wrote it. */
const ratioLeast = 0.1;
const ratioMost = 10;
const within = (ratio: number): number => Math.min(ratioMost, Math.max(ratioLeast, ratio));
/** A parcel that arrives within the hour has been on the way for a part of a day at least. */
const daysLeast = 0.1;

const momentsOf = (logarithm: number): Moments => ({ weight: 1, sum: logarithm, squares: logarithm ** 2 });

const sumsOf = ({ km, costRatio, days, late, damaged }: Outcome): CellSums => ({
  parcels: 1,
  weight: 1,
  damaged: damaged ? 1 : 0,
  promised: late === undefined ? 0 : 1,
  late: late ? 1 : 0,
  cost: costRatio === undefined || !(costRatio > 0) ? noMoments : momentsOf(Math.log(within(costRatio))),
  days: days === undefined ? noMoments : momentsOf(Math.log(within(Math.max(daysLeast, days) / baselineDays(km)))),
});

const keyOf = ({ carrier, service, zone, kind }: CellName): string => JSON.stringify([carrier, service, zone, kind]);
const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Cells in the order of their names. */
const createCells = () => {
  const cells = new Map<string, Cell>();
  return {
    add: (name: CellName, sums: CellSums, factor: number): void => {
      const key = keyOf(name);
      const { carrier, service, zone, kind } = name;
      cells.set(key, { carrier, service, zone, kind, ...addSums(cells.get(key) ?? noSums, sums, factor) });
    },
    all: (): readonly Cell[] => [...cells].sort(([left], [right]) => byText(left, right)).map(([, cell]) => cell),
  };
};

/** Outcomes counted by cell, each in full. In whatever order they come, the result is the same. */
export const cellsOf = (outcomes: Iterable<Outcome>): readonly Cell[] => {
  const cells = createCells();
  for (const outcome of outcomes)
    cells.add({ ...outcome, carrier: cellText(outcome.carrier), service: cellText(outcome.service) }, sumsOf(outcome), 1);
  return cells.all();
};

/** How much what is so many days old counts: exponential forgetting, 1 at 0 days and ½ at `halfLifeDays`. */
export const forgetting = (ageDays: number): number => 2 ** (-Math.max(0, ageDays) / halfLifeDays);

/** The cells of many days as one table, older days counting less. */
export const tableOf = (days: Iterable<{ readonly ageDays: number; readonly cells: readonly Cell[] }>): readonly Cell[] => {
  const table = createCells();
  for (const { ageDays, cells } of days) for (const cell of cells) table.add(cell, cell, forgetting(ageDays));
  return table.all();
};
