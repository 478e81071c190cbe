import { describe, expect, it } from 'vitest';
import type { FulfillmentOrderCommand } from '../../../lib/fulfilment/domain/fulfillment-order.commands.ts';
import { fulfillmentReport } from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import { pickupSecondsMax } from '../../../lib/fulfilment/domain/fulfillment-order.values.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import {
  at,
  cancel,
  collect,
  create,
  end,
  extend,
  fromSupplier,
  given,
  label,
  makeReady,
  mug,
  pack,
  pick,
  pickup,
  release,
  ship,
  shirt,
  short,
} from './fulfillment-order.fixtures.ts';

const picked = [pickup, release, pick] as const;
/** Ready at 14:10, to be collected by 14:30. */
const ready = [...picked, makeReady(10, 30)] as const;

describe('goods that the customer comes for', () => {
  it('lie ready once they are picked, packed or not, and the picking need not have been told', () => {
    for (const before of [[pickup, release], picked, [...picked, pack]]) {
      const { state, events } = given(...before)
        .when(makeReady(10, 30))
        .accepted();
      expect(state).toMatchObject({ status: 'ready_for_pickup', pickup: { readyAt: at(10), expiresAt: at(30), overdueSince: null } });
      expect(events.at(-1)).toMatchObject({ type: 'fulfillment_order.ready_for_pickup', lines: create.lines });
    }
  });

  it('keep the time that the customer was told first', () => {
    given(...ready)
      .when(makeReady(12, 50))
      .changesNothing();
  });

  it('lie ready without the units that were not found', () => {
    const { events } = given(...picked, short([[shirt, 1]]))
      .when(makeReady(10, 30))
      .accepted();
    expect(events).toMatchObject([
      {
        lines: [
          { lineId: shirt, quantity: 1 },
          { lineId: mug, quantity: 2 },
        ],
      },
    ]);
  });

  it('go to no carrier, and goods for a carrier are never collected', () => {
    const onTheirWay = [create, release, pick, pack] as const;
    given(...picked, pack)
      .when(label('p1'))
      .rejects('delivery-method-differs');
    given(...picked, pack)
      .when(ship())
      .rejects('delivery-method-differs');
    for (const command of [makeReady(10, 30), collect(20), extend(40, 20)])
      given(...onTheirWay)
        .when(command)
        .rejects('delivery-method-differs');
  });

  it('are handed out once, also after their time as long as they lie there', () => {
    const { state, types } = given(...ready)
      .when(collect(45))
      .accepted();
    expect(types).toEqual(['fulfillment_order.collected']);
    expect(state).toMatchObject({
      status: 'collected',
      pickup: { collectedAt: at(45), collectedBy: 'customer', proof: 'order-confirmation' },
    });
    // Said again later, because the first answer was lost.
    given(...ready, collect(45))
      .when(collect(46))
      .changesNothing();
    given(...ready, collect(45))
      .when(collect(46, 'representative'))
      .rejects('repeated-differently');
    given(...picked)
      .when(collect(20))
      .rejects('transition-refused');
  });

  it('are packed, delivered or called off for the order, which knows no pickup', () => {
    const reportOf = (...commands: readonly FulfillmentOrderCommand[]) => fulfillmentReport(given(...commands).work());
    expect(reportOf(...ready)).toMatchObject({ status: 'packed', lines: [{ shippedQuantity: 0 }, { shippedQuantity: 0 }] });
    expect(reportOf(...ready, collect(20))).toMatchObject({ status: 'delivered', lines: [{ shippedQuantity: 3 }, { shippedQuantity: 2 }] });
    expect(reportOf(...ready, end(30))).toMatchObject({ status: 'cancelled', lines: [{ shippedQuantity: 0 }, { shippedQuantity: 0 }] });
  });

  it('can be called off until they are collected', () => {
    expect(
      given(...ready)
        .when(cancel)
        .accepted().state.status,
    ).toBe('cancelled');
    given(...ready, collect(20))
      .when(cancel)
      .rejects('transition-refused');
    given(...ready, end(30))
      .when(cancel)
      .changesNothing();
  });
});

describe('the time for a pickup', () => {
  it('ends the pickup and not a moment earlier, once', () => {
    given(...ready)
      .when(end(29))
      .changesNothing();
    const { state, events } = given(...ready)
      .when(end(30))
      .accepted();
    expect(state).toMatchObject({ status: 'pickup_expired', endReason: 'pickup-expired' });
    expect(events).toMatchObject([{ type: 'fulfillment_order.pickup_expired', reservationIds: create.reservationIds, expiredAt: at(30) }]);
    given(...ready, end(30))
      .when(end(31))
      .changesNothing();
    given(...ready, collect(20))
      .when(end(31))
      .changesNothing();
    given(...ready, end(30))
      .when(collect(31))
      .rejects('transition-refused');
  });

  it('can be longer, and the timer of the time before then changes nothing', () => {
    given(...ready, extend(40, 20))
      .when(end(30))
      .changesNothing();
    given(...ready, extend(40, 20))
      .when(extend(40, 25))
      .changesNothing();
    expect(
      given(...ready, extend(40, 20))
        .when(end(40))
        .accepted().state.status,
    ).toBe('pickup_expired');
  });

  it('is never shorter, nor in the past, nor longer than the work behind it can wait', () => {
    for (const [until, now] of [
      [25, 20],
      [35, 36],
    ] as const)
      given(...ready)
        .when(extend(until, now))
        .rejects('pickup-time-invalid');
    const latest = plusMs(at(10), pickupSecondsMax * 1_000);
    const extendTo = (expiresAt: typeof latest) => ({ type: 'ExtendPickup', expiresAt, now: at(20) }) as const;
    expect(
      given(...ready)
        .when(extendTo(plusMs(latest, 1)))
        .rejects('pickup-time-invalid'),
    ).toMatchObject({ latest });
    given(...ready)
      .when(extendTo(latest))
      .accepted();
    given(...picked)
      .when(makeReady(10, 10))
      .rejects('pickup-time-invalid');
  });

  it('may leave the goods to a person, once for each time that passes', () => {
    const overdue = given(...ready)
      .when(end(30, 'hold'))
      .accepted();
    expect(overdue.types).toEqual(['fulfillment_order.pickup_overdue']);
    expect(overdue.state).toMatchObject({ status: 'ready_for_pickup', pickup: { overdueSince: at(30) } });
    given(...ready, end(30, 'hold'))
      .when(end(35, 'hold'))
      .changesNothing();
    const extended = [...ready, end(30, 'hold'), extend(40, 35)] as const;
    expect(given(...extended).work().pickup).toMatchObject({ expiresAt: at(40), overdueSince: null });
    expect(
      given(...extended)
        .when(end(40, 'hold'))
        .accepted().events,
    ).toMatchObject([{ expiresAt: at(40) }]);
    given(...ready, end(30, 'hold'))
      .when(collect(50))
      .accepted();
  });
});

describe('work of a supplier', () => {
  it('is a purchase as soon as it is released, under the number of the work', () => {
    const { events } = given(fromSupplier).when(release).accepted();
    expect(events.map(({ type }) => type)).toEqual(['fulfillment_order.released', 'fulfillment_order.sent_to_supplier']);
    expect(events[1]).toMatchObject({
      purchaseId: create.fulfillmentOrderId,
      lines: [
        { lineId: shirt, quantity: 3, unitCostMinor: 700 },
        { lineId: mug, quantity: 2, unitCostMinor: null },
      ],
      currency: 'USD',
      leadTimeDays: 3,
    });
    given(fromSupplier, release).when(release).changesNothing();
  });

  it('goes on like any other', () => {
    expect(given(fromSupplier, release, pick, pack, ship()).work()).toMatchObject({ status: 'shipped', supplier: { leadTimeDays: 3 } });
  });
});
