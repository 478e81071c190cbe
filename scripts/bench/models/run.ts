// Models on public data (docs/forecasting.md, docs/yardsticks.md):
//   npm run bench -- models --data <folder> [--only score_time,forecast] [--libraries] [--json] [--write docs/forecasting.md]
//   npm run bench -- models --data <folder> --only fraud,delivery [--json] [--write docs/yardsticks.md]
import { readFileSync, writeFileSync } from 'node:fs';
import { toWire } from '../../../lib/kernel/wire.ts';
import { type Environment, readEnvironment } from '../environment.ts';
import { environmentLine, replaceBetween } from '../print.ts';
import { deliveryPart } from './delivery.ts';
import { forecastPart } from './forecast.ts';
import { fraudPart } from './fraud.ts';
import type { ModelPart, PartResult } from './part.ts';
import { seasonPart } from './season.ts';
import { scoreTimePart } from './score-time.ts';

/** Every part there is, in the order in which they run. */
const parts: Readonly<Record<string, ModelPart>> = {
  score_time: scoreTimePart,
  forecast: forecastPart,
  fraud: fraudPart,
  delivery: deliveryPart,
  season: seasonPart,
};

export type ModelsOptions = {
  readonly data: string;
  /** Parts to run; all of them when empty. */
  readonly only: readonly string[];
  readonly libraries: boolean;
  readonly json: boolean;
  /** Page whose part between `<!-- models -->` marks takes the tables. */
  readonly write?: string;
};

const printed = (
  environment: Environment,
  results: readonly (readonly [string, PartResult])[],
  { only, libraries }: Pick<ModelsOptions, 'only' | 'libraries'>,
): string =>
  [
    `${environmentLine(environment)} Printed by \`npm run bench -- models --data <folder>${only.length > 0 ? ` --only ${only.join(',')}` : ''}${libraries ? ' --libraries' : ''}\`.`,
    ...results.flatMap(([name, result]) => [
      '',
      `**${name}**`,
      '',
      ...(result.kind === 'measured' ? result.lines : [`Skipped: ${result.why}.`]),
    ]),
  ].join('\n');

/** Runs the parts and prints what they measured. @throws Error when a part is not known */
export const benchModels = async (options: ModelsOptions): Promise<void> => {
  const unknown = options.only.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}; there are ${Object.keys(parts).join(', ')}`);
  const tell = (line: string): void => console.error(line);
  const environment = readEnvironment();
  const results: (readonly [string, PartResult])[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    tell(`${name} begins`);
    results.push([name, await part({ data: options.data, libraries: options.libraries, tell })]);
  }
  const page = printed(environment, results, options);
  const document = {
    environment: toWire(environment),
    models: Object.fromEntries(
      results.map(([name, result]) => [name, result.kind === 'measured' ? toWire(result.report) : { skipped: result.why }]),
    ),
  };
  console.log(options.json ? JSON.stringify(document, null, 2) : page);
  if (options.write !== undefined) writeFileSync(options.write, replaceBetween(readFileSync(options.write, 'utf8'), 'models', page));
};
