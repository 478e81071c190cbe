import { describe, expect, it } from 'vitest';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { acme, callerOf, type NoticeWorld, openNoticeWorld, type PlacedOrder } from './notice-world.ts';

/** The channel has taken 20.00, and what exceeds `dueMinor` is asked back. */
const owe = async (world: NoticeWorld, { orderId, canonical }: PlacedOrder, dueMinor: number): Promise<void> => {
  const { payments } = world.product;
  const money = { currency: canonical.currency, source: 'channel', reference: null, capturedMinor: 2_000 } as const;
  await payments.report(callerOf(), orderId, money);
  await payments.settle(callerOf(), orderId, dueMinor, 'remainder-cancelled');
};

const shipped = async (world: NoticeWorld, channel: string): Promise<PlacedOrder> => {
  const order = await world.place(channel);
  await world.ship(order, [{ tracking: '1Z1' }]);
  await world.tell();
  return order;
};

const statesOf = async (world: NoticeWorld, order: PlacedOrder): Promise<readonly string[]> =>
  (await world.notices(order)).flatMap(({ kind, state, code }) =>
    kind === 'refund' ? [code === null ? state : `${state} (${code})`] : [],
  );

describe.each(channelNames)('money that %s is to give back', (channel) => {
  it('is given back once, and payments hear of it', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await shipped(world, channel);
    await owe(world, order, 1_400);
    await world.tell();
    // Amazon takes its time.
    await world.pass(1);
    await world.publish(true);
    await world.tell();
    expect(world.twinOf(channel).refunded(order.channelOrderId)).toBe(600);
    expect(await statesOf(world, order)).toEqual(['done']);
    expect(await world.product.payments.get(acme, order.orderId)).toMatchObject({ refundRequestedMinor: 600, refundedMinor: 600 });
  });

  it('in two steps adds up', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await shipped(world, channel);
    for (const due of [1_400, 1_100]) {
      await owe(world, order, due);
      await world.tell();
      await world.pass(1);
    }
    expect(world.twinOf(channel).refunded(order.channelOrderId)).toBe(900);
    expect(await world.product.payments.get(acme, order.orderId)).toMatchObject({ refundRequestedMinor: 900, refundedMinor: 900 });
    const events = await world.platform.ledger.query({ PK: `acme#PAYMENT#${order.orderId}` });
    expect(JSON.stringify(events.items).match(/payment\.refunded/g)).toHaveLength(2);
  });

  it('is not given back again when the channel says that it has done so', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await shipped(world, channel);
    await owe(world, order, 1_400);
    const said = { currency: order.canonical.currency, source: 'channel', reference: null, refundedWhole: true } as const;
    await world.product.payments.report(callerOf(), order.orderId, said);
    await world.tell();
    expect(world.twinOf(channel).refunded(order.channelOrderId)).toBe(0);
    expect(await statesOf(world, order)).toEqual(['known']);
  });
});

describe.each(['shopify', 'woocommerce', 'walmart'] as const)('money that %s gave back with an answer that was lost', (channel) => {
  it('is not given back a second time', async () => {
    const world = await openNoticeWorld([channel]);
    const order = await shipped(world, channel);
    await owe(world, order, 1_400);
    world.wire.losing = world.twinOf(channel).callOf.refund;
    await world.tell();
    world.wire.losing = undefined;
    world.anotherProcess();
    await world.pass(1);
    expect(world.twinOf(channel).refunded(order.channelOrderId)).toBe(600);
    expect(await statesOf(world, order)).toEqual(['known']);
    expect(await world.product.payments.get(acme, order.orderId)).toMatchObject({ refundedMinor: 600 });
  });
});

describe('a refund by a feed of Amazon', () => {
  const feedsOf = (world: NoticeWorld): number =>
    world.twinOf('amazon').calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/feeds')).length;

  it('is followed by whichever process comes next, and sent once', async () => {
    const world = await openNoticeWorld(['amazon'], { feedSeconds: 3_000 });
    const order = await shipped(world, 'amazon');
    await owe(world, order, 1_400);
    await world.tell();
    expect(await statesOf(world, order)).toEqual(['waiting (feed-in-progress)']);
    world.anotherProcess();
    await world.pass(2);
    expect(await statesOf(world, order)).toEqual(['done']);
    expect(feedsOf(world)).toBe(1);
    expect(world.twinOf('amazon').refunded(order.channelOrderId)).toBe(600);
  });

  it('of which nobody knows whether Amazon got it is left to a person, in another process too', async () => {
    const world = await openNoticeWorld(['amazon']);
    const order = await shipped(world, 'amazon');
    await owe(world, order, 1_400);
    world.wire.losing = world.twinOf('amazon').callOf.refund;
    await world.tell();
    world.wire.losing = undefined;
    world.anotherProcess();
    await world.pass(1);
    expect(await statesOf(world, order)).toEqual(['refused (feed-unclear)']);
    expect(feedsOf(world)).toBe(1);
    expect(await world.product.payments.get(acme, order.orderId)).toMatchObject({ refundedMinor: 0 });
  });
});
