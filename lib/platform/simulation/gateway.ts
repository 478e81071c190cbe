import type { RuntimeEdgeCache } from '../embedded/runtime/edge-cache.ts';
import { createRouter, type Match } from '../embedded/runtime/router.ts';
import type { Functions } from '../embedded/runtime/functions.ts';
import type { Reply } from '../http/reply.ts';
import type { HandlerName, HttpWiring } from '../wiring.ts';
import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export type SimulatedRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the query string. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type SimulatedAnswer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** @returns undefined when no answer came: what was asked may have been done or not */
export type SimulatedGateway = (request: SimulatedRequest) => Promise<SimulatedAnswer | undefined>;

const wayMs = { from: 5, to: 60 } as const;

const gatewayEvent = ({ method, path, headers = {}, body = '' }: SimulatedRequest, match: Match, requestId: string, now: string) => {
  const [rawPath = '/', rawQueryString = ''] = path.split(/\?(.*)/s);
  const query = [...new URLSearchParams(rawQueryString)];
  const routeKey = `${method} ${match.wiring.route.path}`;
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    headers,
    ...(query.length > 0 ? { queryStringParameters: Object.fromEntries(query) } : {}),
    pathParameters: match.params,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'local',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
      requestId,
      routeKey,
      stage: '$default',
      time: now,
      timeEpoch: Date.parse(now),
    },
    body,
    isBase64Encoded: false,
  };
};

/** The way of a request to its function and back: either may fail. */
export const createGateway = (parts: {
  readonly functions: Functions;
  readonly routes: readonly HttpWiring[];
  readonly authorizer: HandlerName;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: Random;
  /** Keeps what everybody may see. */
  readonly edge: RuntimeEdgeCache;
}): SimulatedGateway => {
  const { functions, scheduler, faults, random } = parts;
  const router = createRouter(parts.routes);
  let requests = 0;

  const authorize = async (event: ReturnType<typeof gatewayEvent>, isPublic: boolean): Promise<boolean> => {
    if (isPublic) return true;
    type Authorization = { readonly isAuthorized: boolean; readonly context?: Readonly<Record<string, string>> };
    const { isAuthorized, context } = (await functions.invoke(parts.authorizer, event)) as Authorization;
    Object.assign(event.requestContext, { authorizer: { lambda: context } });
    return isAuthorized;
  };

  const serve = async (request: SimulatedRequest, match: Match, requestId: string): Promise<SimulatedAnswer | undefined> => {
    const event = gatewayEvent(request, match, requestId, scheduler.clock.now());
    const isPublic = match.wiring.route.scope === 'public';
    const ask = async (): Promise<Reply> => (await functions.invoke(match.wiring.handler, event)) as Reply;
    try {
      if (!(await authorize(event, isPublic))) return { status: 403, body: {} };
      const asked = { path: event.rawPath, query: event.rawQueryString, ifNoneMatch: undefined };
      const reply = await (isPublic && request.method === 'GET' ? parts.edge.answer(asked, ask) : ask());
      const { statusCode = 200, body = '' } = reply;
      return { status: statusCode, body: body === '' ? {} : (JSON.parse(body) as SimulatedAnswer['body']) };
    } catch {
      // The gateway tells nothing of why a function did not answer.
      return undefined;
    }
  };

  return async (request) => {
    requests += 1;
    const label = `request ${requests} ${request.method} ${request.path}`;
    const [path = '/'] = request.path.split('?');
    const match = router.find(request.method, path);
    if (match === 'no-such-path' || 'allowed' in match) throw new Error(`No route takes ${request.method} ${path}`);
    await scheduler.sleep(random.between(wayMs.from, wayMs.to), label);
    if (faults.outageUntilMs() > scheduler.nowMs() || faults.strikes('drop')) return undefined;
    const answer = await serve(request, match, `request-${requests}`);
    await scheduler.sleep(random.between(wayMs.from, wayMs.to), `${label} is answered ${answer?.status ?? 'with nothing'}`);
    return faults.strikes('lost-reply') ? undefined : answer;
  };
};
