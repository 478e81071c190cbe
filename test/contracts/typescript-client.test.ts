import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { createWaybill, type Order, type PlaceOrderBody, WaybillError } from '../../clients/typescript/src/index.ts';
import { projectRoot, runTool } from '../../scripts/support/run-tool.ts';
import { type Installation, openInstallation, orderBody } from '../e2e/installation.ts';

type Sent = { readonly url: string; readonly method: string; readonly headers: Headers; readonly body: string };
type Canned = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };

/** An API that answers what it was given, the last answer for ever, and remembers what it was sent. */
const cannedApi = (...answers: readonly Canned[]) => {
  const sent: Sent[] = [];
  const fetch = async (input: string | URL | Request): Promise<Response> => {
    const request = input as Request;
    const { url, method, headers } = request;
    sent.push({ url, method, headers, body: await request.text() });
    const { status, body, headers: more } = answers[Math.min(sent.length, answers.length) - 1] as Canned;
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    return new Response(text ?? null, { status, headers: { 'content-type': 'application/json', ...more } });
  };
  return { sent, fetch: fetch as typeof globalThis.fetch };
};

const baseUrl = 'https://oms.example.com';
const order = { order_id: 'o' };
const later = (seconds: number, status = 503): Canned => ({
  status,
  body: { type: 'x', title: 'Later.', status, code: 'unavailable' },
  headers: { 'retry-after': String(seconds), 'content-type': 'application/problem+json' },
});
const body = orderBody({ SHELF: 1 }) as PlaceOrderBody;

/** What a promise rejects with. @throws Error when it does not */
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => Promise.reject(new Error('was fulfilled')),
    (error: unknown) => error,
  );

describe('a client', () => {
  it('sends the order with its key, and resolves to what is answered', async () => {
    const api = cannedApi({ status: 201, body: order });
    const waybill = createWaybill({ baseUrl, apiKey: 'wb_sandbox_x', tenantId: 'acme', fetch: api.fetch });
    expect(await waybill.placeOrder({ body, idempotencyKey: 'cart-1' })).toEqual(order);
    const [sent] = api.sent;
    expect(sent).toMatchObject({ url: `${baseUrl}/orders`, method: 'POST' });
    expect(JSON.parse(sent?.body ?? '')).toEqual(body);
    expect(Object.fromEntries(sent?.headers ?? [])).toMatchObject({
      'x-api-key': 'wb_sandbox_x',
      'x-tenant-id': 'acme',
      'idempotency-key': 'cart-1',
      'content-type': 'application/json',
    });
    expect(sent?.headers.has('authorization')).toBe(false);
  });

  it('fills in paths and queries', async () => {
    const api = cannedApi({ status: 200, body: { items: [] } });
    const waybill = createWaybill({ baseUrl, fetch: api.fetch });
    await waybill.getProduct({ path: { sku: 'A/B ü' } });
    await waybill.listOrders({ query: { status: 'allocated', limit: 5 } });
    await waybill.listOrders();
    expect(api.sent.map(({ url }) => url)).toEqual([
      `${baseUrl}/products/A%2FB%20%C3%BC`,
      `${baseUrl}/orders?status=allocated&limit=5`,
      `${baseUrl}/orders`,
    ]);
  });

  it('asks for the token before each request, and sends none where there is none', async () => {
    const api = cannedApi({ status: 200, body: {} });
    const tokens = ['first', undefined, 'third'];
    const waybill = createWaybill({ baseUrl, token: () => Promise.resolve(tokens.shift()), fetch: api.fetch });
    for (let asked = 0; asked < 3; asked += 1) await waybill.getMe();
    expect(api.sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer first', null, 'Bearer third']);
  });

  it('rejects with the problem when it is refused', async () => {
    const problem = { type: 'x', title: 'There is no such order.', status: 404, code: 'order-not-found' };
    const api = cannedApi({ status: 404, body: problem, headers: { 'content-type': 'application/problem+json' } });
    const error = await rejection(createWaybill({ baseUrl, fetch: api.fetch }).getOrder({ path: { id: 'x' } }));
    expect(error).toBeInstanceOf(WaybillError);
    expect(error).toMatchObject({ name: 'WaybillError', message: problem.title, status: 404, code: 'order-not-found', problem });
    expect(api.sent).toHaveLength(1);
  });

  it.each([
    ['a page of somebody else', '<html>Bad gateway</html>'],
    ['nothing', undefined],
    ['JSON that is no problem', { message: 'Forbidden' }],
  ])('rejects with a problem of its own when the refusal is %s', async (_what, text) => {
    const api = cannedApi({ status: 502, body: text, headers: { 'content-type': 'text/html' } });
    const error = await rejection(createWaybill({ baseUrl, fetch: api.fetch }).getMe());
    expect(error).toBeInstanceOf(WaybillError);
    expect(error).toMatchObject({ status: 502, code: 'no-problem-given' });
  });

  it('rejects with what fetch rejects with when nobody answers', async () => {
    const failure = new TypeError('fetch failed');
    const waybill = createWaybill({ baseUrl, fetch: () => Promise.reject(failure) });
    expect(await rejection(waybill.getMe())).toBe(failure);
  });

  it('knows what each operation takes and answers', () => {
    const waybill = createWaybill({ baseUrl });
    expectTypeOf(waybill.placeOrder).returns.resolves.toEqualTypeOf<Order>();
    expectTypeOf(waybill.revokeApiKey).returns.resolves.toEqualTypeOf<void>();
    expectTypeOf(waybill.placeOrder).parameter(0).toHaveProperty('idempotencyKey');
    // @ts-expect-error an order cannot be asked for without its id
    expect(() => void waybill.getOrder().catch(() => undefined)).not.toThrow();
  });
});

describe('an API that cannot answer now', () => {
  it('is sent the same again after as long as it asks for', async () => {
    const api = cannedApi(later(0), later(0, 429), { status: 201, body: order });
    expect(await createWaybill({ baseUrl, fetch: api.fetch }).placeOrder({ body, idempotencyKey: 'cart-1' })).toEqual(order);
    expect(api.sent).toHaveLength(3);
    expect(new Set(api.sent.map((sent) => `${sent.headers.get('idempotency-key')} ${sent.body}`)).size).toBe(1);
  });

  it('is given up after as many tries as were allowed', async () => {
    const api = cannedApi(later(0));
    expect(await rejection(createWaybill({ baseUrl, fetch: api.fetch }).getMe())).toMatchObject({ status: 503, code: 'unavailable' });
    expect(api.sent).toHaveLength(4);
    const impatient = cannedApi(later(0));
    await rejection(createWaybill({ baseUrl, fetch: impatient.fetch, patience: { retries: 0 } }).getMe());
    expect(impatient.sent).toHaveLength(1);
  });

  it('is given up at once when it asks for more than is allowed', async () => {
    const api = cannedApi(later(31));
    expect(await rejection(createWaybill({ baseUrl, fetch: api.fetch }).getMe())).toMatchObject({ status: 503 });
    expect(api.sent).toHaveLength(1);
  });

  it('may name a moment instead of seconds', async () => {
    const past = { ...later(0), headers: { 'retry-after': new Date(0).toUTCString() } };
    const far = { ...later(0), headers: { 'retry-after': 'Fri, 31 Dec 2100 23:59:59 GMT' } };
    const api = cannedApi(past, far);
    await rejection(createWaybill({ baseUrl, fetch: api.fetch }).getMe());
    expect(api.sent).toHaveLength(2);
  });

  it('is not waited for by somebody who has given up', async () => {
    const api = cannedApi(later(20));
    const controller = new AbortController();
    const asked = createWaybill({ baseUrl, fetch: api.fetch }).getMe({ signal: controller.signal });
    const reason = new Error('left the page');
    setTimeout(() => controller.abort(reason), 5);
    expect(await rejection(asked)).toBe(reason);
  });

  it.each([400, 409, 422, 500])('is not an API that answers %i', async (status) => {
    const api = cannedApi(later(0, status));
    expect(await rejection(createWaybill({ baseUrl, fetch: api.fetch }).getMe())).toMatchObject({ status });
    expect(api.sent).toHaveLength(1);
  });
});

describe('with an installation', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  it('places an order once, reads it, and is told what is wrong', async () => {
    const { body: made } = await installation.api('POST', '/api-keys', { label: 'shop', role: 'admin', locations: 'all' });
    const waybill = createWaybill({ baseUrl: installation.url, apiKey: made.api_key });
    const placed = await waybill.placeOrder({ body, idempotencyKey: 'cart-7' });
    const again = await waybill.placeOrder({ body, idempotencyKey: 'cart-7' });
    expect(again.order_id).toBe(placed.order_id);
    const found = await waybill.getOrder({ path: { id: placed.order_id } });
    expect(found).toMatchObject({ order_id: placed.order_id, customer: { name: 'Ada Quill' } });
    const wrong = { ...body, currency: 'dollars' };
    expect(await rejection(waybill.placeOrder({ body: wrong, idempotencyKey: 'cart-8' }))).toMatchObject({
      code: 'invalid-input',
      problem: { problems: [{ field: 'currency' }] },
    });
    expect(await waybill.revokeApiKey({ path: { id: made.key.key_id } })).toBeUndefined();
  });
});

it('is built for Node and browsers without anything of either', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-client-'));
  try {
    const built = await runTool('tsc', ['-p', join(projectRoot, 'clients', 'typescript'), '--outDir', folder]);
    expect(built).toMatchObject({ exitCode: 0, output: '' });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    const imports = files.flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/ from '([^']+)'/g)].map(([, from]) => from),
    );
    expect(imports.length).toBeGreaterThan(5);
    expect(imports.filter((from) => !/^\.\.?\/.*\.js$/.test(from ?? ''))).toEqual([]);
    const script = `import { createWaybill } from ${JSON.stringify(pathToFileURL(join(folder, 'index.js')))}; console.log(typeof createWaybill({ baseUrl: 'http://x' }).placeOrder)`;
    expect((await runTool('node', ['--input-type=module', '-e', script])).output.trim()).toBe('function');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
