// What must hold after all of it, that nothing was logged as an error, is asked at the end.
/* oxlint-disable vitest/no-standalone-expect */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBooks, settled } from './books.ts';
import { type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { wirings } from '../../lib/wirings.ts';
import { callsOf, pathOf, type Things } from './route-fixtures.ts';
import { createShop } from './shop.ts';

const routes = wirings.flatMap((wiring) => wiring.http ?? []).map(({ route }) => ({ ...route, name: `${route.method} ${route.path}` }));
// Bodies of channels are theirs to shape; what is wrong with them is tested where they are read.
const withBody = routes.filter(({ body }) => body !== undefined);
const withQuery = routes.filter(({ query }) => query !== undefined);
const withParams = routes.filter(({ params, path }) => params !== undefined && !path.startsWith('/webhooks/'));

let installation: Installation;
let things: Things;
let apiKey: string;

beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { MUG: 50 } });
  const shop = createShop(installation);
  const orderId = await shop.place({ MUG: 2 });
  const fulfillmentOrderId = await shop.released(orderId, 'east');
  const holdId = await shop.hold(orderId, 'completion');
  const { user_id: userId } = (await shop.must('POST', '/users', { email: 'tess.rowan@example.com', role: 'support', locations: 'all' }))
    .body;
  const { key } = (await shop.must('POST', '/api-keys', { label: 'one', role: 'analyst', locations: 'all' })).body;
  apiKey = (await shop.must('POST', '/api-keys', { label: 'fuzz', role: 'admin', locations: 'all' })).body.api_key;
  things = {
    orderId,
    personId: 'z'.repeat(26),
    holdId,
    fulfillmentOrderId,
    lineId: '1',
    sku: 'MUG',
    ownSku: 'MUG',
    locationId: 'east',
    userId,
    apiKeyId: key.key_id,
    bulkJobId: 'z'.repeat(26),
    simulationId: 'z'.repeat(26),
    anomalyId: 'z'.repeat(26),
    orderAnomalyId: 'z'.repeat(26),
  };
});
afterAll(async () => {
  await settled(installation.runtime);
  const { errors, problems } = await readBooks(installation.runtime, installation.dataDir);
  expect({ errors, problems }).toEqual({ errors: [], problems: [] });
  await installation.close();
});

type Body = string | Uint8Array<ArrayBuffer>;
type Route = (typeof routes)[number];

const sendRaw = async (route: Route, body: Body | undefined) => {
  const call = callsOf(things)[route.name];
  if (!call) throw new Error(`${route.name} has no fixture`);
  const { status, body: answer } = await raw(route.method, pathOf(route.path, call), body);
  return { status, answer };
};

// Taken apart by the expectations.
// oxlint-disable-next-line typescript/no-explicit-any
const jsonOf = async (response: Response): Promise<any> =>
  (response.headers.get('content-type') ?? '').includes('json') ? response.json() : {};

const raw = async (method: string, path: string, body: Body | undefined) => {
  const response = await fetch(installation.url + path, {
    method,
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await jsonOf(response) };
};

const wrong: readonly (readonly [string, Body | undefined])[] = [
  ['no body', undefined],
  ['an empty body', ''],
  ['text', 'hello'],
  ['half a JSON value', '{"lines":['],
  ['two JSON values', '{} {}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '7'],
  ['broken UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['a UTF-16 body', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
  ['fields nobody knows', JSON.stringify({ surprise: true, __proto__: { polluted: true } })],
  ['a very deep value', `${'['.repeat(3_000)}${']'.repeat(3_000)}`],
];

describe.each(wrong)('%s as a body', (_, body) => {
  it.each(withBody)('is refused by $name with what is allowed', async (route) => {
    const { status, answer } = await sendRaw(route, body);
    if (route.maxBodyBytes !== undefined && body !== undefined && Buffer.byteLength(body) > route.maxBodyBytes) {
      expect({ status, code: answer.code }).toEqual({ status: 413, code: 'body-too-large' });
      return;
    }
    expect(status).toBe(400);
    expect(answer).toMatchObject({ code: 'invalid-input', status: 400 });
    expect(answer.problems.length).toBeGreaterThan(0);
    for (const problem of answer.problems) {
      expect(problem.field).toMatch(/\S/);
      expect(problem.code).toMatch(/^[a-z][a-z-]*$/);
      expect(problem.message.length).toBeGreaterThan(5);
    }
  });
});

describe('values of the wrong type', () => {
  const others: readonly unknown[] = [null, true, 1.5, -1, '', 'x'.repeat(50), [], {}, [null], 2 ** 60, '\u0000', '\ud800'];

  it.each(withBody)('never break $name', async (route) => {
    const call = callsOf(things)[route.name];
    const valid = call?.body?.() as Record<string, unknown>;
    for (const field of [...Object.keys(valid), 'unknown_field']) {
      for (const value of others) {
        const { status, answer } = await sendRaw(route, JSON.stringify({ ...(call?.body?.() as object), [field]: value }));
        expect(status, `${field} = ${JSON.stringify(value)}: ${JSON.stringify(answer)}`).toBeLessThan(500);
        if (field === 'unknown_field') expect(status).toBe(400);
      }
    }
  });
});

describe('a body beyond the limit', () => {
  it.each(withBody)('is refused by $name', async (route) => {
    const limit = route.maxBodyBytes ?? 256 * 1024;
    const { status, answer } = await sendRaw(route, JSON.stringify({ padding: 'x'.repeat(limit) }));
    expect(status).toBe(413);
    expect(answer).toMatchObject({ code: 'body-too-large' });
  });

  it('is refused before it is read whole', async () => {
    const { status } = await raw('POST', '/orders', 'x'.repeat(24 * 1024 * 1024));
    expect(status).toBe(413);
  });
});

describe('parameters that cannot be', () => {
  const values = ['x', '%00', '%F0%9F%92%A9', 'a'.repeat(300), '%ff', "';--", '%23', '%2F'];

  it.each(withParams)('name nothing at $name', async (route) => {
    const call = callsOf(things)[route.name];
    for (const value of values) {
      const path = route.path.replaceAll(/\{\w+\}/g, value);
      const { status } = await raw(route.method, path, call?.body ? JSON.stringify(call.body()) : undefined);
      expect([400, 404, 405], path).toContain(status);
    }
  });

  it.each(withQuery)('in a query are refused by $name', async (route) => {
    const call = callsOf(things)[route.name];
    const path = pathOf(route.path, call ?? {});
    for (const query of [
      'limit=0',
      'limit=abc',
      'limit=-5',
      'limit=1e9',
      'limit=',
      'surprise=1',
      'cursor=nonsense',
      'cursor=%00',
      'asOf=yesterday',
      'basis=x',
      'status=nowhere',
      'cursor=e30',
      `cursor=${'x'.repeat(3_000)}`,
    ]) {
      const { status, body } = await raw(route.method, `${path}${path.includes('?') ? '&' : '?'}${query}`, undefined);
      expect(status, `${query}: ${JSON.stringify(body)}`).toBeLessThan(500);
      if (query === 'surprise=1') expect(status).toBe(400);
    }
  });
});

describe('an order that is nearly right', () => {
  /** Replaces the value at one of the leaves or branches of a JSON value. */
  const paths = (value: unknown, prefix: readonly string[] = []): readonly (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [[...prefix, key], ...paths(inner, [...prefix, key])])
      : [];
  const replaced = (value: unknown, [key, ...rest]: readonly string[], change: (before: unknown) => unknown): unknown => {
    if (key === undefined) return change(value);
    // An earlier change has already replaced what stood above.
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
    (copy as Record<string, unknown>)[key] = replaced((value as Record<string, unknown>)[key], rest, change);
    return copy;
  };

  const template = orderBody(
    { MUG: 1 },
    {
      channel_order_id: 'x',
      placed_at: '2026-11-20T10:00:00Z',
      shipping_lines: [{ code: 'std', title: 'Standard', price: 500, tax: 20 }],
      totals: { subtotal: 1_000, discount: 0, shipping: 500, tax: 20, total: 1_520 },
      channel_metadata: { note: 'gift', nested: { list: [1, 'two', null] } },
      test: true,
    },
  );
  const everywhere = paths(template);
  const amounts = fc.constantFrom(0, -0, 1, 1e15, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, 4_503_599_627_370_497, 1e21);
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    amounts,
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('__proto__', 'constructor', '4111111111111111', '2026-02-30T00:00:00Z', '9999-12-31T23:59:59-14:00'),
  );

  it.each([90, 98, 5_000, 40_000])('may hold metadata nested %i levels deep, or not, and nothing breaks', async (depth) => {
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const body = JSON.stringify({ ...template, channel_order_id: `deep-${depth}` }).replace('"note":"gift"', `"note":${nested}`);
    expect((await raw('POST', '/orders', body)).status).toBe(depth <= 98 ? 201 : 400);
  });

  it('is placed or refused, and nothing breaks', async () => {
    let placed = 0;
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...everywhere), odd), { minLength: 1, maxLength: 3 }), async (changes) => {
        const body = changes.reduce<unknown>((before, [path, value]) => replaced(before, path, () => value), {
          ...template,
          channel_order_id: `fuzz-${(run += 1)}`,
        });
        const answer = await raw('POST', '/orders', JSON.stringify(body));
        expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
        if (answer.status < 300) placed += 1;
      }),
      { numRuns: 600, seed: 7 },
    );
    expect(placed).toBeGreaterThan(20);
  }, 60_000);
});
