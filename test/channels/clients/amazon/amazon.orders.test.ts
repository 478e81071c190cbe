import { afterEach, describe, expect, it } from 'vitest';
import { plusMs } from '../../../../lib/kernel/instant.ts';
import { canonical, coaster, createWorld, everything, failureOf, mug, start, type World } from './world.ts';

const worlds: World[] = [];
const world = async (...given: Parameters<typeof createWorld>): Promise<World> => {
  const made = await createWorld(...given);
  worlds.push(made);
  return made;
};

afterEach(async () => {
  await Promise.all(worlds.splice(0).map(({ twin }) => twin.close()));
});

const minute = 60_000;
const later = plusMs(start, 10 * minute);

describe.each(['2026-01-01', 'v0'])('changed orders of %s', (ordersApi) => {
  it('come page by page, each once, and are read with totals that add up', async () => {
    const { clock, twin, client } = await world({ pageSizeMax: 3 }, { orders_api: ordersApi });
    const ids = Array.from({ length: 8 }, () => twin.placeOrder({ lines: [mug, coaster] }));
    clock.set(plusMs(later, 3 * minute));
    const payloads = await everything(client, later);
    expect(payloads.map(({ channelOrderId }) => channelOrderId).toSorted()).toEqual(ids.toSorted());
    const order = canonical(payloads[0]);
    expect(order.totals).toEqual({ subtotal: 3399, discount: 100, shipping: 500, tax: 312, fees: 0, total: 4111 });
    expect(order.discrepancies).toEqual([]);
    expect(order.shippingAddress).toMatchObject({ name: 'Robin Vale', line1: '12 Quarry Lane', line2: 'Unit 3', region: 'NY' });
  });

  it('are the same content as the order fetched alone', async () => {
    const { clock, twin, client } = await world({}, { orders_api: ordersApi });
    const id = twin.placeOrder({ lines: [mug] });
    clock.set(plusMs(later, 3 * minute));
    const [polled] = await everything(client, later);
    const fetched = await client.order(id);
    expect(Buffer.from(fetched?.rawBody ?? [])).toEqual(Buffer.from(polled?.rawBody ?? []));
    expect(fetched?.changedAt).toBe(polled?.changedAt);
  });

  it('leave out what is not paid for yet, and bring it when it is', async () => {
    const { clock, twin, client } = await world({}, { orders_api: ordersApi });
    const id = twin.placeOrder({ lines: [mug], status: 'PENDING' });
    clock.set(plusMs(start, 5 * minute));
    expect(await everything(client, plusMs(start, 2 * minute))).toEqual([]);
    expect(await client.order(id)).toBeUndefined();
    twin.changeOrder(id, (order) => {
      order.status = 'UNSHIPPED';
    });
    clock.set(plusMs(later, 3 * minute));
    expect((await everything(client, later)).map(({ channelOrderId }) => channelOrderId)).toEqual([id]);
  });

  it('go on when the token expires in the middle', async () => {
    const { clock, twin, client } = await world({ pageSizeMax: 2 }, { orders_api: ordersApi });
    for (let index = 0; index < 4; index += 1) twin.placeOrder({ lines: [mug] });
    clock.set(plusMs(later, 3 * minute));
    const first = await client.changedOrders({ from: start, to: later });
    twin.expireTokens();
    const second = await client.changedOrders({ from: start, to: later, ...(first.cursor === undefined ? {} : { cursor: first.cursor }) });
    expect(first.payloads.length + second.payloads.length).toBe(4);
  });
});

describe('the two versions of the API', () => {
  it('give the same lines, totals and addresses', async () => {
    const { clock, twin, client, anotherClient } = await world();
    const id = twin.placeOrder({ lines: [{ ...mug, shippingDiscount: 120 }, coaster] });
    clock.advanceMs(minute);
    const now = canonical(await client.order(id));
    const before = canonical(await anotherClient({ orders_api: 'v0' }).order(id));
    const { channelMetadata: _now, ...comparable } = now;
    expect(before).toMatchObject(comparable);
  });

  it('give no names without the right to personal data', async () => {
    const { clock, twin, anotherClient } = await world();
    const id = twin.placeOrder({ lines: [mug] });
    clock.advanceMs(minute);
    for (const ordersApi of ['2026-01-01', 'v0']) {
      const payload = await anotherClient({ orders_api: ordersApi, personal_data: false }).order(id);
      expect(Buffer.from(payload?.rawBody ?? []).toString()).not.toContain('Robin');
    }
  });
});

describe('the end of a range', () => {
  it('is two minutes ago at most, and the page says how far it reaches', async () => {
    const { clock, twin, client } = await world();
    twin.placeOrder({ lines: [mug] });
    clock.set(plusMs(start, 3 * minute));
    twin.placeOrder({ lines: [coaster] });
    const page = await client.changedOrders({ from: start, to: plusMs(start, 4 * minute) });
    expect(page.payloads).toHaveLength(1);
    expect(page.coveredTo).toBe(plusMs(start, 3 * minute - 125_000));
  });

  it('that has not begun yet is an empty page without a call', async () => {
    const { clock, twin, client } = await world();
    const page = await client.changedOrders({ from: clock.now(), to: plusMs(start, minute) });
    expect(page).toEqual({ payloads: [], coveredTo: start });
    expect(twin.calls).toEqual([]);
  });

  it('leaves out an order that changed at that very moment', async () => {
    const { clock, twin, client } = await world();
    twin.placeOrder({ lines: [mug] });
    clock.set(later);
    twin.placeOrder({ lines: [mug] });
    clock.set(plusMs(later, 5 * minute));
    expect(await everything(client, later)).toHaveLength(1);
  });
});

describe('a cursor', () => {
  it('is good for a day', async () => {
    const { clock, twin, client } = await world({ pageSizeMax: 1 });
    twin.placeOrder({ lines: [mug] });
    twin.placeOrder({ lines: [mug] });
    clock.set(plusMs(later, 3 * minute));
    const { cursor = '' } = await client.changedOrders({ from: start, to: later });
    clock.advanceMs(25 * 60 * minute);
    expect(await failureOf(client.changedOrders({ from: start, to: later, cursor }))).toMatchObject({
      problem: 'refused',
      code: 'InvalidInput',
    });
  });

  it('of somebody else is refused before a call is made', async () => {
    const { client, twin } = await world();
    expect(await failureOf(client.changedOrders({ from: start, to: later, cursor: 'x' }))).toMatchObject({ code: 'cursor-invalid' });
    expect(twin.calls).toEqual([]);
  });
});

describe('an order that Amazon does not have', () => {
  it('is undefined', async () => {
    const { client } = await world();
    expect(await client.order('114-0000000-0000000')).toBeUndefined();
  });
});

describe('notifications', () => {
  it('are subscribed to once, corrected when they go elsewhere, and left alone when they are right', async () => {
    const eventBridge = { account_id: '111122223333', region: 'us-east-1' };
    const { twin, client, anotherClient } = await world({}, { event_bridge: eventBridge });
    expect(await client.ensureWebhooks('')).toEqual([{ topic: 'ORDER_CHANGE', state: 'created' }]);
    expect(await client.ensureWebhooks('')).toEqual([{ topic: 'ORDER_CHANGE', state: 'present' }]);
    const elsewhere = anotherClient({ event_bridge: { account_id: '444455556666', region: 'eu-west-1' } });
    expect(await elsewhere.ensureWebhooks('')).toEqual([{ topic: 'ORDER_CHANGE', state: 'corrected' }]);
    twin.placeOrder({ lines: [mug] });
    expect(twin.takeEvents({ duplicates: true, reordered: true })).toHaveLength(2);
  });

  it('are not asked for without an event bus', async () => {
    const { client, twin } = await world();
    expect(await client.ensureWebhooks('https://shop.example')).toEqual([]);
    expect(twin.calls).toEqual([]);
  });
});
