import { weekdayOf } from './daily-series.ts';
import type { ToldAhead } from './driven-forecast.ts';

export const reasonKinds = [
  'cold-start',
  'level',
  'seasonality',
  'trend',
  'promotion',
  'campaign',
  'holiday',
  'weather',
  'economy',
  'model',
] as const;

/** One thing that drove a forecast, in words; `factor` is what it multiplies demand by, null where it is not of that kind. */
export type ForecastReason = { readonly kind: (typeof reasonKinds)[number]; readonly text: string; readonly factor: number | null };

const weekdays = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'] as const;
/** Days of history below which it is said that there are few. */
export const fewDays = 28;
const [trendUp, trendDown, seasonWorth] = [1.15, 0.85, 1.2] as const;
const regionsNamed = 3;

const rounded = (value: number): number => Math.round(value * 100) / 100;
const percent = (factor: number): string => `${Math.abs(Math.round((factor - 1) * 100))} %`;
const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const seasonOf = (means: readonly number[], firstDay: number): readonly ForecastReason[] => {
  const week = means.slice(0, 7);
  const level = meanOf(week);
  const best = week.reduce((most, value, at) => (value > (week[most] ?? 0) ? at : most), 0);
  const factor = level > 0 ? (week[best] ?? 0) / level : 1;
  if (week.length < 7 || factor < seasonWorth) return [];
  return [
    {
      kind: 'seasonality',
      text: `${weekdays[weekdayOf(firstDay + best)]} want ${rounded(factor)} times the mean of a week.`,
      factor: rounded(factor),
    },
  ];
};

const trendOf = (units: readonly number[]): readonly ForecastReason[] => {
  const [last, before] = [meanOf(units.slice(-28)), meanOf(units.slice(-56, -28))];
  if (units.length < 56 || before === 0) return [];
  const factor = last / before;
  if (factor < trendUp && factor > trendDown) return [];
  const way = factor >= trendUp ? 'more' : 'less';
  return [{ kind: 'trend', text: `The last four weeks wanted ${percent(factor)} ${way} than the four before.`, factor: rounded(factor) }];
};

const placesOf = (regions: readonly string[]): string => {
  const named = regions.filter((region) => region !== '');
  if (named.length === 0) return 'demand';
  const rest = named.length - regionsNamed;
  return `demand of ${named.slice(0, regionsNamed).join(', ')}${rest > 0 ? ` and ${rest} more regions` : ''}`;
};

const toldOf = ({ driver, name, from, to, regions, factor }: ToldAhead): ForecastReason => {
  const kind = driver === 'temperature' || driver === 'precipitation' ? 'weather' : driver;
  const when = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const does = factor >= 1 ? 'raises' : 'lowers';
  return { kind, text: `The ${driver} ${name} ${does} ${placesOf(regions)} by ${percent(factor)} ${when}.`, factor: rounded(factor) };
};

/** What drove a forecast, in the order in which it matters to a reader. */
export const reasonsOf = (input: {
  readonly model: string;
  /** By day, oldest first, with what was told taken out. */
  readonly units: readonly number[];
  readonly firstDayAhead: number;
  readonly usual: readonly number[];
  readonly told: readonly ToldAhead[];
}): readonly ForecastReason[] => {
  const { model, units, firstDayAhead, usual, told } = input;
  const busy = units.filter((value) => value > 0).length;
  const cold: readonly ForecastReason[] =
    units.length < fewDays
      ? [{ kind: 'cold-start', text: `There are only ${units.length} days of history, so this rests on few observations.`, factor: null }]
      : [];
  const level: ForecastReason = {
    kind: 'level',
    text:
      model === 'seasonal-naive'
        ? `The same weekdays of the last eight weeks wanted ${rounded(meanOf(usual))} units a day.`
        : `It is wanted on ${busy} of ${units.length} days, ${rounded(meanOf(usual))} units a day on average.`,
    factor: null,
  };
  return [...cold, level, ...seasonOf(usual, firstDayAhead), ...trendOf(units), ...told.map(toldOf)];
};
