import { describe, expect, it } from 'vitest';
import { LocationId } from '../../../lib/kernel/ids.ts';
import type { Instant } from '../../../lib/kernel/instant.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { keepsPromises } from '../../../lib/orders/domain/order.promises.ts';
import {
  nobodyAhead,
  promiseBy,
  type Supply,
  supplyLeft,
  supplyReaching,
  type UnitsAhead,
  withAhead,
  withCompletion,
} from '../../../lib/orders/domain/order.supply.ts';
import type { LinePromise, Promising } from '../../../lib/orders/domain/order.values.ts';
import { allocate, assign, at, cancel, confirm, create, east, foA, foB, given, line, mug, report, shirt, west } from './order.fixtures.ts';

const [soon, later] = [at(20), at(40)];
const waits = (quantity: number, promisedFor: Instant | null, overrides: Partial<LinePromise> = {}): LinePromise => ({
  lineId: mug,
  quantity,
  promisedFor,
  basis: promisedFor === null ? 'unknown' : 'incoming',
  kind: 'backorder',
  reference: promisedFor === null ? null : 'PO-1',
  ...overrides,
});
const promising = (waiting: readonly LinePromise[], reason: Promising['reason'] = 'waiting', minute = 5): Promising => ({
  waiting,
  reason,
  at: at(minute),
});
const wants = (quantity: number) => create({ lines: [line(mug, quantity)] });
const backorder = (decisionId: string, quantity: number, waiting: readonly LinePromise[]): OrderCommand => ({
  type: 'RecordBackorder',
  decisionId,
  lines: [{ lineId: mug, quantity }],
  promising: promising(waiting),
});
const renew = (waiting: readonly LinePromise[], minute = 6): OrderCommand => ({
  type: 'RenewPromises',
  promising: promising(waiting, 'supply-changed', minute),
});
const mugs = (fulfillmentOrderId: typeof foA, location: typeof east, quantity: number, attempt = 1) => ({
  ...allocate(attempt, [assign(fulfillmentOrderId, location, [[mug, quantity]])], 'wait'),
  promising: promising([], 'receipt', 10),
});

describe('what is promised of units that wait', () => {
  it('is told with the backorder, in the same commit', () => {
    const { types, events, state } = given(wants(5), confirm)
      .when(backorder('d-1', 5, [waits(5, soon)]))
      .accepted();
    expect(types).toEqual(['order.backordered', 'order.promise_changed']);
    expect(events[1]).toEqual({ type: 'order.promise_changed', lines: [waits(5, soon)], reason: 'waiting', kept: null });
    expect(state.promises).toEqual([waits(5, soon)]);
  });

  it('is not told again when it is the same', () => {
    const order = given(wants(5), confirm, backorder('d-1', 5, [waits(5, soon)]));
    order.when(renew([waits(5, soon)])).changesNothing();
    expect(order.when(backorder('d-2', 5, [waits(5, soon)])).accepted().types).toEqual(['order.backordered']);
  });

  it('says whether the date before it holds', () => {
    const order = given(wants(5), confirm, backorder('d-1', 5, [waits(5, soon)]));
    expect(order.when(renew([waits(5, later)])).accepted().events).toMatchObject([{ kept: false, reason: 'supply-changed' }]);
    expect(order.when(renew([waits(5, null)])).accepted().events).toMatchObject([{ kept: false }]);
    expect(order.when(renew([waits(5, at(10))])).accepted().events).toMatchObject([{ kept: true }]);
  });

  it('breaks nothing where no date stood', () => {
    const order = given(wants(5), confirm, backorder('d-1', 5, [waits(5, null)]));
    expect(order.when(renew([waits(5, later)])).accepted().events).toMatchObject([{ kept: null }]);
  });

  it('is left as it is when it was worked out for other units than those that wait', () => {
    given(wants(5), confirm, backorder('d-1', 5, [waits(5, soon)]))
      .when(renew([waits(4, later)]))
      .changesNothing();
    given(wants(5), confirm, mugs(foA, east, 5))
      .when(renew([waits(5, later)]))
      .changesNothing();
  });

  it('ends with the order', () => {
    const order = given(wants(5), confirm, backorder('d-1', 5, [waits(5, soon)]), cancel);
    expect(order.order().promises).toEqual([]);
    order.when(renew([])).changesNothing();
  });
});

describe('what is promised of units that a location gets', () => {
  it('is nothing for an order that goes straight there', () => {
    expect(
      given(wants(5), confirm)
        .when(mugs(foA, east, 5))
        .accepted().types,
    ).toEqual(['order.routed', 'item.allocated']);
  });

  it('keeps the date that was told while they waited', () => {
    const { events } = given(wants(5), confirm, backorder('d-1', 5, [waits(5, soon)]))
      .when(mugs(foA, east, 5))
      .accepted();
    const allocated = waits(5, soon, { basis: 'stock', kind: 'allocated', reference: null });
    expect(events.at(-1)).toEqual({ type: 'order.promise_changed', lines: [allocated], reason: 'receipt', kept: true });
  });

  it('is late when they come after the date', () => {
    const after = { ...mugs(foA, east, 5), promising: promising([], 'receipt', 30) };
    const order = given(wants(5), confirm, backorder('d-1', 5, [waits(5, soon)]), renew([waits(5, null)]));
    // Nobody knew any more, which broke the promise then; nothing is broken a second time.
    expect(order.when(after).accepted().events.at(-1)).toMatchObject({ kept: null });
  });

  it('is broken when the location refuses them and others bring them later', () => {
    const order = given(wants(5), confirm, backorder('d-1', 5, [waits(5, soon)]), mugs(foA, east, 5), report(foA, 3, 'rejected'));
    expect(
      order
        .when(backorder('d-2', 5, [waits(5, later)]))
        .accepted()
        .events.at(-1),
    ).toMatchObject({ kept: false });
    expect(order.when(mugs(foB, west, 5, 2)).accepted().types).toEqual(['order.routed', 'item.allocated']);
  });

  it('stands beside what still waits of the same line', () => {
    const part = { ...mugs(foA, east, 2), promising: promising([waits(3, later)], 'sourced') };
    const { state } = given(wants(5), confirm).when(part).accepted();
    expect(state.promises).toMatchObject([
      { quantity: 2, kind: 'allocated', basis: 'stock', promisedFor: null },
      { quantity: 3, kind: 'backorder', promisedFor: later },
    ]);
  });
});

describe('keeping promises', () => {
  it('does not count units that the customer has added since', () => {
    expect(keepsPromises([waits(2, soon)], [waits(2, soon), waits(3, later)], at(5))).toBe(true);
    expect(keepsPromises([waits(2, soon)], [waits(1, soon), waits(4, later)], at(5))).toBe(false);
  });

  it('does not miss units that have gone', () => {
    expect(keepsPromises([waits(5, soon)], [waits(2, soon)], at(5))).toBe(true);
    expect(keepsPromises([waits(5, soon)], [], at(5))).toBe(true);
  });

  it('looks at each line by itself', () => {
    const shirts = { ...waits(1, later), lineId: shirt };
    expect(keepsPromises([waits(1, soon), shirts], [waits(1, later), { ...shirts, promisedFor: soon }], at(5))).toBe(false);
  });
});

describe('the date of waiting units', () => {
  const supply: readonly Supply[] = [
    { locationId: LocationId('east'), quantity: 4, expectedAt: soon, reference: 'PO-1' },
    { locationId: LocationId('west'), quantity: 4, expectedAt: later, reference: 'T-2' },
  ];

  it.each([
    [0, 4, 'PO-1'],
    [3, 1, 'PO-1'],
    [3, 2, 'T-2'],
    [4, 4, 'T-2'],
    [5, 4, undefined],
    [8, 1, undefined],
  ])('behind %d units, for %d, is that of %s', (ahead, units, reference) => {
    expect(supplyReaching(supplyLeft(supply, withAhead(nobodyAhead, ahead, null)), units)?.reference).toBe(reference);
  });

  it('is counted where customers come for units: those ahead take what comes there, and the others what comes first', () => {
    const collected = withAhead(nobodyAhead, 3, LocationId('west'));
    const units = (ahead: UnitsAhead) => supplyLeft(supply, ahead).map(({ locationId, quantity }) => [locationId, quantity]);
    expect(units(collected)).toEqual([
      ['east', 4],
      ['west', 1],
    ]);
    expect(units(withAhead(collected, 4, null))).toEqual([['west', 1]]);
    expect(units(withAhead(collected, 9, LocationId('west')))).toEqual([['east', 4]]);
  });

  it('is not before the article is sold', () => {
    const units = { lineId: mug, quantity: 1 };
    expect(promiseBy(units, supply[0], later)).toMatchObject({ promisedFor: later, basis: 'incoming', kind: 'preorder' });
    expect(promiseBy(units, supply[1], soon)).toMatchObject({ promisedFor: later, reference: 'T-2' });
    expect(promiseBy(units, undefined, soon)).toMatchObject({ promisedFor: soon, basis: 'unknown', kind: 'preorder' });
    expect(promiseBy(units, undefined, undefined)).toMatchObject({ promisedFor: null, basis: 'unknown', kind: 'backorder' });
  });

  it('of what is in stock and waits for the rest is that of the rest', () => {
    const inStock = { ...waits(1, null), lineId: shirt, basis: 'stock' as const };
    expect(withCompletion([inStock, waits(1, later), waits(1, soon)])[0]?.promisedFor).toBe(later);
    expect(withCompletion([inStock, waits(1, later), waits(1, null)])[0]?.promisedFor).toBeNull();
  });
});
