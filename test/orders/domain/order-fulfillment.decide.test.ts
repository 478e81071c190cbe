import { describe, expect, it } from 'vitest';
import { LineId } from '../../../lib/kernel/ids.ts';
import { activeHolds, lineProgress, liveFulfillments, unassignedLines } from '../../../lib/orders/domain/order.state.ts';
import {
  allocate,
  assign,
  at,
  cancel,
  confirm,
  create,
  east,
  foA,
  foB,
  foC,
  given,
  line,
  mug,
  oneLocation,
  report,
  route,
  shirt,
  twoLocations,
  west,
} from './order.fixtures.ts';

const start = [create(), confirm, twoLocations] as const;

describe('the status computed from the fulfillment orders', () => {
  it('follows the least advanced of them', () => {
    expect(given(...start, report(foA, 3, 'picking')).order().status).toBe('allocated');
    expect(
      given(...start, report(foA, 4, 'packed'))
        .when(report(foB, 3, 'picking'))
        .accepted().types,
    ).toEqual(['order.fulfillment_recorded', 'order.picking_started']);
    expect(given(...start, report(foA, 4, 'packed'), report(foB, 4, 'packed')).order().status).toBe('packed');
  });

  it('is partially shipped while some have shipped and others have not', () => {
    const { events, state } = given(...start, report(foB, 3, 'picking'))
      .when(report(foA, 5, 'shipped'))
      .accepted();
    expect(events[1]).toEqual({
      type: 'order.partially_shipped',
      shipmentIds: ['parcel-east'],
      remaining: [{ lineId: mug, sku: 'MUG', quantity: 2 }],
    });
    expect(state.status).toBe('partially_shipped');
  });

  it('is shipped only when all have shipped', () => {
    const { events } = given(...start, report(foA, 5, 'shipped'))
      .when(report(foB, 5, 'shipped'))
      .accepted();
    expect(events[1]).toEqual({ type: 'order.shipped', shipmentIds: ['parcel-east', 'parcel-west'] });
  });

  it('stays partially shipped when one is delivered before the other ships', () => {
    expect(given(...start, report(foA, 6, 'delivered')).order().status).toBe('partially_shipped');
  });

  it('is delivered when the last is, at the latest moment of them', () => {
    const shipped = given(...start, report(foA, 9, 'delivered'), report(foB, 5, 'shipped'));
    expect(shipped.order().status).toBe('shipped');
    const { events, state } = shipped.when(report(foB, 7, 'delivered')).accepted();
    expect(events[1]).toEqual({ type: 'order.delivered', deliveredAt: at(9) });
    expect(state.deliveredAt).toBe(at(9));
  });

  it('passes over states that were not reported', () => {
    expect(
      given(create(), confirm, oneLocation)
        .when(report(foA, 5, 'shipped'))
        .accepted().types,
    ).toEqual(['order.fulfillment_recorded', 'order.shipped']);
    expect(
      given(create(), confirm, route(1, oneLocation.assignments))
        .when(report(foA, 6, 'delivered'))
        .accepted().state.status,
    ).toBe('delivered');
  });

  it('stays allocated while the warehouse has only received the work', () => {
    const { types, state } = given(create(), confirm, oneLocation, report(foA, 1, 'open'))
      .when(report(foA, 4, 'picking'))
      .accepted();
    expect(types).toEqual(['order.fulfillment_recorded', 'order.picking_started']);
    expect(state.fulfillments[0]?.version).toBe(4);
  });
});

describe('reports out of order', () => {
  it('ignores a version it has seen, or an older one', () => {
    given(...start, report(foA, 4, 'packed'))
      .when(report(foA, 4, 'packed'))
      .changesNothing();
    given(...start, report(foA, 4, 'packed'))
      .when(report(foA, 3, 'picking'))
      .changesNothing();
  });

  it('records nothing when a newer version says nothing new', () => {
    given(...start, report(foA, 3, 'picking'))
      .when(report(foA, 4, 'picking'))
      .changesNothing();
    given(...start)
      .when(report(foA, 2, 'released'))
      .changesNothing();
  });

  it('reports a version that contradicts what is known', () => {
    expect(
      given(...start, report(foA, 5, 'shipped'))
        .when(report(foA, 6, 'cancelled'))
        .rejects('fulfillment-contradiction'),
    ).toMatchObject({ recorded: 'shipped', reported: 'cancelled' });
    given(...start, report(foA, 4, 'packed'))
      .when(report(foA, 5, 'picking'))
      .rejects('fulfillment-contradiction');
    given(...start, report(foA, 4, 'packed'))
      .when(report(foA, 5, 'released'))
      .rejects('fulfillment-contradiction');
    given(...start, report(foA, 4, 'rejected'))
      .when(report(foA, 5, 'shipped'))
      .rejects('fulfillment-contradiction');
  });

  it('refuses a fulfillment order of somebody else', () => {
    given(...start)
      .when(report(foC, 1, 'open'))
      .rejects('fulfillment-unknown');
  });
});

describe('work that a location gives back', () => {
  it('reopens sourcing without that location for those lines', () => {
    const { events, state } = given(...start)
      .when(report(foB, 3, 'rejected'))
      .accepted();
    expect(events.slice(1)).toEqual([
      {
        type: 'order.sourcing_reopened',
        fulfillmentOrderId: foB,
        excludedLocationId: west,
        lines: [{ lineId: mug, sku: 'MUG', quantity: 2 }],
        status: 'allocated',
      },
    ]);
    expect(unassignedLines(state)).toEqual([{ lineId: mug, sku: 'MUG', quantity: 2 }]);
    expect(state.excludedLocations).toEqual([{ lineId: mug, locationId: west }]);
  });

  it('takes the order back to confirmed when no work is left', () => {
    const { events, state } = given(create(), confirm, oneLocation)
      .when(report(foA, 3, 'rejected'))
      .accepted();
    expect(events[1]).toMatchObject({ type: 'order.sourcing_reopened', status: 'confirmed' });
    expect(liveFulfillments(state)).toEqual([]);
    expect(
      given(
        create(),
        confirm,
        oneLocation,
        report(foA, 3, 'rejected'),
        allocate(2, [
          assign(foB, west, [
            [shirt, 3],
            [mug, 2],
          ]),
        ]),
      ).order().status,
    ).toBe('allocated');
  });

  it('lets the more advanced remaining work decide', () => {
    const { types, state } = given(...start, report(foA, 4, 'packed'))
      .when(report(foB, 3, 'rejected'))
      .accepted();
    expect(types).toEqual(['order.fulfillment_recorded', 'order.sourcing_reopened', 'order.packed']);
    expect(state.status).toBe('packed');
  });

  it('names the change to allocated when the work not yet reserved drops out', () => {
    const partly = given(
      create(),
      confirm,
      allocate(1, [assign(foA, east, [[shirt, 3]])], 'wait'),
      route(2, [assign(foB, west, [[mug, 2]])]),
    );
    expect(partly.order().status).toBe('processing');
    expect(partly.when(report(foB, 2, 'rejected')).accepted().events[1]).toMatchObject({
      type: 'order.sourcing_reopened',
      status: 'allocated',
    });
  });

  it('blames no location for work that was cancelled', () => {
    expect(
      given(...start)
        .when(report(foB, 3, 'cancelled'))
        .accepted().events[1],
    ).toMatchObject({ excludedLocationId: null });
  });

  it('sources short units elsewhere while the rest goes on', () => {
    const { events, state } = given(...start)
      .when(report(foA, 4, 'picking', [{ lineId: shirt, shippedQuantity: 0, shortQuantity: 1 }]))
      .accepted();
    expect(events[1]).toMatchObject({ type: 'order.sourcing_reopened', excludedLocationId: east, lines: [{ lineId: shirt, quantity: 1 }] });
    expect(lineProgress(state)[0]).toMatchObject({ wantedQuantity: 3, assignedQuantity: 2 });
  });

  it('counts units that were packed but never left as open again', () => {
    const { events, state } = given(create({ lines: [line(shirt, 3)] }), confirm, allocate(1, [assign(foA, east, [[shirt, 3]])]))
      .when(report(foA, 5, 'shipped', [{ lineId: shirt, shippedQuantity: 2, shortQuantity: 0 }]))
      .accepted();
    expect(events.map(({ type }) => type)).toEqual(['order.fulfillment_recorded', 'order.sourcing_reopened', 'order.partially_shipped']);
    expect(unassignedLines(state)).toEqual([{ lineId: shirt, sku: 'SHIRT', quantity: 1 }]);
  });

  it('refuses quantities that cannot be', () => {
    const reported = (shippedQuantity: number, shortQuantity: number, status: 'picking' | 'shipped' = 'shipped', lineId = shirt) =>
      given(...start)
        .when(report(foA, 5, status, [{ lineId, shippedQuantity, shortQuantity }]))
        .rejects('lines-invalid');
    expect(reported(3, 1)).toMatchObject({ problem: 'too-many-units' });
    expect(reported(4, 0)).toMatchObject({ problem: 'too-many-units' });
    expect(reported(-1, 0)).toMatchObject({ problem: 'bad-quantity' });
    expect(reported(0.5, 0)).toMatchObject({ problem: 'bad-quantity' });
    expect(reported(1, 0, 'picking')).toMatchObject({ problem: 'bad-quantity' });
    expect(reported(1, 0, 'shipped', LineId('other'))).toMatchObject({ problem: 'unknown-line' });
    given(...start, report(foA, 4, 'picking', [{ lineId: shirt, shippedQuantity: 0, shortQuantity: 1 }]))
      .when(report(foA, 5, 'picking', [{ lineId: shirt, shippedQuantity: 0, shortQuantity: 0 }]))
      .rejects('lines-invalid');
  });
});

describe('a parcel that leaves after the order gave it up', () => {
  it('is recorded, and the cancelled order stays cancelled under a hold', () => {
    const { types, state } = given(...start, cancel)
      .when(report(foA, 5, 'shipped'))
      .accepted();
    expect(types).toEqual(['order.fulfillment_recorded', 'order.hold_placed']);
    expect(state.status).toBe('cancelled');
    expect(activeHolds(state)).toMatchObject([{ reason: 'shipped-more-than-wanted' }]);
  });

  it('takes a delivered order back to shipped until it arrives', () => {
    const remainder = given(...start, report(foA, 5, 'shipped'), cancel, report(foA, 6, 'delivered'));
    expect(remainder.order().status).toBe('delivered');
    expect(remainder.when(report(foB, 5, 'shipped')).accepted().types).toEqual([
      'order.fulfillment_recorded',
      'order.shipped',
      'order.hold_placed',
    ]);
  });

  it('is not revived by work below shipping', () => {
    given(...start, cancel)
      .when(report(foA, 4, 'packed'))
      .changesNothing();
    expect(
      given(...start, cancel)
        .when(report(foA, 4, 'cancelled'))
        .accepted().state.fulfillments[0]?.status,
    ).toBe('cancelled');
  });
});
