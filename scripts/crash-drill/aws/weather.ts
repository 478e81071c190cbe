// What stands between the processes and the services: a way on which, in a storm, requests are refused or get lost.
import { Agent, createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../../../lib/platform/simulation/random.ts';

/** `refuse`: throttled, not done. `fail`: answered 500, not done. `lose`: done, and the answer is lost. */
type Strike = 'refuse' | 'fail' | 'lose';

export type Weather = {
  /** Strikes requests for so many milliseconds from now on. */
  readonly storm: (ms: number) => void;
  readonly calm: () => void;
  /** What happens to the next request; undefined when nothing does. */
  readonly strike: () => Strike | undefined;
  /** Requests that were struck so far. */
  readonly strikes: () => number;
};

/** Of the requests in a storm. */
const strikeProbability = 0.25;
const kinds: readonly Strike[] = ['refuse', 'fail', 'lose'];

export const createWeather = (random: Random): Weather => {
  let stormyUntil = 0;
  let strikes = 0;
  return {
    storm: (ms) => {
      stormyUntil = performance.now() + ms;
    },
    calm: () => {
      stormyUntil = 0;
    },
    strike: () => {
      if (performance.now() >= stormyUntil || !random.chance(strikeProbability)) return undefined;
      strikes += 1;
      return random.pick(kinds);
    },
    strikes: () => strikes,
  };
};

const json = (response: ServerResponse, status: number, code: string): void => {
  const body = JSON.stringify({ __type: code, message: 'A storm of the drill.' });
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code }).end(body);
};

/** Services of a JSON protocol name the operation in a header; the scheduler has paths; what is left is S3. */
const refuse = (request: IncomingMessage, response: ServerResponse): void => {
  if (request.headers['x-amz-target'] !== undefined || request.url?.startsWith('/schedules') === true)
    json(response, 400, 'ThrottlingException');
  else response.writeHead(503, { 'content-type': 'application/xml' }).end('<Error><Code>SlowDown</Code></Error>');
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** A server in front of another one, with the weather between them. Signatures are not checked there, so that all else may stay. */
export const startWay = async (target: string, weather: Weather): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const { hostname, port } = new URL(target);

  const forward = (request: IncomingMessage, body: Buffer, response: ServerResponse, isLost: boolean): void => {
    const { expect: _expect, 'transfer-encoding': _encoding, connection: _connection, ...headers } = request.headers;
    const onward = sendRequest(
      { agent, hostname, port, method: request.method, path: request.url, headers: { ...headers, 'content-length': String(body.length) } },
      (answer) => {
        if (isLost) {
          answer.resume();
          response.destroy();
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    onward.end(body);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const strike = weather.strike();
    if (strike === 'refuse') refuse(request, response);
    else if (strike === 'fail') json(response, 500, 'InternalServerError');
    else forward(request, body, response, strike === 'lose');
  };

  // Who asks may die while asking; what it had sent in full still arrives.
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
