// Sends damaged payloads and forged deliveries at everything that reads what strangers send; see docs/channels/verifying.md:
//   npm run fuzz -- [--inputs 1000000] [--seed 1] [--jobs 2]      the same seed makes the same inputs
//   npm run fuzz -- --seed 1 --only 4711                          one of them again, with the whole error
import { parseArgs } from 'node:util';
import { runCampaign } from './fuzz/campaign.ts';
import { type Broken, describeInput, fuzz, type Tally } from './fuzz/run.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
});

const whole = (name: string, text: string, minimum: number, maximum: number): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
  console.error(`--${name} takes a whole number from ${minimum} to ${maximum}.`);
  return process.exit(2);
};

// An index is kept in 32 bits with a sign.
const indexMax = 2 ** 31 - 1;
const seed = whole('seed', values.seed, 0, 2 ** 32 - 1);
const inputs = whole('inputs', values.inputs, 1, indexMax);
const jobs = whole('jobs', values.jobs, 1, 64);

const tell = ({ index, target, what, inputBase64 }: Broken): void => {
  console.log(`\nBROKEN seed ${seed}, input ${index}, ${target}: ${what}`);
  console.log(`input in base64: ${inputBase64}`);
  console.log(`again: npm run fuzz -- --seed ${seed} --only ${index}`);
};

const tallyText = (tally: Tally): string =>
  Object.entries(tally)
    .map(([name, { taken, refused }]) => `${name.padEnd(48)} ${String(taken).padStart(9)} taken ${String(refused).padStart(9)} refused`)
    .join('\n');

if (values.only !== undefined) {
  const index = whole('only', values.only, 0, indexMax);
  const { target, inputBase64 } = describeInput(seed, index, '');
  console.log(`seed ${seed}, input ${index}, ${target}\ninput in base64: ${inputBase64}`);
  // Everything in this process, so that a debugger sees it.
  const { broken } = fuzz({ seed, indexes: [index] });
  console.log(broken[0] === undefined ? 'Nothing was broken.' : `BROKEN ${broken[0].what}\n${broken[0].stack}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
} else {
  const startMs = performance.now();
  const findings = await runCampaign({ seed, inputs, jobs });
  const seconds = (performance.now() - startMs) / 1_000;
  console.log(tallyText(findings.tally));
  for (const broken of findings.broken) tell(broken);
  const rate = Math.round(findings.inputs / seconds);
  console.log(
    `\nfuzz: ${findings.inputs} inputs of seed ${seed} in ${seconds.toFixed(1)} s, ${rate} a second; ${findings.broken.length} broken`,
  );
  process.exitCode = findings.broken.length > 0 || findings.inputs < inputs ? 1 : 0;
}
