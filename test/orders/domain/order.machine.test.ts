import { describe, expect, it } from 'vitest';
import {
  nextOrderStatus,
  type OrderMachineEvent,
  type OrderMachineEventName,
  orderMachineEventNames,
  orderTransitions,
  recordedAs,
} from '../../../lib/orders/domain/order.machine.ts';
import { orderEventSchemaVersions } from '../../../lib/orders/domain/order.aggregate.ts';
import { type OrderStatus, orderStatuses } from '../../../lib/orders/domain/order.values.ts';

// Written by hand, independently of the table under test: what each state may take, and where that leads.
const expected: Readonly<Record<OrderStatus, Partial<Record<OrderMachineEventName, OrderStatus>>>> = {
  pending: { confirm: 'confirmed', cancel: 'cancelled' },
  confirmed: { route: 'processing', backorder: 'backorder', complete: 'completed', cancel: 'cancelled' },
  backorder: { route: 'processing', backorder: 'backorder', 'reopen-sourcing': 'confirmed', cancel: 'cancelled' },
  processing: {
    route: 'processing',
    backorder: 'processing',
    allocate: 'allocated',
    'start-picking': 'picking',
    pack: 'packed',
    'ship-part': 'partially_shipped',
    ship: 'shipped',
    deliver: 'delivered',
    'reopen-sourcing': 'confirmed',
    cancel: 'cancelled',
  },
  allocated: {
    route: 'processing',
    backorder: 'allocated',
    'start-picking': 'picking',
    pack: 'packed',
    'ship-part': 'partially_shipped',
    ship: 'shipped',
    deliver: 'delivered',
    'reopen-sourcing': 'confirmed',
    cancel: 'cancelled',
  },
  picking: {
    route: 'processing',
    backorder: 'picking',
    pack: 'packed',
    'ship-part': 'partially_shipped',
    ship: 'shipped',
    deliver: 'delivered',
    'reopen-sourcing': 'confirmed',
    cancel: 'cancelled',
  },
  packed: {
    route: 'processing',
    backorder: 'packed',
    'ship-part': 'partially_shipped',
    ship: 'shipped',
    deliver: 'delivered',
    'reopen-sourcing': 'confirmed',
    cancel: 'cancelled',
  },
  partially_shipped: {
    route: 'partially_shipped',
    backorder: 'partially_shipped',
    ship: 'shipped',
    deliver: 'delivered',
    'cancel-remainder': 'partially_shipped',
  },
  shipped: { 'ship-part': 'partially_shipped', deliver: 'delivered', return: 'returned' },
  delivered: { 'ship-part': 'partially_shipped', ship: 'shipped', complete: 'completed', return: 'returned' },
  completed: { 'ship-part': 'partially_shipped', 'reopen-sourcing': 'confirmed', return: 'returned' },
  cancelled: {},
  returned: {},
};

const withGuardOpen = (type: OrderMachineEventName): OrderMachineEvent => {
  if (type === 'route') return { type, assignmentsSuffice: true };
  if (type === 'complete') return { type, nothingToShip: true };
  return { type };
};

const pairs = orderStatuses.flatMap((status) => orderMachineEventNames.map((event) => ({ status, event, next: expected[status][event] })));

describe('the order lifecycle', () => {
  it.each(pairs.filter(({ next }) => next !== undefined))('goes from $status by $event to $next', ({ status, event, next }) => {
    expect(nextOrderStatus(status, withGuardOpen(event))).toBe(next);
  });

  it.each(pairs.filter(({ next }) => next === undefined))('refuses $event when $status', ({ status, event }) => {
    expect(nextOrderStatus(status, withGuardOpen(event))).toBeUndefined();
  });

  it.each(orderStatuses)('routes nothing from %s when units are left over', (status) => {
    expect(nextOrderStatus(status, { type: 'route', assignmentsSuffice: false })).toBeUndefined();
  });

  it('completes a confirmed order only when there is nothing to ship', () => {
    expect(nextOrderStatus('confirmed', { type: 'complete', nothingToShip: false })).toBeUndefined();
    expect(nextOrderStatus('delivered', { type: 'complete', nothingToShip: false })).toBe('completed');
  });

  it('lists every transition once, with the event that records it', () => {
    const listed = orderTransitions.map(({ from, event, to }) => ({ status: from, event, next: to }));
    expect(new Set(listed.map(({ status, event }) => `${status} ${event}`)).size).toBe(listed.length);
    expect(listed).toHaveLength(pairs.filter(({ next }) => next !== undefined).length);
    expect(pairs.filter(({ next }) => next !== undefined)).toEqual(expect.arrayContaining(listed));
    expect(orderTransitions.filter(({ guard }) => guard !== null).map(({ from, guard }) => `${from} ${guard}`)).toContain(
      'confirmed assignmentsSuffice',
    );
    for (const type of Object.values(recordedAs)) expect(orderEventSchemaVersions).toHaveProperty([type]);
  });

  it('reaches every state from pending', () => {
    const reached = new Set<OrderStatus>(['pending']);
    for (const _round of orderStatuses) for (const { from, to } of orderTransitions) if (reached.has(from)) reached.add(to);
    expect([...reached].sort()).toEqual([...orderStatuses].sort());
  });
});
