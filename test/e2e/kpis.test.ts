import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { compose } from '../../lambdas/composition.ts';
import { KpiView } from '../../lib/contracts/http/operations.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { createOms, documentOf } from '../cli/oms.ts';
import { settled } from './books.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const secret = 'a secret of the shop';
let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation({ env: { SHOPIFY_MEASURED_WEBHOOK_SECRET: secret } });
  await stockUp(installation.api, { east: { LAMP: 50, 'IPOD-342-N': 50 } });
  shop = createShop(installation);
});
afterAll(() => installation.close());

const kpis = async (query = '') => {
  const answer = await installation.api('GET', `/kpis${query}`);
  expect(answer.status).toBe(200);
  expect(KpiView.safeParse(answer.body).error?.issues).toBeUndefined();
  return answer.body;
};

describe('GET /kpis', () => {
  it('measures what orders of the last day took, and how their events were delivered', async () => {
    const ids = [await shop.place({ LAMP: 1 }), await shop.place({ LAMP: 2 })];
    const parcel = await shop.released(ids[0] ?? '', 'east');
    await shop.pick(parcel);
    await shop.pack(parcel);
    await shop.ship(parcel);
    await shop.reaches(ids[0] ?? '', 'shipped');
    await shop.reaches(ids[1] ?? '', 'allocated');
    await settled(installation.runtime);
    const { orders, latency, event_delivery: delivery } = await kpis();
    expect(orders).toEqual({ in_range: 2, is_estimate: false, read: 2, is_sample: false });
    expect(latency.received_to_allocated).toMatchObject({ orders: 2, waiting: 0, p95_ms: expect.any(Number) });
    const { events } = (await shop.must('GET', `/orders/${ids[0]}/events`)).body;
    const recordedAt = (type: string): number => Date.parse(events.find((event: { type: string }) => event.type === type).recorded_at);
    const took = recordedAt('order.shipped') - recordedAt('order.created');
    expect(latency.received_to_shipped).toEqual({ orders: 1, waiting: 1, p95_ms: took, p99_ms: took });
    expect(delivery).toMatchObject({ given_up: 0, success_percent: 100 });
    expect(delivery.deliveries).toBeGreaterThan(10);
  });

  it('knows when a webhook was received and when its order was recorded', async () => {
    const { channels } = compose(installation.runtime.platform);
    const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'c', causationId: 'c' });
    await channels.addChannelAccount(caller, { channel: 'shopify', account: 'measured', shopDomain: 'measured.myshopify.com' });
    const body = readFileSync(new URL('../fixtures/shopify/order-created.json', import.meta.url), 'utf8');
    const answer = await fetch(`${installation.url}/webhooks/shopify/measured`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/create',
        'x-shopify-shop-domain': 'measured.myshopify.com',
        'x-shopify-webhook-id': 'w1',
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      },
      body,
    });
    expect(answer.status).toBe(200);
    const orderId = ((await answer.json()) as { accepted: string[] }).accepted[0] ?? '';
    const { body: found } = await eventually(
      () => installation.api('GET', `/orders/${orderId}/events`),
      ({ status }) => status === 200,
    );
    const [first] = found.events;
    expect(first.type).toBe('order.created');
    expect(first.occurred_at <= first.recorded_at).toBe(true);
    const placedAt = Date.parse(first.payload.placed_at);
    const range = `?from=${new Date(placedAt - 1_000).toISOString()}&to=${new Date(placedAt + 1_000).toISOString()}`;
    const { orders, latency } = await kpis(range);
    expect(orders.in_range).toBe(1);
    expect(latency.received_to_recorded.orders).toBe(first.occurred_at < first.recorded_at ? 1 : 0);
  });

  it('counts dead letters as failed, and what is sent back as replayed', async () => {
    await installation.runtime.platform.queue('order-timers-dlq').send([{ body: JSON.stringify({ tenant_id: 'main', of: 'no kind' }) }]);
    await settled(installation.runtime);
    expect((await kpis()).messages).toMatchObject({ failed: 1, replayed: 0 });
    expect((await shop.must('POST', '/dead-letters/order-timers/redrive', {})).body.redriven).toBe(1);
    expect((await kpis()).messages).toMatchObject({ replayed: 1 });
    const stranger = await installation.apiAs('admin', 'elsewhere');
    expect((await stranger('GET', '/kpis')).body).toMatchObject({ orders: { in_range: 0 }, messages: { failed: 0, replayed: 0 } });
  });

  it.each([
    ['from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'range-empty'],
    ['from=2026-09-01T00:00:00Z&to=2026-11-01T00:00:00Z', 'range-too-long'],
  ])('refuses %s', async (query, code) => {
    const { status, body } = await installation.api('GET', `/kpis?${query}`);
    expect([status, body.problems[0].code]).toEqual([400, code]);
  });
});

describe('oms kpi', () => {
  it('tells the same on a page, and as JSON', async () => {
    const oms = createOms(installation.dataDir);
    const { out, exitCode } = await oms('kpi');
    expect(exitCode).toBe(0);
    for (const part of ['2 orders placed from', 'Event delivery: 100 %', 'received → allocated', 'replayed', 'Integration MTTR: no outage'])
      expect(out).toContain(part);
    const { orders, latency } = documentOf(await oms('kpi', '--json'));
    expect(orders).toMatchObject({ in_range: 2 });
    expect(latency.received_to_shipped.orders).toBe(1);
  });

  it('refuses a range that is none', async () => {
    const { exitCode, err } = await createOms(installation.dataDir)(
      'kpi',
      '--from',
      '2026-11-02T00:00:00Z',
      '--to',
      '2026-11-01T00:00:00Z',
    );
    expect([exitCode, err]).toEqual([2, '--from must be before 2026-11-01T00:00:00.000Z.\n']);
  });
});
