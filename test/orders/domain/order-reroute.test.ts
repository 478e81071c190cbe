import { describe, expect, it } from 'vitest';
import type { RerouteOrder } from '../../../lib/orders/domain/order.commands.ts';
import { unassignedLines } from '../../../lib/orders/domain/order.state.ts';
import { allocate, assign, confirm, create, east, foA, foB, given, mug, oneLocation, report, shirt, west } from './order.fixtures.ts';

const reroute = (fulfillmentOrderId = foA, toLocationId: RerouteOrder['toLocationId'] = west): RerouteOrder => ({
  type: 'RerouteOrder',
  fulfillmentOrderId,
  toLocationId,
  reasonCode: 'local-knowledge',
  decisionId: 'route.001.001',
  requestedBy: 'user:1',
});

describe('work that a person sends elsewhere', () => {
  it('is called off, its location is asked no more for these units, and the one that is named is remembered', () => {
    const sent = given(create(), confirm, oneLocation).when(reroute()).accepted();
    expect(sent.types).toEqual(['order.rerouted', 'order.fulfillment_recall_requested']);
    expect(sent.events).toMatchObject([
      { fromLocationId: east, toLocationId: west },
      { fulfillmentOrderId: foA, reason: 'rerouted' },
    ]);
    const back = given(create(), confirm, oneLocation, reroute())
      .when(report(foA, 4, 'cancelled'))
      .accepted();
    expect(back.events.at(-1)).toMatchObject({ type: 'order.sourcing_reopened', excludedLocationId: null });
    expect(unassignedLines(back.state)).toHaveLength(2);
    expect(back.state).toMatchObject({
      excludedLocations: [
        { lineId: shirt, locationId: east },
        { lineId: mug, locationId: east },
      ],
      wishedLocations: [
        { lineId: shirt, locationId: west },
        { lineId: mug, locationId: west },
      ],
    });
  });

  it('is sent once, and goes nowhere in particular when nobody names a place', () => {
    given(create(), confirm, oneLocation, reroute()).when(reroute()).changesNothing();
    const sent = given(create(), confirm, oneLocation).when(reroute(foA, null)).accepted();
    expect(sent.events[0]).toMatchObject({ toLocationId: null });
  });

  it('may go to a location that was left out before: whoever sends it there knows better', () => {
    const again = allocate(2, [
      assign(foB, west, [
        [shirt, 3],
        [mug, 2],
      ]),
    ]);
    const elsewhere = given(create(), confirm, oneLocation, report(foA, 4, 'rejected'), again);
    expect(elsewhere.order().excludedLocations.map(({ locationId }) => locationId)).toEqual([east, east]);
    const { state } = elsewhere.when(reroute(foB, east)).accepted();
    expect(state.excludedLocations.map(({ locationId }) => locationId)).toEqual([west, west]);
  });

  it('stays where it is once somebody has begun it, or it is there already', () => {
    given(create(), confirm, oneLocation, report(foA, 4, 'picking'))
      .when(reroute())
      .rejects('reroute-refused');
    given(create(), confirm, oneLocation).when(reroute(foA, east)).rejects('reroute-refused');
    given(create(), confirm, oneLocation).when(reroute(foB)).rejects('fulfillment-unknown');
    given(create({ delivery: { method: 'pickup', locationId: east } }), confirm, oneLocation)
      .when(reroute())
      .rejects('reroute-refused');
  });
});
