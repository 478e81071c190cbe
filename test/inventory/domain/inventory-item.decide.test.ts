import { describe, expect, it } from 'vitest';
import { fold } from '../../../lib/kernel/decider.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import type { InventoryItemCommand } from '../../../lib/inventory/domain/inventory-item.commands.ts';
import { inventoryItemDecider } from '../../../lib/inventory/domain/inventory-item.decide.ts';
import type { InventoryItemEvent } from '../../../lib/inventory/domain/inventory-item.events.ts';
import { describeInventoryRejection } from '../../../lib/inventory/domain/inventory-item.rejections.ts';
import { initialInventoryItem, type InventoryItemState, openReservationsMax } from '../../../lib/inventory/domain/inventory-item.state.ts';

const noon = Instant('2026-11-20T12:00:00.000Z');
const later = Instant('2026-11-20T12:15:00.000Z');

const receive = (quantity: number, movementId = 'receipt-1'): InventoryItemCommand => ({ type: 'ReceiveStock', movementId, quantity });
const reserve = (reservationId: string, quantity: number): InventoryItemCommand => ({
  type: 'ReserveStock',
  reservationId,
  quantity,
  kind: 'order',
  now: noon,
});
const cart = (reservationId: string, quantity: number, expiresAt = later): InventoryItemCommand => ({
  type: 'ReserveStock',
  reservationId,
  quantity,
  kind: 'cart',
  expiresAt,
  now: noon,
});
const allocate = (reservationId: string): InventoryItemCommand => ({ type: 'AllocateReservation', reservationId });
const release = (reservationId: string): InventoryItemCommand => ({ type: 'ReleaseReservation', reservationId });
const ship = (reservationId: string, quantity: number, movementId = `ship-${reservationId}`): InventoryItemCommand => ({
  type: 'ShipStock',
  movementId,
  reservationId,
  quantity,
});
const count = (countedOnHand: number, movementId = 'count-1'): InventoryItemCommand => ({
  type: 'CountStock',
  movementId,
  countedOnHand,
  reasonCode: 'cycle-count',
});
const adjust = (delta: number, movementId = 'adjust-1'): InventoryItemCommand => ({
  type: 'AdjustStock',
  movementId,
  delta,
  reasonCode: 'found',
});

/** The state after commands that are all accepted. */
const given = (...commands: readonly InventoryItemCommand[]): InventoryItemState =>
  commands.reduce((state, command) => {
    const decided = inventoryItemDecider.decide(state, command);
    if (!decided.ok) throw new Error(`${command.type} refused: ${decided.error.code}`);
    return fold(inventoryItemDecider, state, decided.value);
  }, initialInventoryItem);

const accepted = (
  state: InventoryItemState,
  command: InventoryItemCommand,
): { readonly events: readonly InventoryItemEvent[]; readonly state: InventoryItemState } => {
  const decided = inventoryItemDecider.decide(state, command);
  expect(decided).toMatchObject({ ok: true });
  const events = decided.ok ? decided.value : [];
  return { events, state: fold(inventoryItemDecider, state, events) };
};

const refused = (state: InventoryItemState, command: InventoryItemCommand): unknown => {
  const decided = inventoryItemDecider.decide(state, command);
  return decided.ok ? decided : decided.error;
};

describe('reserving stock', () => {
  it('takes units from what is available and tells the balance after it', () => {
    const { events, state } = accepted(given(receive(10)), reserve('order-1', 4));
    expect(events).toEqual([
      {
        type: 'inventory.reserved',
        reservationId: 'order-1',
        quantity: 4,
        kind: 'order',
        movement: { type: 'reserve', allocated: 4 },
        balance: { onHand: 10, allocated: 4, available: 6, incoming: 0, damaged: 0, qualityControl: 0 },
      },
    ]);
    expect(state.open).toEqual([{ id: 'order-1', quantity: 4, kind: 'order' }]);
  });

  it('refuses more than is available and says how much there is', () => {
    expect(refused(given(receive(10), reserve('order-1', 8)), reserve('order-2', 3))).toEqual({
      code: 'insufficient-stock',
      asked: 3,
      available: 2,
    });
  });

  it('changes nothing when the reservation is repeated, also after it became an allocation', () => {
    expect(accepted(given(receive(5), reserve('order-1', 5)), reserve('order-1', 5)).events).toEqual([]);
    expect(accepted(given(receive(5), reserve('order-1', 5), allocate('order-1')), reserve('order-1', 5)).events).toEqual([]);
  });

  it('recognises the repeat of a reservation that has been shipped in part', () => {
    const state = given(receive(5), reserve('order-1', 5), ship('order-1', 2));
    expect(accepted(state, reserve('order-1', 5)).events).toEqual([]);
    expect(refused(state, reserve('order-1', 3))).toMatchObject({ code: 'reservation-conflict' });
  });

  it('refuses the same reservation with another quantity', () => {
    expect(refused(given(receive(5), reserve('order-1', 2)), reserve('order-1', 3))).toEqual({
      code: 'reservation-conflict',
      reservationId: 'order-1',
      recorded: 2,
      asked: 3,
    });
  });

  it.each([
    ['released', [release('order-1')]],
    ['shipped', [ship('order-1', 2)]],
    ['displaced by a count', [count(0)]],
  ])('refuses a reservation that was %s', (_how, closing) => {
    expect(refused(given(receive(5), reserve('order-1', 2), ...closing, receive(9, 'receipt-2')), reserve('order-1', 2))).toEqual({
      code: 'reservation-closed',
      reservationId: 'order-1',
    });
  });

  it('refuses an expiry that has passed', () => {
    expect(refused(given(receive(5)), cart('cart-1', 1, noon))).toEqual({
      code: 'expiry-in-the-past',
      reservationId: 'cart-1',
      expiresAt: noon,
    });
  });

  it('makes a cart firm when its order reserves under the same id', () => {
    const { events, state } = accepted(given(receive(5), cart('cart-1', 2)), reserve('cart-1', 2));
    expect(events.map((event) => event.type)).toEqual(['inventory.allocated']);
    expect(state.open).toEqual([{ id: 'cart-1', quantity: 2, kind: 'allocation' }]);
  });

  it('takes stock back from carts that ran out, but only as many as it needs', () => {
    const state = given(receive(4), cart('cart-1', 2), cart('cart-2', 2, Instant('2026-11-20T12:20:00.000Z')));
    const buying = { ...reserve('order-1', 1), now: Instant('2026-11-20T13:00:00.000Z') } as InventoryItemCommand;
    const { events, state: after } = accepted(state, buying);
    expect(events).toMatchObject([
      { type: 'inventory.reservation_released', reservationId: 'cart-1', reason: 'expired' },
      { type: 'inventory.reserved', reservationId: 'order-1' },
    ]);
    expect(after.open.map((reservation) => reservation.id)).toEqual(['cart-2', 'order-1']);
  });

  it('leaves carts alone when even all that ran out would not be enough', () => {
    const state = given(receive(4), cart('cart-1', 2));
    const buying = { ...reserve('order-1', 5), now: Instant('2026-11-20T13:00:00.000Z') } as InventoryItemCommand;
    expect(refused(state, buying)).toEqual({ code: 'insufficient-stock', asked: 5, available: 2 });
  });

  it('bounds the open reservations of an item', () => {
    const open = Array.from({ length: openReservationsMax }, (_, index) => ({ id: `order-${index}`, quantity: 1, kind: 'order' as const }));
    const full: InventoryItemState = { ...given(receive(1)), open };
    expect(refused(full, reserve('one-more', 1))).toEqual({ code: 'too-many-reservations', limit: openReservationsMax });
  });

  it.each([0, -1, 1.5, Number.NaN, 1_000_000_001])('refuses a quantity of %s', (quantity) => {
    expect(refused(given(receive(5)), reserve('order-1', quantity))).toMatchObject({
      code: 'invalid-quantity',
      minimum: 1,
      maximum: 1_000_000_000,
    });
  });
});

describe('closing reservations', () => {
  it('gives the units back on release, once', () => {
    const { state } = accepted(given(receive(5), reserve('order-1', 3)), release('order-1'));
    expect(state.balance).toMatchObject({ onHand: 5, allocated: 0, available: 5 });
    expect(accepted(state, release('order-1')).events).toEqual([]);
  });

  it('closes a reservation released before it was made, so that the late one takes nothing', () => {
    const { events, state } = accepted(given(receive(5)), release('order-1'));
    expect(events).toMatchObject([{ type: 'inventory.reservation_voided', reservationId: 'order-1' }]);
    expect(refused(state, reserve('order-1', 1))).toEqual({ code: 'reservation-closed', reservationId: 'order-1' });
    expect(accepted(state, release('order-1')).events).toEqual([]);
  });

  it('expires a cart at its time and not before', () => {
    const state = given(receive(5), cart('cart-1', 2));
    expect(refused(state, { type: 'ExpireReservation', reservationId: 'cart-1', now: noon })).toEqual({
      code: 'reservation-not-expired',
      reservationId: 'cart-1',
      expiresAt: later,
    });
    const expired = accepted(state, { type: 'ExpireReservation', reservationId: 'cart-1', now: later });
    expect(expired.events).toMatchObject([{ type: 'inventory.reservation_released', reason: 'expired', quantity: 2 }]);
    expect(accepted(expired.state, { type: 'ExpireReservation', reservationId: 'cart-1', now: later }).events).toEqual([]);
  });

  it('never expires an allocation', () => {
    const state = given(receive(5), cart('cart-1', 2), allocate('cart-1'));
    expect(refused(state, { type: 'ExpireReservation', reservationId: 'cart-1', now: Instant('2030-01-01T00:00:00.000Z') })).toEqual({
      code: 'reservation-not-expired',
      reservationId: 'cart-1',
    });
  });

  it('ships in parts and releases the rest', () => {
    const state = given(receive(10), reserve('order-1', 5), ship('order-1', 3), release('order-1'));
    expect(state.balance).toMatchObject({ onHand: 7, allocated: 0, available: 7 });
    expect(state.open).toEqual([]);
  });

  it('ships once per movement, also when the reservation is closed by then', () => {
    const state = given(receive(10), reserve('order-1', 5), ship('order-1', 5));
    expect(accepted(state, ship('order-1', 5)).events).toEqual([]);
    expect(refused(state, ship('order-1', 4))).toEqual({ code: 'movement-conflict', movementId: 'ship-order-1' });
    expect(refused(state, ship('order-1', 5, 'another-shipment'))).toEqual({ code: 'reservation-closed', reservationId: 'order-1' });
  });

  it('ships no more than is reserved, nothing unreserved and nothing that is only in a cart', () => {
    const state = given(receive(10), reserve('order-1', 5), cart('cart-1', 1));
    expect(refused(state, ship('order-1', 6))).toEqual({ code: 'reservation-exceeded', reservationId: 'order-1', held: 5, asked: 6 });
    expect(refused(state, ship('order-2', 1))).toEqual({ code: 'reservation-not-found', reservationId: 'order-2' });
    expect(refused(state, ship('cart-1', 1))).toEqual({ code: 'reservation-not-firm', reservationId: 'cart-1' });
  });
});

describe('counting and adjusting', () => {
  it('refuses an adjustment that would take reserved stock and names how much is reserved', () => {
    expect(refused(given(receive(10), reserve('order-1', 8)), adjust(-3))).toEqual({
      code: 'stock-allocated',
      asked: 3,
      onHand: 10,
      allocated: 8,
      available: 2,
    });
    expect(refused(given(receive(2)), adjust(-3))).toEqual({ code: 'insufficient-on-hand', asked: 3, onHand: 2 });
  });

  it('lets a count win over the book and over the newest reservations', () => {
    const state = given(receive(10), reserve('order-1', 4), reserve('order-2', 3), reserve('order-3', 3));
    const { events, state: after } = accepted(state, count(5));
    expect(events).toEqual([
      {
        type: 'inventory.adjusted',
        movementId: 'count-1',
        delta: -5,
        countedOnHand: 5,
        reasonCode: 'cycle-count',
        shortage: 5,
        displaced: [
          { reservationId: 'order-3', quantity: 3, kind: 'order' },
          { reservationId: 'order-2', quantity: 3, kind: 'order' },
        ],
        movement: { type: 'adjustment', onHand: -5, allocated: -6 },
        balance: { onHand: 5, allocated: 4, available: 1, incoming: 0, damaged: 0, qualityControl: 0 },
      },
    ]);
    expect(after.open.map((reservation) => reservation.id)).toEqual(['order-1']);
  });

  it('gives up carts before promises to orders', () => {
    const { events } = accepted(given(receive(6), cart('cart-1', 2), reserve('order-1', 4)), count(4));
    expect(events).toMatchObject([{ displaced: [{ reservationId: 'cart-1', quantity: 2, kind: 'cart' }], shortage: 2 }]);
  });

  it('records a count that confirms the book, once, and stays silent about shortage', () => {
    const { events, state } = accepted(given(receive(3)), count(3));
    expect(events).toMatchObject([{ type: 'inventory.adjusted', delta: 0, countedOnHand: 3, movement: { type: 'adjustment' } }]);
    expect(events[0]).not.toHaveProperty('shortage');
    expect(accepted(state, count(3)).events).toEqual([]);
    expect(refused(state, count(4))).toEqual({ code: 'movement-conflict', movementId: 'count-1' });
  });

  it('repeats a count without counting the difference twice', () => {
    const state = given(receive(10), count(7));
    expect(accepted(state, count(7)).events).toEqual([]);
    expect(state.balance.onHand).toBe(7);
  });

  it('lets damage win over reservations too', () => {
    const { events, state } = accepted(given(receive(4), reserve('order-1', 4)), {
      type: 'DamageStock',
      movementId: 'damage-1',
      quantity: 1,
      reasonCode: 'water',
    });
    expect(events).toMatchObject([{ type: 'inventory.damaged', shortage: 1, displaced: [{ reservationId: 'order-1', quantity: 4 }] }]);
    expect(state.balance).toEqual({ onHand: 3, allocated: 0, available: 3, incoming: 0, damaged: 1, qualityControl: 0 });
  });
});

describe('stock coming and going', () => {
  it('settles expected units with a receipt, at most what was expected', () => {
    const expecting = given({ type: 'ExpectStock', movementId: 'po-1', delta: 10, reference: 'PO-1' });
    expect(expecting.balance).toMatchObject({ onHand: 0, incoming: 10, available: 0 });
    const { state } = accepted(expecting, { type: 'ReceiveStock', movementId: 'receipt-1', quantity: 12, settlesIncoming: 12 });
    expect(state.balance).toMatchObject({ onHand: 12, incoming: 0 });
  });

  it('withdraws no more expected units than are expected', () => {
    const expecting = given({ type: 'ExpectStock', movementId: 'po-1', delta: 10 });
    expect(refused(expecting, { type: 'ExpectStock', movementId: 'po-2', delta: -11 })).toEqual({
      code: 'insufficient-incoming',
      asked: 11,
      incoming: 10,
    });
    expect(accepted(expecting, { type: 'ExpectStock', movementId: 'po-2', delta: -10 }).state.balance.incoming).toBe(0);
  });

  it('receives once per movement and refuses the same movement with another quantity', () => {
    const state = given(receive(5));
    expect(accepted(state, receive(5)).events).toEqual([]);
    expect(refused(state, receive(6))).toEqual({ code: 'movement-conflict', movementId: 'receipt-1' });
  });

  it('transfers only what is free', () => {
    const state = given(receive(5), reserve('order-1', 4));
    const out = (quantity: number): InventoryItemCommand => ({ type: 'TransferOut', movementId: 't-1', transferId: 't-1', quantity });
    expect(refused(state, out(2))).toEqual({ code: 'insufficient-stock', asked: 2, available: 1 });
    expect(accepted(state, out(1)).state.balance).toMatchObject({ onHand: 4, available: 0 });
  });

  it.each([
    ['restock', { onHand: 2, damaged: 0, qualityControl: 0 }],
    ['damaged', { onHand: 0, damaged: 2, qualityControl: 0 }],
    ['quality_control', { onHand: 0, damaged: 0, qualityControl: 2 }],
    ['dispose', { onHand: 0, damaged: 0, qualityControl: 0 }],
  ] as const)('puts a return marked %s in its place', (disposition, balance) => {
    const { events, state } = accepted(initialInventoryItem, { type: 'ReturnStock', movementId: 'return-1', quantity: 2, disposition });
    expect(events).toMatchObject([{ type: 'inventory.returned', movement: { type: 'return' } }]);
    expect(state.balance).toMatchObject(balance);
  });

  it('moves inspected units to the shelf, and no more than were set aside', () => {
    const inspecting = given({ type: 'ReturnStock', movementId: 'return-1', quantity: 2, disposition: 'quality_control' });
    const reclassify = (quantity: number): InventoryItemCommand => ({
      type: 'ReclassifyStock',
      movementId: 'inspection-1',
      quantity,
      from: 'quality_control',
      to: 'on_hand',
      reasonCode: 'inspected',
    });
    expect(refused(inspecting, reclassify(3))).toEqual({ code: 'insufficient-set-aside', bucket: 'quality_control', asked: 3, held: 2 });
    expect(accepted(inspecting, reclassify(2)).state.balance).toMatchObject({ onHand: 2, qualityControl: 0, available: 2 });
  });

  it('refuses a balance beyond what a bucket holds', () => {
    const heap: InventoryItemState = {
      ...initialInventoryItem,
      balance: { ...initialInventoryItem.balance, onHand: 1_000_000_000_000, available: 1_000_000_000_000 },
    };
    expect(refused(heap, receive(1))).toEqual({ code: 'balance-limit', limit: 1_000_000_000_000 });
  });
});

describe('refusals in words', () => {
  it('offer the count when an adjustment meets reserved stock', () => {
    const rejection = refused(given(receive(10), reserve('order-1', 8)), adjust(-3));
    expect(describeInventoryRejection(rejection as never)).toBe(
      'Taking 3 of 10 units would leave less than the 8 reserved; 2 are free. If a count shows that they are missing, record the count.',
    );
  });
});
