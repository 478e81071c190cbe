// What was lost on the way is found by the comparison of every hour.
import { describe, expect, it } from 'vitest';
import { stockChangesQueue, stockQueue } from '../../../lib/channels/app/channel-queues.ts';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { LocationId } from '../../../lib/kernel/ids.ts';
import { cup, everywhere, mug, openStockWorld, type StockWorld } from './stock-world.ts';

const hourMs = 3_600_000;

/** Changes stock without a word to anybody, as if the event had been lost. */
const unheard = async (world: StockWorld, change: () => Promise<unknown>): Promise<void> => {
  await change();
  await world.publish();
  const queue = world.platform.queue(stockChangesQueue);
  for (const message of await queue.receive({ max: 10, visibilitySeconds: 30 })) await queue.acknowledge(message.receipt);
};

describe.each(channelNames)('%s', (channel) => {
  it('shows what there is within an hour after an event was lost', async () => {
    const world = await openStockWorld([channel]);
    await world.receive(mug, 10);
    await world.settle();
    await world.poll();
    await unheard(world, () => world.sell(mug, 4));
    await world.poll();
    expect(world.shown(mug)).toEqual([10]);
    world.clock.advanceMs(hourMs);
    await world.poll();
    expect(world.shown(mug)).toEqual([6]);
    const calls = world.calls(channel);
    world.clock.advanceMs(hourMs);
    await world.poll();
    expect(world.calls(channel)).toBe(calls);
  });
});

describe('the comparison', () => {
  it('fills an account that is to be told of stock from now on, and tells nothing of what was never counted', async () => {
    const world = await openStockWorld(['walmart', 'amazon'], null);
    await world.receive(mug, 10);
    await world.settle();
    await world.poll();
    expect(world.shown(mug)).toEqual([null, 100]);
    await world.connect('walmart', everywhere);
    await world.poll();
    expect(world.shown(mug)).toEqual([10, 100]);
    expect(world.shown(cup)).toEqual([null, 100]);
    expect(await world.row('walmart', cup)).toBeUndefined();
  });

  it('begins anew when other locations are to count', async () => {
    const world = await openStockWorld(['walmart']);
    await world.receive(mug, 10);
    await world.receive(cup, 3, 'west');
    await world.settle();
    await world.poll();
    await world.connect('walmart', { locations: [LocationId('west')], channelLocationId: null });
    await world.poll();
    expect([world.shown(mug), world.shown(cup)]).toEqual([[0], [3]]);
  });

  it('goes through lists of any length, look by look', async () => {
    const world = await openStockWorld(['amazon'], null);
    const skus = Array.from({ length: 1_250 }, (_, index) => `ART-${index}`);
    for (const sku of skus) await world.product.catalog.putProduct('acme', { sku, title: sku, requires_shipping: true });
    for (const sku of skus.slice(0, 1_250).filter((_, index) => index % 50 === 0)) await world.receive(sku, 1);
    await world.connect('amazon', everywhere);
    await world.poll();
    const first = (await world.listed('amazon'))?.rows.length ?? 0;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(25);
    await world.poll();
    expect((await world.listed('amazon'))?.rows).toHaveLength(25);
  });

  it('adds no messages to those that wait for a channel that takes no stock', async () => {
    const world = await openStockWorld(['woocommerce']);
    await world.receive(mug, 10);
    await world.settle();
    await world.poll();
    // Orders can be read as ever.
    world.wire.failing = /wc\/v3\/products/;
    await world.sell(mug, 1);
    await world.settle();
    for (let hour = 0; hour < 4; hour += 1) {
      await world.pass(60);
      await world.poll();
    }
    expect(await world.waiting(stockQueue('woocommerce'))).toBeLessThanOrEqual(1);
    world.wire.failing = undefined;
    await world.pass(6);
    expect(world.shown(mug)).toEqual([9]);
  });
});
