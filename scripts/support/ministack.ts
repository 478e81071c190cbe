// MiniStack: where it is kept, and one server of it with an empty state. Each run has its own: a server that is started
// again over its files fails the executions that were under way.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from './run-tool.ts';
import { runProcess, startProcess } from './processes.ts';

const requirements = join(import.meta.dirname, 'ministack.requirements.txt');
const folder = join(projectRoot, '.cache', 'ministack');
const readyWithinMs = 30_000;
const stopWithinMs = 5_000;

export const ministackVersion = (): string => /^ministack==(\S+)$/m.exec(readFileSync(requirements, 'utf8'))?.[1] ?? 'unknown';

const run = (tool: string, args: readonly string[]) => runProcess(tool, args, { cwd: projectRoot });

/** Fetches MiniStack into a virtual environment of its own, unless it is there. Needs Python 3.10 or newer with venv. */
export const installMinistack = async (): Promise<void> => {
  mkdirSync(join(folder, '..'), { recursive: true });
  // Nothing in the cache belongs into the repository, wherever the cache stands.
  writeFileSync(join(folder, '..', '.gitignore'), '*\n');
  const python = join(folder, 'bin', 'python');
  if (!existsSync(python)) await run('python3', ['-m', 'venv', folder]);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]);
};

export const ministackInstall = 'node scripts/install-ministack.ts';

/** What keeps MiniStack from running here, or undefined. */
export const missingMinistack = (): string | undefined =>
  existsSync(join(folder, 'bin', 'ministack')) ? undefined : 'MiniStack has not been fetched';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export type Emulator = {
  readonly endpoint: string;
  /** What the server has said so far: its own lines, and the output of functions that streams and queues called. */
  readonly log: () => string;
  /** Ends the server, and with it every function that it runs. */
  readonly stop: () => Promise<void>;
};

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    return (await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
};

const environment = (workDir: string, port: number): Readonly<Record<string, string>> => ({
  // Functions run under the project's own Node, which is the version of Lambda's runtime.
  PATH: [join(projectRoot, 'node_modules', '.bin'), process.env['PATH']].filter(Boolean).join(delimiter),
  HOME: workDir,
  TMPDIR: workDir,
  BIND_HOST: '127.0.0.1',
  MINISTACK_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  STATE_DIR: join(workDir, 'state'),
  S3_DATA_DIR: join(workDir, 's3'),
  LAMBDA_EXECUTOR: 'local',
  SFTP_ENABLED: '0',
});

/** @param workDir an empty folder, which the caller removes after `stop` */
export const startMinistack = async (workDir: string): Promise<Emulator> => {
  const port = await freePort();
  const logFile = join(workDir, 'ministack.log');
  const logHandle = openSync(logFile, 'a');
  const child = startProcess(join(folder, 'bin', 'ministack'), [], {
    cwd: workDir,
    env: environment(workDir, port),
    stdio: ['ignore', logHandle, logHandle],
  });
  closeSync(logHandle);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const stop = async (): Promise<void> => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(stopWithinMs)]);
    child.kill('SIGKILL');
    await ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  const log = (): string => readFileSync(logFile, 'utf8');
  const deadline = performance.now() + readyWithinMs;
  while (!(await answers(endpoint))) {
    if (failure !== undefined || child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`MiniStack did not come up: ${failure?.message ?? log().slice(-2_000)}`);
    }
    await sleep(100);
  }
  return { endpoint, log, stop };
};
