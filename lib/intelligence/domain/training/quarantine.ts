import type { HistoryRow } from '../history/index.ts';

/** Why a row is not taken: what is wrong with which field, in a sentence. */
export type HistoryProblem = { readonly field: string; readonly code: string; readonly message: string };

/** Beyond so many robust deviations a value is a mistake more likely than a sale: one in many millions of normal ones. */
export const robustZMax = 8;
/** Values needed before a spread says anything. */
const valuesMin = 20;
/** What the median absolute deviation of normal values is multiplied by to be their standard deviation (Iglewicz and Hoaglin 1993). */
const toDeviation = 1.4826;
/** A spread of a hundredth is the least that is believed of prices that never move, on the scale of logarithms. */
const leastSpread = 0.01;

const medianOf = (sorted: readonly number[]): number => {
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
};

export type Spread = { readonly median: number; readonly deviation: number };

/** Median and robust standard deviation; undefined for too few values. */
export const spreadOf = (values: readonly number[]): Spread | undefined => {
  if (values.length < valuesMin) return undefined;
  const median = medianOf([...values].sort((one, other) => one - other));
  const distances = values.map((value) => Math.abs(value - median)).sort((one, other) => one - other);
  return { median, deviation: Math.max(leastSpread, toDeviation * medianOf(distances)) };
};

export const robustZ = (value: number, { median, deviation }: Spread): number => Math.abs(value - median) / deviation;

/** What is usual in a file: prices by article and quantities over all lines, on the scale of logarithms. */
export type Usual = { readonly prices: ReadonlyMap<string, Spread>; readonly quantities: Spread | undefined };

const log = (value: number): number => Math.log(Math.max(1, value));

/** Quantities are mostly 1, so that their spread is none; half of a doubling stands for it. */
const leastQuantitySpread = 0.35;

export const usualOf = (rows: Iterable<HistoryRow>): Usual => {
  const prices = new Map<string, number[]>();
  const quantities: number[] = [];
  for (const row of rows) {
    if (row.kind !== 'order') continue;
    for (const { sku, quantity, unit_price_minor } of row.lines) {
      const known = prices.get(sku);
      if (known) known.push(log(unit_price_minor));
      else prices.set(sku, [log(unit_price_minor)]);
      quantities.push(log(quantity));
    }
  }
  const spreads = [...prices].flatMap(([sku, values]) => {
    const spread = spreadOf(values);
    return spread ? [[sku, { ...spread, deviation: Math.max(spread.deviation, 0.05) }] as const] : [];
  });
  const quantity = spreadOf(quantities);
  return {
    prices: new Map(spreads),
    quantities: quantity && { ...quantity, deviation: Math.max(quantity.deviation, leastQuantitySpread) },
  };
};

const later = (one: string | null, other: string | null): boolean => one !== null && other !== null && one > other;

/** What cannot be, whatever is usual: sums that do not add up, dates in the wrong order or after today. */
const impossible = (row: HistoryRow, now: string): readonly HistoryProblem[] => {
  const problem = (field: string, code: string, message: string): readonly HistoryProblem[] => [{ field, code, message }];
  switch (row.kind) {
    case 'order': {
      const sum = row.lines.reduce((total, { quantity, unit_price_minor }) => total + quantity * unit_price_minor, 0);
      if (row.placed_at > now) return problem('placed_at', 'in-the-future', `placed_at ${row.placed_at} has not come yet`);
      if (Math.abs(sum - row.subtotal_minor) > row.lines.length)
        return problem('subtotal_minor', 'does-not-add-up', `the lines come to ${sum}, subtotal_minor says ${row.subtotal_minor}`);
      return [];
    }
    case 'shipment':
      if (later(row.shipped_at, row.delivered_at)) return problem('delivered_at', 'before-it-began', 'delivered_at is before shipped_at');
      return row.shipped_at > now ? problem('shipped_at', 'in-the-future', `shipped_at ${row.shipped_at} has not come yet`) : [];
    case 'chargeback':
    case 'return':
      return row.received_at > now ? problem('received_at', 'in-the-future', `received_at ${row.received_at} has not come yet`) : [];
    case 'feed':
      return later(row.day, row.to_day) ? problem('to_day', 'before-it-began', 'to_day is before day') : [];
  }
};

/** What is so far from usual that it would teach a model a typing error. */
const unusual = (row: HistoryRow, usual: Usual): readonly HistoryProblem[] => {
  if (row.kind !== 'order') return [];
  return row.lines.flatMap(({ sku, quantity, unit_price_minor }, index) => {
    const price = usual.prices.get(sku);
    const farPrice = price && robustZ(log(unit_price_minor), price) > robustZMax;
    const farQuantity = usual.quantities && robustZ(log(quantity), usual.quantities) > robustZMax;
    return [
      ...(farPrice
        ? [
            {
              field: `lines.${index}.unit_price_minor`,
              code: 'price-unusual',
              message: `${sku} usually costs about ${Math.round(Math.exp(price.median))}, here ${unit_price_minor}`,
            },
          ]
        : []),
      ...(farQuantity
        ? [
            {
              field: `lines.${index}.quantity`,
              code: 'quantity-unusual',
              message: `${quantity} units of ${sku} are far from what lines usually have`,
            },
          ]
        : []),
    ];
  });
};

/** What keeps a row out of the history; nothing for one that is taken. */
export const historyProblems = (row: HistoryRow, usual: Usual, now: string): readonly HistoryProblem[] => {
  const found = impossible(row, now);
  return found.length > 0 ? found : unusual(row, usual);
};
