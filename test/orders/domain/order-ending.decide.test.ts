import { describe, expect, it } from 'vitest';
import { HoldId, type LineId } from '../../../lib/kernel/ids.ts';
import { exceptionOf, isToDecide } from '../../../lib/orders/domain/order.attention.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { describeOrderRejection } from '../../../lib/orders/domain/order.rejections.ts';
import { activeHolds, hasNothingToShip, isCancellable, lineProgress, liveFulfillments } from '../../../lib/orders/domain/order.state.ts';
import {
  assign,
  allocate,
  at,
  cancel,
  confirm,
  create,
  east,
  foA,
  foB,
  given,
  line,
  mug,
  oneLocation,
  place,
  report,
  revise,
  shirt,
  twoLocations,
  west,
} from './order.fixtures.ts';

const complete: OrderCommand = { type: 'CompleteOrder' };
const comesBack = (returnId: string, ...units: readonly (readonly [LineId, number])[]): OrderCommand => ({
  type: 'MarkReturned',
  returnId,
  recordedAt: at(50),
  lines: units.map(([lineId, quantity]) => ({ lineId, quantity })),
});
/** The carrier brings it back unopened. */
const bouncesBack = (returnId: string, ...units: readonly (readonly [LineId, number])[]): OrderCommand => ({
  type: 'MarkReturned',
  returnId,
  recordedAt: at(50),
  lines: units.map(([lineId, quantity]) => ({ lineId, quantity, reason: 'undeliverable', condition: 'new' })),
});
const delivered = [create(), confirm, oneLocation, report(foA, 6, 'delivered')] as const;

describe('completing', () => {
  it('ends a delivered order, once', () => {
    expect(
      given(...delivered)
        .when(complete)
        .accepted().events,
    ).toEqual([{ type: 'order.completed', basis: 'delivered' }]);
    given(...delivered, complete)
      .when(complete)
      .changesNothing();
  });

  it('is kept back by an open hold, and by a rejected one only as long as something could be cancelled', () => {
    const hold = place({ type: 'operator', blocks: ['completion'], releasableBy: [] });
    const reject: OrderCommand = { type: 'RejectHold', holdId: HoldId('hold-1'), roles: [], rejectedBy: 'ann', rejectedAt: at(10) };
    given(...delivered, hold)
      .when(complete)
      .rejects('order-on-hold');
    given(...delivered, hold, reject)
      .when(complete)
      .accepted();
    const digital = [create({ lines: [line(shirt, 1, { requiresShipping: false })] }), confirm] as const;
    given(...digital, hold, reject)
      .when(complete)
      .rejects('order-on-hold');
  });

  it('ends a confirmed order of which nothing is ours to ship', () => {
    const lines = [line(shirt, 1, { requiresShipping: false }), line(mug, 2, { fulfilledBy: 'channel' })];
    const digital = given(create({ lines }), confirm);
    expect(hasNothingToShip(digital.state)).toBe(true);
    expect(digital.when(complete).accepted().events).toEqual([{ type: 'order.completed', basis: 'nothing-to-ship' }]);
    given(create({ lines })).when(complete).rejects('transition-refused');
  });

  it('sources an order anew that was complete until a revision added something to ship', () => {
    const lines = [line(shirt, 1, { requiresShipping: false })];
    const { types, state } = given(create({ lines }), confirm, complete)
      .when(revise(5, { lines: [...lines, line(mug, 2)] }))
      .accepted();
    expect(types).toEqual(['order.revised', 'order.sourcing_reopened']);
    expect(state.status).toBe('confirmed');
  });

  it('is refused before delivery and while a hold blocks it', () => {
    given(create(), confirm).when(complete).rejects('transition-refused');
    given(create(), confirm, oneLocation, report(foA, 5, 'shipped'))
      .when(complete)
      .rejects('transition-refused');
    given(...delivered, place({ blocks: ['completion'] }))
      .when(complete)
      .rejects('order-on-hold');
  });
});

describe('returns', () => {
  it('add up to a returned order when everything is back', () => {
    const partly = given(...delivered, comesBack('rma-1', [shirt, 1]));
    expect(partly.order().status).toBe('delivered');
    expect(lineProgress(partly.state)[0]).toMatchObject({ deliveredQuantity: 3, returnedQuantity: 1 });
    expect(partly.when(comesBack('rma-2', [shirt, 2], [mug, 2])).accepted().types).toEqual(['order.return_recorded', 'order.returned']);
    expect(
      given(...delivered, complete)
        .when(comesBack('rma-1', [shirt, 3], [mug, 2]))
        .accepted().state.status,
    ).toBe('returned');
  });

  it('end the order, so that a person is told of units that the channel adds later', () => {
    const back = given(...delivered, comesBack('rma-1', [shirt, 3], [mug, 2]));
    const more = { lines: [line(shirt, 4), line(mug, 2)] };
    const { types, state } = back.when(revise(40, more)).accepted();
    expect(types).toEqual(['order.revised', 'order.hold_placed']);
    expect(state.status).toBe('returned');
    expect(activeHolds(state)).toMatchObject([{ reason: 'units-added-after-returned', blocks: ['completion'] }]);
    expect(activeHolds(state).map(exceptionOf)).toEqual(['added-too-late']);
    expect(back.when(revise(41, { contentHash: 'again' })).accepted().types).toEqual(['order.revised']);
  });

  it('of what could not be delivered ask a person where to send it, each time, and hold up only the end of the order', () => {
    const part = given(...delivered.slice(0, 3), report(foA, 5, 'shipped'))
      .when(bouncesBack('rma-1', [shirt, 1]))
      .accepted();
    expect(part.types).toEqual(['order.return_recorded', 'order.hold_placed']);
    expect(activeHolds(part.state)).toMatchObject([
      { reason: 'could-not-be-delivered: 1 unit in return rma-1', blocks: ['completion'], placedAt: at(50), outcome: 'open' },
    ]);
    const all = given(...delivered, bouncesBack('rma-1', [shirt, 1]));
    expect(all.when(bouncesBack('rma-1', [shirt, 1])).accepted().types).toEqual([]);
    const { types, state } = all.when(bouncesBack('rma-2', [shirt, 2], [mug, 2])).accepted();
    expect([types, state.status]).toEqual([['order.return_recorded', 'order.returned', 'order.hold_placed'], 'returned']);
    expect(activeHolds(state).map(exceptionOf)).toEqual(['undeliverable', 'undeliverable']);
    expect(activeHolds(state).map((hold) => isToDecide(state.status, { ...hold, rejected: false }))).toEqual([true, true]);
  });

  it('of what a cancelled order sent for nothing ask nobody', () => {
    const order = given(create(), confirm, oneLocation, cancel, report(foA, 5, 'shipped'));
    expect(order.when(bouncesBack('rma-1', [shirt, 3], [mug, 2])).accepted().types).toEqual(['order.return_recorded']);
  });

  it('take an undelivered order back to its sender', () => {
    expect(
      given(create(), confirm, oneLocation, report(foA, 5, 'shipped'))
        .when(comesBack('rma-1', [shirt, 3], [mug, 2]))
        .accepted().state.status,
    ).toBe('returned');
  });

  it('change nothing when repeated', () =>
    given(...delivered, comesBack('rma-1', [shirt, 1]))
      .when(comesBack('rma-1', [shirt, 1]))
      .changesNothing());

  it('cannot exceed what went out', () => {
    expect(
      given(...delivered)
        .when(comesBack('rma-1', [shirt, 4]))
        .rejects('lines-invalid'),
    ).toMatchObject({ problem: 'too-many-units' });
    given(...delivered, comesBack('rma-1', [shirt, 3]))
      .when(comesBack('rma-2', [shirt, 1]))
      .rejects('lines-invalid');
    given(...delivered)
      .when(comesBack('rma-1', [shirt, 1], [shirt, 1]))
      .rejects('lines-invalid');
    given(...delivered)
      .when(comesBack('rma-1', [shirt, 0]))
      .rejects('lines-invalid');
    given(create(), confirm, oneLocation)
      .when(comesBack('rma-1', [shirt, 1]))
      .rejects('transition-refused');
  });

  it('take back what left in spite of a cancellation, and nothing else of an order that is over', () => {
    const lines = [line(shirt, 3), line(mug, 2, { fulfilledBy: 'channel' })];
    const oneParcel = allocate(1, [assign(foA, east, [[shirt, 3]])]);
    const tooLate = [create({ lines }), confirm, oneParcel, cancel, report(foA, 5, 'shipped')] as const;
    const back = given(...tooLate)
      .when(comesBack('rma-1', [shirt, 3]))
      .accepted();
    expect([back.types, back.state.status]).toEqual([['order.return_recorded'], 'cancelled']);
    // What the channel was to send itself may never have left.
    given(...tooLate)
      .when(comesBack('rma-1', [mug, 1]))
      .rejects('lines-invalid');
    given(...tooLate, comesBack('rma-1', [shirt, 3]))
      .when(comesBack('rma-2', [shirt, 1]))
      .rejects('transition-refused');
    given(create({ lines }), confirm, oneParcel, cancel)
      .when(comesBack('rma-1', [shirt, 1]))
      .rejects('transition-refused');
  });

  it('end a partly cancelled order when its shipped part came back before', () => {
    const split = [create(), confirm, twoLocations, report(foA, 5, 'shipped'), comesBack('rma-1', [shirt, 3])] as const;
    expect(given(...split).order().status).toBe('partially_shipped');
    expect(
      given(...split)
        .when(cancel)
        .accepted().types,
    ).toEqual(['order.remainder_cancelled', 'order.shipped', 'order.returned']);
  });
});

describe('cancelling', () => {
  it.each([
    ['pending', [create()]],
    ['confirmed', [create(), confirm]],
    ['backorder', [create(), confirm, { type: 'RecordBackorder', decisionId: 'd', lines: [{ lineId: mug, quantity: 2 }] }]],
    ['processing', [create(), confirm, { ...oneLocation, type: 'RouteOrder' }]],
    ['allocated', [create(), confirm, oneLocation]],
    ['picking', [create(), confirm, oneLocation, report(foA, 3, 'picking')]],
    ['packed', [create(), confirm, oneLocation, report(foA, 4, 'packed')]],
  ] as readonly (readonly [string, readonly OrderCommand[]])[])('ends an order that is %s', (status, commands) => {
    const order = given(...commands);
    expect(order.order().status).toBe(status);
    expect(isCancellable(order.state)).toBe(true);
    const { state } = order.when(cancel).accepted();
    expect(state.status).toBe('cancelled');
    expect(liveFulfillments(state)).toEqual([]);
    expect(isCancellable(state)).toBe(false);
  });

  it('names the work to recall and the reservations to release', () => {
    const { events } = given(
      create(),
      confirm,
      twoLocations,
      report(foA, 3, 'picking', [{ lineId: shirt, shippedQuantity: 0, shortQuantity: 1 }]),
    )
      .when(cancel)
      .accepted();
    expect(events).toEqual([
      {
        type: 'order.cancelled',
        reason: 'customer',
        requestedBy: 'user-7',
        fulfillments: [
          { fulfillmentOrderId: foA, locationId: east, reservationIds: ['res-1'], lines: [{ lineId: shirt, sku: 'SHIRT', quantity: 2 }] },
          { fulfillmentOrderId: foB, locationId: west, reservationIds: ['res-1'], lines: [{ lineId: mug, sku: 'MUG', quantity: 2 }] },
        ],
        reservationIds: ['res-1'],
      },
    ]);
  });

  it('is never blocked by a hold', () => {
    const everything = place({ blocks: ['sourcing', 'release', 'shipping', 'completion'] });
    expect(given(create(), confirm, everything).when(cancel).accepted().types).toEqual(['order.cancelled']);
  });

  it('cancels the unshipped remainder of a partially shipped order', () => {
    const { events, state } = given(create(), confirm, twoLocations, report(foA, 5, 'shipped'))
      .when(cancel)
      .accepted();
    expect(events).toMatchObject([
      {
        type: 'order.remainder_cancelled',
        lines: [{ lineId: mug, quantity: 2 }],
        fulfillments: [{ fulfillmentOrderId: foB }],
        reservationIds: ['res-1'],
      },
      { type: 'order.shipped' },
    ]);
    expect(lineProgress(state)[1]).toMatchObject({ cancelledQuantity: 2, wantedQuantity: 0 });
  });

  it('keeps cancelled units cancelled when the channel lowers the same line later', () => {
    const split = allocate(1, [
      assign(foA, east, [
        [shirt, 1],
        [mug, 2],
      ]),
      assign(foB, west, [[shirt, 2]]),
    ]);
    const remainder = [create(), confirm, split, report(foA, 5, 'shipped'), cancel] as const;
    expect(lineProgress(given(...remainder).state)[0]).toMatchObject({ wantedQuantity: 1, cancelledQuantity: 2 });
    const { types, state } = given(...remainder)
      .when(revise(7, { lines: [line(shirt, 1), line(mug, 2)] }))
      .accepted();
    expect(types).toEqual(['order.revised']);
    expect(lineProgress(state)[0]).toMatchObject({ wantedQuantity: 1, cancelledQuantity: 0 });
  });

  it('is refused once everything has shipped', () => {
    for (const status of ['shipped', 'delivered'] as const) {
      const order = given(create(), confirm, oneLocation, report(foA, 6, status));
      expect(order.when(cancel).rejects('order-not-cancellable')).toMatchObject({ status });
      expect(isCancellable(order.state)).toBe(false);
    }
    given(...delivered, complete)
      .when(cancel)
      .rejects('order-not-cancellable');
    const back = given(...delivered, comesBack('rma-1', [shirt, 3], [mug, 2]));
    const rejection = back.when(cancel).rejects('order-not-cancellable');
    expect(rejection).toMatchObject({ status: 'returned' });
    expect(describeOrderRejection(rejection)).toBe('Everything that left for this order has come back: nothing of it is left to cancel.');
  });

  it('changes nothing when repeated, also on the remainder', () => {
    given(create(), cancel).when(cancel).changesNothing();
    given(create(), confirm, twoLocations, report(foA, 5, 'shipped'), cancel)
      .when(cancel)
      .changesNothing();
  });

  it('changes nothing when repeated after the rest was delivered, completed or sent back', () => {
    const remainder = [create(), confirm, twoLocations, report(foA, 5, 'shipped'), cancel, report(foA, 6, 'delivered')] as const;
    const sent = lineProgress(given(...remainder).state).map(({ lineId, wantedQuantity }) => [lineId, wantedQuantity] as const);
    const back = comesBack('rma-1', ...sent.filter(([, quantity]) => quantity > 0));
    const returned = given(...remainder, back);
    expect(returned.state).toMatchObject({ status: 'returned' });
    for (const order of [given(...remainder), given(...remainder, complete), returned]) order.when(cancel).changesNothing();
  });
});
