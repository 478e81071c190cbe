// How good a version is on rows of `history.csv` that it has not seen, beside another version and beside the seasonal naive
// forecast on the same rows.
import { demandQuantile } from '../quantiles.ts';
import { demandFeatures } from './features.ts';
import { type ForecastModel, quantileLevels } from './forecast-model.ts';
import { type RuleForecast, tellRows } from './forecast-series.ts';

/** A row of `history.csv` as a version is asked for it. */
export type JudgedRow = {
  readonly series: string;
  readonly targetDay: number;
  readonly baseline: number;
  readonly rule: RuleForecast;
  readonly vector: Float32Array;
  /** Units that came. */
  readonly units: number;
};

const numberIn = (text: string | undefined): number => (text === undefined || text === '' ? Number.NaN : Number(text));
const [levelAt, lastSeasonAt] = [demandFeatures.indexOf('level_log'), demandFeatures.indexOf('season_last_ratio')];

/** Rows as `trainingLines` wrote them, columns told by their names. @throws RangeError for a file that lacks one */
export const readTrainingRows = (csv: string): readonly JudgedRow[] => {
  const [heading = '', ...lines] = csv.trimEnd().split('\n');
  const columns = heading.split(',');
  const place = (name: string): number => {
    const at = columns.indexOf(name);
    if (at < 0) throw new RangeError(`The training set has no column ${name}`);
    return at;
  };
  const features = demandFeatures.map(place);
  const [series, day, baseline, mean, dispersion, label] = [
    place('series'),
    place('target_day'),
    place('baseline'),
    place('rule_mean'),
    place('rule_dispersion'),
    place('label'),
  ];
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      series: cells[series] ?? '',
      targetDay: numberIn(cells[day]),
      baseline: numberIn(cells[baseline]),
      rule: { mean: numberIn(cells[mean]), dispersion: numberIn(cells[dispersion]) },
      vector: Float32Array.from(features, (at) => numberIn(cells[at])),
      units: numberIn(cells[label]),
    };
  });
};

/** The last rows by the time of what they foretell: `count` of them, with all of the first of their days. */
export const heldOutRows = (rows: readonly JudgedRow[], share: number): readonly JudgedRow[] => {
  const days = rows.map(({ targetDay }) => targetDay).toSorted((one, other) => one - other);
  const first = days[Math.min(days.length - 1, Math.floor(days.length * (1 - share)))] ?? Number.POSITIVE_INFINITY;
  return rows.filter(({ targetDay }) => targetDay >= first);
};

/** What was foretold of a row: its mean, and units at each of `quantileLevels`. */
export type ToldRow = { readonly mean: number; readonly quantiles: readonly number[] };

const levelOf = ({ vector }: JudgedRow): number => Math.exp(vector[levelAt] ?? 0);

/** What a version says. */
export const toldBy = (model: ForecastModel, row: JudgedRow): ToldRow => {
  const { mean, quantiles } = tellRows({ level: levelOf(row), baselines: [row.baseline], vectors: [row.vector] }, row.rule, model);
  return { mean: mean[0] ?? Number.NaN, quantiles: quantiles[0] ?? [] };
};

/**
 * The seasonal naive forecast: the same weekday once more. Its quantiles vary twice as much as demand, because the difference of
 * two weeks does. Undefined where the last season is not known.
 */
export const naiveOf = (row: JudgedRow): ToldRow | undefined => {
  const mean = (row.vector[lastSeasonAt] ?? Number.NaN) * levelOf(row);
  if (!Number.isFinite(mean)) return undefined;
  return { mean, quantiles: quantileLevels.map((level) => demandQuantile(mean, 2 * row.rule.dispersion, level)) };
};

/** Losses of one series over its rows, in units. */
export type SeriesLoss = { readonly absolute: number; readonly pinball: number; readonly units: number };

export type RowLosses = {
  /** Sum of the absolute errors over the sum of what came. */
  readonly wape: number;
  /** Twice the mean pinball loss over `quantileLevels` and over what came. */
  readonly wql: number;
  /** Share of the rows whose demand lay within the interval of 90 %. */
  readonly coverage: number;
  /** What was foretold over what came, less 1. */
  readonly bias: number;
  readonly rows: number;
  readonly bySeries: ReadonlyMap<string, SeriesLoss>;
};

/** Loss of quantile forecasts (Koenker and Bassett 1978), the mean over their probabilities. */
const pinballOf = (units: number, quantiles: readonly number[]): number =>
  quantileLevels.reduce((sum, level, at) => {
    const gap = units - (quantiles[at] ?? 0);
    return sum + Math.max(level * gap, (level - 1) * gap);
  }, 0) / quantileLevels.length;

const [low, high] = [quantileLevels.indexOf(0.05), quantileLevels.indexOf(0.95)];

/** Measures what was foretold of rows. Rows of which nothing was foretold are left out. */
export const lossesOf = (rows: readonly JudgedRow[], tell: (row: JudgedRow) => ToldRow | undefined): RowLosses => {
  const bySeries = new Map<string, SeriesLoss>();
  let [units, foretold, covered, count] = [0, 0, 0, 0];
  for (const row of rows) {
    const told = tell(row);
    if (!told) continue;
    const before = bySeries.get(row.series) ?? { absolute: 0, pinball: 0, units: 0 };
    bySeries.set(row.series, {
      absolute: before.absolute + Math.abs(row.units - told.mean),
      pinball: before.pinball + pinballOf(row.units, told.quantiles),
      units: before.units + row.units,
    });
    units += row.units;
    foretold += told.mean;
    if (row.units >= (told.quantiles[low] ?? 0) && row.units <= (told.quantiles[high] ?? 0)) covered += 1;
    count += 1;
  }
  const sums = [...bySeries.values()].reduce(
    (sum, one) => ({ absolute: sum.absolute + one.absolute, pinball: sum.pinball + one.pinball }),
    { absolute: 0, pinball: 0 },
  );
  return {
    wape: sums.absolute / units,
    wql: (2 * sums.pinball) / units,
    coverage: covered / count,
    bias: foretold / units - 1,
    rows: count,
    bySeries,
  };
};

export type Difference = { readonly value: number; readonly standardError: number };

/**
 * How much more one loses than the other, over what came, and the standard error of that. Rows of one series fail together, so
 * series are what is counted: the error of a ratio of sums over clusters (Cochran, Sampling Techniques, 1977, section 2.11).
 */
export const lossDifference = (one: RowLosses, other: RowLosses, of: 'absolute' | 'pinball'): Difference => {
  const clusters = [...one.bySeries].flatMap(([name, loss]) => {
    const beside = other.bySeries.get(name);
    return beside ? [{ more: (loss[of] - beside[of]) * (of === 'pinball' ? 2 : 1), units: loss.units }] : [];
  });
  const units = clusters.reduce((sum, cluster) => sum + cluster.units, 0);
  const value = clusters.reduce((sum, { more }) => sum + more, 0) / units;
  const spread = clusters.reduce((sum, cluster) => sum + (cluster.more - value * cluster.units) ** 2, 0);
  const count = clusters.length;
  return { value, standardError: Math.sqrt((spread * count) / Math.max(1, count - 1)) / units };
};
