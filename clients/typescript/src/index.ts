/** Client of the Waybill API for browsers and Node: every operation of docs/api/openapi.json as a typed function. */
import { createClient } from './generated/client/index.ts';
import * as operations from './generated/sdk.gen.ts';
import type { Problem } from './generated/types.gen.ts';
import { createPatientFetch, type Patience } from './patient-fetch.ts';
import { WaybillError } from './waybill-error.ts';

export type * from './generated/types.gen.ts';
export type { Patience } from './patient-fetch.ts';
export { WaybillError } from './waybill-error.ts';

type Token = string | (() => string | undefined | Promise<string | undefined>);

/** How to reach an installation, and as whom. */
export type WaybillOptions = {
  /** Such as `https://oms.example.com`, without a slash at the end. Empty in a page that the installation itself serves. */
  readonly baseUrl: string;
  /** Of a machine. */
  readonly apiKey?: string;
  /** Of a person who has signed in. A function is asked before each request; undefined sends none. */
  readonly token?: Token;
  /** The tenant, for people who belong to several. */
  readonly tenantId?: string;
  /** @default the global `fetch` */
  readonly fetch?: typeof globalThis.fetch;
  /** How long to wait when the API says that it cannot answer now. */
  readonly patience?: Patience;
};

type Operations = typeof operations;
type InputKeys = 'path' | 'query' | 'body' | 'headers' | 'signal';
type Given<F extends (...args: never[]) => unknown> = NonNullable<Parameters<F>[0]>;

type HeadersOf<T> = T extends { readonly headers?: infer H } ? NonNullable<H> : never;
/** The header of that name, under a name that reads better. */
type Key<T> = 'idempotency-key' extends keyof HeadersOf<T> ? { readonly idempotencyKey?: string } : unknown;
type Input<F extends (...args: never[]) => unknown> = Pick<Given<F>, Extract<keyof Given<F>, InputKeys>> & Key<Given<F>>;

type Answer<F extends (...args: never[]) => unknown> =
  Awaited<ReturnType<F>> extends infer R ? (R extends { readonly data: infer D } ? Exclude<D, undefined> : never) : never;

type Operation<F extends (...args: never[]) => unknown> =
  Record<never, never> extends Input<F> ? (input?: Input<F>) => Promise<Answer<F>> : (input: Input<F>) => Promise<Answer<F>>;

/**
 * Every operation by its name. Each resolves to the body of the answer, and rejects with a `WaybillError` that holds the
 * problem when the API refuses, or with what `fetch` rejects with when it cannot be reached.
 */
export type Waybill = { readonly [Name in keyof Operations]: Operation<Operations[Name]> };

type Called = {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response?: Response;
};
type AnyInput = { readonly headers?: Readonly<Record<string, string>>; readonly idempotencyKey?: string };
type AnyOperation = (options: object) => Promise<Called>;

const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null && 'code' in value && 'title' in value;

/** Whatever stands before the API may answer with a page of its own. */
const problemOf = (error: unknown, { status, statusText }: Response): Problem =>
  isProblem(error) ? error : { type: 'about:blank', title: statusText || `Answered with ${status}`, status, code: 'no-problem-given' };

/**
 * A client for one installation.
 * @example
 * const waybill = createWaybill({ baseUrl: 'https://oms.example.com', apiKey });
 * const order = await waybill.placeOrder({ body, idempotencyKey: cart.id });
 */
export const createWaybill = (options: WaybillOptions): Waybill => {
  const { apiKey, token, tenantId } = options;
  const client = createClient({
    baseUrl: options.baseUrl,
    fetch: createPatientFetch(options.fetch ?? ((...args) => globalThis.fetch(...args)), options.patience),
    headers: tenantId === undefined ? {} : { 'x-tenant-id': tenantId },
    auth: ({ scheme }) => (scheme === 'bearer' ? (typeof token === 'function' ? token() : token) : apiKey),
  });

  const call =
    (operation: AnyOperation) =>
    async ({ idempotencyKey, headers, ...input }: AnyInput = {}): Promise<unknown> => {
      const key = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
      const { data, error, response } = await operation({ ...input, headers: { ...headers, ...key }, client });
      if (response !== undefined && !response.ok) throw new WaybillError(problemOf(error, response), response);
      // Nothing was answered, or not what it says it is: what was thrown says why.
      if (error !== undefined) return Promise.reject(error as Error);
      return response?.status === 204 ? undefined : data;
    };

  const named = Object.entries(operations).map(([name, operation]) => [name, call(operation as AnyOperation)] as const);
  return Object.fromEntries(named) as unknown as Waybill;
};
