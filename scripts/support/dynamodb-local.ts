// AWS's DynamoDB Local: where it is kept, whether it can run here, and a server of it. It is fetched once by
// `scripts/install-dynamodb-local.ts` and never part of the repository.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from './run-tool.ts';

export const dynamodbLocalInstall = 'node scripts/install-dynamodb-local.ts';

/** Folder with `DynamoDBLocal.jar` and its libraries; `WAYBILL_DYNAMODB_LOCAL` names another one. */
export const dynamodbLocalFolder = (): string => process.env['WAYBILL_DYNAMODB_LOCAL'] ?? join(projectRoot, '.cache', 'dynamodb-local');

const jarIn = (folder: string): string => join(folder, 'DynamoDBLocal.jar');

const javaVersionMin = 17;

const java = (): string => (process.env['JAVA_HOME'] === undefined ? 'java' : join(process.env['JAVA_HOME'], 'bin', 'java'));

/** What is missing of Java, or undefined. */
export const missingJava = (): string | undefined => {
  const { status, stderr } = spawnSync(java(), ['-version'], { encoding: 'utf8' });
  if (status !== 0) return 'there is no Java';
  const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  return major >= javaVersionMin ? undefined : `Java ${major} is too old, ${javaVersionMin} is needed`;
};

export const isDynamodbLocalFetched = (): boolean => existsSync(jarIn(dynamodbLocalFolder()));

/** What keeps DynamoDB Local from running here, or undefined. */
export const missingForDynamodbLocal = (): string | undefined =>
  isDynamodbLocalFetched() ? missingJava() : 'DynamoDB Local has not been fetched';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export type DynamodbLocal = { readonly endpoint: string; readonly stop: () => Promise<void> };

const readyWithinMs = 60_000;

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    // Any answer will do: an unsigned request is refused with 400.
    await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  }
};

// The shell ends Java when its own input ends, which happens also when the process that started it is killed.
const keeper = 'java=$1; shift; "$java" "$@" </dev/null & pid=$!; cat >/dev/null; kill -9 "$pid" 2>/dev/null; wait "$pid" 2>/dev/null';

/**
 * Starts a server with empty tables in memory. It has no option for the address and listens on every interface, with
 * made-up data and for as long as the tests run.
 */
export const startDynamodbLocal = async (): Promise<DynamodbLocal> => {
  const folder = dynamodbLocalFolder();
  const port = await freePort();
  const options = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
  // One collector thread and the quick compiler only: the machine's cores belong to the tests.
  const machine = [
    '-Xms128m',
    '-Xmx768m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
  ];
  const child = spawn('sh', ['-c', keeper, 'sh', java(), ...machine, '-jar', jarIn(folder), ...options], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: folder,
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = (): Promise<void> => {
    child.stdin.end();
    return ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + readyWithinMs;
  while (!(await answers(endpoint))) {
    if (performance.now() > deadline) {
      await stop();
      throw new Error(`DynamoDB Local did not answer within ${readyWithinMs} ms:\n${output.join('').slice(-2_000)}`);
    }
    await sleep(50);
  }
  return { endpoint, stop };
};
