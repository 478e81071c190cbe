import { describe, expect, it } from 'vitest';
import { fulfillmentReport, workRemaining } from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import type { FulfillmentOrderCommand } from '../../../lib/fulfilment/domain/fulfillment-order.commands.ts';
import type { LineId } from '../../../lib/kernel/ids.ts';
import {
  accept,
  cancel,
  create,
  deliver,
  fromSupplier,
  given,
  label,
  mug,
  pack,
  packed,
  pick,
  reject,
  release,
  ship,
  shipped,
  shirt,
  short,
} from './fulfillment-order.fixtures.ts';

describe('taking work back', () => {
  it.each([
    ['open', [create]],
    ['released', [create, release]],
    ['picking', [create, release, pick]],
  ] as const)('rejects it while %s', (_status, commands) => {
    expect(
      given(...commands)
        .when(reject)
        .accepted().events,
    ).toMatchObject([{ type: 'fulfillment_order.rejected', reason: 'capacity', locationId: 'W-EAST' }]);
  });

  it('no longer rejects packed work, but still cancels it and names the labels to void', () => {
    given(...packed)
      .when(reject)
      .rejects('transition-refused');
    expect(
      given(...packed, label('p1'))
        .when(cancel)
        .accepted().events,
    ).toMatchObject([{ type: 'fulfillment_order.cancelled', shipmentIds: ['p1'], reservationIds: ['res-1'] }]);
  });

  it('cannot cancel what has shipped', () => {
    given(...shipped)
      .when(cancel)
      .rejects('transition-refused');
    given(...shipped, deliver(null))
      .when(cancel)
      .rejects('transition-refused');
  });

  it('has nothing left to cancel after a rejection', () => given(create, release, reject).when(cancel).changesNothing());

  it('refuses another reason for the same rejection, and any further step', () => {
    given(create, release, reject).when({ type: 'RejectFulfillmentOrder', reason: 'damaged' }).rejects('repeated-differently');
    given(create, release, reject).when(pick).rejects('transition-refused');
    given(create, cancel).when(release).rejects('transition-refused');
  });
});

describe('taking work back unless it is begun', () => {
  const takenBack: readonly FulfillmentOrderCommand[] = [
    { type: 'RejectFulfillmentOrder', reason: 'capacity', unlessBegun: true },
    { type: 'CancelFulfillmentOrder', reason: 'location-inactive', unlessBegun: true },
  ];

  it.each(takenBack)('ends work that nobody has begun, and the pick that comes after is refused: $type', (command) => {
    for (const before of [[create], [create, release]])
      given(...before)
        .when(command)
        .accepted();
    given(create, release, command).when(pick).rejects('transition-refused');
    given(create, release, command).when(command).changesNothing();
  });

  it.each(takenBack)('leaves what was begun before in the hands that hold it: $type', (command) => {
    given(create, release, pick).when(command).rejects('transition-refused');
    given(...packed)
      .when(command)
      .rejects('transition-refused');
  });
});

describe('taking units back', () => {
  const leave = (...lines: readonly (readonly [LineId, number])[]): FulfillmentOrderCommand => ({
    type: 'ReduceFulfillmentOrder',
    lines: lines.map(([lineId, quantity]) => ({ lineId, quantity })),
  });

  it('leaves the rest of work that nobody has begun, and says what is left', () => {
    for (const before of [[create], [create, release], [create, release, accept]]) {
      const { events, state } = given(...before)
        .when(leave([shirt, 1]))
        .accepted();
      expect(events).toMatchObject([{ type: 'fulfillment_order.reduced', lines: [{ lineId: shirt, quantity: 2 }] }]);
      expect(state.status).toBe(given(...before).work().status);
      expect(workRemaining(state)).toMatchObject([{ lineId: shirt, quantity: 1 }, { lineId: mug }]);
    }
  });

  it('is a limit, so that asking twice or late takes nothing more, and creating it again is still the same', () => {
    const reduced = given(create, release, leave([shirt, 1]));
    reduced.when(leave([shirt, 1])).changesNothing();
    reduced.when(leave([shirt, 2])).changesNothing();
    reduced.when(create).changesNothing();
    expect(fulfillmentReport(reduced.work())).toMatchObject({ calledOff: [{ lineId: shirt, quantity: 2 }] });
  });

  it('drops a line of which nothing stays, and refuses to leave nothing at all', () => {
    const { state } = given(create, release)
      .when(leave([shirt, 0]))
      .accepted();
    expect(workRemaining(state)).toMatchObject([{ lineId: mug }]);
    given(create, release)
      .when(leave([shirt, 0], [mug, 0]))
      .rejects('fulfillment-order-without-lines');
  });

  it('comes too late once somebody has begun, and for what a supplier has been asked for', () => {
    given(create, release, pick)
      .when(leave([shirt, 1]))
      .rejects('transition-refused');
    given(fromSupplier, release)
      .when(leave([shirt, 1]))
      .rejects('transition-refused');
  });
});

describe('the report to the order', () => {
  it('gives sums per line and the shipments', () => {
    expect(fulfillmentReport(given(create, release, short([[shirt, 1]])).work())).toMatchObject({
      status: 'picking',
      lines: [
        { lineId: shirt, shippedQuantity: 0, shortQuantity: 2 },
        { lineId: mug, shippedQuantity: 0, shortQuantity: 0 },
      ],
      shipmentIds: [],
    });
    expect(fulfillmentReport(given(create, release, short([[shirt, 1]]), pack, ship()).work())).toMatchObject({
      status: 'shipped',
      lines: [
        { shippedQuantity: 1, shortQuantity: 2 },
        { shippedQuantity: 2, shortQuantity: 0 },
      ],
      shipmentIds: ['p1'],
    });
  });
});
