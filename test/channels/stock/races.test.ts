// Numbers that run after one another: what a channel shows in the end is what there is.
import { describe, expect, it } from 'vitest';
import { stockChangesQueue, stockQueue } from '../../../lib/channels/app/channel-queues.ts';
import type { ChannelClient } from '../../../lib/channels/app/channel-client.ts';
import { createSetStock, type StockDelivery } from '../../../lib/channels/app/stock/set-stock.ts';
import { createStockRows, type StockRows } from '../../../lib/channels/app/stock/stock-rows.ts';
import { ChannelApiError } from '../../../lib/channels/api/channel-api-error.ts';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { channelAccountsOf } from '../../../lambdas/composition.ts';
import { Sku } from '../../../lib/kernel/ids.ts';
import { deskOf } from './stock-desk.ts';
import { acme, cup, mug, openStockWorld, type StockWorld } from './stock-world.ts';

describe('changes within one stretch of time', () => {
  it('are one request, which comes when the stretch is over and tells the last of them', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 10);
    await world.notice();
    world.clock.advanceMs(4_900);
    // Another process hears of the last change of the stretch.
    world.anotherProcess();
    await world.sell(mug, 1);
    await world.notice();
    await world.tell();
    expect(world.calls('shopify')).toBe(0);
    expect(await world.waiting(stockChangesQueue)).toBe(2);
    world.clock.advanceMs(1_100);
    await world.drain(stockChangesQueue);
    await world.tell();
    expect(world.shown(mug)).toEqual([9]);
    world.clock.advanceMs(1_000);
    await world.drain(stockChangesQueue);
    expect(await world.waiting(stockQueue('shopify'))).toBe(0);
    expect(world.calls('shopify')).toBe(1);
  });

  it('that come just after the request was read are told by the next one', async () => {
    const world = await openStockWorld(['shopify']);
    await world.receive(mug, 10);
    await world.notice();
    world.clock.advanceMs(6_000);
    await world.drain(stockChangesQueue);
    await world.tell();
    await world.sell(mug, 1);
    await world.settle();
    expect(world.shown(mug)).toEqual([9]);
  });
});

describe.each(channelNames)('while %s is being told', (channel) => {
  it('a change is told at once, with the same message', async () => {
    const world = await openStockWorld([channel]);
    await world.receive(mug, 10);
    world.wire.before = async () => void (await world.sell(mug, 4));
    await world.settle();
    expect(world.shown(mug)).toEqual([6]);
    expect(await world.row(channel, mug)).toMatchObject({ quantity: 6, state: 'done' });
    expect(world.calls(channel)).toBe(2);
  });

  it('a second process that is faster does not leave the older number standing', async () => {
    const world = await openStockWorld([channel]);
    await world.receive(mug, 10);
    await world.settle();
    await world.sell(mug, 1);
    world.wire.before = async () => {
      await world.sell(mug, 3);
      await world.notice();
      // The first process is so slow that its message is given to another one, which tells 6 and is done.
      world.clock.advanceMs(301_000);
      await world.drain(stockChangesQueue);
      while (await world.stepElsewhere(stockQueue(channel)));
      expect(world.shown(mug)).toEqual([6]);
    };
    await world.settle();
    expect(world.shown(mug)).toEqual([6]);
    expect(await world.row(channel, mug)).toMatchObject({ quantity: 6, state: 'done' });
  });
});

/** A channel that does what it is asked, or what a test wants it to. */
const fakeChannel = () => {
  const shown = new Map<string, number>();
  const told: { sku: string; quantity: number }[][] = [];
  const fake = {
    shown,
    told,
    fails: (_notices: readonly { readonly sku: string }[]): Error | undefined => undefined,
    client: {
      setStock: async (notices) => {
        told.push(notices.map(({ sku, quantity }) => ({ sku, quantity })));
        const error = fake.fails(notices);
        if (error) throw error;
        for (const { sku, quantity } of notices) shown.set(sku, quantity);
        return notices.map(({ sku }) => ({ sku, outcome: { kind: 'done', reference: null } }));
      },
    } as Pick<ChannelClient, 'setStock'> as ChannelClient,
  };
  return fake;
};

const setStockOver = (world: StockWorld, client: ChannelClient, quantities: ReadonlyMap<string, number>, rows?: StockRows) =>
  createSetStock({
    platform: world.platform,
    channel: 'shopify',
    accounts: channelAccountsOf(world.platform),
    connections: () => client,
    rows: rows ?? createStockRows(world.platform.ledger),
    desk: deskOf(quantities),
  });

const deliveryOf = (world: StockWorld, sku: string, receiveCount = 1): StockDelivery => ({
  messageId: `of ${sku}`,
  receiveCount,
  body: { tenant_id: acme, channel_account: 'main', sku: Sku(sku), changed_at: world.clock.now() },
});

const unavailable = () => new ChannelApiError('shopify: down', { problem: 'unavailable', status: 503 });

describe('a process that ends between the answer of the channel and its row', () => {
  it('is made good by whoever gets its message, though the row says what there is', async () => {
    const world = await openStockWorld(['shopify']);
    const { client, shown } = fakeChannel();
    const quantities = new Map([[mug, 5]]);
    const rows = createStockRows(world.platform.ledger);
    const setStock = setStockOver(world, client, quantities);
    expect((await setStock([deliveryOf(world, mug)])).size).toBe(0);
    quantities.set(mug, 4);
    const ending: StockRows = { ...rows, save: async () => Promise.reject(new Error('the process ends')) };
    const failures = await setStockOver(world, client, quantities, ending)([deliveryOf(world, mug)]);
    expect([...failures.keys()]).toEqual([`of ${mug}`]);
    expect(shown.get(mug)).toBe(4);
    // Meanwhile the unit has come back, so that the row happens to be right and the channel is wrong.
    quantities.set(mug, 5);
    expect(await world.row('shopify', mug)).toMatchObject({ quantity: 5, state: 'done' });
    expect((await setStock([deliveryOf(world, mug, 2)])).size).toBe(0);
    expect(shown.get(mug)).toBe(5);
  });
});

describe('a row that another process writes while the number is told', () => {
  it('is not written over: the number is told once more', async () => {
    const world = await openStockWorld(['shopify']);
    const { client, shown } = fakeChannel();
    const rows = createStockRows(world.platform.ledger);
    let others = 1;
    const shared: StockRows = {
      ...rows,
      save: async (owner, before, after) => {
        if (others-- > 0) {
          // An older number arrives after ours, and its process is the first to write the row.
          shown.set(mug, 9);
          await rows.save(owner, before, { ...after, quantity: 9 });
        }
        return rows.save(owner, before, after);
      },
    };
    expect((await setStockOver(world, client, new Map([[mug, 6]]), shared)([deliveryOf(world, mug)])).size).toBe(0);
    expect(shown.get(mug)).toBe(6);
    expect(await world.row('shopify', mug)).toMatchObject({ quantity: 6, state: 'done' });
  });
});

describe('one article that the channel never answers for', () => {
  it('is found out after a few tries, and does not hold up the others', async () => {
    const world = await openStockWorld(['shopify']);
    const channel = fakeChannel();
    channel.fails = (notices) => (notices.some(({ sku }) => sku === cup) ? unavailable() : undefined);
    const setStock = setStockOver(
      world,
      channel.client,
      new Map([
        [mug, 5],
        [cup, 6],
      ]),
    );
    const both = (receiveCount: number) => [deliveryOf(world, mug, receiveCount), deliveryOf(world, cup, receiveCount)];
    expect((await setStock(both(1))).size).toBe(2);
    expect(channel.shown.size).toBe(0);
    expect((await setStock(both(3))).size).toBe(0);
    expect(channel.shown.get(mug)).toBe(5);
    expect(await world.row('shopify', mug)).toMatchObject({ quantity: 5, state: 'done' });
    expect(await world.row('shopify', cup)).toMatchObject({ quantity: null, state: 'waiting', code: 'unavailable' });
  });

  it('is not blamed when the channel answers for none', async () => {
    const world = await openStockWorld(['shopify']);
    const channel = fakeChannel();
    channel.fails = unavailable;
    const setStock = setStockOver(
      world,
      channel.client,
      new Map([
        [mug, 5],
        [cup, 6],
      ]),
    );
    expect((await setStock([deliveryOf(world, mug, 7), deliveryOf(world, cup, 7)])).size).toBe(2);
  });
});

describe('what a channel refuses as a whole', () => {
  it('is asked article by article, and only what it refuses alone is noted as refused', async () => {
    const world = await openStockWorld(['shopify']);
    const channel = fakeChannel();
    channel.fails = (notices) =>
      notices.some(({ sku }) => sku === cup)
        ? new ChannelApiError('shopify: no', { problem: 'refused', status: 422, code: 'odd' })
        : undefined;
    const setStock = setStockOver(
      world,
      channel.client,
      new Map([
        [mug, 5],
        [cup, 6],
      ]),
    );
    expect((await setStock([deliveryOf(world, mug), deliveryOf(world, cup)])).size).toBe(0);
    expect(channel.shown.get(mug)).toBe(5);
    expect(await world.row('shopify', cup)).toMatchObject({ quantity: null, state: 'refused', code: 'odd' });
  });
});

describe('credentials that are refused', () => {
  it('are counted, and everything waits for them', async () => {
    const world = await openStockWorld(['shopify']);
    const channel = fakeChannel();
    const refused = () => new ChannelApiError('shopify: 401', { problem: 'unauthorized', status: 401 });
    channel.fails = refused;
    const setStock = setStockOver(
      world,
      channel.client,
      new Map([
        [mug, 5],
        [cup, 6],
      ]),
    );
    expect((await setStock([deliveryOf(world, mug, 9), deliveryOf(world, cup, 9)])).size).toBe(2);
    // Asking again for each article would only make it worse.
    expect(channel.told).toHaveLength(1);
    world.flush();
    expect(world.counted('ChannelCredentialsRefused')).toBe(1);
    expect(await world.row('shopify', mug)).toMatchObject({ quantity: null, state: 'waiting', code: 'unauthorized' });
  });
});
