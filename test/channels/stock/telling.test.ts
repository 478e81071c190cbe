// Stock levels on their way to twins of all four channels, over the embedded engine and on a clock that stands still.
import { describe, expect, it } from 'vitest';
import { stockQueue } from '../../../lib/channels/app/channel-queues.ts';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { LocationId } from '../../../lib/kernel/ids.ts';
import { cup, mug, openStockWorld, rare } from './stock-world.ts';

describe.each(channelNames)('%s', (channel) => {
  it('shows what can be had at all locations together', async () => {
    const world = await openStockWorld([channel]);
    await world.receive(mug, 7);
    await world.receive(mug, 5, 'west');
    await world.settle();
    expect(world.shown(mug)).toEqual([12]);
    await world.sell(mug, 4, 'west');
    await world.settle();
    expect(world.shown(mug)).toEqual([8]);
    expect(await world.row(channel, mug)).toMatchObject({ quantity: 8, state: 'done', code: null });
  });

  it('shows the right number after a burst of a hundred changes, told in few calls', async () => {
    const world = await openStockWorld([channel]);
    await world.receive(mug, 500);
    await world.settle();
    const before = world.calls(channel);
    for (let sale = 1; sale <= 100; sale += 1) {
      await world.sell(mug, 1);
      await world.publish();
      // Ten seconds in all, with somebody at work all the time.
      world.clock.advanceMs(100);
      await world.notice();
      await world.tell();
    }
    await world.settle();
    // Of the 400 that are left 7.5 percent are held back.
    expect(world.shown(mug)).toEqual([370]);
    expect(world.calls(channel) - before).toBeLessThanOrEqual(4);
    expect(world.calls(channel) - before).toBeGreaterThan(0);
  });

  it('shows the right number after answers got lost', async () => {
    const world = await openStockWorld([channel]);
    await world.receive(mug, 10);
    // More than the caller tries by itself.
    world.wire.losing = 6;
    await world.settle();
    await world.sell(mug, 3);
    await world.settle();
    await world.pass(15);
    expect(world.wire.losing).toBe(0);
    expect(world.shown(mug)).toEqual([7]);
    expect(await world.row(channel, mug)).toMatchObject({ quantity: 7, state: 'done' });
    expect(await world.waiting(stockQueue(channel))).toBe(0);
  });

  it('is right within minutes after hours without an answer', async () => {
    const world = await openStockWorld([channel]);
    await world.receive(mug, 100);
    await world.receive(cup, 50);
    await world.settle();
    world.vendorOf(channel).trouble.down = true;
    for (let hour = 0; hour < 5; hour += 1) {
      await world.sell(mug, 2);
      await world.sell(cup, 1);
      await world.settle();
      await world.pass(60);
    }
    expect(world.shown(mug)).toEqual([93]);
    expect(await world.row(channel, mug)).toMatchObject({ quantity: 93, state: 'waiting' });
    expect(world.largest('ChannelStockLagSeconds')).toBeGreaterThan(3_600);
    // One message asks for all: the others of the account wait behind it.
    expect(world.vendorOf(channel).calls.length).toBeLessThan(700);
    world.vendorOf(channel).trouble.down = false;
    await world.pass(6);
    expect([world.shown(mug), world.shown(cup)]).toEqual([[84], [42]]);
    expect(await world.waiting(stockQueue(channel))).toBe(0);
  });

  it('refuses an article that it does not know, which is counted once and not asked again and again', async () => {
    const world = await openStockWorld([channel]);
    await world.receive(rare, 3);
    await world.receive(mug, 2);
    await world.settle();
    // Beside it, the others are told.
    expect(world.shown(mug)).toEqual([2]);
    const refused = await world.row(channel, rare);
    expect(refused).toMatchObject({ quantity: null, state: 'refused', code: expect.any(String) });
    expect(world.counted('ChannelStockRefused')).toBe(1);
    const asked = world.vendorOf(channel).calls.length;
    for (let sale = 0; sale < 3; sale += 1) {
      await world.sell(rare, 1);
      await world.settle();
    }
    expect(world.vendorOf(channel).calls.length).toBe(asked);
    // Somebody may have listed it since: once a day it is tried.
    world.clock.advanceMs(25 * 3_600_000);
    await world.receive(rare, 1);
    await world.settle();
    expect(world.vendorOf(channel).calls.length).toBeGreaterThan(asked);
    expect(await world.row(channel, rare)).toMatchObject({ state: 'refused', code: refused?.code });
    expect(world.counted('ChannelStockRefused')).toBe(1);
  });
});

describe('a message that cannot be read', () => {
  it.each(channelNames)('of %s is set aside at once, and what stands beside it is told', async (channel) => {
    const world = await openStockWorld([channel]);
    await world.receive(mug, 3);
    await world.notice();
    world.clock.advanceMs(7_000);
    await world.platform.queue(stockQueue(channel)).send([{ body: '{"sku":7}', group: 'main', deduplicationId: 'odd' }]);
    await world.drain('channel-stock-changes');
    await world.tell();
    expect(world.shown(mug)).toEqual([3]);
    expect(await world.waiting(`${stockQueue(channel)}-dlq`)).toBe(1);
    expect(await world.waiting(stockQueue(channel))).toBe(0);
  });
});

describe('what is told', () => {
  it('goes to every channel, and is measured from the change on', async () => {
    const world = await openStockWorld();
    await world.receive(mug, 9);
    await world.settle();
    expect(world.shown(mug)).toEqual([9, 9, 9, 9]);
    expect(world.counted('ChannelStockPublished')).toBe(4);
    expect(world.largest('ChannelStockLagSeconds')).toBeGreaterThanOrEqual(5);
    expect(world.largest('ChannelStockLagSeconds')).toBeLessThan(30);
  });

  it('is nothing to accounts that did not ask, and not to those that were removed', async () => {
    const world = await openStockWorld(['walmart', 'amazon'], null);
    await world.receive(mug, 9);
    await world.settle();
    await world.poll();
    expect(world.shown(mug)).toEqual([null, 100]);
    expect([world.calls('walmart'), world.calls('amazon')]).toEqual([0, 0]);
    expect(await world.waiting(stockQueue('amazon'))).toBe(0);
    await world.connect('amazon', { locations: 'all', channelLocationId: null });
    world.clock.advanceMs(6_000);
    await world.sell(mug, 1);
    await world.notice();
    world.clock.advanceMs(7_000);
    await world.drain('channel-stock-changes');
    expect(await world.waiting(stockQueue('amazon'))).toBe(1);
    await world.stop('amazon');
    await world.tell();
    expect(world.calls('amazon')).toBe(0);
  });

  it('counts the locations of the account, as far as they are active', async () => {
    const world = await openStockWorld(['shopify', 'walmart'], null);
    await world.connect('shopify', { locations: [LocationId('west')], channelLocationId: null });
    await world.connect('walmart', { locations: 'all', channelLocationId: 'node-7' });
    await world.receive(mug, 9);
    await world.settle();
    // Nothing of the shop's own location has changed, so it is not even asked.
    expect(world.calls('shopify')).toBe(0);
    await world.receive(mug, 4, 'west');
    await world.settle();
    expect(world.vendorOf('shopify').stockOf(mug)).toBe(4);
    expect((await world.row('walmart', mug))?.quantity).toBe(13);
    // The twin keeps what it is told of a ship node apart from its default one.
    expect(world.vendorOf('walmart').stockOf(mug)).toBeNull();
    expect(world.vendorOf('walmart').stockOf(`${mug}@node-7`)).toBe(13);
    await world.location('west', false);
    await world.sell(mug, 1, 'west');
    await world.settle();
    expect(world.vendorOf('shopify').stockOf(mug)).toBe(0);
    expect((await world.row('walmart', mug))?.quantity).toBe(9);
  });

  it('is not told again when nothing that can be had has changed', async () => {
    const world = await openStockWorld(['woocommerce']);
    await world.receive(mug, 9);
    const reservation = await world.sell(mug, 2);
    await world.settle();
    const asked = world.vendorOf('woocommerce').calls.length;
    await world.allocate(mug, reservation);
    await world.sell(mug, 1);
    await world.receive(mug, 1);
    await world.settle();
    expect(world.shown(mug)).toEqual([7]);
    expect(world.vendorOf('woocommerce').calls.length).toBe(asked);
  });

  it('is listed for people', async () => {
    const world = await openStockWorld(['amazon']);
    await world.receive(mug, 9);
    await world.receive(rare, 1);
    await world.settle();
    const listed = await world.listed('amazon');
    expect(listed?.rows).toMatchObject([
      { sku: mug, quantity: 9, state: 'done' },
      { sku: rare, quantity: null, state: 'refused', code: 'article-unknown' },
    ]);
    expect(await world.listed('walmart')).toBeUndefined();
  });
});
