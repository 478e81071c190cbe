// Volumes beyond the forecast's four weeks, with and without the season of the year, on public panels of two years and more.
import { isProven, proofOf, seasonOf } from '../../../lib/forecasting/index.ts';
import { type Panel, readPanels } from './panels.ts';
import type { ModelPart } from './part.ts';

/** What a forecast reaches, and what is summed: four weeks. */
const blockDays = 28;
/** Blocks after the forecast: with it a year. */
const blocksAhead = 12;
const pastDays = 2 * 364 + 60;

type Measured = {
  readonly panel: string;
  readonly origins: number;
  readonly flatPercent: number;
  readonly seasonPercent: number;
  readonly countedPercent: number;
};

/** Units of everything by day; those of a week alike on each of its days. */
const dailyOf = ({ series }: Panel): { readonly firstDay: number; readonly units: readonly number[] } => {
  const firstDay = Math.min(...series.map((one) => one.firstDay));
  const units: number[] = [];
  for (const { firstDay: first, cadence, units: own } of series) {
    const width = cadence === 'weekly' ? 7 : 1;
    for (const [at, value] of own.entries()) {
      if (Number.isNaN(value)) continue;
      for (let day = 0; day < width; day += 1) {
        const index = first - firstDay + at * width + day;
        units[index] = (units[index] ?? 0) + value / width;
      }
    }
  }
  return { firstDay, units: Array.from({ length: units.length }, (_, at) => units[at] ?? 0) };
};

const sumOf = (units: readonly number[], from: number): number =>
  units.slice(from, from + blockDays).reduce((sum, value) => sum + value, 0);

/** Every four weeks from where two years are known: a perfect forecast of four weeks, and what is made of the rest of the year by it. */
const measure = (panel: Panel): Measured | undefined => {
  const { firstDay, units } = dailyOf(panel);
  let [actual, flatMissed, seasonMissed, countedMissed, origins] = [0, 0, 0, 0, 0];
  for (let at = pastDays; at + blockDays * (1 + blocksAhead) <= units.length; at += blockDays) {
    origins += 1;
    const mean = sumOf(units, at) / blockDays;
    const past = { firstDay: firstDay + at - pastDays, units: units.slice(at - pastDays, at) };
    const season = seasonOf(past, firstDay + at, blockDays);
    const counts = isProven(proofOf(past));
    for (let block = 1; block <= blocksAhead; block += 1) {
      const from = at + block * blockDays;
      const told = Array.from({ length: blockDays }, (_, day) => mean * (season.of(firstDay + from + day) ?? 1));
      const real = sumOf(units, from);
      actual += real;
      const [flat, seasonal] = [Math.abs(real - mean * blockDays), Math.abs(real - told.reduce((sum, value) => sum + value, 0))];
      flatMissed += flat;
      seasonMissed += seasonal;
      countedMissed += counts ? seasonal : flat;
    }
  }
  const percent = (missed: number): number => Math.round((missed / actual) * 1_000) / 10;
  if (origins === 0) return undefined;
  const [flatPercent, seasonPercent, countedPercent] = [flatMissed, seasonMissed, countedMissed].map(percent) as [number, number, number];
  return { panel: panel.name, origins, flatPercent, seasonPercent, countedPercent };
};

/** How far volumes are off that are told a year ahead from four weeks. */
export const seasonPart: ModelPart = async ({ data }) => {
  const measured = readPanels(data).flatMap((panel) => measure(panel) ?? []);
  if (measured.length === 0) return { kind: 'skipped', why: 'the folder has no panel of three years' };
  return {
    kind: 'measured',
    report: { panels: measured },
    lines: [
      '| panel | origins | off without the season | with it | with it where it has proven itself |',
      '|---|--:|--:|--:|--:|',
      ...measured.map(
        ({ panel, origins, flatPercent, seasonPercent, countedPercent }) =>
          `| ${panel} | ${origins} | ${flatPercent.toFixed(1)} % | ${seasonPercent.toFixed(1)} % | ${countedPercent.toFixed(1)} % |`,
      ),
    ],
  };
};
