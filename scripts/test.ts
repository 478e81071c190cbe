// `npm test`: runs every suite once and ends with one line, `N passed, N failed`. Arguments go to vitest: `npm test -- test/kernel`.
// Without arguments the stories told through HTTP run a second time, with the product's tables on DynamoDB Local.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamodbLocalInstall, missingForDynamodbLocal } from './support/dynamodb-local.ts';
import { functionNeeds } from '../lib/function-needs.ts';
import { compareNeeds, readNeedsUsed } from './support/needs-used.ts';
import { withRareNeeds } from './support/rare-needs.ts';
import { runTool } from './support/run-tool.ts';
import { addCounts, type Count, countVitest } from './support/vitest-report.ts';

const storiesOnDynamo = ['lifecycle', 'scenarios', 'idempotency', 'oversell', 'history', 'safeguards'];

const readReport = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const runVitest = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Count> => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-test-'));
  try {
    const file = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { exitCode } = await runTool('vitest', ['run', ...reporters, ...args], { output: 'show', env });
    return countVitest(readReport(file), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const runStoriesOnDynamo = async (): Promise<Count> => {
  const missing = missingForDynamodbLocal();
  if (missing === undefined) {
    const files = storiesOnDynamo.map((story) => `test/e2e/${story}.test.ts`);
    // The same stories take several times as long over HTTP and a second process.
    return runVitest(['--testTimeout=60000', ...files], { WAYBILL_TEST_ENGINE: 'dynamodb' });
  }
  console.error(`SUITE NOT RUN: end-to-end stories on DynamoDB: ${missing}. To run it: ${dynamodbLocalInstall}`);
  return { passed: 0, failed: process.env['WAYBILL_REQUIRE_ALL_SUITES'] === '1' ? 1 : 0 };
};

/** Everything once, and then whether each function used just what is declared for it. */
const runEverything = async (): Promise<readonly Count[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-needs-'));
  try {
    const vitest = await runVitest([], { WAYBILL_NEEDS_USED: folder });
    const needs = compareNeeds(functionNeeds, withRareNeeds(readNeedsUsed(folder)));
    for (const problem of needs.problems) console.error(`NEEDS: ${problem}`);
    if (needs.problems.length > 0) console.error('Where that is right, `npm run build:needs` writes it down; read the difference.');
    return [vitest, { passed: needs.right, failed: needs.problems.length }, await runStoriesOnDynamo()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const args = process.argv.slice(2);
const counts = args.length === 0 ? await runEverything() : [await runVitest(args)];
const { passed, failed } = addCounts(counts);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
