import type { Draw } from './draw.ts';
import { type FutureOrder, linesMax } from './future.ts';

/** An order that has come, by index of its region and of its SKUs. */
export type ObservedOrder = { readonly region: number; readonly lines: readonly { readonly sku: number; readonly units: number }[] };

/** A day that is still to come, or what is left of it. */
export type DayAhead = {
  readonly period: number;
  /** Orders to be expected on it. */
  readonly orders: number;
};

/** Orders that a future is made of at most; where more are expected, each of so many stands for several. */
const drawnMost = 3_000;

export type Sampler = {
  readonly sample: (days: readonly DayAhead[], draw: Draw) => readonly FutureOrder[];
  /** How many orders are to be expected for each that has come, by the trend of what is in them. */
  readonly growth: number;
};

/** Orders of many lines are looked at in pieces: what they share beyond a piece is left out. */
const piecesOf = ({ lines }: ObservedOrder): readonly ObservedOrder['lines'][] =>
  Array.from({ length: Math.ceil(lines.length / linesMax) }, (_, piece) => lines.slice(piece * linesMax, (piece + 1) * linesMax));

/** How far one order may count more or less than it came. */
const [weightLeast, weightMost] = [0.2, 5] as const;

/**
 * Draws futures from the orders that have come (a bootstrap: Efron 1979): what is bought together, and where, stays as it was;
 * how much of each SKU comes follows its forecast.
 * @param trend by SKU: forecast over observed demand; 1 where nothing speaks for a change
 */
export const createSampler = (observed: readonly ObservedOrder[], trend: Float64Array): Sampler => {
  const reach = new Float64Array(observed.length);
  let total = 0;
  observed.forEach(({ lines }, index) => {
    const weight = lines.reduce((sum, { sku }) => sum + (trend[sku] ?? 1), 0) / Math.max(1, lines.length);
    total += Math.min(weightMost, Math.max(weightLeast, weight));
    reach[index] = total;
  });
  const pick = (draw: Draw): ObservedOrder => {
    const at = draw.next() * total;
    let [low, high] = [0, observed.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((reach[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return observed[low] as ObservedOrder;
  };
  const sample: Sampler['sample'] = (days, draw) => {
    const orders: FutureOrder[] = [];
    if (observed.length === 0) return orders;
    const weight = Math.max(1, days.reduce((sum, { orders: expected }) => sum + expected, 0) / drawnMost);
    for (const { period, orders: expected } of days) {
      for (let left = draw.poisson(expected / weight); left > 0; left -= 1) {
        const order = pick(draw);
        for (const lines of piecesOf(order)) orders.push({ region: order.region, period, lines, ...(weight > 1 ? { weight } : {}) });
      }
    }
    return orders;
  };
  return { sample, growth: observed.length === 0 ? 1 : total / observed.length };
};
