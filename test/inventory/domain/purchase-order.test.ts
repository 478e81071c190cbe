import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { purchaseOrderDetailTypes, purchaseOrderEventPayloads } from '../../../lib/contracts/events/supply.ts';
import { type PurchaseOrderCommand, purchaseOrderDecider } from '../../../lib/inventory/domain/supply/purchase-order.decide.ts';
import { purchaseOrderEventSchemaVersions } from '../../../lib/inventory/domain/supply/purchase-order.events.ts';
import {
  purchaseOrderExists,
  type PurchaseOrderState,
  unitsOutstanding,
} from '../../../lib/inventory/domain/supply/purchase-order.state.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { toWire } from '../../../lib/kernel/wire.ts';

const expectedAt = Instant('2026-11-25T00:00:00.000Z');
const later = Instant('2026-12-01T00:00:00.000Z');
const created: PurchaseOrderCommand = {
  type: 'CreatePurchaseOrder',
  supplier: 'Potters United',
  locationId: LocationId('east'),
  lines: [
    { lineId: '1', sku: Sku('MUG'), quantity: 5, expectedAt },
    { lineId: '2', sku: Sku('MUG'), quantity: 3 },
  ],
};
const arrival = (receiptId: string, quantity: number, lineId = '1'): PurchaseOrderCommand => ({
  type: 'ReceivePurchaseOrder',
  receiptId,
  lines: [{ lineId, quantity, damaged: 0 }],
});
const [close, cancel]: readonly PurchaseOrderCommand[] = [
  { type: 'ClosePurchaseOrder', reason: 'sold out' },
  { type: 'CancelPurchaseOrder', reason: 'by mistake' },
];
const reschedule = (moment: Instant | null): PurchaseOrderCommand => ({
  type: 'ReschedulePurchaseOrder',
  lines: [{ lineId: '1', expectedAt: moment }],
});

const decide = (state: PurchaseOrderState, command: PurchaseOrderCommand | undefined) =>
  purchaseOrderDecider.decide(state, command as PurchaseOrderCommand);
const after = (...commands: readonly (PurchaseOrderCommand | undefined)[]): PurchaseOrderState =>
  commands.reduce((state: PurchaseOrderState, command) => {
    const decided = decide(state, command);
    if (!decided.ok) throw new Error(decided.error.code);
    return fold(purchaseOrderDecider, state, decided.value);
  }, purchaseOrderDecider.initial);
const code = (state: PurchaseOrderState, command: PurchaseOrderCommand | undefined) => {
  const decided = decide(state, command);
  return decided.ok ? undefined : decided.error.code;
};

describe('a purchase order', () => {
  it('is open until all of it has come', () => {
    expect(after(created, arrival('a', 5))).toMatchObject({ status: 'partially_received' });
    expect(after(created, arrival('a', 5), arrival('b', 3, '2'))).toMatchObject({ status: 'received' });
  });

  it('takes in more than was ordered, and expects no less than nothing', () => {
    const state = after(created, arrival('a', 9));
    expect(state).toMatchObject({ lines: [{ received: 9 }, { received: 0 }] });
    expect(purchaseOrderExists(state) ? state.lines.map(unitsOutstanding) : []).toEqual([0, 3]);
  });

  it('keeps the day of each line, and changes it once', () => {
    const moved = after(created, reschedule(later));
    expect(moved).toMatchObject({ lines: [{ expectedAt: later }, { expectedAt: null }] });
    expect(decide(moved, reschedule(later))).toEqual({ ok: true, value: [] });
    expect(after(created, reschedule(null))).toMatchObject({ lines: [{ expectedAt: null }, { expectedAt: null }] });
    // The number was taken by this very order, whatever has been said of its days since.
    expect(decide(moved, created)).toEqual({ ok: true, value: [] });
  });

  it('gives up what will not come', () => {
    expect(after(created, arrival('a', 2), close)).toMatchObject({ status: 'closed_short', lines: [{ withdrawn: 3 }, { withdrawn: 3 }] });
    expect(after(created, cancel)).toMatchObject({ status: 'cancelled' });
  });

  it('refuses what its state does not allow', () => {
    expect(code(after(created, arrival('a', 2)), cancel)).toBe('status-refuses');
    expect(code(after(created, cancel), arrival('a', 2))).toBe('status-refuses');
    expect(code(after(created), arrival('a', 1, '3'))).toBe('unknown-line');
    expect(code(after(created, arrival('a', 1)), arrival('a', 2))).toBe('receipt-conflict');
    expect(code(after(created), { ...created, supplier: 'Somebody else' } as PurchaseOrderCommand)).toBe('purchase-order-conflict');
    expect(code(purchaseOrderDecider.initial, close)).toBe('purchase-order-not-found');
  });
});

const commands = fc.oneof(
  fc.constantFrom(created, close, cancel, reschedule(later), reschedule(null)),
  fc
    .record({ receiptId: fc.constantFrom('a', 'b', 'c'), quantity: fc.nat({ max: 6 }), lineId: fc.constantFrom('1', '2') })
    .map(({ receiptId, quantity, lineId }) => arrival(receiptId, quantity, lineId)),
);

it('expects no less than nothing, says only what its contract knows, and takes every command twice', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 20 }), (wishes) => {
      let state = purchaseOrderDecider.initial;
      for (const command of [created, ...wishes]) {
        const decided = decide(state, command);
        if (!decided.ok) continue;
        for (const { type, ...payload } of decided.value) purchaseOrderEventPayloads[type].parse(toWire(payload));
        state = fold(purchaseOrderDecider, state, decided.value);
        if (!purchaseOrderExists(state)) throw new Error('it was created first');
        for (const line of state.lines) expect(line.withdrawn).toBeLessThanOrEqual(line.quantity);
        if (state.status === 'closed_short' || state.status === 'cancelled') expect(state.lines.map(unitsOutstanding)).toEqual([0, 0]);
        expect(decide(state, command)).toEqual({ ok: true, value: [] });
      }
    }),
  );
});

it('names every event it may write', () => {
  expect(Object.keys(purchaseOrderEventSchemaVersions).sort()).toEqual(Object.keys(purchaseOrderDetailTypes).sort());
});
