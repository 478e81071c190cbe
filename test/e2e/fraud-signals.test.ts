import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let rival: Api;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { PEN: 1_000 } });
  shop = createShop(installation);
  rival = await installation.apiAs('admin', 'rival');
});
afterAll(() => installation.close());

const device = { visitor_id: '0f3c9a5d7e1b4c2680f3c9a5d7e1b4c2' };
const customer = (name: string) => ({ customer: { email: `${name}@northgate.example.com`, name } });

type Read = { readonly features: Readonly<Record<string, number | null>>; readonly missing: readonly string[] };

/** What the model read of an order. */
const readOf = async (id: string): Promise<Read> => {
  const found = await eventually(
    async () => (await shop.must('GET', `/orders/${id}/decisions`)).body.decisions.find(({ kind }: { kind: string }) => kind === 'fraud'),
    (decision) => decision !== undefined,
  );
  return found.receipt.inputs;
};

describe('orders of one device', () => {
  it('are counted with their customers, whoever places them, and for this tenant alone', async () => {
    const other = await rival('POST', '/orders', orderBody({ PEN: 1 }, { ...customer('rival'), device }), { 'idempotency-key': 'rivals' });
    expect(other.status).toBe(201);
    const ids: string[] = [];
    for (const name of ['ann', 'bob', 'cat']) {
      ids.push(await shop.place({ PEN: 1 }, { ...customer(name), device, client_ip: '203.0.113.7' }));
      // The lists are a moment behind.
      await settled(installation.runtime);
    }
    const [first, , third] = await Promise.all(ids.map(readOf));
    expect(first?.features).toMatchObject({ device_orders_24h: 0, device_customers_7d: 1, network_orders_1h: 0, earlier_orders: 0 });
    expect(third?.features).toMatchObject({
      device_orders_1h: 2,
      device_customers_7d: 3,
      network_orders_1h: 2,
      network_customers_7d: 3,
      email_orders_7d: 0,
    });
    expect(third?.features).not.toHaveProperty('customer_days');
    // Their e-mails are of one domain of its own.
    expect(third?.features['email_domain_chargeback_rate']).toBeCloseTo((50 * 0.006) / 52, 9);
    expect(third?.missing).toContain('value_to_median');
    expect(third?.missing).not.toContain('device_orders_1h');
  });
});

describe('a customer who comes back', () => {
  it('is held against what they usually spend, and addresses against each other', async () => {
    const dan = customer('dan');
    await shop.place({ PEN: 2 }, dan);
    await settled(installation.runtime);
    const billing = { billing_address: { name: 'D', region: 'CA', postal_code: '94105', country: 'US' } };
    const { features, missing } = await readOf(await shop.place({ PEN: 8 }, { ...dan, ...billing }));
    expect(features).toMatchObject({
      earlier_orders: 1,
      email_orders_1h: 1,
      value_to_median: 4,
      customer_days: 0,
      billing_other_country: 0,
      billing_other_region: 1,
      billing_other_postal: 1,
    });
    // Albany to San Francisco.
    expect(features['billing_km']).toBeGreaterThan(4_000);
    expect(features['billing_km']).toBeLessThan(4_300);
    expect(missing).toEqual(expect.arrayContaining(['device_orders_1h', 'network_orders_1h', 'device_customers_7d']));
  });
});

describe('what an order carries of its device', () => {
  it('stands in no event and no list, but as tokens', async () => {
    const id = await shop.place({ PEN: 1 }, { ...customer('eve'), device, client_ip: '198.51.100.23' });
    const { events } = (await shop.must('GET', `/orders/${id}/events`)).body;
    expect(events[0].payload.risk).toEqual({
      email_kind: 'company',
      email_domain: expect.stringMatching(/^[0-9a-f]{16}$/),
      network: expect.stringMatching(/^[0-9a-f]{16}$/),
      device: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    await settled(installation.runtime);
    const rows: unknown[] = [];
    for (const table of [installation.runtime.platform.ledger, installation.runtime.platform.views])
      for (let cursor: string | undefined; ; ) {
        const page = await table.scan(cursor === undefined ? {} : { cursor });
        rows.push(...page.items);
        cursor = page.cursor;
        if (cursor === undefined) break;
      }
    const kept = JSON.stringify(rows);
    for (const personal of [device.visitor_id, '198.51.100', 'northgate.example.com']) expect(kept).not.toContain(personal);
  });

  it('is the address of the caller only where the request says so', async () => {
    const server = await readOf(await shop.place({ PEN: 1 }, customer('fay')));
    expect(server.missing).toContain('network_orders_1h');
    // The tests call from this machine, whose address is everybody's: it joins nothing.
    const own = await shop.place({ PEN: 1 }, { ...customer('gus'), client_ip: 'caller' });
    expect((await shop.must('GET', `/orders/${own}/events`)).body.events[0].payload.risk).not.toHaveProperty('network');
  });

  it('is named where it is wrong', async () => {
    const wrong = await installation.api(
      'POST',
      '/orders',
      orderBody({ PEN: 1 }, { channel_order_id: 'wrong-1', device: { visitor_id: 'ab c' }, client_ip: '203.0.113' }),
    );
    expect(wrong.status).toBe(400);
    expect(wrong.body.problems).toMatchObject([{ field: 'device.visitor_id' }, { field: 'client_ip' }]);
    const more = await installation.api('POST', '/orders', orderBody({ PEN: 1 }, { channel_order_id: 'wrong-2', device: { id: 'x' } }));
    expect(more.body.problems.map(({ field }: { field: string }) => field)).toContain('device.visitor_id');
  });

  it('belongs to the content: the same request again is the same order, another device another content', async () => {
    const body = orderBody({ PEN: 1 }, { ...customer('hal'), channel_order_id: 'web-77', device });
    const first = await installation.api('POST', '/orders', body);
    const again = await installation.api('POST', '/orders', body);
    expect([first.status, again.status]).toEqual([201, 200]);
    const other = await installation.api('POST', '/orders', { ...body, device: { visitor_id: 'AbCdEfGhIjKlMnOpQrSt' } });
    expect(other.status).toBe(409);
  });
});
