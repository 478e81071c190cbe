// `npm run nightly`: what takes too long for every change. Seeds follow the day, so that each night looks somewhere new; a
// failure prints how to repeat it. Exit code 1 when anything failed, after everything has run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, runTool } from './support/run-tool.ts';

const dayMs = 86_400_000;
const seedsANight = 2_000;
/** Times that every property draws its cases anew. */
const drawsANight = 20;
const day = Math.floor(Date.now() / dayMs);
const firstSeed = (day % 1_000_000) * seedsANight;

type Run = { readonly args: readonly string[]; readonly tool?: string; readonly env?: Readonly<Record<string, string>> };

/** Files of tests that draw their cases. */
const propertyFiles = (): readonly string[] =>
  readdirSync(join(projectRoot, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))
    .filter((file) => readFileSync(join(projectRoot, file), 'utf8').includes("from 'fast-check'"));

const properties = Array.from(
  { length: drawsANight },
  (_none, index): Run => ({
    tool: 'vitest',
    args: ['run', '--reporter=dot', ...propertyFiles()],
    env: { WAYBILL_PROPERTY_SEED: String(day * drawsANight + index) },
  }),
);

const night: readonly Run[] = [
  { args: ['bin/oms.ts', 'simulate', '--seeds', String(seedsANight), '--from', String(firstSeed), '--keep-going'] },
  { args: ['scripts/fuzz.ts', '--inputs', '1000000', '--seed', String(day)] },
  ...['shopify', 'woocommerce', 'amazon', 'walmart'].map((channel) => ({
    args: ['scripts/channel-outage.ts', '--down', channel, '--seed', String(day)],
  })),
  { args: ['scripts/crash-drill.ts', '--engine', 'both', '--rounds', '20', '--seed', String(day)] },
  { args: ['scripts/model-check.ts'] },
  ...properties,
];

const commandOf = ({ tool = 'node', args, env = {} }: Run): string =>
  [...Object.entries(env).map(([name, value]) => `${name}=${value}`), tool === 'node' ? tool : `npx ${tool}`, ...args].join(' ');

const failed: string[] = [];
for (const run of night) {
  const command = commandOf(run);
  console.log(`\n> ${command}`);
  const { exitCode } = await runTool(run.tool ?? 'node', run.args, { output: 'show', ...(run.env ? { env: run.env } : {}) });
  if (exitCode !== 0) failed.push(command);
}
console.log(failed.length === 0 ? '\nThe night was quiet.' : `\nFailed:\n${failed.map((command) => `  ${command}`).join('\n')}`);
process.exit(failed.length === 0 ? 0 : 1);
