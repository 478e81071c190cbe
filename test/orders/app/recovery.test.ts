// Steps insist on success themselves, and what must hold after every scenario is asked once, after each of them.
/* oxlint-disable vitest/expect-expect, vitest/no-standalone-expect */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../../../lambdas/composition.ts';
import { storefrontOrder } from '../../../lib/orders/index.ts';
import { PlaceOrderBody } from '../../../lib/contracts/http/orders.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import type { OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { readBooks, settled } from '../../e2e/books.ts';
import { eventually, type Installation, openInstallation, orderBody, stockUp } from '../../e2e/installation.ts';
import { createShop, type Shop } from '../../e2e/shop.ts';

const tenantId = 'main' as TenantId;
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });

let installation: Installation;
let shop: Shop;
let sku: string;
let articles = 0;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, {});
  shop = createShop(installation);
});
beforeEach(() => {
  articles += 1;
  sku = `ART-${articles}`;
});
afterEach(async () => {
  await settled(installation.runtime);
  expect(await readBooks(installation.runtime, installation.dataDir)).toEqual({
    problems: [],
    reservations: [],
    running: [],
    deadLetters: [],
    errors: [],
  });
});
afterAll(() => installation.close());

/** The order as a channel gives it; a later revision of the same order may say something else. */
const fromChannel = async (key: string, revision: number, units: Readonly<Record<string, number>>): Promise<OrderId> => {
  const body = PlaceOrderBody.parse(orderBody(units, { channel_order_id: key }));
  const order = storefrontOrder(body, { channelOrderId: key, placedAt: Instant('2026-11-20T10:00:00.000Z') });
  const channelRevision = `2026-11-20T10:0${revision}:00Z`;
  const placed = await compose(installation.runtime.platform).orders.place(caller, { ...order, channelRevision }, { payloadRef: null });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.orderId;
};

const shipOut = async (parcel: string): Promise<void> => {
  for (const step of [shop.pick, shop.pack, shop.ship]) await step(parcel);
};

/** What the machines' last resort does: the execution has ended, and the order has an owner. */
const breakOff = async (machine: string, name: string, orderId: string): Promise<string> => {
  const { executions } = await installation.runtime.platform.workflows.list({ machine, status: 'running', limit: 1_000 });
  const execution = executions.find((one) => one.name === name);
  if (!execution) throw new Error(`${name} does not run`);
  await installation.runtime.platform.workflows.stop(execution.executionId, 'Broken', 'by the test');
  await compose(installation.runtime.platform).orders.escalate(caller, orderId as OrderId, { error: 'Broken', executionName: name });
  const held = await shop.order(orderId);
  expect(held.holds).toMatchObject([{ type: 'operator', outcome: 'open' }]);
  return held.holds[0].hold_id;
};

describe('a revised order', () => {
  it('that wants less than it waited for is sourced at once', async () => {
    await shop.receive('east', { [sku]: 3 });
    const id = await fromChannel(sku, 1, { [sku]: 5 });
    await shop.reaches(id, 'backorder');
    await fromChannel(sku, 2, { [sku]: 3 });
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it('that no longer wants the missing line is sourced at once', async () => {
    await shop.receive('east', { [sku]: 1 });
    const id = await fromChannel(sku, 1, { [sku]: 1, [`${sku}-NONE`]: 1 });
    await shop.reaches(id, 'backorder');
    await fromChannel(sku, 2, { [sku]: 1 });
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it('that goes back and forth while it waits is still waiting in the end', async () => {
    const id = await fromChannel(sku, 1, { [sku]: 5 });
    await shop.reaches(id, 'backorder');
    await fromChannel(sku, 2, { [sku]: 4 });
    await fromChannel(sku, 3, { [sku]: 5 });
    await settled(installation.runtime);
    await shop.reaches(id, 'backorder');
    await shop.receive('west', { [sku]: 5 });
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it('that wants more after everything has left gets the rest', async () => {
    await shop.receive('east', { [sku]: 5 });
    const id = await fromChannel(sku, 1, { [sku]: 2 });
    await shipOut(await shop.released(id, 'east'));
    await shop.reaches(id, 'shipped');
    await settled(installation.runtime);
    await fromChannel(sku, 2, { [sku]: 3 });
    const second = await eventually(
      () => shop.children(id),
      (children) => children.length === 2,
    );
    const parcel = second[1]?.fulfillment_order_id ?? '';
    // The order names it before the warehouse has heard of it.
    await eventually(
      () => installation.api('GET', `/fulfillment-orders/${parcel}`),
      ({ body }) => body.status === 'released',
    );
    await shipOut(parcel);
    await shop.reaches(id, 'shipped');
    await shop.stands(sku, 'east', 2, 2);
  });

  it('that wants less than is being packed recalls the work and sources what is left', async () => {
    await shop.receive('east', { [sku]: 5 });
    const id = await fromChannel(sku, 1, { [sku]: 4 });
    const first = await shop.released(id, 'east');
    await shop.pick(first);
    await fromChannel(sku, 2, { [sku]: 1 });
    await eventually(
      () => shop.work(first),
      (work) => work.status === 'cancelled',
    );
    const children = await eventually(
      () => shop.children(id),
      (known) => known.length === 2,
    );
    const again = children[1]?.fulfillment_order_id ?? '';
    await eventually(
      () => shop.work(again),
      (work) => work.status === 'released',
    );
    expect((await shop.work(again)).lines).toMatchObject([{ quantity: 1 }]);
    await shipOut(again);
    await shop.reaches(id, 'shipped');
    await shop.stands(sku, 'east', 4, 4);
  });
});

describe('a workflow that broke off', () => {
  it('of an order is taken up when its hold is released', async () => {
    const id = await shop.place({ [sku]: 1 });
    await shop.reaches(id, 'backorder');
    const holdId = await breakOff('order-lifecycle', `${id}-1`, id);
    await shop.receive('east', { [sku]: 1 });
    await settled(installation.runtime);
    expect((await shop.order(id)).status).toBe('backorder');
    await shop.release(id, holdId);
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it.each(['released', 'packed'])('of a shipment is taken up when its hold is released (%s)', async (stage) => {
    await shop.receive('east', { [sku]: 1 });
    const id = await shop.place({ [sku]: 1 });
    const parcel = await shop.released(id, 'east');
    if (stage === 'packed') for (const step of [shop.pick, shop.pack]) await step(parcel);
    await settled(installation.runtime);
    const holdId = await breakOff('shipment-lifecycle', parcel, id);
    await shop.release(id, holdId);
    await settled(installation.runtime);
    for (const step of [shop.pick, shop.pack, shop.ship]) await step(parcel);
    await shop.reaches(id, 'shipped');
    await shop.stands(sku, 'east', 0, 0);
  });
});

describe('goods that a count does not find', () => {
  it('are sourced elsewhere for the order that relied on them', async () => {
    await shop.receive('east', { [sku]: 2 });
    await shop.receive('west', { [sku]: 2 });
    const id = await shop.place({ [sku]: 2 });
    await shop.released(id, 'east');
    await shop.count('east', sku, 1);
    const west = await shop.released(id, 'west');
    await shipOut(west);
    await shop.reaches(id, 'shipped');
    await shop.stands(sku, 'east', 1, 1);
  });
});
