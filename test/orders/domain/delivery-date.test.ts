import { describe, expect, it } from 'vitest';
import { plusMs } from '../../../lib/kernel/instant.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { deliveryDateOf, serviceLevelOf } from '../../../lib/orders/domain/delivery-date.ts';
import type { DeliveryDate, LinePromise } from '../../../lib/orders/domain/order.values.ts';
import { LocationId } from '../../../lib/kernel/ids.ts';
import { allocate, assign, at, confirm, create, east, foA, foB, given, line, mug, report, west } from './order.fixtures.ts';

const levels = [
  { method: 'Express', days: 2 },
  { method: '*', days: 7 },
];
const dayMs = 86_400_000;

describe('the service level of a shipping method', () => {
  it.each([
    ['express', 2],
    [' EXPRESS ', 2],
    ['ground', 7],
    [null, 7],
  ])('of %s', (method, days) => expect(serviceLevelOf(levels, method)?.days).toBe(days));

  it('is none where none is set for it', () => {
    expect(serviceLevelOf(levels.slice(0, 1), 'ground')).toBeUndefined();
    expect(serviceLevelOf([], 'express')).toBeUndefined();
  });
});

describe('until when an order is to be with its customer', () => {
  const order = { shippingMethod: 'express', placedAt: at(0), promises: [] };
  const waited: LinePromise = { lineId: mug, quantity: 1, promisedFor: at(9), basis: 'incoming', kind: 'backorder', reference: null };

  it('is what it states, before any service level', () =>
    expect(deliveryDateOf({ ...order, deliverBy: at(30) }, levels, at(5))).toEqual({ deliverBy: at(30), basis: 'stated' }));

  it('is counted from its placing, and for one that has waited from now', () => {
    expect(deliveryDateOf(order, levels, at(5))).toEqual({ deliverBy: plusMs(at(0), 2 * dayMs), basis: 'service-level' });
    expect(deliveryDateOf({ ...order, promises: [waited] }, levels, at(5))?.deliverBy).toBe(plusMs(at(5), 2 * dayMs));
  });

  it('is nothing where nobody says, and for goods that are collected', () => {
    expect(deliveryDateOf(order, [], at(5))).toBeUndefined();
    expect(deliveryDateOf({ ...order, delivery: { method: 'pickup', locationId: LocationId('shop') } }, levels, at(5))).toBeUndefined();
  });
});

describe('an order with a date', () => {
  const stated: DeliveryDate = { deliverBy: at(30), basis: 'stated' };
  const level: DeliveryDate = { deliverBy: at(30), basis: 'service-level' };
  const wants = create({ lines: [line(mug, 2)] });
  const from = (
    id: typeof foA,
    location: typeof east,
    expectedAt: ReturnType<typeof at> | undefined,
    told: DeliveryDate,
    attempt = 1,
  ): OrderCommand => ({
    ...allocate(attempt, [{ ...assign(id, location, [[mug, 2]]), ...(expectedAt ? { expectedAt } : {}) }]),
    promising: { waiting: [], reason: attempt === 1 ? 'sourced' : 're-sourced', at: at(5), told },
  });
  const held = { lineId: mug, quantity: 2, basis: 'stock', kind: 'allocated', reference: null } as const;

  it('that comes in time is told nothing, nor one of which nobody knows when it comes', () => {
    for (const expected of [at(29), at(30), undefined]) {
      const { types, state } = given(wants, confirm)
        .when(from(foA, east, expected, stated))
        .accepted();
      expect(types).toEqual(['order.routed', 'item.allocated']);
      expect(state.fulfillments[0]?.expectedAt).toBe(expected);
    }
  });

  it('that comes too late is told so, with the day on which it is expected', () => {
    const { events, state } = given(wants, confirm)
      .when(from(foA, east, at(31), stated))
      .accepted();
    expect(events.at(-1)).toEqual({
      type: 'order.promise_changed',
      lines: [{ ...held, promisedFor: at(31) }],
      reason: 'sourced',
      kept: false,
    });
    expect(state.serviceLevelBy).toBeNull();
  });

  it('keeps with its routing the date that only a service level gave', () => {
    const { events, state } = given(wants, confirm)
      .when(from(foA, east, at(20), level))
      .accepted();
    expect(events[0]).toMatchObject({ type: 'order.routed', deliverBy: at(30) });
    expect(state.serviceLevelBy).toBe(at(30));
  });

  it('is told when only another location can send it, and that comes too late', () => {
    const refused = [wants, confirm, from(foA, east, at(20), stated), report(foA, 2, 'rejected')];
    expect(
      given(...refused)
        .when(from(foB, west, at(29), stated, 2))
        .accepted().types,
    ).not.toContain('order.promise_changed');
    expect(
      given(...refused)
        .when(from(foB, west, at(40), stated, 2))
        .accepted()
        .events.at(-1),
    ).toMatchObject({ kept: false, reason: 're-sourced' });
  });

  it('that waits beyond its date is told so at once; a service level says nothing of what is not sold yet', () => {
    const waits = (kind: LinePromise['kind'], told: DeliveryDate): OrderCommand => ({
      type: 'RecordBackorder',
      decisionId: 'd-1',
      lines: [{ lineId: mug, quantity: 2 }],
      promising: {
        waiting: [{ lineId: mug, quantity: 2, promisedFor: at(40), basis: 'incoming', kind, reference: 'PO-1' }],
        reason: 'waiting',
        at: at(5),
        told,
      },
    });
    const keptOf = (command: OrderCommand) => given(wants, confirm).when(command).accepted().events.at(-1);
    expect(keptOf(waits('backorder', stated))).toMatchObject({ kept: false });
    expect(keptOf(waits('backorder', level))).toMatchObject({ kept: false });
    expect(keptOf(waits('preorder', stated))).toMatchObject({ kept: false });
    expect(keptOf(waits('preorder', level))).toMatchObject({ kept: null });
  });
});
