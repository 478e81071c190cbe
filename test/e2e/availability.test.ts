import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';

let installation: Installation;
let api: Api;

const storefront = (value: object, expected: number, by: Api = api) =>
  by('PUT', '/policies/storefront', { value, note: 'a test of the storefront', expected_version: expected });
/** So long that nothing within a test is due by itself. */
const open = { public: true, exact_up_to: 10, fresh_seconds: 3_600, stale_seconds: 0 };

/** Asks as anybody may, without credentials. */
const ask = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${installation.url}/storefronts${path}`, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
};
const sell = async (cart: string, sku: string, quantity: number): Promise<void> => {
  const lines = [{ sku, location_id: 'east', quantity }];
  expect((await api('POST', '/reservations', { reservation_id: cart, lines })).status).toBe(200);
};

beforeAll(async () => {
  installation = await openInstallation();
  api = installation.api;
  // Before anything asks for them: a function follows what it has read for half a minute.
  await storefront(open, 0);
  const kept = { default_units: 0, overrides: [{ sku: 'SAMPLE', units: 2 }] };
  await api('PUT', '/policies/safety_stock', { value: kept, note: 'kept for the shop', expected_version: 0 });
  await stockUp(api, { east: { MUG: 4, CUP: 50, LAMP: 2, SAMPLE: 2, 'DESK/A': 3 } });
});
afterAll(() => installation.close());

it('nobody sees what is in stock until the tenant says so', async () => {
  await installation.apiAs('admin', 'closed');
  expect((await ask('/closed/availability/MUG')).status).toBe(404);
  expect((await ask('/closed/availability?skus=MUG')).status).toBe(404);
  expect((await ask('/nobody/availability?skus=MUG')).status).toBe(404);
});

describe('once it is public', () => {
  it('anybody sees whether an article can be had, with exact figures of few alone', async () => {
    const one = await ask('/main/availability/MUG');
    expect(one.body).toEqual({ sku: 'MUG', in_stock: true, quantity: 4, more: false, expected_at: null });
    expect(one.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=3600, stale-while-revalidate=0');
    expect(one.headers.get('cache-tag')).toBe('main,main:MUG');
    const several = await ask('/main/availability?skus=CUP,NEVER-SEEN,MUG');
    expect(several.body.items).toMatchObject([
      { sku: 'CUP', quantity: 10, more: true },
      { sku: 'MUG', quantity: 4 },
    ]);
    expect((await ask(`/main/availability/${encodeURIComponent('DESK/A')}`)).body).toMatchObject({ sku: 'DESK/A', quantity: 3 });
  });

  it('an answer that the caller has is not sent again', async () => {
    const etag = (await ask('/main/availability/LAMP')).headers.get('etag') ?? '';
    const again = await ask('/main/availability/LAMP', { 'if-none-match': etag });
    expect(again).toMatchObject({ status: 304, body: undefined });
    expect(again.headers.get('etag')).toBe(etag);
    expect((await ask('/main/availability/LAMP', { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('what sells is kept as it is until it is due, and thrown out within seconds when it sells out and when it comes back', async () => {
    const shown = async () => (await ask('/main/availability/MUG')).body;
    await sell('some', 'MUG', 1);
    await sell('rest', 'MUG', 3);
    const soldOut = await eventually(shown, (body) => body.in_stock === false);
    expect(soldOut).toMatchObject({ in_stock: false, quantity: 0, expected_at: null });
    await eventually(
      async () => (await ask('/main/availability?skus=CUP,NEVER-SEEN,MUG')).body.items,
      (items) => items[1]?.in_stock === false,
    );
    await api('POST', '/inventory/receipts', { receipt_id: 'more', lines: [{ sku: 'MUG', location_id: 'east', quantity: 9 }] });
    await eventually(shown, (body) => body.in_stock === true);
    // The first unit of many: nothing is thrown out, and the answer that is kept is the one given.
    await sell('one', 'MUG', 1);
    expect((await shown()).quantity).toBe(9);
    // Twice up to six seconds until a stretch of time is over.
  }, 45_000);

  it('what a location keeps is not for the website either', async () => {
    expect((await ask('/main/availability?skus=SAMPLE')).body.items).toMatchObject([{ sku: 'SAMPLE', in_stock: false, quantity: 0 }]);
  });

  it('another tenant shows nothing of it, and decides for itself', async () => {
    const rival = await installation.apiAs('admin', 'rival');
    expect((await storefront(open, 0, rival)).status).toBe(200);
    expect((await ask('/rival/availability/MUG')).status).toBe(404);
    expect((await ask('/rival/availability?skus=MUG')).body).toEqual({ items: [] });
  });

  it('a request that cannot be read names its field', async () => {
    const fields = async (path: string) => (await ask(path)).body.problems.map(({ field }: { field: string }) => field);
    expect(await fields('/main/availability')).toEqual(['query.skus']);
    expect(await fields(`/main/availability?skus=${'A,'.repeat(60)}`)).toContain('query.skus');
    expect(await fields('/No%20tenant/availability/MUG')).toEqual(['path.tenant']);
    expect((await storefront({ ...open, fresh_seconds: -1 }, 1)).body.problems).toMatchObject([{ field: 'value.fresh_seconds' }]);
  });
});
