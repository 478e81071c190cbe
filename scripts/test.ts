// `npm test`: runs every suite once and ends with one line, `N passed, N failed`. Arguments go to vitest: `npm test -- test/kernel`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './support/run-tool.ts';
import { countVitest } from './support/vitest-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-test-'));
const reportFile = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
const { exitCode } = await runTool('vitest', ['run', ...reporters, ...process.argv.slice(2)], { output: 'show' });

const readReport = (): string | undefined => {
  try {
    return readFileSync(reportFile, 'utf8');
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const { passed, failed } = countVitest(readReport(), exitCode);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
