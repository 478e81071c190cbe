// Measures what the design promises, and sets each figure beside its bound (docs/benchmarks.md):
//   npm run bench -- models --data <folder> [--only forecast] [--libraries] [--json] [--write docs/forecasting.md]
//   npm run bench -- stock [--data <folder>] [--json]
//   npm run bench -- [intake routing | --only intake,routing] [--runs 3] [--quick | --full] [--profile] [--json] [--write docs/benchmarks.md]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchmarkNames, isBenchmarkName } from './bench/figures.ts';
import { benchDocument, figuresMarkdown, printBench, profilesMarkdown, replaceBetween } from './bench/print.ts';
import { runBenchmarks } from './bench/run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    runs: { type: 'string' },
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'string' },
    data: { type: 'string' },
    libraries: { type: 'boolean', default: false },
  },
});

const refuse = (message: string): never => {
  console.error(message);
  process.exit(2);
};

// Models are measured on data that are not in the repository, and by other figures.
if (positionals.includes('models')) {
  const { benchModels } = await import('./bench/models/run.ts');
  const data = values.data ?? refuse('models takes --data, the folder of the public data.');
  const only = values.only?.split(',') ?? [];
  const { json, libraries, write } = values;
  await benchModels({ data, only, json, libraries, ...(write === undefined ? {} : { write }) });
  process.exit(0);
}

const some = [...positionals, ...(values.only?.split(',') ?? [])];
const asked = some.length > 0 ? some : benchmarkNames;
const known = asked.map((name) =>
  isBenchmarkName(name) ? name : refuse(`There is no benchmark ${name}; there are ${[...benchmarkNames, 'stock_data'].join(', ')}.`),
);
// Who names the folder of public data wants them beside the simulated retailers.
const names = values.data === undefined || known.includes('stock_data') ? known : [...known, 'stock_data' as const];
if (names.includes('stock_data') && values.data === undefined) refuse('stock_data takes --data, the folder of the public data.');
if (values.data !== undefined && !names.includes('stock') && !known.includes('stock_data')) refuse('--data is for models and stock.');
const runs = Number(values.runs ?? (values.quick ? 1 : 3));
if (!Number.isInteger(runs) || runs < 1) refuse('--runs takes a whole number from 1.');
if (values.quick && values.full) refuse('--quick and --full cannot be had together.');
// A page with some figures of today and others of last month would not say which are which.
if (values.write !== undefined && (some.length > 0 || values.quick)) refuse('--write takes every benchmark at full length.');
const pageFile = values.write;
// Before the work, so that a page that cannot be written into is known before it.
if (pageFile !== undefined) for (const name of ['figures', 'profiles']) replaceBetween(readFileSync(pageFile, 'utf8'), name, '');

const size = values.quick ? 'quick' : values.full ? 'full' : 'normal';
const report = await runBenchmarks({
  names,
  size,
  runs,
  profile: !values.profile ? 'none' : some.length === 0 ? 'missed' : 'all',
  tell: (line) => console.error(line),
  ...(values.data === undefined ? {} : { data: values.data }),
});
console.log(values.json ? JSON.stringify(benchDocument(report), null, 2) : printBench(report));
if (pageFile !== undefined && report.failed.length === 0) {
  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
  const written = replaceBetween(readFileSync(pageFile, 'utf8'), 'figures', figuresMarkdown(report, command));
  writeFileSync(pageFile, values.profile ? replaceBetween(written, 'profiles', profilesMarkdown(report)) : written);
}
process.exitCode = report.failed.length > 0 ? 1 : 0;
