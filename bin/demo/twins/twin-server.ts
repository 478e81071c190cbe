import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { toEpochMs } from '../../../lib/kernel/instant.ts';
import type { Clock } from '../../../lib/platform/ports.ts';
import type { Random } from '../../../lib/platform/simulation/random.ts';

/** A request as a twin sees it. */
export type TwinRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

export type TwinAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; text and bytes go out as they are. */
  readonly body?: unknown;
};

/** What goes wrong at a vendor; everything at once if wanted. Changed while it runs. */
export type TwinTrouble = {
  /** Nothing answers: connections are cut. */
  down: boolean;
  /** Milliseconds before each answer. */
  slowMs: number;
  /** Share of calls, 0 to 1, that end in a 500 or 503 before anything was done. */
  failing: number;
  /** Share of calls, 0 to 1, that are done and whose answer is cut off. */
  lostAnswers: number;
};

export type TwinCall = { readonly method: string; readonly path: string; readonly status: number; readonly at: string };

export type TwinServer = {
  readonly url: string;
  readonly trouble: TwinTrouble;
  /** Every call answered or cut off, oldest first; a cut has status 0. */
  readonly calls: readonly TwinCall[];
  readonly close: () => Promise<void>;
};

const callsKept = 10_000;

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const asRequest = async (request: IncomingMessage): Promise<TwinRequest> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://twin');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  return { method: request.method ?? 'GET', path: pathname, query: searchParams, headers, body: await readAll(request) };
};

/**
 * A server on this computer that stands for a vendor's: `answer` knows the vendor's API, and this makes it slow, fail and
 * break off as real ones do.
 */
export const startTwinServer = async (options: {
  readonly answer: (request: TwinRequest) => TwinAnswer | Promise<TwinAnswer>;
  readonly clock: Clock;
  readonly random: Random;
  readonly port?: number;
}): Promise<TwinServer> => {
  const { clock, random } = options;
  const trouble: TwinTrouble = { down: false, slowMs: 0, failing: 0, lostAnswers: 0 };
  const calls: TwinCall[] = [];
  const note = (method: string, path: string, status: number): void => {
    calls.push({ method, path, status, at: clock.now() });
    if (calls.length > callsKept) calls.shift();
  };

  const server = createServer((request, response) => {
    const run = async (): Promise<void> => {
      const read = await asRequest(request);
      const cut = (): void => {
        note(read.method, read.path, 0);
        request.socket.destroy();
      };
      if (trouble.down) return cut();
      if (trouble.slowMs > 0) await sleep(trouble.slowMs);
      const fails = random.next() < trouble.failing;
      const answer: TwinAnswer = fails ? { status: random.next() < 0.5 ? 500 : 503, body: '' } : await options.answer(read);
      if (random.next() < trouble.lostAnswers) return cut();
      note(read.method, read.path, answer.status);
      const isRaw = typeof answer.body === 'string' || answer.body instanceof Uint8Array;
      const text = isRaw ? answer.body : answer.body === undefined ? '' : JSON.stringify(answer.body);
      const type = isRaw ? 'text/plain' : 'application/json';
      response.writeHead(answer.status, { 'content-type': type, ...answer.headers }).end(text);
    };
    run().catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    trouble,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** A vendor's own bucket of calls, by the twin's clock. */
export const createTwinBucket = (rule: { readonly perSecond: number; readonly burst: number }, clock: Clock) => {
  let left = rule.burst;
  let at = toEpochMs(clock.now());
  return {
    /** @returns whether the call is within the limit, and what is left */
    take: (cost = 1): { readonly allowed: boolean; readonly left: number; readonly retryAfterSeconds: number } => {
      const now = toEpochMs(clock.now());
      left = Math.min(rule.burst, left + (Math.max(0, now - at) / 1_000) * rule.perSecond);
      at = now;
      if (left < cost) return { allowed: false, left, retryAfterSeconds: (cost - left) / rule.perSecond };
      left -= cost;
      return { allowed: true, left, retryAfterSeconds: 0 };
    },
  };
};
