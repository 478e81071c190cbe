import { describe, expect, it } from 'vitest';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { createAccountMemory } from '../../../lib/channels/app/account-memory.ts';
import { noticesQueue } from '../../../lib/channels/app/channel-queues.ts';
import { type NoticeWorld, openNoticeWorld, type PlacedOrder } from './notice-world.ts';

const stateOf = async (world: NoticeWorld, order: PlacedOrder): Promise<readonly string[]> =>
  (await world.notices(order)).map(({ state, code }) => (code === null ? state : `${state} (${code})`));

describe.each(channelNames)('what %s will not have', (channel) => {
  it('lies with its dead letters, with the reason, and is told when it is sent back after the cause was mended', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.publish();
    await world.drain('channel-notices');
    await world.remove(channel);
    await world.drain(noticesQueue(channel));
    expect(await stateOf(world, order)).toEqual(['refused (account-not-connected)']);
    expect(await world.letters(channel)).toMatchObject([{ kind: 'shipment', refused: { code: 'account-not-connected' } }]);
    expect(world.counted('ChannelNoticesRefused')).toBe(1);

    expect(await world.redrive(channel)).toBe(1);
    await world.drain(noticesQueue(channel));
    expect(await world.letters(channel)).toHaveLength(1);
    expect((await world.notices(order))[0]).toMatchObject({ state: 'refused', attempts: 2 });

    await world.connect(channel);
    await world.redrive(channel);
    await world.drain(noticesQueue(channel));
    expect(world.twinOf(channel).parcels(order.channelOrderId)).toEqual(['1Z1']);
    expect(await stateOf(world, order)).toEqual(['done']);
    expect(await world.letters(channel)).toEqual([]);
  });

  it('is set aside once, however often the event comes', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.publish();
    await world.drain('channel-notices');
    await world.remove(channel);
    await world.tell();
    await world.connect(channel);
    await world.pass(1);
    await world.publish(true);
    await world.tell();
    expect(await world.letters(channel)).toHaveLength(1);
    expect(await world.notices(order)).toMatchObject([{ state: 'refused', attempts: 1 }]);
  });
});

describe.each(channelNames)('while %s is down', (channel) => {
  it('nothing is lost, and everything comes in order afterwards', async () => {
    const world = await openNoticeWorld([channel]);
    const [first, second] = [await world.place(channel, [3]), await world.place(channel, [1])];
    world.twinOf(channel).trouble.down = true;
    for (const tracking of ['1Z1', '1Z2', '1Z3']) {
      await world.ship(first, [{ tracking }], [1]);
      await world.tell();
    }
    await world.ship(second, [{ tracking: '1Z9' }]);
    await world.tell();
    await world.pass(3);
    await world.pass(27, 180);
    expect(await stateOf(world, first)).toEqual([expect.stringMatching(/^waiting/)]);
    expect(world.counted('ChannelNoticesLate')).toBeGreaterThan(0);
    expect(await world.letters(channel)).toEqual([]);
    world.twinOf(channel).trouble.down = false;
    await world.pass(2);
    expect(world.twinOf(channel).parcels(first.channelOrderId)).toEqual(['1Z1', '1Z2', '1Z3']);
    expect(world.twinOf(channel).parcels(second.channelOrderId)).toEqual(['1Z9']);
    expect([await stateOf(world, first), await stateOf(world, second)]).toEqual([['done', 'done', 'done'], ['done']]);
    expect([await world.waiting(channel), await world.letters(channel)]).toEqual([[], []]);
  });

  it('the others are told', async () => {
    const world = await openNoticeWorld();
    world.twinOf(channel).trouble.down = false;
    const orders = new Map<string, PlacedOrder>();
    for (const name of channelNames) orders.set(name, await world.place(name));
    world.twinOf(channel).trouble.down = true;
    for (const order of orders.values()) await world.ship(order, [{ tracking: '1Z1' }]);
    await world.tell();
    for (const [name, { channelOrderId }] of orders)
      expect(world.twinOf(name).parcels(channelOrderId)).toEqual(name === channel ? [] : ['1Z1']);
  });

  it('for a week, a person gets it before SQS would have forgotten it', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await world.place(channel);
    world.twinOf(channel).trouble.down = true;
    await world.ship(order, [{ tracking: '1Z1' }]);
    await world.tell();
    await world.pass(3);
    await world.pass(6 * 24 - 4, 240);
    expect(await stateOf(world, order)).toEqual([expect.stringMatching(/^waiting/)]);
    await world.pass(2);
    expect(await stateOf(world, order)).toEqual(['refused (tried-too-long)']);
    world.twinOf(channel).trouble.down = false;
    await world.redrive(channel);
    await world.pass(1);
    expect(await stateOf(world, order)).toEqual(['done']);
  });
});

describe('an order that cannot be told now', () => {
  it.each(channelNames)('holds up no other order of %s', async (channel) => {
    const world = await openNoticeWorld([channel]);
    const [stuck, other] = [await world.place(channel), await world.place(channel)];
    world.wire.cutting = new RegExp(stuck.channelOrderId);
    await world.ship(stuck, [{ tracking: '1Z1' }]);
    await world.ship(other, [{ tracking: '1Z2' }]);
    await world.tell();
    expect(await stateOf(world, other)).toEqual(['done']);
    expect(await stateOf(world, stuck)).toEqual([expect.stringMatching(/^waiting/)]);
  });
});

it('refused credentials are counted and not shown again at once, and what waited is told when there are others', async () => {
  const world = await openNoticeWorld(['walmart']);
  const order = await world.place('walmart');
  await world.ship(order, [{ tracking: '1Z1' }]);
  world.env['WALMART_MAIN_CREDENTIALS'] = JSON.stringify({ client_id: 'twin-client', client_secret: 'another' });
  await world.tell();
  expect(world.counted('ChannelCredentialsRefused')).toBe(1);
  const { calls } = world.twinOf('walmart');
  const shown = calls.length;
  for (let minute = 0; minute < 14; minute += 1) await world.pass(1 / 60, 1);
  expect(calls).toHaveLength(shown);
  expect(await stateOf(world, order)).toEqual([expect.stringMatching(/^waiting/)]);
  world.env['WALMART_MAIN_CREDENTIALS'] = JSON.stringify({ client_id: 'twin-client', client_secret: 'twin-secret' });
  await world.pass(1);
  expect(await stateOf(world, order)).toEqual(['done']);
});

it('a carrier that Walmart does not name goes to a person, who enters the parcel there', async () => {
  const world = await openNoticeWorld(['walmart']);
  const order = await world.place('walmart');
  await world.ship(order, [{ tracking: 'AC-1', carrier: 'Alpine Courier' }]);
  await world.tell();
  expect(await stateOf(world, order)).toEqual(['refused (tracking-url-missing)']);
  expect((await world.notices(order))[0]?.sentence).toBe(
    'walmart was not told of the parcel Alpine Courier AC-1; somebody has to look: ' +
      'Walmart does not name this carrier, and takes another only with the address of its tracking page.',
  );
});

it.each(['shopify', 'woocommerce', 'amazon'] as const)('a carrier that nobody knows is told to %s by its name', async (channel) => {
  const world = await openNoticeWorld([channel]);
  const order = await world.place(channel);
  await world.ship(order, [{ tracking: 'AC-1', carrier: 'Alpine Courier' }]);
  await world.tell();
  expect(await stateOf(world, order)).toEqual(['done']);
  expect(world.twinOf(channel).parcels(order.channelOrderId)).toEqual(['AC-1']);
});

it('a message that nobody can read is set aside at once, and does not stand in the way of its order', async () => {
  const world = await openNoticeWorld(['walmart']);
  const order = await world.place('walmart');
  const group = order.orderId;
  await world.platform.queue(noticesQueue('walmart')).send([{ body: '{"kind":"song"}', group, deduplicationId: 'song' }]);
  await world.ship(order, [{ tracking: '1Z1' }]);
  await world.tell();
  expect(await world.letters('walmart')).toEqual([{ kind: 'song' }]);
  expect(await stateOf(world, order)).toEqual(['done']);
});

it('what clients have to remember lies in the account’s own rows', async () => {
  const world = await openNoticeWorld(['walmart']);
  const order = await world.place('walmart', [3]);
  await world.cancelRest(order, [{ lineId: order.canonical.lineItems[0]!.lineId, quantity: 1 }]);
  await world.tell();
  const [account] = await world.product.channels.listChannelAccounts(order.tenantId);
  const [notice] = await world.notices(order);
  const memory = createAccountMemory(world.platform, account!);
  const kept = await memory.read(`notice#cancel/${order.channelOrderId}/${notice?.noticeId}`);
  expect(JSON.parse(kept ?? 'null')).toEqual({ [order.canonical.lineItems[0]!.lineId]: 0 });
});
