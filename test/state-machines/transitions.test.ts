import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../e2e/books.ts';
import { type Installation, openInstallation, stockUp } from '../e2e/installation.ts';
import { createShop, type Shop } from '../e2e/shop.ts';

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { TEE: 2, CAP: 1 }, west: { TEE: 1, MUG: 1 }, south: { BAG: 1 } });
  shop = createShop(installation);
});
afterAll(() => installation.close());

/** Places the order, lets everything be shipped, and counts what Step Functions would bill, over both machines. */
const transitionsOf = async (
  lines: Readonly<Record<string, number>>,
): Promise<{ readonly shipments: number; readonly transitions: number }> => {
  const id = await shop.place(lines);
  await shop.reaches(id, 'allocated');
  const children = await shop.children(id);
  for (const { fulfillment_order_id: parcel, location_id: locationId } of children) {
    await shop.released(id, locationId);
    for (const step of [shop.pick, shop.pack, shop.ship]) await step(parcel);
  }
  await shop.reaches(id, 'shipped');
  await settled(installation.runtime);
  const { workflows } = installation.runtime.embedded;
  const lists = await Promise.all(['order-lifecycle', 'shipment-lifecycle'].map((machine) => workflows.list({ machine, limit: 1_000 })));
  const own = lists.flatMap(({ executions }) => executions).filter(({ input }) => (input as { order_id: string }).order_id === id);
  expect(own.map(({ status }) => status)).toEqual(own.map(() => 'succeeded'));
  const traces = await Promise.all(own.map(({ executionId }) => workflows.trace(executionId)));
  return { shipments: children.length, transitions: traces.reduce((sum, trace) => sum + (trace?.transitionCount ?? Number.NaN), 0) };
};

describe('state transitions, which Step Functions bills', () => {
  it('stay within 16 for a straight-through order of one shipment', async () => {
    const { shipments, transitions } = await transitionsOf({ TEE: 1 });
    expect(shipments).toBe(1);
    expect(transitions).toBeLessThanOrEqual(16);
  });

  it('grow by 8 at most with each further shipment', async () => {
    expect(await transitionsOf({ CAP: 1, MUG: 1, BAG: 1 })).toMatchObject({
      shipments: 3,
      transitions: expect.toSatisfy((count: number) => count <= 16 + 2 * 8),
    });
  });
});
