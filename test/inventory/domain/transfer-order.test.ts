import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transferDetailTypes, transferEventPayloads } from '../../../lib/contracts/events/supply.ts';
import { describeSupplyRejection } from '../../../lib/inventory/domain/supply/supply.rejections.ts';
import type { TransferOrderCommand } from '../../../lib/inventory/domain/supply/transfer-order.commands.ts';
import { transferOrderDecider } from '../../../lib/inventory/domain/supply/transfer-order.decide.ts';
import { type TransferOrderEvent, transferOrderEventSchemaVersions } from '../../../lib/inventory/domain/supply/transfer-order.events.ts';
import { transferExists, type TransferOrderState, unitsInTransit } from '../../../lib/inventory/domain/supply/transfer-order.state.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { toWire } from '../../../lib/kernel/wire.ts';

const [mug, cap] = [Sku('MUG'), Sku('CAP')];
const expectedAt = Instant('2026-11-25T00:00:00.000Z');
const created: TransferOrderCommand = {
  type: 'CreateTransfer',
  fromLocationId: LocationId('east'),
  toLocationId: LocationId('west'),
  lines: [
    { sku: mug, quantity: 5 },
    { sku: cap, quantity: 2 },
  ],
  expectedAt,
};
const approve: TransferOrderCommand = { type: 'ApproveTransfer' };
const ship: TransferOrderCommand = { type: 'ShipTransfer' };
const left: TransferOrderCommand = { type: 'SettleShipment', attempt: 1, refused: [] };
const arrival = (receiptId: string, quantity: number, damaged = 0): TransferOrderCommand => ({
  type: 'ReceiveTransfer',
  receiptId,
  lines: [{ sku: mug, quantity, damaged }],
});

const decide = (state: TransferOrderState, command: TransferOrderCommand) => transferOrderDecider.decide(state, command);
const after = (...commands: readonly TransferOrderCommand[]): TransferOrderState =>
  commands.reduce((state, command) => {
    const decided = decide(state, command);
    if (!decided.ok) throw new Error(decided.error.code);
    return fold(transferOrderDecider, state, decided.value);
  }, transferOrderDecider.initial);
const refusal = (state: TransferOrderState, command: TransferOrderCommand) => {
  const decided = decide(state, command);
  return decided.ok ? undefined : decided.error;
};

describe('a transfer', () => {
  it('is sent after it was approved, and not before', () => {
    expect(refusal(after(created), ship)).toMatchObject({ code: 'status-refuses', allowed: ['approved'] });
    expect(after(created, approve, ship)).toMatchObject({ status: 'shipping', attempts: 1 });
  });

  it('is under way once the ledger has agreed, and approved again when it has not', () => {
    expect(after(created, approve, ship, left)).toMatchObject({ status: 'in_transit' });
    const refused = after(created, approve, ship, { ...left, refused: [{ sku: mug, code: 'insufficient-stock' }] });
    expect(refused).toMatchObject({ status: 'approved', refused: [{ sku: 'MUG' }], lines: [{ shipped: 0 }, { shipped: 0 }] });
    expect(fold(transferOrderDecider, refused, (decide(refused, ship) as { value: readonly TransferOrderEvent[] }).value)).toMatchObject({
      attempts: 2,
    });
  });

  it('passes over an answer to a try that is over', () => {
    const refused = after(created, approve, ship, { ...left, refused: [{ sku: mug, code: 'insufficient-stock' }] });
    expect(decide(refused, left)).toEqual({ ok: true, value: [] });
  });

  it('does not take in more than is under way', () => {
    const state = after(created, approve, ship, left, arrival('one', 3, 1));
    expect(refusal(state, arrival('two', 2))).toEqual({ code: 'more-than-in-transit', line: 'MUG', asked: 2, inTransit: 1 });
    expect(refusal(state, arrival('two', 0))).toEqual({ code: 'nothing-arrived' });
  });

  it('knows a receipt that comes again, and one that has been changed', () => {
    const state = after(created, approve, ship, left, arrival('one', 3));
    expect(decide(state, arrival('one', 3))).toEqual({ ok: true, value: [] });
    expect(refusal(state, arrival('one', 4))).toEqual({ code: 'receipt-conflict', receiptId: 'one' });
  });

  it('ends when a person says what became of units that did not come', () => {
    const close: TransferOrderCommand = { type: 'CloseTransfer', missing: 'return', reason: 'found on the truck' };
    expect(after(created, approve, ship, left, arrival('one', 3), close)).toMatchObject({
      status: 'closed_short',
      missing: 'return',
      lines: [{ missing: 2 }, { missing: 2 }],
    });
  });

  it('is called off before it is sent alone', () => {
    const cancel: TransferOrderCommand = { type: 'CancelTransfer', reason: 'not needed' };
    expect(after(created, approve, cancel)).toMatchObject({ status: 'cancelled', endReason: 'not needed' });
    expect(refusal(after(created, approve, ship), cancel)).toMatchObject({ code: 'status-refuses' });
  });

  it('is another one with other goods under its number', () => {
    const other: TransferOrderCommand = { ...created, lines: [{ sku: mug, quantity: 6 }] };
    expect(decide(after(created), created)).toEqual({ ok: true, value: [] });
    expect(refusal(after(created), other)).toEqual({ code: 'transfer-conflict' });
    expect(refusal(transferOrderDecider.initial, { ...created, toLocationId: created.fromLocationId })).toEqual({ code: 'same-location' });
    expect(refusal(transferOrderDecider.initial, approve)).toEqual({ code: 'transfer-not-found' });
  });
});

const units = fc.nat({ max: 6 });
const commands: fc.Arbitrary<TransferOrderCommand> = fc.oneof(
  fc.constantFrom<TransferOrderCommand>(created, approve, ship, { type: 'CancelTransfer', reason: 'no' }),
  fc.record({
    type: fc.constant('ShipTransfer' as const),
    lines: fc.tuple(fc.record({ sku: fc.constantFrom(mug, cap), quantity: fc.integer({ min: 1, max: 6 }) })),
  }),
  fc.record({
    type: fc.constant('SettleShipment' as const),
    attempt: fc.integer({ min: 1, max: 3 }),
    refused: fc.constantFrom([], [{ sku: mug, code: 'insufficient-stock' }]),
  }),
  fc.record({
    type: fc.constant('ReceiveTransfer' as const),
    receiptId: fc.constantFrom('one', 'two', 'three'),
    lines: fc.tuple(fc.record({ sku: fc.constantFrom(mug, cap), quantity: units, damaged: units })),
  }),
  fc.record({
    type: fc.constant('CloseTransfer' as const),
    missing: fc.constantFrom('write_off' as const, 'return' as const),
    reason: fc.constant('gone'),
  }),
);

it('keeps every unit in one place, says only what its contract knows, and takes every command twice', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 25 }), (wishes) => {
      let state = transferOrderDecider.initial;
      for (const command of [created, approve, ...wishes]) {
        const decided = decide(state, command);
        if (!decided.ok) {
          expect(describeSupplyRejection(decided.error)).toMatch(/\.$/);
          continue;
        }
        for (const { type, ...payload } of decided.value) transferEventPayloads[type].parse(toWire(payload));
        state = fold(transferOrderDecider, state, decided.value);
        if (!transferExists(state)) throw new Error('it was created first');
        for (const line of state.lines) {
          expect(unitsInTransit(line)).toBeGreaterThanOrEqual(0);
          expect(line.shipped).toBeLessThanOrEqual(line.quantity);
        }
        const again = decide(state, command);
        if (decided.value.length > 0) expect(again).toEqual({ ok: true, value: [] });
      }
    }),
  );
});

it('names every event it may write', () => {
  expect(Object.keys(transferOrderEventSchemaVersions).sort()).toEqual(Object.keys(transferDetailTypes).sort());
});
