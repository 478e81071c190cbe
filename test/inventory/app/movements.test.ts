import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMovements } from '../../../lib/inventory/index.ts';
import { commitAsOf } from '../../../lib/inventory/app/movements/movements.history.ts';
import { inventoryItemStream } from '../../../lib/inventory/app/inventory-item.aggregate.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { lastVersionOf, partitionKey } from '../../../lib/platform/event-store/commit.codec.ts';
import { caller, item, openWarehouse, tenantId, type Warehouse } from './inventory.fixtures.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const mug = item('MUG', 'east');

let warehouse: Warehouse;
beforeEach(() => {
  warehouse = openWarehouse();
});
afterEach(() => warehouse.close());

/** Twelve changes a second apart; the last one is four events in one commit, because it clears carts away that have run out. */
const live = async (): Promise<void> => {
  const { inventory, clock } = warehouse;
  await inventory.receiveStock(caller, { ...mug, movementId: 'first', quantity: 3 });
  for (let change = 1; change <= 7; change += 1) {
    clock.advanceMs(1_000);
    await inventory.adjustStock(caller, { ...mug, movementId: `change-${change}`, delta: change % 2 === 0 ? -1 : 1, reasonCode: 'found' });
  }
  const expiresAt = plusMs(clock.now(), 5_000);
  for (const cart of ['a', 'b', 'c']) {
    clock.advanceMs(1_000);
    await inventory.reserveTogether(caller, { reservationId: `cart.${cart}`, kind: 'cart', expiresAt, lines: [{ ...mug, quantity: 1 }] });
  }
  clock.advanceMs(10_000);
  await inventory.reserveTogether(caller, { reservationId: 'order', lines: [{ ...mug, quantity: 4 }] });
};

describe('the history of an item', () => {
  it.each([1, 2, 3, 5, 100])('is whole over pages of %i, newest first', async (limit) => {
    await live();
    const movements = createMovements({ ledger: warehouse.ledger, sha256 });
    const all = await warehouse.store.read(inventoryItemStream(tenantId, mug));
    expect(all.at(-1)).toMatchObject({ type: 'inventory.reserved' });
    expect(all.at(-2)).toMatchObject({ type: 'inventory.reservation_released', recorded_at: all.at(-1)?.recorded_at });
    const versions: number[] = [];
    let before: number | undefined;
    do {
      const page = await movements(tenantId, mug, { limit, before });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      versions.push(...page.items.map(({ version }) => version));
      before = page.before;
    } while (before !== undefined);
    expect(versions).toEqual(all.map(({ version }) => version).toReversed());
  });

  it('sums to the balance that each movement names', async () => {
    await live();
    const { items } = await createMovements({ ledger: warehouse.ledger, sha256 })(tenantId, mug, { limit: 100 });
    const sums = { on_hand: 0, allocated: 0 };
    for (const { change, balance } of items.toReversed()) {
      sums.on_hand += change.on_hand;
      sums.allocated += change.allocated;
      expect(balance).toMatchObject(sums);
    }
  });

  it('is empty for what has never been there', async () => {
    const movements = createMovements({ ledger: warehouse.ledger, sha256 });
    expect(await movements(tenantId, item('CAP', 'east'), { limit: 5 })).toEqual({ items: [] });
  });

  it('knows the last change by any moment', async () => {
    await live();
    const stream = inventoryItemStream(tenantId, mug);
    const source = { ledger: warehouse.ledger, sha256 };
    const all = await warehouse.store.read(stream);
    const [first] = all;
    if (!first) throw new Error('something has happened');
    for (const { recorded_at: moment } of all) {
      for (const asOf of [plusMs(moment, -1), moment, plusMs(moment, 1)]) {
        const expected = all.findLast((record) => record.recorded_at <= asOf)?.version;
        const commit = await commitAsOf(source, partitionKey(stream), asOf);
        expect(commit && lastVersionOf(commit)).toBe(expected);
      }
    }
  });
});
