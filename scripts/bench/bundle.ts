import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bundle, bundleFunctions } from '../../lib/stacks/bundles.ts';
import { functionsFor } from '../../lib/stacks/installation.ts';
import { parseDeploymentOptions } from '../../lib/stacks/options.ts';
import { type Benchmark, bySize, eachRun, type Readings } from './benchmark.ts';
import { percentile } from './statistics.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const importsEach = 3;

/** Imports a bundle as Lambda does at a cold start, and prints the milliseconds that it took. */
const importer = `
const startedAt = process.hrtime.bigint();
const { handler } = await import(process.argv[1]);
const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
if (typeof handler !== 'function') throw new Error('There is no handler');
console.log('MS' + ms);
// Clients keep connections and timers; nothing is under way.
process.exit(0);
`;

/** What Lambda sets, and what the deployment gives. */
const environment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_LAMBDA_FUNCTION_NAME: 'waybill-prod-bench',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  LAMBDA_TASK_ROOT: '/var/task',
  WAYBILL_STAGE: 'prod',
  WAYBILL_ACCOUNT: '111122223333',
};

const importOnce = async ({ directory }: Bundle): Promise<number> => {
  const args = ['--input-type=module', '--eval', importer, '--', join(directory, 'index.mjs')];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment });
  return Number(/MS([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
};

/** The middle of several imports, each in a process of its own. */
const importMs = async (bundle: Bundle, times: number): Promise<number> => {
  const each: number[] = [];
  for (let time = 0; time < times; time += 1) each.push(await importOnce(bundle));
  return percentile(each, 50);
};

const kbOf = (bundles: readonly Bundle[]): number => Math.max(...bundles.map(({ bytes }) => bytes)) / 1_024;

/** What a cold start pays for: how large each function is, and how long its import takes. */
export const benchBundle: Benchmark = (context) =>
  withTemporaryFolder(async (folder) => {
    const deployed = functionsFor(parseDeploymentOptions({ stage: 'prod', region: 'eu-central-1' }, 'bench'));
    const functions = deployed
      .toSorted((left, right) => Number(right.answering) - Number(left.answering))
      .slice(0, bySize(context.size, { quick: 2, normal: deployed.length }));
    const bundles = await bundleFunctions(functions, join(folder, 'functions'));
    const all = [...bundles.values()];
    const answering = functions.flatMap(({ stem, answering: answers }) => (answers ? (bundles.get(stem) ?? []) : []));
    const times = bySize(context.size, { quick: 1, normal: importsEach });
    let slowest = '';
    const runs = await eachRun(context, async (): Promise<Readings> => {
      let worstMs = 0;
      for (const bundle of all) {
        const ms = await importMs(bundle, times);
        if (ms > worstMs) [worstMs, slowest] = [ms, bundle.stem];
      }
      return { 'bundle.max_kb': kbOf(all), 'bundle.answering_max_kb': kbOf(answering), 'bundle.import_ms': worstMs };
    });
    const largest = all.toSorted((left, right) => right.bytes - left.bytes)[0]?.stem ?? '';
    return {
      runs,
      setting: `${all.length} functions as they are deployed, the largest \`${largest}\`; each imported ${times === 1 ? 'once' : `${times} times`} in a fresh process, the middle taken; \`${slowest}\` was the slowest`,
    };
  });
