import { describe, expect, it } from 'vitest';
import { LineId, ReservationId, Sku } from '../../../lib/kernel/ids.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { backorderedSkus, liveFulfillments, unassignedLines } from '../../../lib/orders/domain/order.state.ts';
import {
  allocate,
  assign,
  cancel,
  confirm,
  create,
  east,
  foA,
  foB,
  foC,
  given,
  hold,
  line,
  mug,
  oneLocation,
  place,
  report,
  revise,
  route,
  shirt,
  twoLocations,
  west,
} from './order.fixtures.ts';

const everything = [
  assign(foA, east, [
    [shirt, 3],
    [mug, 2],
  ]),
];
const backorder = (decisionId: string, ...lines: readonly { lineId: LineId; quantity: number }[]): OrderCommand => ({
  type: 'RecordBackorder',
  decisionId,
  lines,
});
const recordAllocation = (attempt: number, ...ids: readonly string[]): OrderCommand => ({
  type: 'RecordAllocation',
  attempt,
  reservationIds: ids.map(ReservationId),
});

describe('routing', () => {
  it('assigns every unit to its location', () => {
    const { events, state } = given(create(), confirm).when(route(1, twoLocations.assignments)).accepted();
    expect(events).toMatchObject([
      { type: 'order.routed', attempt: 1, policy: { name: 'balanced', version: 1 }, waiting: [], status: 'processing' },
    ]);
    expect(state.fulfillments.map(({ locationId, status }) => [locationId, status])).toEqual([
      [east, 'routed'],
      [west, 'routed'],
    ]);
    expect(unassignedLines(state)).toEqual([]);
  });

  it('is refused when units are left over, naming them', () => {
    const rejection = given(create(), confirm)
      .when(route(1, [assign(foA, east, [[shirt, 2]])]))
      .rejects('assignment-incomplete');
    expect(rejection).toMatchObject({
      missing: [
        { lineId: shirt, quantity: 1 },
        { lineId: mug, quantity: 2 },
      ],
    });
  });

  it('lets the remainder wait as backordered units when told to', () => {
    const { events, state } = given(create(), confirm)
      .when(route(1, [assign(foA, east, [[shirt, 2]])], 'wait'))
      .accepted();
    expect(events).toMatchObject([
      {
        waiting: [
          { lineId: shirt, quantity: 1 },
          { lineId: mug, quantity: 2 },
        ],
        status: 'processing',
      },
    ]);
    expect(backorderedSkus(state)).toEqual(['SHIRT', 'MUG']);
  });

  it('needs at least one unit even when the remainder may wait', () => {
    given(create(), confirm)
      .when(route(1, [], 'wait'))
      .rejects('assignment-empty');
    given(create(), confirm)
      .when(route(1, [assign(foA, east, [])], 'wait'))
      .rejects('assignment-empty');
  });

  it('changes nothing when the attempt is repeated, and refuses it with other assignments', () => {
    const routed = given(create(), confirm, route(1, everything));
    routed.when(route(1, everything)).changesNothing();
    routed.when(route(1, twoLocations.assignments)).rejects('attempt-already-recorded');
    given(create(), confirm, route(2, everything)).when(route(1, twoLocations.assignments)).rejects('attempt-already-recorded');
  });

  it('refuses even a repeat once the order is cancelled', () => {
    given(create(), confirm, route(1, everything), cancel).when(route(1, everything)).rejects('transition-refused');
  });

  it('refuses assignments that do not fit the order', () => {
    const attempt = (assignments: Parameters<typeof route>[1]) =>
      given(create(), confirm).when(route(1, assignments)).rejects('lines-invalid');
    expect(attempt([assign(foA, east, [[LineId('other'), 1]])])).toMatchObject({ problem: 'unknown-line' });
    expect(attempt([assign(foA, east, [[shirt, 4]])])).toMatchObject({ problem: 'too-many-units' });
    expect(attempt([assign(foA, east, [[shirt, 2]]), assign(foB, west, [[shirt, 2]])])).toMatchObject({ problem: 'too-many-units' });
    expect(
      attempt([
        assign(foA, east, [
          [shirt, 1],
          [shirt, 1],
        ]),
      ]),
    ).toMatchObject({ problem: 'duplicate-line' });
    expect(attempt([assign(foA, east, [[shirt, 0]])])).toMatchObject({ problem: 'bad-quantity' });
    expect(attempt([{ ...assign(foA, east, []), lines: [{ lineId: shirt, sku: Sku('MUG'), quantity: 3 }] }])).toMatchObject({
      problem: 'wrong-sku',
    });
    given(create(), confirm)
      .when(route(1, [assign(foA, east, [[shirt, 3]]), assign(foA, west, [[mug, 2]])]))
      .rejects('fulfillment-order-exists');
  });

  it('never sources lines that are digital or fulfilled by the channel', () => {
    const mixed = create({ lines: [line(shirt, 3), line(mug, 2, { fulfilledBy: 'channel' })] });
    expect(given(mixed, confirm, route(1, [assign(foA, east, [[shirt, 3]])])).order().status).toBe('processing');
    expect(given(mixed, confirm).when(route(1, everything)).rejects('lines-invalid')).toMatchObject({
      problem: 'not-sourced',
      lineId: mug,
    });
    given(create({ lines: [line(shirt, 1, { requiresShipping: false })] }), confirm)
      .when(route(1, everything))
      .rejects('nothing-to-source');
  });

  it('is refused before payment is secured and after everything is assigned', () => {
    given(create()).when(route(1, everything)).rejects('transition-refused');
    given(create(), confirm, oneLocation)
      .when(route(2, [assign(foB, west, [[mug, 1]])]))
      .rejects('nothing-to-source');
  });

  it('is refused while a hold blocks sourcing, naming the hold', () => {
    const held = given(create(), confirm, place());
    expect(held.when(route(1, everything)).rejects('order-on-hold')).toMatchObject({
      blocks: 'sourcing',
      holds: [{ holdId: 'hold-1', type: 'fraud-review' }],
    });
    held.when(oneLocation).rejects('order-on-hold');
    given(create(), confirm, place({ blocks: ['shipping'] }))
      .when(route(1, everything))
      .accepted();
  });

  it('still answers a repeat while a hold blocks sourcing', () =>
    given(create(), confirm, route(1, everything), { type: 'PlaceHold', hold: hold() }).when(route(1, everything)).changesNothing());

  it('takes the order back to processing when waiting units find a location', () => {
    const partly = given(create(), confirm, allocate(1, [assign(foA, east, [[shirt, 3]])], 'wait'), report(foA, 3, 'picking'));
    const { state } = partly.when(route(2, [assign(foB, west, [[mug, 2]])])).accepted();
    expect(state.status).toBe('processing');
    expect(backorderedSkus(state)).toEqual([]);
    expect(liveFulfillments(state)).toHaveLength(2);
  });

  it('keeps a partially shipped order so', () => {
    const partly = given(create(), confirm, allocate(1, [assign(foA, east, [[shirt, 3]])], 'wait'), report(foA, 5, 'shipped'));
    expect(partly.when(allocate(2, [assign(foB, west, [[mug, 2]])])).accepted().state.status).toBe('partially_shipped');
  });
});

describe('allocation', () => {
  it('records the reservations of an attempt', () => {
    const { events, state } = given(create(), confirm, route(1, everything)).when(recordAllocation(1, 'res-1')).accepted();
    expect(events).toEqual([
      { type: 'item.allocated', attempt: 1, fulfillmentOrderIds: [foA], reservationIds: ['res-1'], status: 'allocated' },
    ]);
    expect(state.fulfillments[0]).toMatchObject({ status: 'allocated', reservationIds: ['res-1'] });
  });

  it('changes nothing when repeated and is refused under other reservations', () => {
    const allocated = given(create(), confirm, route(1, everything), recordAllocation(1, 'res-1'));
    allocated.when(recordAllocation(1, 'res-1')).changesNothing();
    expect(allocated.when(recordAllocation(1, 'res-2')).rejects('attempt-already-allocated')).toMatchObject({ attempt: 1 });
    allocated.when(recordAllocation(2, 'res-1')).rejects('attempt-unknown');
  });

  it('waits for every attempt before the order counts as allocated', () => {
    const both = given(create(), confirm, route(1, [assign(foA, east, [[shirt, 3]])], 'wait'), route(2, [assign(foB, west, [[mug, 2]])]));
    expect(both.when(recordAllocation(1, 'res-1')).accepted().state.status).toBe('processing');
    expect(
      given(
        create(),
        confirm,
        route(1, [assign(foA, east, [[shirt, 3]])], 'wait'),
        route(2, [assign(foB, west, [[mug, 2]])]),
        recordAllocation(2, 'res-2'),
        recordAllocation(1, 'res-1'),
      ).order().status,
    ).toBe('allocated');
  });

  it('is refused for work that was cancelled meanwhile, so that the stock goes back', () => {
    given(create(), confirm, route(1, everything), cancel).when(recordAllocation(1, 'res-1')).rejects('transition-refused');
  });

  it('does not take an order back that is being picked already', () => {
    const picking = given(create(), confirm, route(1, everything), report(foA, 3, 'picking'));
    expect(picking.when(recordAllocation(1, 'res-1')).accepted().state).toMatchObject({
      status: 'picking',
      fulfillments: [{ status: 'picking', reservationIds: ['res-1'] }],
    });
  });

  it('comes in one decision with the routing when stock was reserved first', () => {
    const { types, state } = given(create(), confirm).when(oneLocation).accepted();
    expect(types).toEqual(['order.routed', 'item.allocated']);
    expect(state.status).toBe('allocated');
    given(create(), confirm, oneLocation).when(oneLocation).changesNothing();
  });

  it('completes a routing whose allocation was not recorded', () => {
    expect(given(create(), confirm, route(1, oneLocation.assignments)).when(oneLocation).accepted().types).toEqual(['item.allocated']);
  });
});

describe('backorder', () => {
  it('keeps the units that no location has, and wakes by their SKU', () => {
    const { events, state } = given(create(), confirm)
      .when(backorder('d-1', { lineId: mug, quantity: 2 }))
      .accepted();
    expect(events).toEqual([
      { type: 'order.backordered', decisionId: 'd-1', lines: [{ lineId: mug, sku: 'MUG', quantity: 2 }], status: 'backorder' },
    ]);
    expect(backorderedSkus(state)).toEqual(['MUG']);
    expect(
      given(create(), confirm, backorder('d-1', { lineId: mug, quantity: 2 }))
        .when(oneLocation)
        .accepted().state.status,
    ).toBe('allocated');
  });

  it('changes nothing when the decision is repeated, and records a later one', () => {
    const waiting = given(create(), confirm, backorder('d-1', { lineId: mug, quantity: 2 }));
    waiting.when(backorder('d-1', { lineId: mug, quantity: 2 })).changesNothing();
    expect(backorderedSkus(waiting.when(backorder('d-2', { lineId: shirt, quantity: 1 })).accepted().state)).toEqual(['SHIRT']);
  });

  it('leaves the status of an order alone whose other units are under way', () => {
    const partly = given(create(), confirm, allocate(1, [assign(foA, east, [[shirt, 3]])], 'wait'), report(foA, 4, 'packed'));
    expect(partly.when(backorder('d-2', { lineId: mug, quantity: 1 })).accepted().state.status).toBe('packed');
  });

  it('refuses lines that are not open', () => {
    const confirmed = given(create(), confirm);
    expect(confirmed.when(backorder('d', { lineId: mug, quantity: 3 })).rejects('lines-invalid')).toMatchObject({
      problem: 'too-many-units',
    });
    expect(
      confirmed.when(backorder('d', { lineId: mug, quantity: 1 }, { lineId: mug, quantity: 1 })).rejects('lines-invalid'),
    ).toMatchObject({ problem: 'duplicate-line' });
    expect(confirmed.when(backorder('d', { lineId: LineId('x'), quantity: 1 })).rejects('lines-invalid')).toMatchObject({
      problem: 'unknown-line',
    });
    confirmed.when(backorder('d')).rejects('nothing-to-source');
    given(create())
      .when(backorder('d', { lineId: mug, quantity: 1 }))
      .rejects('transition-refused');
    given(create(), confirm, cancel)
      .when(backorder('d', { lineId: mug, quantity: 1 }))
      .rejects('transition-refused');
  });

  it('no longer waits for a SKU that a revision removed', () => {
    const waiting = given(
      create(),
      confirm,
      allocate(1, [assign(foA, east, [[shirt, 3]])], 'wait'),
      revise(5, { lines: [line(shirt, 3)] }),
    );
    expect(backorderedSkus(waiting.state)).toEqual([]);
  });

  it('uses a location of its own for every fulfillment order of a split in three', () => {
    const three = allocate(1, [assign(foA, east, [[shirt, 1]]), assign(foB, west, [[shirt, 2]]), assign(foC, east, [[mug, 2]])]);
    expect(given(create(), confirm, three).order().fulfillments).toHaveLength(3);
  });
});
