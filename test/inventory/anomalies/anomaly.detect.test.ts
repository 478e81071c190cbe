import { describe, expect, it } from 'vitest';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { defaultStockChecks, gradeDeviation } from '../../../lib/inventory/domain/anomalies/anomaly.ts';
import { anomaliesOfEvent, anomaliesOfReturn, anomaliesOfShortPick } from '../../../lib/inventory/domain/anomalies/anomaly.events.ts';
import { initialItemFacts, type ItemFacts, withFact } from '../../../lib/inventory/domain/anomalies/anomaly.facts.ts';
import { anomaliesOfState, type CheckedItem, countDueOf, staleCountsOf } from '../../../lib/inventory/domain/anomalies/anomaly.states.ts';
import type { Balance, InventoryItemEvent } from '../../../lib/inventory/index.ts';

const settings = defaultStockChecks;
const item = { sku: Sku('MUG'), locationId: LocationId('east') };
const shown = { eventId: 'event-1', item, settings };
const now = Instant('2026-11-22T12:00:00.000Z');
const dayMs = 86_400_000;
const ago = (days: number): Instant => plusMs(now, -days * dayMs);

const balance = (onHand: number): Balance => ({ onHand, allocated: 0, available: onHand, incoming: 0, damaged: 0, qualityControl: 0 });
const counted = (book: number, found: number, more: object = {}): InventoryItemEvent => ({
  type: 'inventory.adjusted',
  movementId: 'count-1',
  delta: found - book,
  reasonCode: 'cycle-count',
  countedOnHand: found,
  movement: { type: 'adjustment', ...(found === book ? {} : { onHand: found - book }) },
  balance: balance(found),
  ...more,
});
const corrected = (delta: number, reasonCode = 'correction'): InventoryItemEvent => ({
  type: 'inventory.adjusted',
  movementId: `adjustment-${delta}`,
  delta,
  reasonCode,
  movement: { type: 'adjustment', onHand: delta },
  balance: balance(20),
});
const received = (quantity: number, more: object = {}): InventoryItemEvent => ({
  type: 'inventory.received',
  movementId: 'receipt-1',
  quantity,
  movement: { type: 'receiving', onHand: quantity },
  balance: balance(20),
  ...more,
});
const sold = (quantity: number): InventoryItemEvent => ({
  type: 'inventory.shipped',
  movementId: 'ship-1',
  reservationId: 'order',
  quantity,
  movement: { type: 'sale', onHand: -quantity, allocated: -quantity },
  balance: balance(20),
});

/** Facts of events and how many days ago they were. */
const past = (...events: readonly (readonly [days: number, event: InventoryItemEvent])[]): ItemFacts =>
  events.reduce(
    (facts, [days, event], index) => withFact(facts, { eventId: `e${index + 1}`, version: index + 1, at: ago(days), event }),
    initialItemFacts,
  );

const standing = (facts: ItemFacts, more: Partial<CheckedItem> = {}): CheckedItem => ({
  ...item,
  facts,
  onHand: 20,
  available: 20,
  isActive: true,
  expectedPerDay: undefined,
  ...more,
});

describe('how far something is off the book', () => {
  it.each([
    [2, 4, undefined],
    [3, 31, undefined],
    [3, 30, 'medium'],
    [14, 20, 'medium'],
    [15, 30, 'high'],
    [15, 31, 'medium'],
    [20, 0, 'high'],
  ])('%i units of a book of %i: %s', (units, book, severity) => expect(gradeDeviation(units, book, settings)).toBe(severity));
});

describe('one event shows', () => {
  it('a count that is off the book, up or down', () => {
    expect(anomaliesOfEvent(shown, counted(10, 4))).toMatchObject([
      { kind: 'count_deviation', evidence: ['event-1'], about: 'event-1', figures: [{ value: 10 }, { value: 4 }] },
    ]);
    expect(anomaliesOfEvent(shown, counted(0, 9))[0]?.sentence).toBe('A count of MUG at east found 9 where the book had 0: 9 units more.');
    expect(anomaliesOfEvent(shown, counted(10, 10))).toEqual([]);
    expect(anomaliesOfEvent(shown, counted(10, 9))).toEqual([]);
  });

  it('orders that lose what they were promised, and not carts', () => {
    const lost = { reservationId: 'o1.route.1', quantity: 2, kind: 'order' } as const;
    const displaced = [lost, { reservationId: 'cart', quantity: 5, kind: 'cart' }];
    expect(anomaliesOfEvent(shown, counted(10, 9, { displaced }))).toMatchObject([
      { kind: 'displaced_reservation', severity: 'high', recommendedAction: { kind: 'check_order', reference: 'o1.route.1' } },
    ]);
    expect(anomaliesOfEvent(shown, counted(10, 9, { displaced: displaced.slice(1) }))).toEqual([]);
    const damaged: InventoryItemEvent = {
      type: 'inventory.damaged',
      movementId: 'd',
      quantity: 1,
      reasonCode: 'dropped',
      displaced: [lost],
      movement: { type: 'damage', onHand: -1 },
      balance: balance(9),
    };
    expect(anomaliesOfEvent(shown, damaged)).toMatchObject([{ kind: 'displaced_reservation', figures: [{ value: 1 }, { value: 2 }] }]);
  });

  it('goods beyond what their document announced', () => {
    const ofPurchase = (incoming: number) =>
      received(8, { movementId: 'purchase-po-1.2.1.in', reference: 'po-1', movement: { type: 'receiving', onHand: 8, incoming } });
    expect(anomaliesOfEvent(shown, ofPurchase(-5))).toMatchObject([
      { kind: 'unannounced_receipt', recommendedAction: { kind: 'correct_document', reference: 'po-1' } },
    ]);
    expect(anomaliesOfEvent(shown, ofPurchase(-8))).toEqual([]);
    // Goods that no document is about are announced by nobody.
    expect(anomaliesOfEvent(shown, received(8))).toEqual([]);
    const ofTransfer = (part: string): InventoryItemEvent => ({
      type: 'inventory.transferred_in',
      movementId: `transfer-t-1.4.${part}`,
      transferId: 't-1',
      quantity: 2,
      movement: { type: 'transfer', onHand: 2 },
      balance: balance(2),
    });
    expect(anomaliesOfEvent(shown, ofTransfer('in'))).toMatchObject([{ kind: 'unannounced_receipt', severity: 'low' }]);
    expect(anomaliesOfEvent(shown, ofTransfer('back'))).toEqual([]);
  });

  it('a picker who does not find what the book has', () => {
    const [found] = anomaliesOfShortPick(shown, { lineId: '1', missing: 4, book: 30 });
    expect(found).toMatchObject({ kind: 'short_pick', severity: 'medium', about: 'event-1.1', recommendedAction: { kind: 'count' } });
    expect(found?.sentence).toBe('A picker at east did not find 4 units of MUG where the book had 30.');
    expect(anomaliesOfShortPick(shown, { lineId: '1', missing: 1, book: 0 })[0]).toMatchObject({
      severity: 'low',
      figures: [{ value: 1 }, { value: 1 }],
    });
  });

  it('more coming back of an order than left for it', () => {
    const goods = { reference: 'o1', returned: 3, shipped: 2 };
    expect(anomaliesOfReturn(shown, goods)).toMatchObject([{ kind: 'over_return', severity: 'medium' }]);
    expect(anomaliesOfReturn(shown, { ...goods, shipped: 0 })).toMatchObject([{ severity: 'high' }]);
    expect(anomaliesOfReturn(shown, { ...goods, returned: 2 })).toEqual([]);
  });
});

describe('the state of an item shows', () => {
  const kindsOf = (checked: CheckedItem) => anomaliesOfState(checked, settings, now).map(({ kind }) => kind);

  it('corrections to and fro, and not those that go one way or are long ago', () => {
    const swinging = past([8, corrected(5)], [6, corrected(-5)], [4, corrected(4)], [2, corrected(-4)]);
    expect(anomaliesOfState(standing(swinging), settings, now)).toMatchObject([
      { kind: 'to_and_fro', evidence: ['e1', 'e2', 'e3', 'e4'], figures: [{ value: 4 }, { value: 18 }, { value: 0 }] },
    ]);
    expect(kindsOf(standing(past([8, corrected(-5)], [6, corrected(-5)], [4, corrected(-4)], [2, corrected(-4)])))).toEqual([]);
    expect(kindsOf(standing(past([80, corrected(5)], [60, corrected(-5)], [4, corrected(4)], [2, corrected(-4)])))).toEqual([]);
    // A count has put an end to it.
    expect(
      kindsOf(standing(past([8, corrected(5)], [6, corrected(-5)], [4, corrected(4)], [2, corrected(-4)], [1, counted(9, 9)]))),
    ).toEqual([]);
  });

  it('goods at a location that is not active', () => {
    const facts = past([5, received(20)]);
    expect(anomaliesOfState(standing(facts, { isActive: false }), settings, now)).toMatchObject([
      { kind: 'inactive_location', evidence: ['e1'], recommendedAction: { kind: 'move_out', quantity: 20 } },
    ]);
    expect(kindsOf(standing(facts, { isActive: false, onHand: 0 }))).toEqual([]);
  });

  it('goods that nobody buys though they should', () => {
    const facts = past([90, received(20)], [40, sold(1)]);
    const quiet = standing(facts, { expectedPerDay: 0.2 });
    expect(anomaliesOfState(quiet, settings, now)).toMatchObject([
      { kind: 'phantom_stock', evidence: ['e2'], figures: [{ value: 20 }, { value: 40 }, { value: 8 }] },
    ]);
    expect(kindsOf({ ...quiet, expectedPerDay: 0.1 })).toEqual([]);
    expect(kindsOf({ ...quiet, expectedPerDay: undefined })).toEqual([]);
    expect(kindsOf({ ...quiet, available: 0 })).toEqual([]);
    expect(kindsOf({ ...quiet, facts: past([90, received(20)], [40, sold(1)], [3, counted(20, 20)]) })).toEqual([]);
    // What has just come in cannot have been sold before.
    expect(kindsOf({ ...quiet, facts: past([90, received(20)], [40, { ...sold(20), balance: balance(0) }], [5, received(20)]) })).toEqual(
      [],
    );
  });
});

describe('an item is due for a count', () => {
  it('when it has not been counted for long, by its age and what is unverified', () => {
    const facts = past([200, received(20)], [120, counted(20, 20)], [50, sold(3)], [10, received(4)]);
    expect(countDueOf({ facts, onHand: 21 }, [], settings, now)).toEqual({
      reason: 'stale',
      days: 120,
      neverCounted: false,
      unverifiedUnits: 28,
      evidence: ['e2'],
    });
    expect(countDueOf({ facts: past([90, received(20)]), onHand: 20 }, [], settings, now)).toMatchObject({ neverCounted: true, days: 90 });
    expect(countDueOf({ facts: past([89, received(20)]), onHand: 20 }, [], settings, now)).toBeUndefined();
    expect(countDueOf({ facts: past([200, counted(0, 0)]), onHand: 0 }, [], settings, now)).toBeUndefined();
    expect(countDueOf({ facts: initialItemFacts, onHand: 0 }, [], settings, now)).toBeUndefined();
  });

  it('at once when something makes its book doubtful, until it is counted', () => {
    const missed = past([9, received(20)], [1, corrected(-2, 'not-found-at-pick')]);
    expect(countDueOf({ facts: missed, onHand: 18 }, [], settings, now)).toMatchObject({ reason: 'suspicious', evidence: ['e2'] });
    const seen = past([9, received(20)], [2, corrected(-2, 'not-found-at-pick')], [1, counted(18, 18)]);
    expect(countDueOf({ facts: seen, onHand: 18 }, [], settings, now)).toBeUndefined();
    const swinging = past([8, corrected(5)], [6, corrected(-5)], [4, corrected(4)], [2, corrected(-4)]);
    const found = anomaliesOfState(standing(swinging), settings, now);
    expect(countDueOf({ facts: swinging, onHand: 20 }, found, settings, now)).toMatchObject({ reason: 'suspicious' });
  });

  it('and a location with such items is told once, with those that come first', () => {
    expect(staleCountsOf(LocationId('east'), 0, [], settings)).toEqual([]);
    expect(staleCountsOf(LocationId('east'), 900, ['MUG'], settings, false)).toMatchObject([
      { sentence: 'At least 900 articles at east have not been counted for 90 days; first of all MUG.' },
    ]);
    expect(staleCountsOf(LocationId('east'), 2, ['MUG', 'CAP'], settings)).toMatchObject([
      { kind: 'stale_counts', sku: null, sentence: '2 articles at east have not been counted for 90 days; first of all MUG, CAP.' },
    ]);
  });
});

describe('facts of an item', () => {
  it('take in no event twice', () => {
    const once = past([9, received(20)], [1, sold(2)]);
    expect(withFact(once, { eventId: 'e2', version: 2, at: ago(1), event: sold(2) })).toEqual(once);
  });
});
