import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seasonOf } from '../../../lib/forecasting/domain/model/series.ts';
import { runTool } from '../../support/run-tool.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { knownHistory, type Method } from './baselines.ts';
import type { Panel } from './panels.ts';
import type { PartContext } from './part.ts';
import { pythonWith } from './python.ts';
import { gridLevels, type PeriodForecast } from './yardstick.ts';

const here = import.meta.dirname;
let isUnavailable = false;

/** By method, then by series and origin, then by period. */
type Answers = Readonly<Record<string, Readonly<Record<string, readonly PeriodForecast[]>>>>;

const keyOf = (id: string, origin: number): string => `${id}@${origin}`;

const asked = async (panel: Panel, python: string): Promise<Answers> =>
  withTemporaryFolder(async (folder) => {
    const [question, answer] = [join(folder, 'question.json'), join(folder, 'answer.json')];
    const histories = panel.series.flatMap((series) =>
      panel.origins.map((origin) => ({ key: keyOf(series.id, origin), units: knownHistory(series, origin) })),
    );
    const cadence = panel.series[0]?.cadence ?? 'daily';
    writeFileSync(
      question,
      JSON.stringify({ histories, horizon: panel.horizon, season: seasonOf(cadence), daily: cadence === 'daily', levels: gridLevels }),
    );
    const { exitCode, output } = await runTool(python, [join(here, 'libraries.py'), question, answer]);
    if (exitCode !== 0) throw new Error(output.trim().split('\n').at(-1) ?? 'libraries.py failed');
    return JSON.parse(readFileSync(answer, 'utf8')) as Answers;
  });

/** What statsforecast and Prophet say of the same periods. Where they cannot be had, one line says so and nothing is compared. */
export const libraryForecasts = async (panel: Panel, { libraries, tell }: PartContext): Promise<Readonly<Record<string, Method>>> => {
  if (!libraries || isUnavailable) return {};
  try {
    const python = await pythonWith(join(here, 'requirements.txt'), 'bench-models', { dependencies: true });
    tell(`${panel.name}: libraries of Python`);
    const answers = await asked(panel, python);
    return Object.fromEntries(
      Object.entries(answers).map(([name, byKey]) => [name, (series, origin) => byKey[keyOf(series.id, origin)] ?? []]),
    );
  } catch (error) {
    isUnavailable = true;
    tell(`NOT COMPARED WITH statsforecast AND Prophet: ${(error as Error).message}`);
    return {};
  }
};
