// A part of what is reserved is given back, and the reservation goes on.
import { describe, expect, it } from 'vitest';
import { fold } from '../../../lib/kernel/decider.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { initialInventoryBucket, inventoryBucketDecider } from '../../../lib/inventory/domain/buckets/inventory-bucket.ts';
import type { InventoryItemCommand } from '../../../lib/inventory/domain/inventory-item.commands.ts';
import { inventoryItemDecider } from '../../../lib/inventory/domain/inventory-item.decide.ts';
import { type InventoryItemState, initialInventoryItem } from '../../../lib/inventory/domain/inventory-item.state.ts';

const now = Instant('2026-11-20T14:00:00.000Z');
const receive: InventoryItemCommand = { type: 'ReceiveStock', movementId: 'r-1', quantity: 10 };
const reserve: InventoryItemCommand = { type: 'ReserveStock', reservationId: 'o-1', quantity: 5, kind: 'order', now };
const keep = (units: number): InventoryItemCommand => ({ type: 'ReleaseReservation', reservationId: 'o-1', keep: units });
const ship = (quantity: number): InventoryItemCommand => ({ type: 'ShipStock', movementId: 's-1', reservationId: 'o-1', quantity });
const release: InventoryItemCommand = { type: 'ReleaseReservation', reservationId: 'o-1' };

const after = (...commands: readonly InventoryItemCommand[]): InventoryItemState =>
  commands.reduce<InventoryItemState>((state, command) => {
    const decided = inventoryItemDecider.decide(state, command);
    if (!decided.ok) throw new Error(decided.error.code);
    return fold(inventoryItemDecider, state, decided.value);
  }, initialInventoryItem);
const decide = (state: InventoryItemState, command: InventoryItemCommand) => inventoryItemDecider.decide(state, command);

describe('giving back a part of a reservation', () => {
  it('frees what it holds beyond the limit, and holds the rest', () => {
    const { balance, open } = after(receive, reserve, keep(3));
    expect(balance).toMatchObject({ onHand: 10, allocated: 3, available: 7 });
    expect(open).toMatchObject([{ id: 'o-1', quantity: 3 }]);
  });

  it('is a limit: repeated, late or higher it changes nothing', () => {
    const reduced = after(receive, reserve, keep(3));
    expect(decide(reduced, keep(3))).toEqual({ ok: true, value: [] });
    expect(decide(reduced, keep(4))).toEqual({ ok: true, value: [] });
    for (const gone of [after(receive, reserve, release), after(receive)]) expect(decide(gone, keep(3))).toEqual({ ok: true, value: [] });
    expect(decide(after(receive, reserve, ship(4)), keep(3))).toEqual({ ok: true, value: [] });
  });

  it('leaves the reservation the same to whoever reserves it again, and no more of it to ship than it holds', () => {
    const reduced = after(receive, reserve, keep(3));
    expect(decide(reduced, reserve)).toEqual({ ok: true, value: [] });
    expect(decide(reduced, ship(4))).toMatchObject({ ok: false, error: { code: 'reservation-exceeded', held: 3 } });
    expect(after(receive, reserve, keep(3), ship(3)).balance).toMatchObject({ onHand: 7, allocated: 0, available: 7 });
  });

  it('is refused for a limit that is none', () => {
    for (const units of [0, -1, 1.5]) expect(decide(after(receive, reserve), keep(units))).toMatchObject({ ok: false });
  });

  it('frees units of a bucket, which go back to the item where it sells no more', () => {
    const commands = [{ type: 'OpenBucket', epoch: 1, quantity: 8 }, reserve, { type: 'CloseBucket' }, keep(2)] as const;
    const events: string[] = [];
    const bucket = commands.reduce((state, command) => {
      const decided = inventoryBucketDecider.decide(state, command as Parameters<typeof inventoryBucketDecider.decide>[1]);
      if (!decided.ok) throw new Error(decided.error.code);
      events.push(...decided.value.map(({ type }) => type));
      return fold(inventoryBucketDecider, state, decided.value);
    }, initialInventoryBucket);
    expect(events.slice(-2)).toEqual(['inventory_bucket.reservation_released', 'inventory_bucket.returned']);
    expect(bucket.stock).toMatchObject({ balance: { onHand: 2, allocated: 2 }, open: [{ id: 'o-1', quantity: 2 }] });
  });
});
