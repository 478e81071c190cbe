import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { createWeather, startWay, type Weather } from '../../scripts/crash-drill/aws/weather.ts';

let server: Server;
let served: string[];
let target: string;
beforeEach(async () => {
  served = [];
  server = createServer((request, response) => {
    served.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'x-from': 'service' }).end('done');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const always = (strike: ReturnType<Weather['strike']>): Weather => ({ ...createWeather(createRandom(1)), strike: () => strike });

const ask = async (weather: Weather, headers: Record<string, string> = {}): Promise<Response | 'no answer'> => {
  const way = await startWay(target, weather);
  try {
    return await fetch(`${way.url}/bucket/key`, { method: 'PUT', body: 'x', headers }).catch(() => 'no answer' as const);
  } finally {
    await way.stop();
  }
};

it('passes requests and answers on as they are while it is calm', async () => {
  const answer = (await ask(always(undefined))) as Response;
  expect([answer.status, answer.headers.get('x-from')]).toEqual([200, 'service']);
  expect(served).toEqual(['PUT /bucket/key']);
});

it('throttles in the words of the protocol, and the service hears nothing', async () => {
  const answer = (await ask(always('refuse'), { 'x-amz-target': 'AmazonSQS.SendMessageBatch' })) as Response;
  expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([400, 'ThrottlingException']);
  expect(((await ask(always('refuse'))) as Response).status).toBe(503);
  expect(served).toEqual([]);
});

it('fails with 500, and the service hears nothing', async () => {
  expect(((await ask(always('fail'))) as Response).status).toBe(500);
  expect(served).toEqual([]);
});

it('loses the answer of a request that the service has carried out', async () => {
  expect(await ask(always('lose'))).toBe('no answer');
  expect(served).toEqual(['PUT /bucket/key']);
});

it('strikes some requests of a storm and none of a calm, and counts them', () => {
  const weather = createWeather(createRandom(7));
  expect(Array.from({ length: 100 }, weather.strike).filter((strike) => strike !== undefined)).toEqual([]);
  weather.storm(60_000);
  const struck = Array.from({ length: 400 }, weather.strike).filter((strike) => strike !== undefined);
  expect(new Set(struck)).toEqual(new Set(['refuse', 'fail', 'lose']));
  expect(struck.length).toBeLessThan(400);
  expect(weather.strikes()).toBe(struck.length);
  weather.calm();
  expect(Array.from({ length: 100 }, weather.strike).filter((strike) => strike !== undefined)).toEqual([]);
});
