import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bundle, bundleBudget, bundleFunctions, bundling } from '../../lib/stacks/bundles.ts';
import { functionsFor } from '../../lib/stacks/installation.ts';
import { parseDeploymentOptions } from '../../lib/stacks/options.ts';
import { readPdf, textOf } from '../support/pdf-reader.ts';

const functions = functionsFor(parseDeploymentOptions({ stage: 'prod', region: 'eu-central-1' }, 'test'));
let folder = '';
let bundles: ReadonlyMap<string, Bundle>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-bundles-'));
  bundles = await bundleFunctions(functions, join(folder, 'functions'));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Imports one bundle after the other, as Lambda does at a cold start, and says what came of each. */
const importer = `
const found = [];
for (const file of process.argv.slice(1)) {
  const startedAt = performance.now();
  try {
    const { handler } = await import(file);
    found.push({ exports: typeof handler, ms: Math.round(performance.now() - startedAt) });
  } catch (error) {
    found.push({ exports: String(error?.stack ?? error).slice(0, 500), ms: 0 });
  }
}
console.log('FOUND' + JSON.stringify(found));
// Clients keep connections and timers; nothing is under way.
process.exit(0);
`;

type Imported = { readonly exports: string; readonly ms: number };

/** Only what Lambda sets and the deployment gives; a process of its own, because bundles patch what is global. */
const lambdaEnvironment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_LAMBDA_FUNCTION_NAME: 'waybill-prod-test',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  LAMBDA_TASK_ROOT: '/var/task',
  WAYBILL_STAGE: 'prod',
  WAYBILL_ACCOUNT: '111122223333',
  POWERTOOLS_LOG_LEVEL: 'INFO',
};

const importAll = async (files: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<readonly Imported[]> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', importer, '--', ...files], {
    env,
    maxBuffer: 1 << 24,
  });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('FOUND') + 'FOUND'.length)) as Imported[];
};

it('loads every function from its bundle', async () => {
  const all = [...bundles.values()];
  const imported = await importAll(
    all.map(({ directory }) => join(directory, 'index.mjs')),
    lambdaEnvironment,
  );
  const slowest = Math.max(...imported.map(({ ms }) => ms));
  console.log(`${all.length} bundles imported in ${imported.reduce((sum, { ms }) => sum + ms, 0)} ms, the slowest in ${slowest} ms`);
  expect(imported).toHaveLength(functions.length);
  expect(Object.fromEntries(all.map(({ stem }, index) => [stem, imported[index]?.exports]))).toEqual(
    Object.fromEntries(functions.map(({ stem }) => [stem, 'function'])),
  );
}, 300_000);

it('refuses to load without the variables of its installation', async () => {
  const [first] = bundles.values();
  const { WAYBILL_STAGE: _, ...env } = lambdaEnvironment;
  const [imported] = await importAll([join(first?.directory ?? '', 'index.mjs')], env);
  expect(imported?.exports).toContain('The environment is not set up: WAYBILL_STAGE');
});

it('keeps every bundle within its budget', () => {
  const sizes = functions.map((source) => ({
    stem: source.stem,
    max: bundleBudget(source),
    bytes: bundles.get(source.stem)?.bytes ?? Number.NaN,
  }));
  expect(sizes.filter(({ bytes, max }) => !(bytes > 0 && bytes <= max))).toEqual([]);
});

/** Draws a list as the function does, where nothing is but the bundle and what it carries. */
const drawing = `
const { writeFileSync } = await import('node:fs');
const { pdfPrinter } = await import(process.argv[1]);
const sheets = { paper: 'a4', printedAt: '2026-11-20T14:23:33.000Z', locationName: 'Łódź', status: null };
writeFileSync(process.argv[2], await pdfPrinter.pickList({ orders: [], rows: [], units: 0 }, sheets));
`;

it('carries the fonts beside the functions that print, and prints with them alone', async () => {
  const printing = functions.filter(({ carries }) => carries === 'fonts').map(({ stem }) => bundles.get(stem)?.directory ?? '');
  expect(printing.length).toBeGreaterThan(0);
  const [directory = ''] = printing;
  const place = join(folder, 'printer');
  const entry = `export { pdfPrinter } from './lib/fulfilment/adapters/document-printer.pdf.ts';`;
  const root = bundling.absWorkingDir;
  await build({ ...bundling, stdin: { contents: entry, resolveDir: root, loader: 'ts' }, outfile: join(place, 'index.mjs') });
  const files = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
  for (const other of printing) for (const file of files) expect(readFileSync(join(other, file)).length).toBeGreaterThan(100_000);
  for (const file of files) copyFileSync(join(directory, file), join(place, file));
  const printed = join(place, 'list.pdf');
  const args = ['--input-type=module', '--eval', drawing, '--', join(place, 'index.mjs'), printed];
  await promisify(execFile)(process.execPath, args, { cwd: place, env: { PATH: process.env['PATH'] } });
  expect(textOf(readPdf(readFileSync(printed)))).toContain('Pick list, Łódź');
}, 60_000);

/** Solves a small programme where nothing is but the bundle and what it carries. */
const solving = `
const { highsSolver } = await import(process.argv[1]);
const programme = ['Minimize', ' cost: 3 a + 2 b', 'Subject To', ' r: a + b = 1', 'Binary', ' a', ' b', 'End', ''].join(String.fromCharCode(10));
const found = await highsSolver.solve(programme, 5_000);
console.log(JSON.stringify([found.lowest, found.valueOf('a'), found.valueOf('b')]));
`;

it('carries the solver beside the functions that source orders, and solves with it alone', async () => {
  const carrying = functions.filter(({ carries }) => carries === 'solver');
  expect(carrying.map(({ handler }) => handler)).toContain('orders/source-order');
  const [first] = carrying;
  const directory = bundles.get(first?.stem ?? '')?.directory ?? '';
  const place = join(folder, 'solver');
  const entry = `export { highsSolver } from './lib/sourcing/adapters/highs-solver.ts';`;
  const outfile = join(place, 'index.mjs');
  await build({ ...bundling, stdin: { contents: entry, resolveDir: bundling.absWorkingDir, loader: 'ts' }, outfile });
  // No bundle takes it up: it is loaded by its address when it is needed.
  expect(readFileSync(outfile).length).toBeLessThan(20_000);
  for (const file of ['highs.mjs', 'highs.wasm']) copyFileSync(join(directory, file), join(place, file));
  const args = ['--input-type=module', '--eval', solving, '--', outfile];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: place, env: { PATH: process.env['PATH'] } });
  expect(JSON.parse(stdout)).toEqual([2, 0, 1]);
}, 60_000);
