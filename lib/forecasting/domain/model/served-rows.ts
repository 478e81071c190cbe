// Rows of `history.csv` as the nightly forecasts would have asked the model: of each day the window of history that serving
// reads, the demand of everything beside it as serving knows it, and the same features of both.
import { tsb } from '../point-forecast.ts';
import { rowsOfOrigin } from './features.ts';
import { type DemandSeries, horizonMost } from './series.ts';
import { trainingText } from './training-rows.ts';

/** Days of history that a forecast is made from. */
export const servedDays = 112;
/** Fewer days of history, or fewer days with demand, are left to rules; see `forecastSeries`. */
const [daysLeast, withDemandLeast] = [28, 3] as const;

/** What is known of an article over the whole time that is learnt from, by day and without gaps. */
export type ArticleDays = {
  readonly firstDay: number;
  /** Units wanted without what was told beside them. */
  readonly units: readonly number[];
  /** Units of everything, by the same days. */
  readonly group: readonly number[];
  /** 1 on a holiday, by the same days and the 28 after them; absent where none was told. */
  readonly holiday?: readonly number[];
};

/**
 * The series as serving has it on the evening of a day: the last `servedDays`, from the first sale among them on. What everything
 * sold on that very day is not known yet, because it is added up while the forecasts are made.
 * @param origin number of the day, counted from 0
 * @returns undefined where no model is asked
 */
export const servedSeries = ({ firstDay, units, group, holiday }: ArticleDays, origin: number): DemandSeries | undefined => {
  const window = Math.max(0, origin + 1 - servedDays);
  const sale = units.slice(window, origin + 1).findIndex((value) => value > 0);
  if (sale < 0) return undefined;
  const from = window + sale;
  const own = units.slice(from, origin + 1);
  if (own.length < daysLeast || own.filter((value) => value > 0).length < withDemandLeast) return undefined;
  return {
    cadence: 'daily',
    firstDay: firstDay + from,
    units: own,
    group: [...group.slice(from, origin), Number.NaN],
    ...(holiday === undefined ? {} : { feeds: { holiday: holiday.slice(from, origin + 1 + horizonMost('daily')) } }),
  };
};

export type ServedOptions = {
  /** Days from one origin to the next. */
  readonly step: number;
  /** Of the horizons, every so many is taken, another one at each origin. */
  readonly everyHorizon: number;
};

/** Lines of `history.csv` for one article, oldest origin first, without the head. */
export function* servedLines(name: string, article: ArticleDays, { step, everyHorizon }: ServedOptions): Generator<string> {
  const last = article.units.length - 1;
  let round = 0;
  for (let origin = daysLeast - 1; origin < last; origin += step) {
    const series = servedSeries(article, origin);
    if (!series) continue;
    const horizons: number[] = [];
    for (let ahead = 1 + (round % everyHorizon); ahead <= horizonMost('daily'); ahead += everyHorizon)
      if (origin + ahead <= last) horizons.push(ahead);
    round += 1;
    if (horizons.length === 0) continue;
    const { baselines, vectors } = rowsOfOrigin(series, series.units.length - 1, horizons);
    const rule = tsb(series.units, 1);
    for (const [at, ahead] of horizons.entries()) {
      const values = [
        baselines[at] ?? Number.NaN,
        rule.means[0] ?? 0,
        rule.dispersion,
        ...(vectors[at] ?? []),
        article.units[origin + ahead] ?? Number.NaN,
      ];
      yield [name, article.firstDay + origin + ahead, ...values.map(trainingText)].join(',');
    }
  }
}
