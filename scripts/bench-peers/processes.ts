// Programs that this benchmark runs to their end, and servers that it starts and stops.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '../support/processes.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

type RunOptions = {
  readonly cwd: string;
  readonly env?: Environment;
  readonly uid?: number;
  readonly gid?: number;
};

/** Without what npm tells the scripts that it runs: a package manager in another folder would follow it back to this one. */
const cleanEnvironment = (added: Environment = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_OPTIONS$)/i.test(name))),
  ...added,
});

const lastWords = (text: string): string => text.trim().slice(-1_500);

/** Runs a program to its end. @returns its standard output, @throws Error with the end of what it wrote when it fails */
export const runProgram = (program: string, args: readonly string[], { env, ...options }: RunOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = startProcess(program, args, { ...options, env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, all]: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on('data', (chunk: Buffer) => {
      out.push(chunk);
      all.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => all.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else
        reject(new Error(`${program} ${args.slice(0, 2).join(' ')} ended with ${code}: ${lastWords(Buffer.concat(all).toString('utf8'))}`));
    });
  });

export type Service = {
  /** Ends it in order, and by force when it takes too long. */
  readonly stop: () => Promise<void>;
};

export type ServiceOptions = RunOptions & {
  readonly name: string;
  readonly logFile: string;
  /** Whether it answers. */
  readonly isReady: () => Promise<boolean>;
  readonly stopSignal?: NodeJS.Signals;
};

const readyWithinMs = 90_000;
const stopWithinMs = 15_000;
const pauseMs = 100;

/** Starts a server and waits until it answers. @throws Error with the end of its log when it does not */
export const startService = async (program: string, args: readonly string[], options: ServiceOptions): Promise<Service> => {
  const { name, logFile, isReady, stopSignal = 'SIGTERM', env, ...where } = options;
  const log = openSync(logFile, 'a');
  const child = startProcess(program, args, { ...where, env: cleanEnvironment(env), stdio: ['ignore', log, log] });
  closeSync(log);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const hasEnded = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async (): Promise<void> => {
    if (hasEnded()) return;
    child.kill(stopSignal);
    const patience = new AbortController();
    await Promise.race([ended, sleep(stopWithinMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
    if (!hasEnded()) child.kill('SIGKILL');
    await ended;
  };
  const deadline = performance.now() + readyWithinMs;
  while (!(await isReady())) {
    if (hasEnded() || performance.now() > deadline) {
      await stop();
      throw new Error(`${name} did not come up: ${failure?.message ?? lastWords(readFileSync(logFile, 'utf8'))}`);
    }
    await sleep(pauseMs);
  }
  return { stop };
};

/** Whether a server answers a request for a page with success. */
export const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
