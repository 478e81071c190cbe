// `npm run nightly`: what takes too long for every change. Seeds follow the day, so that each night looks somewhere new; a
// failure prints how to repeat it. Exit code 1 when anything failed, after everything has run.
import { runTool } from './support/run-tool.ts';

const dayMs = 86_400_000;
const seedsANight = 2_000;
const day = Math.floor(Date.now() / dayMs);
const firstSeed = (day % 1_000_000) * seedsANight;

const night: readonly (readonly string[])[] = [
  ['bin/oms.ts', 'simulate', '--seeds', String(seedsANight), '--from', String(firstSeed), '--keep-going'],
  ['scripts/fuzz.ts', '--inputs', '1000000', '--seed', String(day)],
  ...['shopify', 'woocommerce', 'amazon', 'walmart'].map((channel) => [
    'scripts/channel-outage.ts',
    '--down',
    channel,
    '--seed',
    String(day),
  ]),
  ['scripts/crash-drill.ts', '--engine', 'both', '--rounds', '20', '--seed', String(day)],
  ['scripts/model-check.ts'],
];

const failed: string[] = [];
for (const args of night) {
  console.log(`\n> node ${args.join(' ')}`);
  const { exitCode } = await runTool('node', args, { output: 'show' });
  if (exitCode !== 0) failed.push(args.join(' '));
}
console.log(failed.length === 0 ? '\nThe night was quiet.' : `\nFailed:\n${failed.map((args) => `  node ${args}`).join('\n')}`);
process.exit(failed.length === 0 ? 0 : 1);
