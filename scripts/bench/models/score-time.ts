// How long one answer of a starter model takes in this process, score and exact contributions together.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledForecastModel, type DemandSeries, type ForecastModel, forecastSeries } from '../../../lib/forecasting/index.ts';
import { bundledFraudScorer, bundledRoutingScorer, type Features } from '../../../lib/intelligence/index.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { projectRoot } from '../../support/run-tool.ts';
import type { ModelPart } from './part.ts';

const [rounds, warmUp] = [4_000, 400];

const goldenRows = (model: string): readonly Features[] => {
  const path = join(projectRoot, 'models', model, 'artefact', 'meta', 'golden.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly features: Features }[]).map(({ features }) => features);
};

const percentilesOf = (answer: (row: Features) => void, rows: readonly Features[]): { readonly p50Ms: number; readonly p99Ms: number } => {
  const times: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const startedAt = performance.now();
    answer(rows[round % rows.length] ?? {});
    if (round >= warmUp) times.push(performance.now() - startedAt);
  }
  times.sort((one, other) => one - other);
  return { p50Ms: times[Math.floor(rounds / 2)] ?? 0, p99Ms: times[Math.floor(rounds * 0.99)] ?? 0 };
};

const [seriesCount, historyDays, horizon] = [300, 112, 28];

/** Forecasts of 28 days with their reasons in a second of one core's time: fast and slow movers by turns, warm. */
const seriesPerSecondOf = (model: ForecastModel): number => {
  const random = createRandom(1);
  const units = (fast: boolean): number => (fast ? random.between(40, 90) : random.between(1, 10) > 7 ? 1 : 0);
  const all = Array.from(
    { length: seriesCount },
    (_, number): DemandSeries => ({
      cadence: 'daily',
      firstDay: 20_000,
      units: Array.from({ length: historyDays }, () => units(number % 2 === 0)),
    }),
  );
  const once = (): number => {
    const before = process.cpuUsage();
    for (const series of all) forecastSeries({ series, horizon, model });
    const { user, system } = process.cpuUsage(before);
    return seriesCount / ((user + system) / 1e6);
  };
  once();
  return once();
};

/** Time of a score with its contributions, by model, and how many series are forecast. */
export const scoreTimePart: ModelPart = async () => {
  const [fraud, routing, forecast] = [bundledFraudScorer(), bundledRoutingScorer(), bundledForecastModel()];
  const measured = {
    fraud: percentilesOf((row) => void fraud.score(row), goldenRows('fraud')),
    routing: percentilesOf((row) => void routing.score(row), goldenRows('routing')),
    forecast: percentilesOf((row) => {
      const vector = Float32Array.from(Object.values(row), (value) => value ?? Number.NaN);
      forecast.ratio(vector);
      forecast.counts(vector);
      forecast.contributions(vector);
    }, goldenRows('forecast')),
  };
  const seriesPerSecond = seriesPerSecondOf(forecast);
  const scoreP99Ms = Math.max(...Object.values(measured).map(({ p99Ms }) => p99Ms));
  return {
    kind: 'measured',
    report: { scoreP99Ms, byModel: measured, forecastSeriesPerSecond: seriesPerSecond },
    lines: [
      '| model | p50 ms | p99 ms |',
      '|---|--:|--:|',
      ...Object.entries(measured).map(([model, { p50Ms, p99Ms }]) => `| ${model} | ${p50Ms.toFixed(3)} | ${p99Ms.toFixed(3)} |`),
      '',
      `A core forecasts ${seriesPerSecond.toFixed(0)} series in a second, 28 days each with reasons.`,
    ],
  };
};
