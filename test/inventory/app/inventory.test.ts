import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInventory, inventoryItemAggregate, inventoryItemStream } from '../../../lib/inventory/index.ts';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { decodeEvent } from '../../../lib/platform/event-store/commit.codec.ts';
import { caller, item, openWarehouse, tenantId, type Warehouse } from './inventory.fixtures.ts';

let warehouse: Warehouse;

beforeEach(() => {
  warehouse = openWarehouse();
});
afterEach(() => warehouse.close());

const receive = async (sku: string, locationId: string, quantity: number): Promise<void> => {
  const received = await warehouse.inventory.receiveStock(caller, {
    ...item(sku, locationId),
    movementId: `receipt-${sku}-${locationId}`,
    quantity,
  });
  expect(received.ok).toBe(true);
};

const balanceOf = async (sku: string, locationId: string) =>
  (await warehouse.inventory.stockLevels(tenantId, [item(sku, locationId)]))[0]?.balance;

const eventsOf = (sku: string, locationId: string) => warehouse.store.read(inventoryItemStream(tenantId, item(sku, locationId)));

describe('reserving several lines together', () => {
  it('reserves all of them in one go', async () => {
    await receive('A', 'W1', 5);
    await receive('B', 'W2', 5);
    const reserved = await warehouse.inventory.reserveTogether(caller, {
      reservationId: 'order-1',
      lines: [
        { ...item('A', 'W1'), quantity: 2 },
        { ...item('B', 'W2'), quantity: 5 },
      ],
    });
    expect(reserved).toMatchObject({
      ok: true,
      value: [
        { sku: 'A', changed: true, balance: { available: 3 } },
        { sku: 'B', changed: true, balance: { available: 0 } },
      ],
    });
  });

  it('reserves none when one is short, and names the short ones', async () => {
    await receive('A', 'W1', 5);
    await receive('B', 'W1', 1);
    const reserved = await warehouse.inventory.reserveTogether(caller, {
      reservationId: 'order-1',
      lines: [
        { ...item('A', 'W1'), quantity: 2 },
        { ...item('B', 'W1'), quantity: 2 },
        { ...item('C', 'W1'), quantity: 1 },
      ],
    });
    expect(reserved).toEqual({
      ok: false,
      error: {
        code: 'items-refused',
        items: [
          { sku: 'B', locationId: 'W1', rejection: { code: 'insufficient-stock', asked: 2, available: 1 } },
          { sku: 'C', locationId: 'W1', rejection: { code: 'insufficient-stock', asked: 1, available: 0 } },
        ],
      },
    });
    expect(await eventsOf('A', 'W1')).toHaveLength(1);
  });

  it('changes nothing when it is repeated, and adds up lines of the same item', async () => {
    await receive('A', 'W1', 5);
    const input = {
      reservationId: 'order-1',
      lines: [
        { ...item('A', 'W1'), quantity: 2 },
        { ...item('A', 'W1'), quantity: 1 },
      ],
    };
    const first = await warehouse.inventory.reserveTogether(caller, input);
    expect(first).toMatchObject({ ok: true, value: [{ balance: { allocated: 3 }, changed: true }] });
    expect(await warehouse.inventory.reserveTogether(caller, input)).toMatchObject({
      ok: true,
      value: [{ balance: { allocated: 3 }, changed: false }],
    });
    expect(await eventsOf('A', 'W1')).toHaveLength(2);
  });

  it('refuses more items than one transaction may hold, and none at all', async () => {
    const lines = Array.from({ length: 101 }, (_, index) => ({ ...item(`SKU-${index}`, 'W1'), quantity: 1 }));
    expect(await warehouse.inventory.reserveTogether(caller, { reservationId: 'order-1', lines })).toEqual({
      ok: false,
      error: { code: 'too-many-items', limit: 100, asked: 101 },
    });
    expect(await warehouse.inventory.reserveTogether(caller, { reservationId: 'order-1', lines: [] })).toEqual({
      ok: false,
      error: { code: 'no-items' },
    });
  });

  it('never sells more than there is to buyers who come at once', async () => {
    await receive('A', 'W1', 5);
    await receive('B', 'W1', 100);
    // Two processes over one table: within each the buyers take turns, between them the conditional write decides.
    const processes = [warehouse.inventory, createInventory({ store: warehouse.store, clock: warehouse.clock })];
    const buyers = processes.flatMap((inventory, number) =>
      Array.from({ length: 30 }, (_, index) =>
        inventory.reserveTogether(caller, {
          reservationId: `order-${number}-${index}`,
          lines: [
            { ...item('A', 'W1'), quantity: 1 },
            { ...item('B', 'W1'), quantity: 2 },
          ],
        }),
      ),
    );
    const outcomes = await Promise.all(buyers);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(5);
    expect(await balanceOf('A', 'W1')).toMatchObject({ onHand: 5, allocated: 5, available: 0 });
    expect(await balanceOf('B', 'W1')).toMatchObject({ onHand: 100, allocated: 10, available: 90 });
  });
});

describe('what becomes of reservations', () => {
  const reservation = (sku: string) => ({ ...item(sku, 'W1'), reservationId: 'order-1' });

  beforeEach(async () => {
    await receive('A', 'W1', 5);
    await receive('B', 'W1', 5);
    await warehouse.inventory.reserveTogether(caller, {
      reservationId: 'order-1',
      lines: [
        { ...item('A', 'W1'), quantity: 2 },
        { ...item('B', 'W1'), quantity: 3 },
      ],
    });
  });

  it('allocated, shipped in two shipments, and each step repeated without effect', async () => {
    const { inventory } = warehouse;
    for (let time = 0; time < 2; time += 1) {
      expect((await inventory.allocateReservations(caller, [reservation('A'), reservation('B')])).ok).toBe(true);
    }
    const ship = (movementId: string, quantity: number) =>
      inventory.shipReservations(caller, { movementId, lines: [{ ...reservation('B'), quantity }] });
    for (const [movementId, quantity] of [
      ['shipment-1', 2],
      ['shipment-1', 2],
      ['shipment-2', 1],
      ['shipment-1', 2],
    ] as const) {
      expect((await ship(movementId, quantity)).ok).toBe(true);
    }
    expect(await balanceOf('B', 'W1')).toMatchObject({ onHand: 2, allocated: 0, available: 2 });
    expect((await eventsOf('B', 'W1')).map((event) => event.type)).toEqual([
      'inventory.received',
      'inventory.reserved',
      'inventory.allocated',
      'inventory.shipped',
      'inventory.shipped',
    ]);
  });

  it('released, also those that were never made', async () => {
    const released = await warehouse.inventory.releaseReservations(caller, [reservation('A'), reservation('B'), reservation('C')]);
    expect(released).toMatchObject({
      ok: true,
      value: [{ balance: { available: 5 } }, { balance: { available: 5 } }, { balance: { onHand: 0 } }],
    });
    const late = await warehouse.inventory.reserveTogether(caller, {
      reservationId: 'order-1',
      lines: [{ ...item('A', 'W1'), quantity: 2 }],
    });
    expect(late).toMatchObject({ ok: false, error: { items: [{ rejection: { code: 'reservation-closed' } }] } });
  });

  it('ships what it can and names what it cannot', async () => {
    const shipped = await warehouse.inventory.shipReservations(caller, {
      movementId: 'shipment-1',
      lines: [
        { ...reservation('A'), quantity: 9 },
        { ...reservation('B'), quantity: 3 },
      ],
    });
    expect(shipped).toEqual({
      ok: false,
      error: [{ sku: 'A', locationId: 'W1', rejection: { code: 'reservation-exceeded', reservationId: 'order-1', held: 2, asked: 9 } }],
    });
    expect(await balanceOf('B', 'W1')).toMatchObject({ onHand: 2, allocated: 0 });
  });

  it('expires carts whose time has come and no others', async () => {
    const { inventory, clock } = warehouse;
    const cart = (id: string, ms: number) =>
      inventory.reserveTogether(caller, {
        reservationId: id,
        kind: 'cart',
        expiresAt: plusMs(clock.now(), ms),
        lines: [{ ...item('A', 'W1'), quantity: 1 }],
      });
    await cart('cart-1', 60_000);
    await cart('cart-2', 900_000);
    const all = ['cart-1', 'cart-2', 'order-1'].map((reservationId) => ({ ...item('A', 'W1'), reservationId }));
    expect((await inventory.expireReservations(caller, all)).expired).toEqual([]);
    clock.advanceMs(60_000);
    expect((await inventory.expireReservations(caller, all)).expired).toMatchObject([{ sku: 'A', balance: { allocated: 3 } }]);
    expect((await inventory.expireReservations(caller, all)).expired).toEqual([]);
  });

  it('displaces reservations when a count finds less, and names their orders', async () => {
    const counted = await warehouse.inventory.countStock(caller, { ...item('A', 'W1'), movementId: 'count-1', countedOnHand: 1 });
    expect(counted).toMatchObject({
      ok: true,
      value: { changed: true, displaced: [{ reservationId: 'order-1', quantity: 2, kind: 'order' }], balance: { onHand: 1, available: 1 } },
    });
  });
});

describe('stock between locations', () => {
  it('moves or stays, never half', async () => {
    await receive('A', 'W1', 5);
    const transfer = (quantity: number) =>
      warehouse.inventory.transferStock(caller, {
        transferId: `transfer-${quantity}`,
        sku: Sku('A'),
        fromLocationId: LocationId('W1'),
        toLocationId: LocationId('W2'),
        quantity,
      });
    expect(await transfer(6)).toMatchObject({ ok: false, error: { code: 'items-refused', items: [{ locationId: 'W1' }] } });
    expect(await eventsOf('A', 'W2')).toEqual([]);
    expect((await transfer(4)).ok).toBe(true);
    expect((await transfer(4)).ok).toBe(true);
    expect(await balanceOf('A', 'W1')).toMatchObject({ onHand: 1 });
    expect(await balanceOf('A', 'W2')).toMatchObject({ onHand: 4 });
  });

  it('does not move from a location to itself', async () => {
    const same = { transferId: 't', sku: Sku('A'), fromLocationId: LocationId('W1'), toLocationId: LocationId('W1'), quantity: 1 };
    expect(await warehouse.inventory.transferStock(caller, same)).toEqual({ ok: false, error: { code: 'same-location' } });
  });
});

describe('reading stock', () => {
  it('tells what is available where there has been stock, beyond one batch of the store', async () => {
    await receive('A', 'W1', 5);
    await receive('B', 'W3', 2);
    const locations = Array.from({ length: 120 }, (_, index) => LocationId(`W${index}`));
    const available = await warehouse.inventory.availability(tenantId, [Sku('A'), Sku('B'), Sku('A')], locations);
    expect(available.map(({ sku, locationId, available: units }) => [sku, locationId, units])).toEqual([
      ['A', 'W1', 5],
      ['B', 'W3', 2],
    ]);
  });

  it('keeps tenants apart', async () => {
    await receive('A', 'W1', 5);
    const other = await warehouse.inventory.stockLevels('other' as typeof tenantId, [item('A', 'W1')]);
    expect(other).toMatchObject([{ version: 0, balance: { onHand: 0 } }]);
  });
});

describe('the stored ledger', () => {
  it('folds from its events to the very state stored with the newest commit, after use', async () => {
    const { inventory } = warehouse;
    await receive('A', 'W1', 50);
    await inventory.expectStock(caller, { ...item('A', 'W1'), movementId: 'po-1', delta: 7, reference: 'PO-1' });
    await inventory.damageStock(caller, { ...item('A', 'W1'), movementId: 'damage-1', quantity: 2, reasonCode: 'water' });
    await inventory.reclassifyStock(caller, {
      ...item('A', 'W1'),
      movementId: 'fix-1',
      quantity: 1,
      from: 'damaged',
      to: 'on_hand',
      reasonCode: 'repaired',
    });
    await inventory.returnStock(caller, { ...item('A', 'W1'), movementId: 'return-1', quantity: 3, disposition: 'quality_control' });
    await inventory.adjustStock(caller, { ...item('A', 'W1'), movementId: 'adjust-1', delta: -1, reasonCode: 'lost' });
    await inventory.reserveTogether(caller, { reservationId: 'order-1', lines: [{ ...item('A', 'W1'), quantity: 5 }] });
    const stream = inventoryItemStream(tenantId, item('A', 'W1'));
    const { state } = await warehouse.store.load(inventoryItemAggregate, stream);
    const events = (await warehouse.store.read(stream)).map((record) => decodeEvent(inventoryItemAggregate, record));
    expect(fold(inventoryItemAggregate.decider, inventoryItemAggregate.decider.initial, events)).toEqual(state);
    expect(state.balance).toEqual({ onHand: 48, allocated: 5, available: 43, incoming: 7, damaged: 1, qualityControl: 3 });
  });

  it('stays small: a commit of an item with a full memory and a few open orders fits two write units', async () => {
    await receive('SKU-12345', 'WAREHOUSE-1', 10_000);
    for (let index = 0; index < 40; index += 1) {
      const ref = { ...item('SKU-12345', 'WAREHOUSE-1'), reservationId: `abcdefghijklmnopqrstuvwxyz.route.001.${index}` };
      await warehouse.inventory.reserveTogether(caller, { reservationId: ref.reservationId, lines: [{ ...ref, quantity: 2 }] });
      if (index < 37) await warehouse.inventory.shipReservations(caller, { movementId: `ship-${index}`, lines: [{ ...ref, quantity: 2 }] });
    }
    const page = await warehouse.ledger.query({ PK: 'main#STOCK#SKU-12345@WAREHOUSE-1', prefix: 'E#', descending: true, limit: 1 });
    expect(JSON.stringify(page.items[0]).length).toBeLessThan(2_048);
  });
});

describe('a cart that asks again', () => {
  it('is told the moment at which it runs out, which asking again does not move', async () => {
    await receive('A', 'W1', 1);
    const now = warehouse.clock.now();
    const ask = (seconds: number) =>
      warehouse.inventory.reserveTogether(caller, {
        reservationId: 'cart-1',
        kind: 'cart',
        expiresAt: plusMs(now, seconds * 1_000),
        lines: [{ ...item('A', 'W1'), quantity: 1 }],
      });
    expect(await ask(10)).toMatchObject({ ok: true, value: [{ changed: true, expiresAt: plusMs(now, 10_000) }] });
    expect(await ask(90)).toMatchObject({ ok: true, value: [{ changed: false, expiresAt: plusMs(now, 10_000) }] });
  });
});
