import { describe, expect, it } from 'vitest';
import { fulfillmentOrderDecider } from '../../../lib/fulfilment/domain/fulfillment-order.aggregate.ts';
import { initialFulfillmentOrderState, workRemaining } from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import type { Package } from '../../../lib/fulfilment/domain/fulfillment-order.values.ts';
import { LineId, Sku } from '../../../lib/kernel/ids.ts';
import {
  accept,
  at,
  box,
  cancel,
  create,
  deliver,
  reportMishap,
  given,
  label,
  mug,
  orderId,
  pack,
  packed,
  parcel,
  pick,
  reject,
  release,
  ship,
  shipped,
  shirt,
  short,
} from './fulfillment-order.fixtures.ts';

describe('handing work to a location', () => {
  it('creates it once, without anything outside its fields', () => {
    const wide = { ...create, recipient: 'Ada Example', lines: create.lines.map((line) => ({ ...line, title: 'Shirt for Ada' })) };
    const { events } = given().when(wide).accepted();
    expect(JSON.stringify(events)).not.toContain('Ada');
    given(create).when(create).changesNothing();
    given(...shipped)
      .when(create)
      .changesNothing();
    given(create)
      .when({ ...create, lines: create.lines.slice(1) })
      .rejects('repeated-differently');
  });

  it('refuses work without lines, and lines that cannot be', () => {
    const [first, second] = create.lines;
    if (!first || !second) throw new Error('the fixture has two lines');
    given()
      .when({ ...create, lines: [] })
      .rejects('fulfillment-order-without-lines');
    expect(
      given()
        .when({ ...create, lines: [first, first] })
        .rejects('lines-invalid'),
    ).toMatchObject({ problem: 'duplicate-line' });
    expect(
      given()
        .when({ ...create, lines: [{ ...first, quantity: 0 }] })
        .rejects('lines-invalid'),
    ).toMatchObject({ problem: 'bad-quantity' });
    expect(
      given()
        .when({ ...create, lines: [first, { ...second, quantity: 1.5 }] })
        .rejects('lines-invalid'),
    ).toMatchObject({ lineId: mug });
  });

  it('refuses every other command while there is none', () => {
    for (const command of [release, accept, pick, pack, ship(), deliver(null), reject, cancel]) {
      expect(fulfillmentOrderDecider.decide(initialFulfillmentOrderState, command)).toEqual({
        ok: false,
        error: { code: 'fulfillment-order-not-found' },
      });
    }
  });

  it('goes its way from open to delivered', () => {
    const path = [release, accept, pick, pack, label('p1'), ship(null), deliver('p1')];
    const statuses = path.map((_command, index) => given(create, ...path.slice(0, index + 1)).work().status);
    expect(statuses).toEqual(['released', 'released', 'picking', 'packed', 'packed', 'shipped', 'delivered']);
  });

  it('is not picked before it is released', () => {
    given(create).when(pick).rejects('transition-refused');
    given(create).when(pack).rejects('transition-refused');
    given(create)
      .when(short([[shirt, 1]]))
      .rejects('transition-refused');
    given(create).when(accept).rejects('transition-refused');
  });

  it('keeps the number that the warehouse gave it, also when that comes late', () => {
    expect(given(create, release, accept).work()).toMatchObject({ accepted: true, warehouseReference: 'WMS-77' });
    expect(
      given(...packed)
        .when(accept)
        .accepted().state,
    ).toMatchObject({ status: 'packed', warehouseReference: 'WMS-77' });
    given(create, release, accept).when({ type: 'AcceptFulfillmentOrder', reference: 'WMS-78' }).rejects('repeated-differently');
  });

  it('accepts every report of the warehouse again without events', () => {
    given(create, release).when(release).changesNothing();
    given(create, release, accept).when(accept).changesNothing();
    given(...packed)
      .when(release)
      .changesNothing();
    given(...packed)
      .when(pick)
      .changesNothing();
    given(...packed)
      .when(pack)
      .changesNothing();
    given(...shipped)
      .when(pack)
      .changesNothing();
    given(...shipped)
      .when(ship())
      .changesNothing();
    given(...shipped, deliver('p1'))
      .when(deliver('p1'))
      .changesNothing();
    given(create, release, reject).when(reject).changesNothing();
    given(create, cancel).when(cancel).changesNothing();
  });
});

describe('a short pick', () => {
  it('names the missing units and goes on with the rest', () => {
    const { events, state } = given(create, release, pick)
      .when(short([[shirt, 1]], 'damaged'))
      .accepted();
    expect(events).toEqual([
      {
        type: 'fulfillment_order.short_picked',
        orderId,
        locationId: 'W-EAST',
        reason: 'damaged',
        lines: [{ lineId: shirt, sku: 'SHIRT', quantity: 3, pickedQuantity: 1, missingQuantity: 2 }],
      },
    ]);
    expect(workRemaining(state).map(({ lineId, quantity }) => [lineId, quantity])).toEqual([
      [shirt, 1],
      [mug, 2],
    ]);
    expect(state.status).toBe('picking');
  });

  it('begins the picking when the warehouse had not said so', () => {
    expect(
      given(create, release)
        .when(short([[mug, 0]]))
        .accepted().types,
    ).toEqual(['fulfillment_order.picking_started', 'fulfillment_order.short_picked']);
  });

  it('changes nothing when it is said again that nothing was found, and refuses another reason', () => {
    const nothing = [
      [shirt, 0],
      [mug, 0],
    ] as const;
    given(create, release, pick, short(nothing)).when(short(nothing)).changesNothing();
    given(create, release, short(nothing)).when(short(nothing, 'damaged')).rejects('transition-refused');
  });

  it('rejects the work when nothing at all was found', () => {
    const { events } = given(create, release, pick)
      .when(
        short([
          [shirt, 0],
          [mug, 0],
        ]),
      )
      .accepted();
    expect(events).toMatchObject([
      { type: 'fulfillment_order.rejected', reason: 'out-of-stock', reservationIds: ['res-1'], lines: [{ quantity: 3 }, { quantity: 2 }] },
    ]);
    const later = given(create, release, pick, short([[shirt, 0]]))
      .when(
        short(
          [
            [shirt, 0],
            [mug, 0],
          ],
          'damaged',
        ),
      )
      .accepted();
    expect(later.events).toMatchObject([{ type: 'fulfillment_order.rejected', reason: 'damaged', lines: [{ lineId: mug, quantity: 2 }] }]);
  });

  it('counts further misses and ignores what it knows', () => {
    const once = given(create, release, pick, short([[shirt, 2]]));
    once.when(short([[shirt, 2]])).changesNothing();
    expect(once.when(short([[shirt, 1]])).accepted().events).toMatchObject([{ lines: [{ pickedQuantity: 1, missingQuantity: 1 }] }]);
    expect(once.when(short([[shirt, 3]])).rejects('lines-invalid')).toMatchObject({ problem: 'too-many-units' });
  });

  it('refuses lines that cannot be', () => {
    const problemOf = (picked: Parameters<typeof short>[0]) => given(create, release, pick).when(short(picked)).rejects('lines-invalid');
    expect(problemOf([[LineId('other'), 1]])).toMatchObject({ problem: 'unknown-line' });
    expect(
      problemOf([
        [shirt, 1],
        [shirt, 0],
      ]),
    ).toMatchObject({ problem: 'duplicate-line' });
    expect(problemOf([[shirt, -1]])).toMatchObject({ problem: 'bad-quantity' });
    expect(problemOf([[shirt, 4]])).toMatchObject({ problem: 'too-many-units' });
  });

  it('comes too late once packed', () =>
    given(...packed)
      .when(short([[shirt, 1]]))
      .rejects('transition-refused'));
});

describe('packing', () => {
  it('records the packages, and begins the picking when the warehouse had not said so', () => {
    expect(given(create, release).when(pack).accepted().events).toEqual([
      { type: 'fulfillment_order.picking_started', orderId },
      { type: 'fulfillment_order.packed', orderId, packages: [box] },
    ]);
  });

  it('needs packages with a weight and, if any, sides above zero', () => {
    const packing = (packages: readonly Package[]) => given(create, release, pick).when({ type: 'RecordPacked', packages });
    packing([]).rejects('packages-missing');
    expect(packing([box, { weightGrams: 0, dimensionsMm: null }]).rejects('package-invalid')).toMatchObject({ index: 1 });
    packing([{ weightGrams: 10.5, dimensionsMm: null }]).rejects('package-invalid');
    packing([{ weightGrams: 10, dimensionsMm: { length: 10, width: 0, height: 10 } }]).rejects('package-invalid');
    packing([{ weightGrams: 10, dimensionsMm: null }]).accepted();
  });

  it('does not take other packages afterwards', () => {
    given(...packed)
      .when({ type: 'RecordPacked', packages: [box, box] })
      .rejects('repeated-differently');
  });
});

describe('shipping', () => {
  it('needs packing first', () => {
    given(create, release, pick).when(ship()).rejects('transition-refused');
    given(create, release, pick).when(label('p1')).rejects('transition-refused');
  });

  it('records the shipment with it when no label was recorded', () => {
    const { events } = given(...packed)
      .when(ship(parcel('p1')))
      .accepted();
    expect(events).toMatchObject([
      { type: 'shipment.created', shipmentId: 'p1', carrier: 'parcelco', trackingNumber: 'TRACK-p1' },
      {
        type: 'fulfillment_order.shipped',
        shipmentIds: ['p1'],
        lines: [
          { lineId: shirt, quantity: 3 },
          { lineId: mug, quantity: 2 },
        ],
        shippedAt: at(20),
      },
    ]);
  });

  it('needs a carrier and a tracking number', () => {
    given(...packed)
      .when(ship(null))
      .rejects('tracking-number-missing');
    given(...packed)
      .when(ship(parcel('p1', { trackingNumber: ' ' })))
      .rejects('tracking-number-missing');
    given(...packed)
      .when(ship(parcel('p1', { carrier: '' })))
      .rejects('tracking-number-missing');
  });

  it('hands over every labelled shipment at once', () => {
    const labelled = given(...packed, label('p1', { lines: [{ lineId: shirt, sku: Sku('SHIRT'), quantity: 3 }] }), label('p2'));
    expect(labelled.when(ship(null)).accepted().events).toMatchObject([{ type: 'fulfillment_order.shipped', shipmentIds: ['p1', 'p2'] }]);
    expect(labelled.when(ship(parcel('p2'))).accepted().types).toEqual(['fulfillment_order.shipped']);
    expect(labelled.when(ship(parcel('p3'))).accepted().events).toMatchObject([
      { type: 'shipment.created' },
      { shipmentIds: ['p1', 'p2', 'p3'] },
    ]);
  });

  it('sends only what was picked', () => {
    expect(
      given(
        create,
        release,
        short([
          [shirt, 1],
          [mug, 0],
        ]),
        pack,
      )
        .when(ship())
        .accepted().events[1],
    ).toMatchObject({ lines: [{ lineId: shirt, quantity: 1 }] });
  });

  it('records a label once, and refuses another under the same id', () => {
    given(...packed, label('p1'))
      .when(label('p1'))
      .changesNothing();
    given(...packed, label('p1'))
      .when(label('p1', { trackingNumber: 'OTHER' }))
      .rejects('repeated-differently');
    given(...packed, label('p1'))
      .when(ship(parcel('p1', { trackingNumber: 'OTHER' })))
      .rejects('repeated-differently');
    given(...shipped)
      .when(ship(parcel('p9')))
      .rejects('repeated-differently');
    given(...shipped)
      .when(label('p9'))
      .rejects('transition-refused');
  });

  it('puts no unit into two shipments', () => {
    const contents = (quantity: number, lineId = shirt, sku = 'SHIRT') => ({ lines: [{ lineId, sku: Sku(sku), quantity }] });
    const two = given(...packed, label('p1', contents(2)));
    expect(two.when(label('p2', contents(2))).rejects('lines-invalid')).toMatchObject({ problem: 'too-many-units' });
    two.when(label('p2', contents(1))).accepted();
    expect(two.when(label('p2', contents(1, LineId('x')))).rejects('lines-invalid')).toMatchObject({ problem: 'unknown-line' });
    expect(two.when(label('p2', contents(1, mug, 'SHIRT'))).rejects('lines-invalid')).toMatchObject({ problem: 'wrong-sku' });
    expect(two.when(label('p2', contents(0))).rejects('lines-invalid')).toMatchObject({ problem: 'bad-quantity' });
  });
});

describe('a mishap', () => {
  it('is recorded once, whatever is said of the parcel later', () => {
    const reported = given(...shipped)
      .when(reportMishap('p1', 'damaged', 45))
      .accepted();
    expect(reported.events).toEqual([{ type: 'shipment.damaged', orderId, shipmentId: 'p1', mishap: 'damaged', reportedAt: at(45) }]);
    expect(reported.state).toMatchObject({ status: 'shipped', shipments: [{ mishap: { kind: 'damaged', reportedAt: at(45) } }] });
    expect(
      given(...shipped, reportMishap('p1'))
        .when(reportMishap('p1', 'lost'))
        .accepted().events,
    ).toEqual([]);
  });

  it('is refused for a parcel that is not there or has not left', () => {
    given(...shipped)
      .when(reportMishap('p9'))
      .rejects('shipment-unknown');
    given(...packed, label('p1'))
      .when(reportMishap('p1'))
      .rejects('transition-refused');
  });
});

describe('delivery', () => {
  it('is complete with the last shipment, at the latest moment', () => {
    const two = given(...packed, label('p1'), label('p2'), ship(null), deliver('p2', 50));
    expect(two.work().status).toBe('shipped');
    expect(two.when(deliver('p1', 45)).accepted().events).toEqual([
      { type: 'shipment.delivered', orderId, shipmentId: 'p1', deliveredAt: at(45) },
      { type: 'fulfillment_order.delivered', orderId, deliveredAt: at(50) },
    ]);
  });

  it('of everything at once delivers every shipment still under way', () => {
    const { types, state } = given(...packed, label('p1'), label('p2'), ship(null), deliver('p2'))
      .when(deliver(null))
      .accepted();
    expect(types).toEqual(['shipment.delivered', 'fulfillment_order.delivered']);
    expect(state.status).toBe('delivered');
  });

  it('is refused for a shipment that is not there or has not left', () => {
    given(...shipped)
      .when(deliver('p9'))
      .rejects('shipment-unknown');
    given(...packed, label('p1'))
      .when(deliver('p1'))
      .rejects('transition-refused');
    given(...packed)
      .when(deliver(null))
      .rejects('transition-refused');
  });
});
