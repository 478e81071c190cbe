import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as realSleep } from 'node:timers/promises';
import { toEpochMs } from '../../../lib/kernel/instant.ts';
import { type Clock, type HttpRequest, type HttpResponse, UnavailableError } from '../../../lib/platform/ports.ts';
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

/** Where a twin is reached: at a port of this computer (any free one by default), or only by `send`, within the process. */
export type TwinPlace = number | 'in-process';

export type TwinServer = {
  readonly url: string;
  readonly trouble: TwinTrouble;
  /** Every call answered or cut off, oldest first; a cut has status 0. */
  readonly calls: readonly TwinCall[];
  /** Calls the twin without a socket, as `Http` does. @throws UnavailableError when it is cut off */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
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

/** What goes over the wire, or undefined for a connection that is cut. */
type Wire = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | Buffer };

const onTheWire = ({ status, headers, body }: TwinAnswer): Wire => {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const text =
    typeof body === 'string' ? body : body instanceof Uint8Array ? Buffer.from(body) : body === undefined ? '' : JSON.stringify(body);
  return { status, headers: { 'content-type': isRaw ? 'text/plain' : 'application/json', ...headers }, body: text };
};

type TwinServerOptions = {
  readonly answer: (request: TwinRequest) => TwinAnswer | Promise<TwinAnswer>;
  readonly clock: Clock;
  readonly random: Random;
  readonly port?: TwinPlace;
  /** Waits, for answers that are slow. @default in real time */
  readonly sleep?: (ms: number) => Promise<void>;
};

const createTwin = ({ answer, clock, random, sleep = (ms) => realSleep(ms) }: TwinServerOptions) => {
  const trouble: TwinTrouble = { down: false, slowMs: 0, failing: 0, lostAnswers: 0 };
  const calls: TwinCall[] = [];
  const note = (method: string, path: string, status: number): void => {
    calls.push({ method, path, status, at: clock.now() });
    if (calls.length > callsKept) calls.shift();
  };
  const cut = ({ method, path }: TwinRequest): undefined => {
    note(method, path, 0);
    return undefined;
  };
  const serve = async (request: TwinRequest): Promise<Wire | undefined> => {
    if (trouble.down) return cut(request);
    if (trouble.slowMs > 0) await sleep(trouble.slowMs);
    const fails = random.next() < trouble.failing;
    const given: TwinAnswer = fails ? { status: random.next() < 0.5 ? 500 : 503, body: '' } : await answer(request);
    if (random.next() < trouble.lostAnswers) return cut(request);
    note(request.method, request.path, given.status);
    return onTheWire(given);
  };
  return { trouble, calls, serve };
};

const sendTo =
  (serve: (request: TwinRequest) => Promise<Wire | undefined>): TwinServer['send'] =>
  async ({ method, url, headers = {}, body = '' }) => {
    const { pathname, searchParams } = new URL(url);
    const names = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
    const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
    const given = await serve({ method, path: pathname, query: searchParams, headers: Object.fromEntries(names), body: text });
    if (!given) throw new UnavailableError('the connection was cut');
    return { status: given.status, headers: given.headers, body: Buffer.from(given.body) };
  };

/**
 * A server on this computer that stands for a vendor's: `answer` knows the vendor's API, and this makes it slow, fail and
 * break off as real ones do.
 */
export const startTwinServer = async (options: TwinServerOptions): Promise<TwinServer> => {
  const { trouble, calls, serve } = createTwin(options);
  const send = sendTo(serve);
  if (options.port === 'in-process') {
    // Nobody else has the name, which only this process can reach.
    const url = `https://${Buffer.from(options.random.fork('name').bytes(6)).toString('hex')}.twin.example`;
    return { url, trouble, calls, send, close: () => Promise.resolve() };
  }
  const server = createServer((request, response) => {
    const run = async (): Promise<void> => {
      const given = await serve(await asRequest(request));
      if (given) response.writeHead(given.status, given.headers).end(given.body);
      else request.socket.destroy();
    };
    run().catch(() => request.socket.destroy());
  });
  const port = options.port ?? 0;
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trouble,
    calls,
    send,
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
