import { existsSync } from 'node:fs';
import { dailySupply, type PanelName, panelNames, panelsTried } from '../stock-simulator/articles.ts';
import { type Against, compare, type Comparison, usualCoverWeeks, usualZ } from '../stock-simulator/compare.ts';
import { type BufferName, buffersTried, sellOut, type Sold, targetProbability } from '../stock-simulator/oversells.ts';
import { problemOf } from '../stock-simulator/public-panels.ts';
import { createRetailer, deliveredForecaster, remembering, type RetailerSize } from '../stock-simulator/retailer.ts';
import type { Tally } from '../stock-simulator/replenish.ts';
import { type Benchmark, bySize, type Readings } from './benchmark.ts';
import { readPanels } from './models/panels.ts';
import { profiled } from './profile.ts';

const fillPct = ({ demand, lost }: Tally): number => (1 - lost / demand) * 100;

const againstReadings = (prefix: string, { rule, lostPct, emptyPct, safetyStockPct, stockPct }: Against): Readings => ({
  [`${prefix}_fill_pct`]: fillPct(rule),
  [`${prefix}_lost_pct`]: lostPct,
  [`${prefix}_empty_pct`]: emptyPct,
  [`${prefix}_safety_stock_pct`]: safetyStockPct,
  [`${prefix}_stock_pct`]: stockPct,
});

const comparisonReadings = (prefix: string, { cover, deviation }: Comparison): Readings => ({
  ...againstReadings(`${prefix}cover`, cover),
  ...againstReadings(`${prefix}deviation`, deviation),
});

const per10000 = (units: number, { wanted }: Sold): number => (units / wanted) * 10_000;
const lessPct = (units: number, base: number): number => (base === 0 ? 0 : (units / base - 1) * 100);

const bufferReadings = (sold: Readonly<Record<BufferName, Sold>>): Readings => ({
  'stock.oversold_none_per_10000': per10000(sold.none.oversold, sold.none),
  'stock.oversold_default_pct': lessPct(sold.byDefault.oversold, sold.none.oversold),
  'stock.oversold_share5_pct': lessPct(sold.share5.oversold, sold.none.oversold),
  'stock.oversold_share10_pct': lessPct(sold.share10.oversold, sold.none.oversold),
  'stock.oversold_solved_pct': lessPct(sold.solved.oversold, sold.none.oversold),
  'stock.withheld_share5_per_10000': per10000(sold.share5.withheld, sold.share5),
  'stock.withheld_share10_per_10000': per10000(sold.share10.withheld, sold.share10),
  'stock.withheld_solved_per_10000': per10000(sold.solved.withheld, sold.solved),
});

const measuredDays = 182;

/** Days of sales out, the last year: a day less than the history, because orders of its evenings stand in the next one. */
const sellingDays = 364;

/**
 * What forecasts and buffers save in stock, empty shelves and oversells: simulated retailers, two years of history each, of which
 * the product and the rules beside it see the past alone. Everything follows from the seeds: each seed is a run.
 */
export const benchStock: Benchmark = async (context) => {
  const seeds = bySize(context.size, { quick: 1, normal: 10 });
  const size: RetailerSize = bySize(context.size, { quick: 1, normal: 0 })
    ? { days: 540, ordersPerDay: 18, skus: 20 }
    : { days: 730, ordersPerDay: 53, skus: 60 };
  const model = deliveredForecaster();
  const runs: Readings[] = [];
  await profiled(context, 'stock', async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const retailer = createRetailer(seed, size, model);
      const span = { from: size.days - dailySupply.warmUpPeriods - measuredDays, to: size.days };
      const comparison = compare(retailer.articles.map(remembering), dailySupply, span);
      const year = { from: size.days - 1 - sellingDays, to: size.days - 1 };
      const sold = Object.fromEntries(Object.entries(buffersTried).map(([name, publish]) => [name, sellOut(retailer, year, publish)]));
      runs.push({ ...comparisonReadings('stock.', comparison), ...bufferReadings(sold as Record<BufferName, Sold>) });
      context.tell(`seed ${seed} of ${seeds}: ${comparison.cover.lostPct.toFixed(1)} % lost against weeks of cover`);
    }
  });
  const { leadPeriods, reviewPeriods, warmUpPeriods, rulePeriods } = dailySupply;
  return {
    runs,
    setting: `${seeds} simulated retailers, a run each: ${size.skus} articles, ${size.days} days of about ${size.ordersPerDay} orders, the last ${measuredDays} measured after ${warmUpPeriods} to warm up; ${leadPeriods} days of lead time, ${reviewPeriods} between orders, looked at every day, forecasts and rules renewed every ${reviewPeriods} days from the past alone, the rules from ${rulePeriods} days; cover of ${usualCoverWeeks} weeks, z of ${usualZ}; oversells over ${sellingDays} days, goods every 14 days for 90 % of what four weeks before say, channels late by 906 s (Amazon, Walmart) and 6.5 s (Shopify), the solved buffer for a chance of ${targetProbability * 100} %`,
  };
};

/** The same on public data, from a folder that is named; each panel once, because nothing in it is by chance. */
export const benchStockData: Benchmark = async (context) => {
  const { data } = context;
  if (data === undefined || !existsSync(data)) throw new Error('stock_data takes --data, the folder of the public data.');
  const panels = readPanels(data).filter(({ name }) => Object.hasOwn(panelsTried, name));
  const missing = panelNames.filter((wanted) => !panels.some(({ name }) => name === wanted));
  if (missing.length > 0) throw new Error(`${data} lacks ${missing.join(', ')}; it needs ${panelNames.join(', ')}.`);
  const most = bySize(context.size, { quick: 5, normal: Number.MAX_SAFE_INTEGER });
  const said: string[] = [];
  let readings: Readings = {};
  for (const panel of panels) {
    const { articles, setting, span } = problemOf(panel, most);
    readings = { ...readings, ...comparisonReadings(`stock_data.${panel.name}_`, compare(articles.map(remembering), setting, span)) };
    said.push(
      `${articles.length} articles of ${panel.name} over ${panelsTried[panel.name as PanelName]} ${panel.daily ? 'days' : 'weeks'}`,
    );
    context.tell(`${panel.name} is done`);
  }
  return {
    runs: [readings],
    setting: `${said.join(', ')}, by the delivered model, with the same rules and lead times as the simulated retailers`,
  };
};
