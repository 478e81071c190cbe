import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventoryEventPayloads } from '../../../lib/contracts/events/inventory.ts';
import type { InventoryItemCommand } from '../../../lib/inventory/domain/inventory-item.commands.ts';
import { inventoryItemDecider } from '../../../lib/inventory/domain/inventory-item.decide.ts';
import { type InventoryItemEvent, inventoryItemEventSchemaVersions } from '../../../lib/inventory/domain/inventory-item.events.ts';
import { initialInventoryItem, type InventoryItemState } from '../../../lib/inventory/domain/inventory-item.state.ts';
import { recentIdsMax } from '../../../lib/inventory/domain/recent-ids.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { fromEpochMs } from '../../../lib/kernel/instant.ts';
import { toWire } from '../../../lib/kernel/wire.ts';

const quantity = fc.integer({ min: 1, max: 12 });
const reservationId = fc.integer({ min: 1, max: 8 }).map((number) => `reservation-${number}`);
const movementId = fc.integer({ min: 1, max: 40 }).map((number) => `movement-${number}`);
const moment = fc.integer({ min: 0, max: 100 }).map((minutes) => fromEpochMs(Date.UTC(2026, 10, 20) + minutes * 60_000));
const delta = fc.integer({ min: -12, max: 12 });
const reasonCode = fc.constantFrom('found', 'lost');

const command: fc.Arbitrary<InventoryItemCommand> = fc.oneof(
  fc.record({ type: fc.constant('ReceiveStock' as const), movementId, quantity, settlesIncoming: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ type: fc.constant('ExpectStock' as const), movementId, delta }),
  fc.record({
    type: fc.constant('ReserveStock' as const),
    reservationId,
    quantity,
    kind: fc.constantFrom('order' as const, 'cart' as const),
    now: moment,
  }),
  fc.record({
    type: fc.constant('ReserveStock' as const),
    reservationId,
    quantity,
    kind: fc.constant('cart' as const),
    expiresAt: moment,
    now: moment,
  }),
  fc.record({ type: fc.constant('AllocateReservation' as const), reservationId }),
  fc.record({ type: fc.constant('ReleaseReservation' as const), reservationId }),
  fc.record({ type: fc.constant('ExpireReservation' as const), reservationId, now: moment }),
  fc.record({ type: fc.constant('ShipStock' as const), movementId, reservationId, quantity }),
  fc.record({ type: fc.constant('AdjustStock' as const), movementId, delta, reasonCode }),
  fc.record({ type: fc.constant('CountStock' as const), movementId, countedOnHand: fc.integer({ min: 0, max: 30 }), reasonCode }),
  fc.record({ type: fc.constant('TransferOut' as const), movementId, transferId: movementId, quantity }),
  fc.record({ type: fc.constant('TransferIn' as const), movementId, transferId: movementId, quantity }),
  fc.record({
    type: fc.constant('ReturnStock' as const),
    movementId,
    quantity,
    disposition: fc.constantFrom('restock' as const, 'damaged' as const, 'quality_control' as const, 'dispose' as const),
  }),
  fc.record({ type: fc.constant('DamageStock' as const), movementId, quantity, reasonCode }),
  fc.record({
    type: fc.constant('ReclassifyStock' as const),
    movementId,
    quantity,
    reasonCode,
    from: fc.constantFrom('damaged' as const, 'quality_control' as const),
    to: fc.constantFrom('on_hand' as const, 'damaged' as const, 'disposed' as const),
  }),
);

type Step = {
  readonly command: InventoryItemCommand;
  readonly accepted: boolean;
  readonly events: readonly InventoryItemEvent[];
  readonly after: InventoryItemState;
};

const run = (commands: readonly InventoryItemCommand[]): readonly Step[] => {
  let state = initialInventoryItem;
  return commands.map((next) => {
    const decided = inventoryItemDecider.decide(state, next);
    const events = decided.ok ? decided.value : [];
    state = fold(inventoryItemDecider, state, events);
    return { command: next, accepted: decided.ok, events, after: state };
  });
};

const sequences = fc.array(command, { minLength: 1, maxLength: 60 });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('for every sequence of commands', () => {
  it('no more is allocated than is on hand, and no bucket is negative', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        for (const { after } of run(commands)) {
          const { onHand, allocated, available, incoming, damaged, qualityControl } = after.balance;
          expect(Math.min(onHand, allocated, available, incoming, damaged, qualityControl)).toBeGreaterThanOrEqual(0);
          expect(available).toBe(onHand - allocated);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('what is allocated is the sum of the open reservations, each open once', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        for (const { after } of run(commands)) {
          expect(sum(after.open.map((reservation) => reservation.quantity))).toBe(after.balance.allocated);
          expect(new Set(after.open.map((reservation) => reservation.id)).size).toBe(after.open.length);
          expect(after.open.every((reservation) => reservation.quantity > 0)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('every bucket is the sum of its movements', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        const steps = run(commands);
        const movements = steps.flatMap((step) => step.events.map((event) => event.movement));
        const balance = steps.at(-1)?.after.balance;
        for (const bucket of ['onHand', 'allocated', 'incoming', 'damaged', 'qualityControl'] as const) {
          expect(sum(movements.map((movement) => movement[bucket] ?? 0))).toBe(balance?.[bucket]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('an accepted command changes nothing the second time', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        for (const { command: repeated, accepted, after } of run(commands)) {
          if (!accepted) continue;
          expect(inventoryItemDecider.decide(after, repeated)).toEqual({ ok: true, value: [] });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('the same events give the same state, and every event has the shape that the contract promises', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        const steps = run(commands);
        const events = steps.flatMap((step) => step.events);
        expect(fold(inventoryItemDecider, initialInventoryItem, events)).toEqual(steps.at(-1)?.after);
        for (const { type, ...fields } of events) expect(inventoryEventPayloads[type].safeParse(toWire(fields)).error).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('a reservation is refused as long as its closing is remembered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: recentIdsMax - 1 }), (others) => {
        const closings = Array.from(
          { length: others },
          (_, index): InventoryItemCommand => ({ type: 'ReleaseReservation', reservationId: `other-${index}` }),
        );
        const steps = run([
          { type: 'ReceiveStock', movementId: 'first', quantity: 5 },
          { type: 'ReleaseReservation', reservationId: 'closed' },
          ...closings,
        ]);
        const late = inventoryItemDecider.decide(steps.at(-1)?.after ?? initialInventoryItem, {
          type: 'ReserveStock',
          reservationId: 'closed',
          quantity: 1,
          kind: 'order',
          now: fromEpochMs(0),
        });
        expect(late).toEqual({ ok: false, error: { code: 'reservation-closed', reservationId: 'closed' } });
      }),
    );
  });
});

describe('the contract', () => {
  it('names every event of the stream and no other', () => {
    expect(Object.keys(inventoryEventPayloads).sort()).toEqual(Object.keys(inventoryItemEventSchemaVersions).sort());
  });
});
