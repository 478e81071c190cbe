import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Http, LimitExceededError, UnavailableError } from '../../lib/platform/ports.ts';

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.url === '/redirect') {
    response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end('moved');
  } else if (request.url === '/error') {
    response.writeHead(503, { 'Retry-After': '7' }).end('busy');
  } else if (request.url === '/hang') {
    response.writeHead(200);
    response.write('never finished');
  } else if (request.url === '/endless') {
    response.on('error', () => undefined);
    const chunk = Buffer.alloc(1024 * 1024);
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', pour);
    };
    pour();
  } else {
    const echo = { method: request.method, header: request.headers['x-test'] ?? null, body: Buffer.concat(chunks).toString('hex') };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(echo));
  }
};

/** What every engine's `Http` does, against a server of this process. */
export const describeHttpContract = (name: string, http: Http): void => {
  describe(`Http: ${name}`, () => {
    let server: Server;
    let base = '';
    beforeAll(async () => {
      server = createServer((request, response) => void answer(request, response));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });

    const textOf = (body: Uint8Array): string => Buffer.from(body).toString();

    it('sends method, headers and body, and gives status, headers in lower case and body', async () => {
      const response = await http.send({
        method: 'POST',
        url: `${base}/echo`,
        headers: { 'X-Test': 'yes' },
        body: 'hällo',
        deadlineMs: 5_000,
      });
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toBe('application/json');
      expect(JSON.parse(textOf(response.body))).toEqual({ method: 'POST', header: 'yes', body: Buffer.from('hällo').toString('hex') });
    });

    it('sends bytes as they are', async () => {
      const response = await http.send({ method: 'PUT', url: `${base}/echo`, body: Uint8Array.of(0, 255, 128), deadlineMs: 5_000 });
      expect(JSON.parse(textOf(response.body))).toMatchObject({ body: '00ff80' });
    });

    it('takes any status for an answer', async () => {
      const response = await http.send({ method: 'GET', url: `${base}/error`, deadlineMs: 5_000 });
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toBe('7');
    });

    it('does not follow a redirect', async () => {
      const response = await http.send({ method: 'GET', url: `${base}/redirect`, deadlineMs: 5_000 });
      expect(response.status).toBe(302);
      expect(response.headers['location']).toBe('http://127.0.0.1:1/elsewhere');
    });

    it('is unavailable when nobody answers, or the answer does not end within the deadline', async () => {
      await expect(http.send({ method: 'GET', url: 'http://127.0.0.1:1/', deadlineMs: 2_000 })).rejects.toBeInstanceOf(UnavailableError);
      await expect(http.send({ method: 'GET', url: `${base}/hang`, deadlineMs: 100 })).rejects.toBeInstanceOf(UnavailableError);
    });

    it('reads no answer without end', async () => {
      await expect(http.send({ method: 'GET', url: `${base}/endless`, deadlineMs: 10_000 })).rejects.toBeInstanceOf(LimitExceededError);
    });

    it.each(['file:///etc/hostname', 'data:text/plain,hello', 'no address'])('refuses %s', async (url) => {
      await expect(http.send({ method: 'GET', url, deadlineMs: 1_000 })).rejects.toThrow(TypeError);
    });

    it('refuses a deadline out of bounds', async () => {
      await expect(http.send({ method: 'GET', url: base, deadlineMs: 0 })).rejects.toThrow(LimitExceededError);
      await expect(http.send({ method: 'GET', url: base, deadlineMs: 60_001 })).rejects.toThrow(LimitExceededError);
    });
  });
};
