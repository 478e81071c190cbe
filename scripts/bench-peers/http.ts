import { Agent, request } from 'node:http';

export type Answer = { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly text: string };

export type Ask = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown) => Promise<Answer>;

export type Connections = {
  readonly ask: Ask;
  /** Requests so far. */
  readonly requests: () => number;
  readonly close: () => void;
};

/** Connections to one server that stay open, one for each client. */
export const openConnections = (url: string, clients: number): Connections => {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let requests = 0;
  const ask: Ask = (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      requests += 1;
      const text = body === undefined ? undefined : JSON.stringify(body);
      const length = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const call = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      call.once('error', reject);
      call.end(text);
    });
  return { ask, requests: () => requests, close: () => agent.destroy() };
};
