import { describe, expect, it } from 'vitest';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { acme, callerOf, type NoticeWorld, openNoticeWorld, type PlacedOrder } from './notice-world.ts';

/** What the notices of an order came to: kind, what it is about, state; in the order of the alphabet. */
const toldOf = async (world: NoticeWorld, order: PlacedOrder): Promise<readonly string[]> =>
  (await world.notices(order)).map(({ kind, what, state }) => `${kind} of ${what}: ${state}`).toSorted();

describe.each(channelNames)('%s is told', (channel) => {
  it('of a parcel, once', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel, [2, 1]);
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.tell();
    expect(world.twinOf(channel).parcels(order.channelOrderId)).toEqual(['1Z1']);
    expect(await toldOf(world, order)).toEqual(['shipment of UPS 1Z1: done']);
    expect(await world.waiting(channel)).toEqual([]);
  });

  it('of a parcel once, though the event comes again, at once and the next day', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.tell();
    const calls = world.twinOf(channel).calls.length;
    for (const hours of [0, 24]) {
      await world.pass(hours);
      await world.publish(true);
      await world.tell();
    }
    expect(world.twinOf(channel).calls).toHaveLength(calls);
    expect(world.twinOf(channel).parcels(order.channelOrderId)).toEqual(['1Z1']);
    expect(await toldOf(world, order)).toEqual(['shipment of UPS 1Z1: done']);
  });

  it('of a parcel once, though its answer was lost and another process tries again', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    await world.ship(order, [{ tracking: '1Z1' }]);
    const { callOf, parcels } = world.twinOf(channel);
    world.wire.losing = callOf.parcel;
    await world.tell();
    expect(await toldOf(world, order)).toEqual(['shipment of UPS 1Z1: waiting']);
    world.wire.losing = undefined;
    world.anotherProcess();
    await world.pass(1);
    expect(parcels(order.channelOrderId)).toEqual(['1Z1']);
    // WooCommerce has the parcel and still lacks our mark, so it is told the rest.
    expect(await toldOf(world, order)).toEqual([`shipment of UPS 1Z1: ${channel === 'woocommerce' ? 'done' : 'known'}`]);
    expect((await world.notices(order))[0]).toMatchObject({ attempts: 2, code: null });
  });

  it('of every parcel with what is in it', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel, [2, 1]);
    await world.ship(order, [
      { tracking: '1Z1', units: [1, 0] },
      { tracking: '1Z2', units: [1, 1] },
    ]);
    await world.tell();
    expect(world.twinOf(channel).parcels(order.channelOrderId).toSorted()).toEqual(['1Z1', '1Z2']);
    expect(await toldOf(world, order)).toEqual(['shipment of UPS 1Z1: done', 'shipment of UPS 1Z2: done']);
  });

  it('that we have cancelled an order, once', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel, [2, 1]);
    await world.product.orders.manage.cancel(callerOf(), order.orderId, 'out-of-stock');
    await world.tell();
    await world.pass(1);
    expect(world.twinOf(channel).cancelled(order.channelOrderId)).toBe(3);
    const calls = world.twinOf(channel).calls.length;
    await world.publish(true);
    await world.tell();
    expect(world.twinOf(channel).calls).toHaveLength(calls);
    expect(await toldOf(world, order)).toEqual(['cancellation of order: done']);
  });

  it('nothing of a cancellation that came from it', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    const calls = world.twinOf(channel).calls.length;
    await world.take({ ...order.canonical, cancelled: true, channelRevision: '2030-01-01T00:00:00Z' });
    const money = { currency: order.canonical.currency, source: 'channel', reference: null, capturedMinor: 2_000 } as const;
    await world.product.payments.report(callerOf(), order.orderId, money);
    await world.product.payments.settle(callerOf(), order.orderId, 0, 'order-cancelled');
    await world.tell();
    const { order: state } = (await world.product.orders.read.get(acme, order.orderId)) ?? {};
    expect(state).toMatchObject({ status: 'cancelled', cancellation: { requestedBy: channel } });
    expect(world.twinOf(channel).calls).toHaveLength(calls);
    expect(await world.notices(order)).toEqual([]);
  });

  it('nothing by an account that was removed, and somebody hears what it would have been told', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.remove(channel);
    const calls = world.twinOf(channel).calls.length;
    await world.tell();
    expect(world.twinOf(channel).calls).toHaveLength(calls);
    expect(await world.waiting(channel)).toEqual([]);
    expect(await world.letters(channel)).toMatchObject([{ kind: 'shipment', refused: { code: 'account-not-connected' } }]);
    expect(await world.notices(order)).toMatchObject([{ state: 'refused', code: 'account-not-connected' }]);
  });

  it('and nothing personal is in rows, messages or logs', async () => {
    const world = await openNoticeWorld([channel]);
    const [told, refused] = [await world.place(channel), await world.place(channel)];
    await world.ship(told, [{ tracking: '1Z1' }]);
    await world.ship(refused, [{ tracking: '1Z2' }]);
    await world.publish();
    await world.drain('channel-notices');
    const messages = await world.waiting(channel);
    expect(messages).toHaveLength(2);
    await world.tell();
    await world.ship(refused, [{ tracking: '1Z3' }]);
    await world.publish();
    await world.drain('channel-notices');
    await world.remove(channel);
    await world.tell();
    expect(await world.letters(channel)).toMatchObject([{ tracking_number: '1Z3' }]);
    const kept = JSON.stringify([messages, await world.letters(channel), await world.notices(told), await world.notices(refused)]);
    const said = [told, refused].flatMap(({ canonical: { customer, shippingAddress: address } }) => [
      customer?.name,
      customer?.email,
      customer?.phone,
      address?.name,
      address?.line1,
      address?.city,
      address?.postalCode,
    ]);
    const personal = said.filter((text): text is string => typeof text === 'string' && text.length > 2);
    expect(personal.length).toBeGreaterThan(2);
    // What is logged is written a moment later.
    await expect.poll(() => world.logs()).toContain('channel notice set aside');
    for (const text of personal) expect(`${kept}\n${world.logs()}`).not.toContain(text);
  });
});

describe('Walmart', () => {
  it('hears that an order is in our hands when it is confirmed', async () => {
    const world = await openNoticeWorld();
    const order = await world.place('walmart');
    await world.product.orders.manage.confirm(callerOf(), order.orderId, { basis: 'authorised', reference: null });
    await world.tell();
    expect(await toldOf(world, order)).toEqual(['acknowledgement of order: done']);
    const [notice] = await world.notices(order);
    expect(notice?.sentence).toBe('walmart was told that the order is in our hands.');
  });

  it('is the only one that wants to', async () => {
    const world = await openNoticeWorld(['shopify', 'woocommerce', 'amazon']);
    for (const channel of ['shopify', 'woocommerce', 'amazon']) {
      const order = await world.place(channel);
      await world.product.orders.manage.confirm(callerOf(), order.orderId, { basis: 'authorised', reference: null });
      await world.tell();
      expect(await world.notices(order)).toEqual([]);
    }
  });
});

it('a parcel without a list of contents holds what no other parcel holds', async () => {
  const world = await openNoticeWorld(['walmart']);
  const order = await world.place('walmart', [2, 3]);
  await world.ship(order, [{ tracking: '1Z1', units: [2, 1] }, { tracking: '1Z2' }, { tracking: '1Z3' }]);
  await world.publish();
  await world.drain('channel-notices');
  const [mug, cup] = order.canonical.lineItems.map(({ lineId }) => lineId);
  expect(await world.waiting('walmart')).toMatchObject([
    {
      tracking_number: '1Z1',
      lines: [
        { line_id: mug, quantity: 2 },
        { line_id: cup, quantity: 1 },
      ],
    },
    { tracking_number: '1Z2', lines: [{ line_id: cup, quantity: 2 }] },
  ]);
});

describe('units that will not come after a part has left', () => {
  it.each(['shopify', 'woocommerce', 'walmart'])('are told to %s, once though the answer was lost', async (channel) => {
    const world = await openNoticeWorld([channel as 'shopify']);
    const order = await world.place(channel, [3]);
    await world.ship(order, [{ tracking: '1Z1' }], [1]);
    await world.tell();
    const [line] = order.canonical.lineItems;
    await world.cancelRest(order, [{ lineId: line!.lineId, quantity: 2 }]);
    world.wire.losing = world.twinOf(channel).callOf.cancellation;
    await world.tell();
    expect(await toldOf(world, order)).toEqual(['cancellation of 2 units: waiting', 'shipment of UPS 1Z1: done']);
    world.wire.losing = undefined;
    world.anotherProcess();
    await world.pass(1);
    expect(await toldOf(world, order)).toEqual(['cancellation of 2 units: known', 'shipment of UPS 1Z1: done']);
    expect(world.twinOf(channel).cancelled(order.channelOrderId)).toBe(2);
  });

  it('are nothing that Amazon takes, so a person settles it', async () => {
    const world = await openNoticeWorld(['amazon']);
    const order = await world.place('amazon', [3]);
    await world.ship(order, [{ tracking: '1Z1' }], [1]);
    await world.tell();
    await world.cancelRest(order, [{ lineId: order.canonical.lineItems[0]!.lineId, quantity: 2 }]);
    await world.tell();
    expect(await world.letters('amazon')).toMatchObject([{ kind: 'cancellation', refused: { code: 'order-shipped' } }]);
  });
});
