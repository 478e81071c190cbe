// What a model of demand is trained on: rows of many series at many origins, each with what came after it. They are made by
// the function that serves, so training and serving cannot mean different things.
import { tsb } from '../point-forecast.ts';
import { demandFeatures, rowsOfOrigin } from './features.ts';
import { type DemandSeries, daysOf, horizonMost } from './series.ts';
import { knownBetween } from './windows.ts';

/** Columns of `history.csv`: whose row it is, what it is told against, the features, and what came. */
export const trainingColumns = ['series', 'target_day', 'baseline', 'rule_mean', 'rule_dispersion', ...demandFeatures, 'label'] as const;

export type TrainingOptions = {
  /** Periods from one origin to the next. */
  readonly step: number;
  /** Of the horizons, every so many is taken, another one at each origin; 1 takes all. */
  readonly everyHorizon: number;
  /** Number of the last period that may be learnt from; the last of the series unless given. */
  readonly lastKnown?: number;
};

/** Periods of history that a first origin has. */
export const periodsBeforeOrigin = (series: Pick<DemandSeries, 'cadence'>): number => (series.cadence === 'daily' ? 14 : 7);

const digits = 6;
/** A number as the file has it; nothing where it is not known. */
export const trainingText = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : '');

/** Lines of `history.csv` for one series, oldest origin first, without the head. Rows whose demand is not known are left out. */
export function* trainingLines(name: string, series: DemandSeries, options: TrainingOptions): Generator<string> {
  const { units, cadence } = series;
  const last = options.lastKnown ?? units.length - 1;
  const start = units.findIndex((value) => !Number.isNaN(value));
  if (start < 0) return;
  let round = 0;
  for (let origin = start + periodsBeforeOrigin(series) - 1; origin < last; origin += options.step) {
    const horizons: number[] = [];
    for (let horizon = 1 + (round % options.everyHorizon); horizon <= horizonMost(cadence); horizon += options.everyHorizon) {
      if (origin + horizon <= last && !Number.isNaN(units[origin + horizon] ?? Number.NaN)) horizons.push(horizon);
    }
    round += 1;
    if (horizons.length === 0) continue;
    const { baselines, vectors } = rowsOfOrigin(series, origin, horizons);
    const rule = tsb(knownBetween(units, 0, origin + 1), 1);
    for (const [index, horizon] of horizons.entries()) {
      const target = origin + horizon;
      const values = [
        baselines[index] ?? Number.NaN,
        rule.means[0] ?? 0,
        rule.dispersion,
        ...(vectors[index] ?? []),
        units[target] ?? Number.NaN,
      ];
      yield [name, series.firstDay + target * daysOf(cadence), ...values.map(trainingText)].join(',');
    }
  }
}
