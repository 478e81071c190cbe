import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemClock } from '../../../lib/platform/system/clock.system.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { startHttpServer } from '../../../lib/platform/embedded/runtime/http-server.ts';
import type { HttpEvent } from '../../../lib/platform/handlers/http.handler.ts';
import type { Route } from '../../../lib/platform/http/route.ts';
import { type Platform, UnavailableError } from '../../../lib/platform/ports.ts';

const route = (more: Partial<Route>): Route => ({
  method: 'POST',
  path: '/echo',
  scope: 'public',
  summary: 'Echo',
  body: z.unknown(),
  responses: { 200: { description: 'ok' } },
  ...more,
});

let url: string;
let close: () => Promise<void>;
let events: HttpEvent[];
let diskIsFull = false;
beforeEach(async () => {
  events = [];
  diskIsFull = false;
  const server = await startHttpServer({
    platform: { clock: systemClock, observability: createLocalObservability() } as unknown as Platform,
    functions: {
      preload: async () => undefined,
      invoke: async (name, event) => {
        if (name === 'breaks') throw new Error('a defect');
        events.push(event as HttpEvent);
        return { statusCode: 200, body: '{}', headers: { 'content-type': 'application/json' } };
      },
    },
    routes: [
      { route: route({ maxBodyBytes: 8_192 }), handler: 'echo' },
      { route: route({ method: 'GET', path: '/things/{id}' }), handler: 'thing' },
      { route: route({ method: 'GET', path: '/things/newest' }), handler: 'newest' },
      { route: route({ method: 'GET', path: '/breaks' }), handler: 'breaks' },
    ],
    authorizer: 'authorize',
    host: '127.0.0.1',
    port: 0,
    requestsPerSecond: 1_000,
    serve: async (work) => {
      const answer = await work();
      if (diskIsFull) throw new UnavailableError('The disk is full');
      return answer;
    },
  });
  ({ url, close } = server);
});
afterEach(() => close());

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(5_000) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('a body', () => {
  it.each([8_193, 300_000, 5_000_000, 40_000_000])('of %i bytes is refused with an answer that reaches the sender', async (bytes) => {
    for (let turn = 0; turn < 3; turn += 1)
      expect(await ask('/echo', { method: 'POST', body: 'x'.repeat(bytes) })).toMatchObject({
        status: 413,
        body: { code: 'body-too-large' },
      });
    expect(events).toEqual([]);
    // The connection is good for the next request.
    expect((await ask('/echo', { method: 'POST', body: 'x' })).status).toBe(200);
  });

  it('that breaks off is forgotten, and the server goes on', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST /echo HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf of');
    await sleep(20);
    socket.destroy();
    await sleep(20);
    expect(events).toEqual([]);
    expect((await ask('/echo', { method: 'POST', body: 'x' })).status).toBe(200);
  });

  it('reaches the function byte for byte, text or not', async () => {
    const bytes = new Uint8Array([0xff, 0x00, 0x80, 0x7b]);
    await ask('/echo', { method: 'POST', body: bytes });
    await ask('/echo', { method: 'POST', body: 'größe' });
    expect(events.map(({ body, isBase64Encoded }) => Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'))).toEqual([
      Buffer.from(bytes),
      Buffer.from('größe'),
    ]);
  });
});

describe('a path', () => {
  it('is looked up literally before it is taken as a parameter', async () => {
    await ask('/things/newest');
    await ask('/things/a%2Fb%20c');
    expect(events.map(({ routeKey, pathParameters }) => [routeKey, pathParameters])).toEqual([
      ['GET /things/newest', {}],
      ['GET /things/{id}', { id: 'a/b c' }],
    ]);
  });

  it('that names nothing is 404, and another method 405', async () => {
    expect((await ask('/nothing')).status).toBe(404);
    expect((await ask('/things/')).status).toBe(404);
    expect((await ask('/things/%ff')).status).toBe(404);
    expect((await ask('/echo')).status).toBe(405);
  });
});

it('a defect is told to nobody outside but by the id that finds it in the log', async () => {
  const { status, body } = await ask('/breaks');
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('a defect');
});

it('what could not be made durable is not told, but asked for again', async () => {
  diskIsFull = true;
  const response = await fetch(`${url}/things/1`);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await response.json()).toMatchObject({ code: 'unavailable' });
});
