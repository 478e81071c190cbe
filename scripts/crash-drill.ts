// Kills the processes of an installation with SIGKILL at random moments under load, again and again over the same stores,
// and then asks whether anything was lost, done twice or left lying; see docs/crash-drill.md:
//   npm run crash-drill -- --engine embedded|aws|both --rounds 50 --seed 1 [--data-dir <folder>] [--json]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Estate } from './crash-drill/estate.ts';
import { runDrill } from './crash-drill/drill.ts';
import { commandOf, type DrillReport, reportText } from './crash-drill/report.ts';

const engines = { embedded: ['embedded'], aws: ['aws'], both: ['embedded', 'aws'] } as const;

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'embedded' },
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    'data-dir': { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const usage = (message: string): never => {
  console.error(message);
  return process.exit(2);
};

const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed))
  usage('--rounds takes a whole number above 0, --seed a whole number.');
const wanted = Object.hasOwn(engines, values.engine)
  ? engines[values.engine as keyof typeof engines]
  : usage('--engine takes embedded, aws or both.');

/** Progress goes where it does not stand in the way of the document. */
const tell = (line: string): void => (values.json ? console.error(line) : console.log(line));

const open = async (engine: 'embedded' | 'aws', dataDir: string): Promise<Estate> => {
  if (engine === 'embedded') return (await import('./crash-drill/embedded/estate.ts')).openEmbeddedEstate(dataDir);
  const { missingForAws, openAwsEstate } = await import('./crash-drill/aws/estate.ts');
  const missing = missingForAws();
  if (missing.missing !== undefined) usage(`DRILL NOT RUN on aws: ${missing.missing}. To run it: ${missing.install}`);
  return openAwsEstate({ dataDir, seed });
};

const drill = async (engine: 'embedded' | 'aws'): Promise<DrillReport> => {
  const kept = values['data-dir'];
  const dataDir = kept === undefined ? mkdtempSync(join(tmpdir(), 'waybill-drill-')) : join(kept, engine);
  const estate = await open(engine, dataDir);
  try {
    const report = await runDrill({ rounds, seed, estate, tell: (line) => tell(`${engine}, ${line}`) });
    tell(`\n${reportText(report)}\n`);
    // What went wrong can be looked into only while it is there.
    if (kept === undefined && report.problems.length === 0) rmSync(dataDir, { recursive: true, force: true });
    else tell(`The installation is in ${dataDir}.`);
    if (report.problems.length > 0) tell(`Again: ${commandOf(report)}`);
    return report;
  } finally {
    await estate.close();
  }
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const reports: DrillReport[] = [];
for (const engine of wanted) reports.push(await drill(engine));
if (values.json) console.log(JSON.stringify({ reports }, null, 2));
process.exit(reports.every(({ problems }) => problems.length === 0) ? 0 : 1);
