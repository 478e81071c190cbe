// Kills a whole installation with SIGKILL at random moments under load, again and again over the same folder, and then
// asks whether anything was lost, done twice or left lying:
//   npm run crash-drill -- --rounds 20 --seed 1 [--data-dir <folder>]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DrillReport, runDrill } from './crash-drill/drill.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, 'data-dir': { type: 'string' } },
});

const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  console.error('--rounds takes a whole number above 0, --seed a whole number.');
  process.exit(2);
}

const summary = ({ orders, violations, byStatus }: DrillReport): string => {
  const stages = Object.entries(byStatus).map(([status, count]) => `${count} ${status}`);
  return `${orders} orders acknowledged: ${stages.join(', ')}. ${violations.length === 0 ? 'Nothing lost, nothing twice.' : `${violations.length} violations:`}`;
};

const dataDir = values['data-dir'] ?? mkdtempSync(join(tmpdir(), 'waybill-drill-'));
const report = await runDrill({ rounds, seed, dataDir, tell: (line) => console.log(line) });
console.log(summary(report));
for (const violation of report.violations) console.log(`  ${violation}`);
// What went wrong can be looked into only while it is there.
if (values['data-dir'] === undefined && report.violations.length === 0) rmSync(dataDir, { recursive: true, force: true });
else console.log(`The installation is in ${dataDir}.`);
process.exit(report.violations.length === 0 ? 0 : 1);
