// Somebody changes a number at the channel, by hand.
import { describe, expect, it } from 'vitest';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { cup, mug, openStockWorld, type StockWorld } from './stock-world.ts';

const minuteMs = 60_000;

/** An account that has shown for an hour what it was told. */
const settled = async (channel: (typeof channelNames)[number]): Promise<StockWorld> => {
  const world = await openStockWorld([channel]);
  await world.receive(mug, 10);
  await world.receive(cup, 5);
  await world.settle();
  world.clock.advanceMs(60 * minuteMs);
  await world.poll();
  return world;
};

const looks = async (world: StockWorld, minutes: number): Promise<void> => {
  for (let passed = 0; passed < minutes; passed += 5) {
    world.clock.advanceMs(4 * minuteMs);
    await world.poll();
  }
};

describe.each(channelNames)('%s', (channel) => {
  it('is told again what it was told when it shows more, and the difference is noted', async () => {
    const world = await settled(channel);
    world.vendorOf(channel).changeStock(mug, 40);
    await looks(world, 75);
    expect(world.shown(mug)).toEqual([10]);
    const drift = { told: 10, shown: 40, correctedAt: expect.any(String) };
    expect(await world.row(channel, mug)).toMatchObject({ quantity: 10, state: 'done', code: null, drift });
    expect((await world.row(channel, cup))?.drift).toBeNull();
    const listed = await world.product.channels.listStock(world.tenantId, { channel, account: 'main' }, { limit: 100, drift: true });
    expect(listed?.rows.map(({ sku }) => sku)).toEqual([mug]);
  });

  it('that shows less may have sold what we have not heard of, and is given three quarters of an hour', async () => {
    const world = await settled(channel);
    world.vendorOf(channel).changeStock(mug, 7);
    const calls = world.calls(channel);
    await looks(world, 40);
    expect(world.calls(channel)).toBe(calls);
    expect(world.shown(mug)).toEqual([7]);
    await looks(world, 90);
    expect(world.shown(mug)).toEqual([10]);
    expect(await world.row(channel, mug)).toMatchObject({ drift: { told: 10, shown: 7 } });
  });
});

it('what changes on its way is no drift: a number accepted a moment ago, or one that has to be told anyway', async () => {
  const world = await settled('amazon');
  await world.sell(mug, 4);
  await world.settle();
  // Amazon shows minutes later.
  world.vendorOf('amazon').changeStock(mug, 10);
  await looks(world, 25);
  expect((await world.row('amazon', mug))?.drift).toBeNull();
  world.vendorOf('amazon').changeStock(mug, 6);
  await looks(world, 120);
  expect((await world.row('amazon', mug))?.drift).toBeNull();
});

it('a channel that does not tell what it shows is told as ever', async () => {
  const world = await settled('walmart');
  world.wire.failing = /^GET \S+v3\/inventory/;
  world.vendorOf('walmart').changeStock(mug, 40);
  await looks(world, 75);
  expect(world.shown(mug)).toEqual([40]);
  await world.sell(mug, 1);
  await world.settle();
  expect(world.shown(mug)).toEqual([9]);
});
