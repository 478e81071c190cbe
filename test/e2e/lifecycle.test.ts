import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation({ env: { ORDER_COMPLETION_DELAY_SECONDS: '1' } });
  await stockUp(installation.api, { east: { TEE: 50, MUG: 5 }, west: { TEE: 50, CAP: 10 } });
});
afterAll(() => installation.close());

const place = (lines: Record<string, number>, more = {}) =>
  installation.api('POST', '/orders', orderBody(lines, more), { 'idempotency-key': `k-${Math.random().toString(36).slice(2)}` });

const order = async (id: string) => (await installation.api('GET', `/orders/${id}`)).body;
const reaches = (id: string, status: string) =>
  eventually(
    () => order(id),
    (found) => found['status'] === status,
  );

const work = async (orderId: string) =>
  (await order(orderId))['fulfillment_orders'].map((child: { fulfillment_order_id: string }) => child.fulfillment_order_id) as string[];

const shipAndDeliver = async (id: string) => {
  const post = async (verb: string, body: unknown) => {
    const answer = await installation.api('POST', `/fulfillment-orders/${id}/${verb}`, body);
    expect(answer, verb).toMatchObject({ status: 200 });
  };
  await eventually(
    async () => (await installation.api('GET', `/fulfillment-orders/${id}`)).body['status'],
    (status) => status === 'released',
  );
  await post('pick', {});
  await post('pack', { packages: [{ weight_grams: 500 }] });
  await post('ship', { carrier: 'ups', tracking_number: `1Z${id}` });
  await post('deliver', {});
};

describe('an order placed through the API', () => {
  it('goes from received to completed when the warehouse does its part', async () => {
    const placed = await place({ TEE: 2 });
    expect(placed.status).toBe(201);
    const id = placed.body['order_id'];
    await reaches(id, 'allocated');
    const [only, ...others] = await work(id);
    expect(others).toEqual([]);
    await shipAndDeliver(only as string);
    await reaches(id, 'completed');
    const events = (await installation.api('GET', `/orders/${id}/events`)).body['events'].map((event: { type: string }) => event.type);
    expect(events[0]).toBe('order.created');
    expect(events.at(-1)).toBe('order.completed');
  });
});
