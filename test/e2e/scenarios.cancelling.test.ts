// What ends before its time, or has to go another way. As in the other scenarios, steps insist on success themselves, and what
// must hold after every scenario is asked once, after each of them.
/* oxlint-disable vitest/expect-expect, vitest/no-standalone-expect */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBooks, settled } from './books.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation({ env: { ORDER_COMPLETION_DELAY_SECONDS: '1' } });
  await stockUp(installation.api, {});
  shop = createShop(installation);
});
afterAll(() => installation.close());

/** Orders that a scenario leaves waiting on purpose are cancelled by it; so after each nothing may be left over. */
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

// Each scenario sells articles of its own, so that none depends on what another left in stock.
let sku: string;
let articles = 0;
beforeEach(() => {
  articles += 1;
  sku = `ART-${articles}`;
});

const shipOut = async (id: string): Promise<void> => {
  await shop.pick(id);
  await shop.pack(id);
  await shop.ship(id);
};

const waitsForClearance = (id: string) =>
  eventually(
    () => shop.order(id),
    (order) => order.holds.some((hold: { outcome: string }) => hold.outcome === 'open'),
  );

describe('cancelling', () => {
  const cancelled = async (id: string) => {
    await shop.cancel(id);
    const order = await shop.reaches(id, 'cancelled');
    await eventually(
      () => shop.children(id),
      (children) => children.every((child) => child.status === 'cancelled'),
    );
    expect(order.cancellation.reason).toBe('customer');
  };

  it('ends a pending order', async () => {
    const id = await shop.place({ [sku]: 1 }, { payment_method: { kind: 'bank_transfer', status: 'pending' } });
    await cancelled(id);
  });

  it('ends a held order', async () => {
    const id = await shop.place({ [sku]: 1 }, { test: true });
    await waitsForClearance(id);
    await cancelled(id);
  });

  it('ends a backordered order, and a later receipt does not wake it', async () => {
    const id = await shop.place({ [sku]: 1 });
    await shop.reaches(id, 'backorder');
    await cancelled(id);
    await shop.receive('east', { [sku]: 1 });
    await shop.stands(sku, 'east', 1, 1);
  });

  it.each(['allocated', 'picking', 'packed'] as const)('takes the work back when the order is %s', async (stage) => {
    await shop.receive('east', { [sku]: 4 });
    const id = await shop.place({ [sku]: 3 });
    const parcel = await shop.released(id, 'east');
    if (stage !== 'allocated') await shop.pick(parcel);
    if (stage === 'packed') await shop.pack(parcel);
    await shop.reaches(id, stage);
    await cancelled(id);
    expect((await shop.work(parcel)).status).toBe('cancelled');
    await shop.stands(sku, 'east', 4, 4);
  });

  it('is refused once the order has shipped', async () => {
    await shop.receive('east', { [sku]: 1 });
    const id = await shop.place({ [sku]: 1 });
    await shipOut(await shop.released(id, 'east'));
    await shop.reaches(id, 'shipped');
    expect(await installation.api('POST', `/orders/${id}/cancel`, {})).toMatchObject({
      status: 422,
      body: { code: 'order-not-cancellable' },
    });
  });

  it('cancels what has not shipped of an order that has shipped in part', async () => {
    await shop.receive('east', { [sku]: 3 });
    await shop.receive('west', { [sku]: 2 });
    const id = await shop.place({ [sku]: 5 });
    const [east, west] = [await shop.released(id, 'east'), await shop.released(id, 'west')];
    await shipOut(east);
    await shop.reaches(id, 'partially_shipped');
    await shop.cancel(id);
    await shop.reaches(id, 'shipped');
    await eventually(
      () => shop.work(west),
      (work) => work.status === 'cancelled',
    );
    await shop.stands(sku, 'west', 2, 2);
    await shop.stands(sku, 'east', 0, 0);
  });

  it('leaves nothing behind at whatever moment it comes', async () => {
    await shop.receive('east', { [sku]: 40 });
    const ids: string[] = [];
    for (let round = 0; round < 30; round += 1) {
      const id = await shop.place({ [sku]: 1 });
      await new Promise((resolve) => setTimeout(resolve, (round * 7) % 60));
      await shop.cancel(id);
      ids.push(id);
    }
    for (const id of ids) await shop.reaches(id, 'cancelled');
    await shop.stands(sku, 'east', 40, 40);
  });
});

describe('a warehouse that cannot do it', () => {
  it('has its work sourced elsewhere, and is not asked again', async () => {
    await shop.receive('east', { [sku]: 5 });
    await shop.receive('west', { [sku]: 5 });
    const id = await shop.place({ [sku]: 2 });
    await shop.reject(await shop.released(id, 'east'));
    const west = await shop.released(id, 'west');
    await shop.reject(west);
    await shop.reaches(id, 'backorder');
    await shop.stands(sku, 'east', 5, 5);
    // The two that refused have plenty, and still the order waits for a third.
    await shop.receive('south', { [sku]: 2 });
    await shop.released(id, 'south');
    expect((await shop.children(id)).map((child) => [child.location_id, child.status])).toEqual([
      ['east', 'rejected'],
      ['west', 'rejected'],
      ['south', 'allocated'],
    ]);
    await shop.cancel(id);
  });

  it('corrects the stock when it says that there is none', async () => {
    await shop.receive('east', { [sku]: 3 });
    const id = await shop.place({ [sku]: 3 });
    await shop.reject(await shop.released(id, 'east'), 'out-of-stock');
    await shop.reaches(id, 'backorder');
    await shop.stands(sku, 'east', 0, 0);
    await shop.cancel(id);
  });

  it('sends what it found, and the rest comes from elsewhere', async () => {
    await shop.receive('east', { [sku]: 5 });
    await shop.receive('west', { [sku]: 5 });
    const id = await shop.place({ [sku]: 5 });
    const east = await shop.released(id, 'east');
    await shop.pick(east);
    await shop.shortPick(east, '1', 3);
    const west = await shop.released(id, 'west');
    expect((await shop.work(west)).lines).toMatchObject([{ quantity: 2 }]);
    await shop.pack(east);
    await shop.ship(east);
    await shop.reaches(id, 'partially_shipped');
    await shop.stands(sku, 'east', 0, 0);
    await shipOut(west);
    await shop.reaches(id, 'shipped');
    await shop.stands(sku, 'west', 3, 3);
  });

  it('waits with the rest when only a part of it is elsewhere', async () => {
    await shop.receive('east', { [sku]: 5 });
    await shop.receive('west', { [sku]: 2 });
    const id = await shop.place({ [sku]: 5 });
    const east = await shop.released(id, 'east');
    await shop.shortPick(east, '1', 1);
    await eventually(
      () => shop.order(id),
      (order) => order.backordered.length > 0,
    );
    await settled(installation.runtime);
    await shop.receive('west', { [sku]: 2 });
    const west = await shop.released(id, 'west');
    await shop.pack(east);
    await shop.ship(east);
    await shipOut(west);
    await shop.reaches(id, 'shipped');
    await shop.stands(sku, 'west', 0, 0);
  });

  it('that finds nothing at all has refused the work', async () => {
    await shop.receive('east', { [sku]: 2 });
    const id = await shop.place({ [sku]: 2 });
    const east = await shop.released(id, 'east');
    await shop.shortPick(east, '1', 0);
    expect((await shop.work(east)).status).toBe('rejected');
    await shop.reaches(id, 'backorder');
    await shop.stands(sku, 'east', 0, 0);
    await shop.cancel(id);
  });
});
