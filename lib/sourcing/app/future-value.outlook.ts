import { pointForecast } from '../../forecasting/index.ts';
import { createSampler, type DayAhead, type ObservedOrder, type Sampler } from '../domain/opportunity/sample-orders.ts';

/** An order that has come, with the number of its day. */
export type DatedOrder = ObservedOrder & { readonly day: number };

export type OutlookInput = {
  readonly orders: readonly DatedOrder[];
  readonly skus: number;
  /** Day numbers between which all orders are known, both included; the last is yesterday. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Share of today that is still to come, 0 to 1. */
  readonly leftOfToday: number;
  /** Day numbers on which goods arrive, ascending, the last of them being where the outlook ends. All after today. */
  readonly ends: readonly number[];
  /** Units a day that a SKU is forecast to sell, where a longer history says so. */
  readonly forecastOf?: (sku: number) => number | undefined;
};

export type Outlook = Pick<Sampler, 'sample'> & { readonly days: readonly DayAhead[] };

/** Units a day by which few sales are drawn towards "no change". */
const steadiness = 0.25;

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** How much more or less of each SKU is expected than the orders that are drawn from hold. */
const trendOf = ({ orders, skus, firstDay, lastDay, forecastOf }: OutlookInput, horizon: number): Float64Array => {
  const days = lastDay - firstDay + 1;
  const units = Array.from({ length: skus }, () => Array.from({ length: days }, () => 0));
  for (const { day, lines } of orders) {
    if (day < firstDay || day > lastDay) continue;
    for (const line of lines) {
      const series = units[line.sku];
      if (series) series[day - firstDay] = (series[day - firstDay] ?? 0) + line.units;
    }
  }
  return Float64Array.from(units, (series, sku) => {
    const expected = forecastOf?.(sku) ?? meanOf(pointForecast(series, firstDay, horizon).means);
    return (expected + steadiness) / (meanOf(series) + steadiness);
  });
};

/**
 * What orders are to be expected, from orders that have come: how many on each day by the weekly season, what is in them by
 * drawing from them, how much of each SKU by its forecast.
 */
export const outlookOf = (input: OutlookInput): Outlook => {
  const { orders, firstDay, lastDay, ends } = input;
  const today = lastDay + 1;
  const horizon = Math.max(1, (ends.at(-1) ?? today + 1) - today);
  const counts = Array.from({ length: Math.max(1, lastDay - firstDay + 1) }, () => 0);
  for (const { day } of orders) if (day >= firstDay && day <= lastDay) counts[day - firstDay] = (counts[day - firstDay] ?? 0) + 1;
  const { sample, growth } = createSampler(orders, trendOf(input, horizon));
  // The season of the orders tells the shape of the days ahead, the forecasts of what is in them tell how many there are.
  const { means } = pointForecast(counts, firstDay, horizon);
  const level = meanOf(means) === 0 ? 0 : (meanOf(counts) * growth) / meanOf(means);
  const days = means.map((shape, ahead): DayAhead => {
    const mean = shape * level;
    const period = ends.findIndex((end) => today + ahead < end);
    return { period: Math.max(0, period), orders: ahead === 0 ? mean * input.leftOfToday : mean };
  });
  return { sample, days };
};
