import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defectReply, problemReply, type Reply, unavailableReply } from '../../http/reply.ts';
import { type Platform, UnavailableError } from '../../ports.ts';
import type { HttpWiring } from '../../wiring.ts';
import type { RuntimeEdgeCache } from './edge-cache.ts';
import type { Functions } from './functions.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { createRouter, type Match } from './router.ts';
import { servePages, type StaticPages } from './static-pages.ts';

// What API Gateway accepts at most; routes set lower limits of their own.
const requestBodyBytesMax = 10 * 1024 * 1024;
const discardedBytesMax = 64 * 1024 * 1024;

export type HttpServerOptions = {
  readonly platform: Platform;
  readonly functions: Functions;
  readonly routes: readonly HttpWiring[];
  readonly authorizer: string;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Requests per second of one caller before 429, with a burst of twice as many. */
  readonly requestsPerSecond: number;
  /** Runs the work of one request, and resolves when what it answers is durable. @throws UnavailableError when it cannot be */
  readonly serve: <T>(work: () => Promise<T>) => Promise<T>;
  /** Folders of pages beside the API. @default none */
  readonly pages?: readonly StaticPages[];
  /** Keeps public answers that say for how long they may be kept. @default none is kept */
  readonly edge?: RuntimeEdgeCache;
};

/** The gateway of the embedded runtime: requests become API Gateway v2 events for the real handlers. */
export const startHttpServer = async (
  options: HttpServerOptions,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const router = createRouter(options.routes);
  const limiter = createRateLimiter({ perSecond: options.requestsPerSecond, clock: options.platform.clock });

  const answer = async (request: IncomingMessage, requestId: string): Promise<Reply> => {
    const [rawPath = '/', rawQuery = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const method = request.method ?? 'GET';
    // HEAD is GET without the body, which Node leaves out by itself.
    const match = router.find(method === 'HEAD' ? 'GET' : method, rawPath);
    if (match === 'no-such-path')
      return problemReply({ kind: 'not-found', code: 'no-such-path', message: `There is nothing at ${rawPath}.` }, requestId);
    if ('allowed' in match) {
      const allow = match.allowed.join(', ');
      const refused = problemReply(
        { kind: 'method-not-allowed', code: 'method-not-allowed', message: `${rawPath} takes ${allow}.` },
        requestId,
      );
      return { ...refused, headers: { ...refused.headers, allow } };
    }
    const sourceIp = request.socket.remoteAddress ?? '0.0.0.0';
    const credentials = request.headers['x-api-key'] ?? request.headers.authorization;
    // By address too: a header that nobody has checked yet buys no second bucket.
    const retryAfterSeconds = limiter.take(sourceIp) ?? (credentials === undefined ? undefined : limiter.take(String(credentials)));
    if (retryAfterSeconds !== undefined) {
      return problemReply({ kind: 'too-many-requests', code: 'too-many-requests', message: 'Slow down.', retryAfterSeconds }, requestId);
    }
    const body = await readBody(request, match.wiring.route.maxBodyBytes ?? requestBodyBytesMax);
    if (body === 'client-gone')
      return problemReply({ kind: 'invalid-input', code: 'body-incomplete', message: 'The body broke off.' }, requestId);
    if (body === 'too-large')
      return problemReply({ kind: 'too-large', code: 'body-too-large', message: 'The body is too large.' }, requestId);
    const event = gatewayEvent({ request, requestId, method, rawPath, rawQuery, sourceIp, match, body, now: options.platform.clock.now() });
    if (match.wiring.route.scope !== 'public') {
      const authorization = (await options.functions.invoke(options.authorizer, event)) as {
        readonly isAuthorized: boolean;
        readonly context?: Record<string, string>;
      };
      if (!authorization.isAuthorized) {
        return problemReply({ kind: 'forbidden', code: 'forbidden', message: 'Requests come in by the entrance only.' }, requestId);
      }
      Object.assign(event.requestContext, { authorizer: { lambda: authorization.context } });
    }
    const ask = async (): Promise<Reply> => (await options.functions.invoke(match.wiring.handler, event)) as Reply;
    const edge = isKeepable(match) ? options.edge : undefined;
    return edge ? edge.answer({ path: rawPath, query: rawQuery, ifNoneMatch: request.headers['if-none-match'] }, ask) : ask();
  };

  /** Pages are files: they ask nothing of the store, and wait for none of its commits. */
  const page = async (request: IncomingMessage): Promise<Reply | undefined> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const [path = '/'] = (request.url ?? '/').split('?');
    for (const pages of options.pages ?? []) {
      const found = await servePages(pages, path);
      if (found) return found;
    }
    return undefined;
  };

  const server = createServer((request, response) => {
    const requestId = randomUUID();
    page(request)
      .then((found) => found ?? options.serve(() => answer(request, requestId)))
      .catch((error: unknown) => {
        if (error instanceof UnavailableError) return unavailableReply(requestId);
        options.platform.observability.logger.error('gateway failed', { request_id: requestId, error: error as Error });
        return defectReply(requestId);
      })
      .then((reply) => send(response, reply, requestId))
      .catch(() => response.destroy());
  });
  server.keepAliveTimeout = 65_000;
  await listen(server, options.host, options.port);
  const { port } = server.address() as AddressInfo;
  return { url: `http://${options.host}:${port}`, close: () => closeServer(server) };
};

/** Whether answers may be the same for everybody. */
const isKeepable = ({ wiring: { route } }: Match): boolean => route.scope === 'public' && route.method === 'GET';

const gatewayEvent = (parts: {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly method: string;
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly sourceIp: string;
  readonly match: Match;
  readonly body: Buffer;
  readonly now: string;
}) => {
  const { request, method, rawPath, match } = parts;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  // The raw bytes must survive: signatures are over them.
  const text = isUtf8(parts.body) ? parts.body.toString('utf8') : undefined;
  const query = [...new URLSearchParams(parts.rawQuery)];
  return {
    version: '2.0',
    routeKey: `${method} ${match.wiring.route.path}`,
    rawPath,
    rawQueryString: parts.rawQuery,
    headers,
    ...(query.length > 0 ? { queryStringParameters: Object.fromEntries(query) } : {}),
    pathParameters: match.params,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: 'local',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: parts.sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: parts.requestId,
      routeKey: `${method} ${match.wiring.route.path}`,
      stage: '$default',
      time: parts.now,
      timeEpoch: Date.parse(parts.now),
    },
    body: text ?? parts.body.toString('base64'),
    isBase64Encoded: text === undefined,
  };
};

const isUtf8 = (bytes: Buffer): boolean => Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);

/**
 * What the client sent. Of a body that is too large the rest is still read, and dropped: a connection closed under a client
 * that is sending would keep the answer from it.
 */
const readBody = (request: IncomingMessage, maxBytes: number): Promise<Buffer | 'too-large' | 'client-gone'> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve('too-large');
      if (size > discardedBytesMax) request.destroy();
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve('client-gone'));
    request.once('close', () => resolve('client-gone'));
  });

const send = (response: ServerResponse, reply: Reply, requestId: string): void => {
  const body = reply.isBase64Encoded ? Buffer.from(reply.body ?? '', 'base64') : Buffer.from(reply.body ?? '', 'utf8');
  const headers: Record<string, string> = { 'x-request-id': requestId, 'content-length': String(body.length) };
  for (const [name, value] of Object.entries(reply.headers ?? {})) headers[name] = String(value);
  response.writeHead(reply.statusCode ?? 200, headers).end(body);
};

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
