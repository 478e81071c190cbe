// Whether what the API answers is what the contracts say that it answers.
import { isDeepStrictEqual } from 'node:util';
import { Problem } from '../../lib/contracts/http/problem.ts';
import { createRouter } from '../../lib/platform/embedded/runtime/router.ts';
import type { Route, RouteResponse } from '../../lib/platform/http/route.ts';
import type { ContextWiring } from '../../lib/platform/wiring.ts';

export type Answered = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
};

/** What any route may answer without naming it. */
const general: ReadonlySet<number> = new Set([400, 401, 403, 404, 413, 429, 500, 503]);

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Paths at which the value has more than, or something else than, what its schema has made of it. */
const surplusIn = (value: unknown, parsed: unknown, path = ''): readonly string[] => {
  if (isDeepStrictEqual(value, parsed)) return [];
  if (!isObject(value) || !isObject(parsed)) return [path];
  return Object.entries(value).flatMap(([name, inner]) =>
    name in parsed ? surplusIn(inner, parsed[name], `${path}.${name}`) : [`${path}.${name}`],
  );
};

const jsonOf = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const schemaOf = (status: number, response: RouteResponse | undefined): RouteResponse['schema'] =>
  response?.schema ?? (status >= 400 ? Problem : undefined);

const typeOf = (status: number, response: RouteResponse | undefined): string | undefined => {
  if (status >= 400) return 'application/problem+json';
  return response?.contentType ?? (response?.schema ? 'application/json' : undefined);
};

const bodyProblems = (route: Route, { status, contentType, text }: Answered): readonly string[] => {
  const response = route.responses[status];
  const expectedType = typeOf(status, response);
  if (expectedType === undefined) return text === '' ? [] : ['answers a body that the contract does not know of'];
  if (contentType?.split(';')[0] !== expectedType) return [`is ${contentType ?? 'of no type'}, not ${expectedType}`];
  const schema = schemaOf(status, response);
  if (!schema) return [];
  const value = jsonOf(text);
  if (value === undefined) return ['is not JSON'];
  const parsed = schema.safeParse(value);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`);
  return surplusIn(value, parsed.data).map((path) => `${path.slice(1)}: is not in the schema`);
};

/** Checks answers against the routes of the product. @returns what is wrong with one; undefined when nothing is */
export const createContractGuard = (wirings: readonly ContextWiring[]) => {
  const router = createRouter(wirings.flatMap(({ http = [] }) => http));
  return (answered: Answered): string | undefined => {
    const { method, path, status } = answered;
    // What comes before the routes (no such path, another method) and beside them (pages) is no route's answer.
    const match = router.find(method, path.split('?')[0] ?? path);
    if (typeof match === 'string' || 'allowed' in match) return undefined;
    const { route } = match.wiring;
    const problems =
      status in route.responses || general.has(status) ? bodyProblems(route, answered) : ['is a status that the contract does not name'];
    return problems.length === 0 ? undefined : `${route.method} ${route.path} answered ${status} to ${path}: ${problems.join('; ')}`;
  };
};

/** An answer that is not as its contract says. */
export class ContractBrokenError extends Error {
  override readonly name = 'ContractBrokenError';
}

type Guard = ReturnType<typeof createContractGuard>;

const watched = new Map<string, { readonly guard: Guard; readonly broken: string[] }>();
let isPatched = false;

/** A response whose body can be read, in place of one whose body has been. */
const sameResponse = ({ status, statusText, headers, url, redirected }: Response, bytes: ArrayBuffer): Response =>
  Object.defineProperties(new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers }), {
    url: { value: url },
    redirected: { value: redirected },
  });

/** Looks at every answer that this process gets by `fetch`, whoever asks. */
const patchFetch = (): void => {
  if (isPatched) return;
  isPatched = true;
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    const { origin, pathname, search } = new URL(response.url || (input instanceof Request ? input.url : String(input)));
    const installation = watched.get(origin);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    if (!installation || method === 'HEAD') return response;
    const contentType = response.headers.get('content-type');
    // Read once and given on, because a stream that is split is read by turns, which thousands of requests at once would feel.
    const bytes = await response.arrayBuffer();
    const text = Buffer.from(bytes).toString('utf8');
    const problem = installation.guard({ method, path: pathname + search, status: response.status, contentType, text });
    if (problem === undefined) return sameResponse(response, bytes);
    installation.broken.push(problem);
    throw new ContractBrokenError(problem);
  };
};

/**
 * From now on an answer of the installation that is not as its contract says fails the request.
 * @returns ends that. @throws ContractBrokenError when there was such an answer, for tests that looked past it
 */
export const watchAnswers = (url: string, wirings: readonly ContextWiring[]): (() => void) => {
  patchFetch();
  const installation = { guard: createContractGuard(wirings), broken: [] as string[] };
  watched.set(url, installation);
  return () => {
    watched.delete(url);
    if (installation.broken.length > 0) throw new ContractBrokenError([...new Set(installation.broken)].join('\n'));
  };
};
