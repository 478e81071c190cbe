import { describe, expect, it } from 'vitest';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { unassignedLines } from '../../../lib/orders/domain/order.state.ts';
import { confirm, create, east, foA, foB, given, mug, oneLocation, report, revise, shirt, twoLocations, west } from './order.fixtures.ts';

const away = { destination: { country: 'US', region: 'CA', postalPrefix: '900' } };
const wantsAll = [
  { lineId: shirt, quantity: 3 },
  { lineId: mug, quantity: 2 },
];

describe('an order whose goods are to go elsewhere', () => {
  it('calls off work that nobody has begun, and sources all of it anew once it is given back', () => {
    const moved = given(create(), confirm, oneLocation).when(revise(5, away)).accepted();
    expect(moved.types).toEqual(['order.revised', 'order.fulfillment_recall_requested']);
    expect(moved.events[1]).toMatchObject({ fulfillmentOrderId: foA, reason: 'address-changed' });
    const back = given(create(), confirm, oneLocation, revise(5, away))
      .when(report(foA, 4, 'cancelled'))
      .accepted();
    expect(back.events.at(-1)).toMatchObject({ type: 'order.sourcing_reopened', excludedLocationId: null, status: 'confirmed' });
    expect(unassignedLines(back.state)).toMatchObject(wantsAll);
    expect(back.state.excludedLocations).toEqual([]);
  });

  it('is one that its customer collects instead, collects elsewhere, or has brought after all', () => {
    const at = (locationId: typeof east) => ({ delivery: { method: 'pickup', locationId } as const });
    const recalled = ['order.revised', 'order.fulfillment_recall_requested'];
    expect(
      given(create(), confirm, oneLocation)
        .when(revise(5, at(west)))
        .accepted().types,
    ).toEqual(recalled);
    const collected = given(create(at(east)), confirm, oneLocation);
    expect(collected.order().delivery).toEqual({ method: 'pickup', locationId: east });
    expect(collected.when(revise(5, at(west))).accepted().types).toEqual(recalled);
    const brought = collected.when(revise(5)).accepted();
    expect(brought.types).toEqual(recalled);
    expect(brought.events[0]).toMatchObject({ changes: { delivery: null } });
    expect(brought.state.delivery).toBeNull();
    // Where the customer lives is nothing to who lays the goods ready.
    expect(collected.when(revise(5, { ...at(east), ...away })).accepted().types).toEqual(['order.revised']);
  });

  it('leaves work where it is that somebody has begun', () => {
    const begun = given(create(), confirm, twoLocations, report(foA, 3, 'picking'));
    expect(begun.when(revise(5, away)).accepted().events.slice(1)).toMatchObject([
      { type: 'order.fulfillment_recall_requested', fulfillmentOrderId: foB },
    ]);
  });

  it('recalls each work once, also where it wants less at the same time', () => {
    const less = { ...away, lines: create().content.lines.map((line) => ({ ...line, quantity: 1, total: 1_000 })) };
    const { types } = given(create(), confirm, twoLocations).when(revise(5, less)).accepted();
    expect(types.filter((type) => type === 'order.fulfillment_recall_requested')).toHaveLength(2);
    given(create(), confirm, twoLocations, revise(5, less)).when(revise(5, less)).changesNothing();
  });

  it('recalls nothing when the address that sourcing knows is as it was', () => {
    expect(
      given(create(), confirm, oneLocation)
        .when(revise(5, { shippingMethod: 'express' }))
        .accepted().types,
    ).toEqual(['order.revised']);
  });

  it('does not follow what was decided for the old address', () => {
    const decidedFor = given(create(), confirm).order();
    const backorder: OrderCommand = { type: 'RecordBackorder', decisionId: 'd-1', lines: wantsAll, decidedFor };
    const moved = given(create(), confirm, revise(5, away));
    moved.when(backorder).rejects('decision-outdated');
    moved.when({ ...oneLocation, decidedFor }).rejects('decision-outdated');
    expect(moved.when({ ...oneLocation, decidedFor: moved.order() }).accepted().types).toContain('item.allocated');
  });

  it('is looked at again while it waits for stock', () => {
    const waiting = given(create(), confirm, { type: 'RecordBackorder', decisionId: 'd-1', lines: wantsAll });
    expect(waiting.order().backordered).toHaveLength(2);
    expect(waiting.when(revise(5, away)).accepted().state.backordered).toEqual([]);
  });
});

it('what was decided while other locations were left out is not followed', () => {
  const reopened = given(create(), confirm, oneLocation, report(foA, 3, 'rejected'));
  const decidedFor = { ...reopened.order(), excludedLocations: [] };
  reopened.when({ type: 'RecordBackorder', decisionId: 'd-2', lines: wantsAll, decidedFor }).rejects('decision-outdated');
  const now: OrderCommand = { type: 'RecordBackorder', decisionId: 'd-2', lines: wantsAll, decidedFor: reopened.order() };
  expect(reopened.when(now).accepted().types).toEqual(['order.backordered']);
});
