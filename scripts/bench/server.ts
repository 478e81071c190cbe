import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { skuOf, warehouses } from './goods.ts';

/** The product as `oms start --empty` runs it, in a process of its own. */
export type Server = {
  readonly url: string;
  readonly apiKey: string;
  readonly pid: number;
  /** @throws Error unless the answer is a success */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Ends it in order, so that everything is in its files. */
  readonly stop: () => Promise<void>;
};

const program = fileURLToPath(new URL('../../bin/oms.ts', import.meta.url));
const startMsMax = 60_000;
const linesPerReceipt = 100;

/** What the process prints first: where it listens, and the first key unless one is known. @throws Error when it ends before */
const readGreeting = async (child: ChildProcess, known?: string): Promise<{ readonly url: string; readonly apiKey: string }> => {
  let said = '';
  const deadline = AbortSignal.timeout(startMsMax);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The server ended with ${String(code)} before it listened: ${said}`);
  });
  ended.catch(() => undefined);
  for (;;) {
    const [chunk] = (await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data', { signal: deadline }), ended])) as [Buffer];
    said += chunk.toString();
    const url = /answers at (\S+)/.exec(said)?.[1];
    const apiKey = known ?? /shown this once: (\S+)/.exec(said)?.[1];
    if (url !== undefined && apiKey !== undefined) return { url, apiKey };
  }
};

export type ServerOptions = {
  /** Node writes a CPU profile of the process's whole life there when it ends. */
  readonly profile?: { readonly folder: string; readonly name: string };
  /** A key of the folder; an empty folder gets one, which is shown once. */
  readonly apiKey?: string;
};

/** Starts the product over a folder. */
export const startServer = async (dataDir: string, { profile, apiKey: known }: ServerOptions = {}): Promise<Server> => {
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile.folder}`, `--cpu-prof-name=${profile.name}.cpuprofile`] : [];
  const child = spawn(process.execPath, [...profiling, program, 'start', '--empty', '--port', '0', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, apiKey } = await readGreeting(child, known);
  // What it prints later is not wanted, but must not fill the pipe.
  child.stdout.resume();
  return {
    url,
    apiKey,
    pid: child.pid ?? 0,
    ask: async (method, path, body) => {
      const response = await fetch(url + path, {
        method,
        headers: { 'x-api-key': apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.status >= 300) throw new Error(`${method} ${path} was answered ${response.status} ${text}`);
      return JSON.parse(text) as unknown;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** Both warehouses, with so many units of every article that none runs out. */
export const stockServer = async (server: Server, skus: number): Promise<void> => {
  for (const warehouse of warehouses) await server.ask('POST', '/locations', warehouse);
  for (const { location_id: locationId } of warehouses) {
    for (let first = 0; first < skus; first += linesPerReceipt) {
      const lines = Array.from({ length: Math.min(linesPerReceipt, skus - first) }, (_, index) => ({
        sku: skuOf(first + index),
        location_id: locationId,
        quantity: 1_000_000,
      }));
      await server.ask('POST', '/inventory/receipts', { receipt_id: `first-${locationId}-${first}`, lines });
    }
  }
};
