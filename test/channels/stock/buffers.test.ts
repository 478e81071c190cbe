// What is held back, and that everybody can see why.
import { describe, expect, it } from 'vitest';
import { stockChangesQueue } from '../../../lib/channels/app/channel-queues.ts';
import type { BuffersPolicy } from '../../../lib/kernel/stock-policies.ts';
import { defaultBuffers } from '../../../lib/inventory/index.ts';
import { mug, openStockWorld, type StockWorld } from './stock-world.ts';

const decide = (world: StockWorld, given: Partial<BuffersPolicy>) => world.decide('buffers', { ...defaultBuffers, ...given });
const hourMs = 3_600_000;

describe('what a channel is told', () => {
  it('is less by 7.5 percent, and the row says what it was made of', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 80, 'east');
    await world.receive(mug, 20, 'west');
    await world.settle();
    expect(world.shown(mug)).toEqual([93]);
    expect((await world.row('shopify', mug))?.published).toEqual({
      available: 100,
      safetyStock: 0,
      buffer: 7,
      published: 93,
      rule: 'percent',
      percent: 7.5,
      oversellProbability: null,
      band: null,
      unitsPerDay: null,
      salesBasis: 'unknown',
      distribution: null,
      lagSeconds: 6.5,
      lagBasis: 'prior',
      caution: 1,
      limitedBy: null,
    });
  });

  it('leaves out what each location keeps, and what an override says', async () => {
    const world = await openStockWorld(['shopify', 'amazon']);
    await world.decide('safety_stock', { defaultUnits: 2, overrides: [{ sku: mug, locationId: 'west', units: 30 }] });
    await decide(world, { overrides: [{ channel: 'amazon', units: 10 }] });
    await world.receive(mug, 52, 'east');
    await world.receive(mug, 20, 'west');
    await world.settle();
    expect(world.shown(mug)).toEqual([47, 40]);
    expect((await world.row('amazon', mug))?.published).toMatchObject({ available: 72, safetyStock: 22, buffer: 10, rule: 'override' });
  });

  it('follows the policy within an hour, without a change of stock', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 100);
    await world.settle();
    await decide(world, { percent: 50 });
    world.clock.advanceMs(hourMs);
    await world.poll();
    expect(world.shown(mug)).toEqual([50]);
  });
});

describe('the lag of a channel', () => {
  it('is measured from the change to its acceptance, and counts from the twentieth time', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 100);
    for (let sale = 0; sale < 30; sale += 1) {
      await world.sell(mug, 1);
      await world.settle();
    }
    // Seven seconds and the class of up to eight; half a second more is Shopify's own.
    expect((await world.row('shopify', mug))?.published).toMatchObject({ lagBasis: 'measured', lagSeconds: 8.5 });
  });
});

describe('a request of the comparison', () => {
  it('measures no lag: nobody knows since when the channel shows another number', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 100);
    for (let sale = 0; sale < 30; sale += 1) {
      await world.sell(mug, 1);
      await world.publish();
      // The event is lost, so that the comparison finds what has changed.
      const queue = world.platform.queue(stockChangesQueue);
      for (const message of await queue.receive({ max: 10, visibilitySeconds: 30 })) await queue.acknowledge(message.receipt);
      world.clock.advanceMs(hourMs);
      await world.poll();
    }
    expect(world.shown(mug)[0]).toBeLessThan(80);
    expect((await world.row('shopify', mug))?.published).toMatchObject({ lagBasis: 'prior' });
  });
});

describe('an order of the channel that waits', () => {
  const oversell = async (world: StockWorld, orderId: string): Promise<void> => world.backorder(orderId, mug, 'no-stock');

  it('counts as an oversell if it showed some, once, and doubles what is held back', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 100);
    await world.settle();
    const orderId = await world.order(mug);
    await oversell(world, orderId);
    await oversell(world, orderId);
    expect(world.counted('ChannelOversells')).toBe(1);
    expect((await world.row('shopify', mug))?.oversells).toMatchObject({ count: 1 });
    world.clock.advanceMs(hourMs);
    await world.poll();
    expect(world.shown(mug)).toEqual([85]);
    expect((await world.row('shopify', mug))?.published).toMatchObject({ caution: 2, percent: 15 });
  });

  it('is no oversell where the article is there, and waits for another or behind a full location', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 100);
    await world.settle();
    const orderId = await world.order(mug);
    await world.backorder(orderId, mug);
    await world.backorder(orderId, mug, 'capacity');
    expect(world.counted('ChannelOversells')).toBe(0);
    expect((await world.row('shopify', mug))?.oversells).toBeNull();
  });

  it('counts when it was placed before the channel was told of none, and not when it came later', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 1);
    await world.settle();
    const before = await world.order(mug);
    await world.sell(mug, 1);
    await world.settle();
    expect(world.shown(mug)).toEqual([0]);
    world.clock.advanceMs(60_000);
    const after = await world.order(mug);
    await oversell(world, after);
    expect((await world.row('shopify', mug))?.oversells).toBeNull();
    await oversell(world, before);
    expect((await world.row('shopify', mug))?.oversells).toMatchObject({ count: 1 });
  });
});
