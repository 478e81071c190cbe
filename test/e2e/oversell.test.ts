import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBooks, settled } from './books.ts';
import { type Answer, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';

// Real DynamoDB takes a thousand writes a second of one item, its stand-in on a laptop far fewer; what must hold is the same.
const scale = process.env['WAYBILL_TEST_ENGINE'] === 'dynamodb' ? 10 : 1;
const units = 100 / scale;
const buyersOf = (count: number) => count / scale;

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { CARTS: units, ORDERS: units * 0.6 }, west: { ORDERS: units * 0.4 } });
});
afterAll(() => installation.close());

const statuses = (answers: readonly Answer[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(answers, (answer) => answer.status)].map(([status, group]) => [status, group.length]));

describe('a hundred units', () => {
  it('go to exactly a hundred of two thousand buyers who reserve at once', async () => {
    const buyers = Array.from({ length: buyersOf(2_000) }, (_, buyer) =>
      installation.api('POST', '/reservations', {
        reservation_id: `buyer-${buyer}`,
        lines: [{ sku: 'CARTS', location_id: 'east', quantity: 1 }],
      }),
    );
    const answers = await Promise.all(buyers);
    expect(statuses(answers)).toEqual({ 200: units, 422: buyersOf(1_900) });
    expect(new Set(answers.filter(({ status }) => status === 422).map(({ body }) => body.code))).toEqual(new Set(['insufficient-stock']));
    await settled(installation.runtime);
    const { problems, reservations } = await readBooks(installation.runtime, installation.dataDir);
    expect(problems).toEqual([]);
    expect(reservations).toHaveLength(units);
  }, 60_000);

  it('are allocated to exactly a hundred of three hundred orders placed at once; the others wait', async () => {
    const placed = await Promise.all(
      Array.from({ length: buyersOf(300) }, (_, buyer) =>
        installation.api('POST', '/orders', orderBody({ ORDERS: 1 }), { 'idempotency-key': `buyer-${buyer}` }),
      ),
    );
    expect(statuses(placed)).toEqual({ 201: buyersOf(300) });
    await settled(installation.runtime, 60_000);
    const orders = await Promise.all(
      placed.map(async ({ body }) => (await installation.api('GET', `/orders/${body.order_id}`)).body.status as string),
    );
    expect(Object.fromEntries([...Map.groupBy(orders, (status) => status)].map(([status, group]) => [status, group.length]))).toEqual({
      allocated: units,
      backorder: buyersOf(200),
    });
    const { problems, errors, deadLetters } = await readBooks(installation.runtime, installation.dataDir);
    expect({ problems, errors, deadLetters }).toEqual({ problems: [], errors: [], deadLetters: [] });
  }, 60_000);
});
