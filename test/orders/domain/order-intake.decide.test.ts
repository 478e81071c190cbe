import { describe, expect, it } from 'vitest';
import { Sku } from '../../../lib/kernel/ids.ts';
import { orderDecider } from '../../../lib/orders/domain/order.aggregate.ts';
import { activeHolds, initialOrderState, unassignedLines } from '../../../lib/orders/domain/order.state.ts';
import {
  allocate,
  assign,
  at,
  cancel,
  confirm,
  content,
  create,
  east,
  foA,
  foB,
  given,
  line,
  mug,
  oneLocation,
  orderId,
  report,
  revise,
  shirt,
  twoLocations,
  west,
} from './order.fixtures.ts';

describe('creating an order', () => {
  it('records the order as pending, free of anything outside its fields', () => {
    const wide = {
      ...create(),
      content: { ...content(), customerName: 'Ada Example', lines: [{ ...line(shirt, 3), title: 'Shirt for Ada' }] },
    };
    const { types, events, state } = given().when(wide).accepted();
    expect(types).toEqual(['order.created']);
    expect(JSON.stringify(events)).not.toContain('Ada');
    expect(state).toMatchObject({ orderId, status: 'pending', channelOrderId: '1001', placedAt: at(0) });
  });

  it('keeps only three characters of the postal code', () => {
    const destination = { country: 'US', region: 'KY', postalPrefix: '40003' };
    expect(given(create({ destination })).order().destination?.postalPrefix).toBe('400');
  });

  it('holds an order whose figures contradict each other, against all work', () => {
    const { types, state } = given()
      .when(create({ discrepancies: [{ code: 'totals-do-not-add-up', field: 'totals.total' }] }))
      .accepted();
    expect(types).toEqual(['order.created', 'order.hold_placed']);
    expect(activeHolds(state, 'shipping')).toMatchObject([{ type: 'discrepancy', reason: 'totals-do-not-add-up', placedBy: 'orders' }]);
  });

  it('records an order that is already cancelled in the channel as cancelled', () => {
    const { types, state } = given()
      .when(create({ cancelledByChannel: true, lines: [] }))
      .accepted();
    expect(types).toEqual(['order.created', 'order.cancelled']);
    expect(state.cancellation).toEqual({ reason: 'channel', requestedBy: 'storefront' });
  });

  it('refuses a line that stands there twice, and quantities that are not whole numbers above zero', () => {
    expect(
      given()
        .when(create({ lines: [line(shirt, 1), line(shirt, 2)] }))
        .rejects('lines-invalid'),
    ).toMatchObject({ problem: 'duplicate-line' });
    for (const quantity of [0, -1, 1.5, Number.NaN, 2 ** 53]) {
      expect(
        given()
          .when(create({ lines: [line(shirt, quantity)] }))
          .rejects('lines-invalid'),
      ).toMatchObject({ problem: 'bad-quantity' });
    }
  });

  it('refuses every other command while there is no order', () => {
    for (const command of [confirm, revise(5), oneLocation, report(foA, 1, 'open'), cancel]) {
      expect(orderDecider.decide(initialOrderState, command)).toEqual({ ok: false, error: { code: 'order-not-found' } });
    }
  });
});

describe('a repeated or later revision', () => {
  it('accepts the same revision again without events', () => given(create()).when(create()).changesNothing());

  it('reports the same revision with another body and does not merge it', () => {
    expect(
      given(create())
        .when(create({ contentHash: 'hash-x' }))
        .rejects('revision-conflict'),
    ).toMatchObject({ known: '2026-11-20T14:00:00Z' });
  });

  it('ignores an older revision, also one written in another zone', () => {
    given(create())
      .when(create({ channelRevision: '2026-11-20T15:59:00+02:00', contentHash: 'hash-x' }))
      .changesNothing();
  });

  it('treats a newer revision of CreateOrder as a revision of the order', () => {
    const newer = create({ channelRevision: '2026-11-20T14:05:00Z', contentHash: 'hash-5', lines: [line(shirt, 3)] });
    const { events, state } = given(create()).when(newer).accepted();
    expect(events).toMatchObject([{ type: 'order.revised', lines: { added: [], changed: [], removed: [mug] } }]);
    expect(state.lines.map(({ lineId, quantity }) => [lineId, quantity])).toEqual([
      [shirt, 3],
      [mug, 0],
    ]);
  });

  it('records a newer revision that changes nothing, so that one in between is known to be older', () => {
    const { events, state } = given(create()).when(revise(9)).accepted();
    expect(events).toEqual([
      {
        type: 'order.revised',
        channelRevision: '2026-11-20T14:09:00Z',
        contentHash: 'hash-9',
        payloadRef: 'raw/1001',
        changes: {},
        lines: { added: [], changed: [], removed: [] },
      },
    ]);
    given(create(), revise(9))
      .when(revise(5, { shippingMethod: 'express' }))
      .changesNothing();
    expect(state.status).toBe('pending');
  });

  it('names only what differs', () => {
    const paid = revise(5, { paymentMethod: { kind: 'card', provider: 'visa', status: 'paid' } });
    const { events, state } = given(create()).when(paid).accepted();
    expect(events[0]).toMatchObject({ changes: { paymentMethod: { status: 'paid' } }, lines: { added: [], changed: [], removed: [] } });
    expect(Object.keys((events[0] as { changes: object }).changes)).toEqual(['paymentMethod']);
    expect(state.paymentMethod.status).toBe('paid');
  });

  it('compares an order without revisions by content alone', () => {
    const plain = create({ channelRevision: null });
    given(plain).when(plain).changesNothing();
    given(plain)
      .when(create({ channelRevision: null, contentHash: 'hash-x' }))
      .rejects('revision-conflict');
    given(plain)
      .when(create({ contentHash: 'hash-x' }))
      .rejects('revision-conflict');
  });

  it('refuses the revision of another order', () => {
    given(create())
      .when(revise(5, { channelOrderId: '1002' }))
      .rejects('another-order');
    given(create())
      .when(revise(5, { channelAccount: 'outlet' }))
      .rejects('another-order');
  });

  it('brings a removed line back when a later revision names it again', () => {
    const { state } = given(create(), revise(5, { lines: [line(shirt, 3)] }))
      .when(revise(6))
      .accepted();
    expect(unassignedLines(state).map(({ lineId, quantity }) => [lineId, quantity])).toEqual([
      [shirt, 3],
      [mug, 2],
    ]);
  });
});

describe('a revision of an order under way', () => {
  const lessMugs = revise(5, { lines: [line(shirt, 3), line(mug, 1)] });
  const gaveBack = (version: number, quantity: number) => ({ ...report(foB, version, 'released'), calledOff: [{ lineId: mug, quantity }] });

  it('takes units no longer wanted back from the fulfillment order that holds them, which goes on', () => {
    const { events, state } = given(create(), confirm, twoLocations).when(lessMugs).accepted();
    expect(events.slice(1)).toEqual([
      {
        type: 'order.fulfillment_recall_requested',
        partly: true,
        fulfillmentOrderId: foB,
        lines: [{ lineId: mug, sku: 'MUG', quantity: 1 }],
      },
    ]);
    expect(state.status).toBe('allocated');
    expect(unassignedLines(state)).toEqual([]);
    expect(state.fulfillments.map((child) => child.recallRequested)).toEqual([false, false]);
  });

  it('has them back once the location says so, and sources nothing anew', () => {
    const reduced = given(create(), confirm, twoLocations, lessMugs).when(gaveBack(3, 1)).accepted();
    expect(reduced.types).toEqual(['order.fulfillment_recorded']);
    expect(reduced.state.fulfillments[1]).toMatchObject({ status: 'allocated', lines: [{ lineId: mug, quantity: 1 }] });
    expect(unassignedLines(reduced.state)).toEqual([]);
    expect(reduced.state.excludedLocations).toEqual([]);
  });

  it('sources units anew that were wanted back in the meantime, also from the location that gave them back', () => {
    const order = given(create(), confirm, twoLocations, lessMugs, revise(6, { lines: [line(shirt, 3), line(mug, 2)] }));
    const { events, state } = order.when(gaveBack(3, 1)).accepted();
    expect(events[1]).toMatchObject({ type: 'order.sourcing_reopened', excludedLocationId: null, lines: [{ lineId: mug, quantity: 1 }] });
    expect(state.excludedLocations).toEqual([]);
  });

  it('asks for further units on top, and for the whole of it when nothing would be left', () => {
    const three = allocate(1, [assign(foB, west, [[mug, 3]])]);
    const first = given(create({ lines: [line(mug, 3)] }), confirm, three, revise(5, { lines: [line(mug, 2)] }));
    const { events } = first.when(revise(6, { lines: [line(mug, 1)] })).accepted();
    expect(events.slice(1)).toMatchObject([{ partly: true, lines: [{ quantity: 1 }] }]);
    const none = first.when(revise(6, { lines: [] })).accepted();
    expect(none.state.fulfillments).toMatchObject([{ recallRequested: true }]);
  });

  it('believes no more units given back than there were, and the same report twice says nothing new', () => {
    given(create(), confirm, twoLocations, lessMugs).when(gaveBack(3, 9)).rejects('lines-invalid');
    given(create(), confirm, twoLocations, lessMugs, gaveBack(3, 1)).when(gaveBack(4, 1)).changesNothing();
  });

  it('recalls work that has begun whole, once, and sources again what is still wanted when it has been given back', () => {
    const recalled = given(create(), confirm, twoLocations, report(foB, 2, 'picking'), lessMugs);
    expect(recalled.when(revise(6, { lines: [line(shirt, 3), line(mug, 1)] })).accepted().types).toEqual(['order.revised']);
    const { events, state } = recalled.when(report(foB, 3, 'cancelled')).accepted();
    expect(events[1]).toMatchObject({
      type: 'order.sourcing_reopened',
      excludedLocationId: null,
      lines: [{ lineId: mug, quantity: 1 }],
      status: 'allocated',
    });
    expect(state.excludedLocations).toEqual([]);
  });

  it('recalls the least advanced fulfillment order first', () => {
    const both = allocate(1, [
      assign(foA, east, [[shirt, 2]]),
      assign(foB, west, [
        [shirt, 1],
        [mug, 2],
      ]),
    ]);
    const { events } = given(create(), confirm, both, report(foA, 3, 'picking'))
      .when(revise(5, { lines: [line(shirt, 2), line(mug, 2)] }))
      .accepted();
    expect(events.slice(1)).toMatchObject([{ fulfillmentOrderId: foB, lines: [{ lineId: shirt, quantity: 1 }] }]);
  });

  it('takes from the younger of two equally advanced, and leaves the other alone afterwards', () => {
    const first = allocate(1, [assign(foA, east, [[shirt, 2]])], 'wait');
    const second = allocate(2, [
      assign(foB, west, [
        [shirt, 1],
        [mug, 2],
      ]),
    ]);
    const shrunk = given(create(), confirm, first, second, revise(5, { lines: [line(shirt, 2), line(mug, 2)] }));
    expect(shrunk.order().fulfillments.map((child) => child.recallRequested)).toEqual([false, false]);
    expect(shrunk.order().fulfillments.map((child) => child.takenBack)).toEqual([undefined, [{ lineId: shirt, quantity: 1 }]]);
    expect(shrunk.when(report(foA, 3, 'picking')).accepted().types).toEqual(['order.fulfillment_recorded']);
    const { events } = shrunk.when(revise(6, { lines: [line(shirt, 2), line(mug, 1)] })).accepted();
    expect(events.slice(1)).toMatchObject([{ fulfillmentOrderId: foB, lines: [{ lineId: mug, quantity: 1 }] }]);
  });

  it('recalls more work when a recalled fulfillment order ships after all', () => {
    const split = allocate(1, [
      assign(foA, east, [[shirt, 2]]),
      assign(foB, west, [
        [shirt, 1],
        [mug, 2],
      ]),
    ]);
    const shrunk = given(create(), confirm, split, report(foB, 3, 'picking'), revise(5, { lines: [line(shirt, 1), line(mug, 2)] }));
    expect(shrunk.order().fulfillments.map((child) => child.recallRequested)).toEqual([true, false]);
    const { types, state } = shrunk.when(report(foA, 4, 'shipped')).accepted();
    expect(types).toEqual([
      'order.fulfillment_recorded',
      'order.fulfillment_recall_requested',
      'order.partially_shipped',
      'order.hold_placed',
    ]);
    expect(activeHolds(state)).toMatchObject([{ holdId: `overshipped-${foA}`, blocks: ['completion'] }]);
  });

  it('tells a person of units that are added to an order which we have cancelled, and not of one that the channel has', () => {
    const more = { lines: [line(shirt, 4), line(mug, 2)] };
    const ours = given(create(), confirm, cancel).when(revise(40, more)).accepted();
    expect(activeHolds(ours.state)).toMatchObject([{ type: 'discrepancy', reason: 'units-added-after-cancelled', blocks: ['completion'] }]);
    const theirs = given(create(), confirm, cancel)
      .when(revise(40, { ...more, cancelledByChannel: true }))
      .accepted();
    expect(theirs.types).toEqual(['order.revised']);
  });

  it('holds the order when less is wanted than has shipped, instead of losing track of it', () => {
    const { types, state } = given(create(), confirm, oneLocation, report(foA, 5, 'shipped'))
      .when(revise(7, { lines: [line(shirt, 1), line(mug, 2)] }))
      .accepted();
    expect(types).toEqual(['order.revised', 'order.hold_placed']);
    expect(activeHolds(state, 'completion')).toMatchObject([{ reason: 'quantity-below-shipped' }]);
    expect(state.status).toBe('shipped');
  });

  it('takes a shipped order back to work for an added line', () => {
    const small = create({ lines: [line(shirt, 3)] });
    const first = allocate(1, [assign(foA, east, [[shirt, 3]])]);
    const { types, state } = given(small, confirm, first, report(foA, 5, 'shipped'))
      .when(revise(7))
      .accepted();
    expect(types).toEqual(['order.revised', 'order.sourcing_reopened', 'order.partially_shipped']);
    expect(unassignedLines(state)).toEqual([{ lineId: mug, sku: 'MUG', quantity: 2 }]);
    const second = allocate(2, [assign(foB, west, [[mug, 2]])]);
    expect(given(small, confirm, first, report(foA, 5, 'shipped'), revise(7), second, report(foB, 4, 'shipped')).order().status).toBe(
      'shipped',
    );
  });

  it('ships the order when the lines it still waited for are removed', () => {
    const waiting = given(create(), confirm, allocate(1, [assign(foA, east, [[shirt, 3]])], 'wait'), report(foA, 5, 'shipped'));
    expect(waiting.order().status).toBe('partially_shipped');
    expect(waiting.when(revise(7, { lines: [line(shirt, 3)] })).accepted().types).toEqual(['order.revised', 'order.shipped']);
  });

  it('sources a backordered order anew when its lines change, and leaves it waiting when they do not', () => {
    const waiting = given(create(), confirm, { type: 'RecordBackorder', decisionId: 'd-1', lines: [{ lineId: mug, quantity: 2 }] });
    const { types, state } = waiting.when(revise(5, { lines: [line(shirt, 3)] })).accepted();
    expect(types).toEqual(['order.revised', 'order.sourcing_reopened']);
    expect(state.status).toBe('confirmed');
    expect(waiting.when(revise(5, { shippingMethod: 'express' })).accepted().state.status).toBe('backorder');
  });

  it('holds only once for the same contradiction', () => {
    const discrepancies = [{ code: 'totals-do-not-add-up', field: 'totals.total' }];
    expect(
      given(create({ discrepancies }))
        .when(revise(5, { discrepancies, shippingMethod: 'express' }))
        .accepted().types,
    ).toEqual(['order.revised']);
    expect(given(create()).when(revise(5, { discrepancies })).accepted().types).toEqual(['order.revised', 'order.hold_placed']);
  });
});

describe('a cancellation by the channel', () => {
  it('cancels the order and names the work to undo', () => {
    const { types, events } = given(create(), confirm, twoLocations)
      .when(revise(5, { cancelledByChannel: true }))
      .accepted();
    expect(types).toEqual(['order.revised', 'order.cancelled']);
    expect(events[1]).toMatchObject({ reason: 'channel', reservationIds: ['res-1'] });
  });

  it('cancels what is left of a partially shipped order', () => {
    const { types, state } = given(create(), confirm, twoLocations, report(foA, 5, 'shipped'))
      .when(revise(7, { cancelledByChannel: true }))
      .accepted();
    expect(types).toEqual(['order.revised', 'order.remainder_cancelled', 'order.shipped']);
    expect(state.status).toBe('shipped');
  });

  it('becomes a hold once everything has shipped', () => {
    const { types, state } = given(create(), confirm, oneLocation, report(foA, 5, 'shipped'))
      .when(revise(7, { cancelledByChannel: true }))
      .accepted();
    expect(types).toEqual(['order.revised', 'order.hold_placed']);
    expect(activeHolds(state)).toMatchObject([
      { holdId: 'discrepancy-hash-7', reason: 'cancelled-by-channel-after-shipping', blocks: ['completion'] },
    ]);
  });

  it('never brings a cancelled order back', () => {
    const { types, state } = given(create(), cancel).when(revise(5)).accepted();
    expect(types).toEqual(['order.revised']);
    expect(state.status).toBe('cancelled');
    expect(unassignedLines(state)).toEqual([]);
  });
});

describe('confirming', () => {
  it('records what the payment was secured for, once', () => {
    const { events, state } = given(create()).when(confirm).accepted();
    expect(events).toEqual([{ type: 'order.confirmed', payment: { basis: 'authorised', reference: 'auth-1' }, securedTotal: 5_500 }]);
    expect(state.status).toBe('confirmed');
    given(create(), confirm).when(confirm).changesNothing();
    given(create(), confirm, oneLocation).when(confirm).changesNothing();
  });

  it('is refused on a cancelled order', () => {
    given(create(), cancel).when(confirm).rejects('transition-refused');
    given(create(), confirm, cancel).when(confirm).rejects('transition-refused');
  });
});

describe('a line without a SKU', () => {
  it('waits with the order until a revision names it', () => {
    const nameless = create({ lines: [line(shirt, 3), line(mug, 2, { sku: null })] });
    expect(unassignedLines(given(nameless, confirm).state)).toEqual([{ lineId: shirt, sku: 'SHIRT', quantity: 3 }]);
    given(nameless, confirm)
      .when(allocate(1, [assign(foA, east, [[shirt, 3]])]))
      .rejects('assignment-incomplete');
    given(nameless, confirm).when(oneLocation).rejects('lines-invalid');
    const shipped = given(nameless, confirm, allocate(1, [assign(foA, east, [[shirt, 3]])], 'wait'), report(foA, 5, 'shipped'));
    expect(shipped.order().status).toBe('partially_shipped');
    expect(
      unassignedLines(shipped.when(revise(7, { lines: [line(shirt, 3), line(mug, 2, { sku: Sku('MUG') })] })).accepted().state),
    ).toHaveLength(1);
  });
});
