import { describe, expect, it } from 'vitest';
import { fulfillmentOrderEventSchemaVersions } from '../../../lib/fulfilment/domain/fulfillment-order.aggregate.ts';
import {
  type FulfillmentMachineEventName,
  fulfillmentMachineEventNames,
  fulfillmentTransitions,
  nextFulfillmentStatus,
  recordedAs,
} from '../../../lib/fulfilment/domain/fulfillment-order.machine.ts';
import { type FulfillmentOrderStatus, fulfillmentOrderStatuses } from '../../../lib/fulfilment/domain/fulfillment-order.values.ts';

// Written by hand, independently of the table under test.
const expected: Readonly<Record<FulfillmentOrderStatus, Partial<Record<FulfillmentMachineEventName, FulfillmentOrderStatus>>>> = {
  open: { release: 'released', reduce: 'open', reject: 'rejected', cancel: 'cancelled' },
  released: { accept: 'released', 'start-picking': 'picking', reduce: 'released', reject: 'rejected', cancel: 'cancelled' },
  picking: {
    accept: 'picking',
    'short-pick': 'picking',
    pack: 'packed',
    'make-ready': 'ready_for_pickup',
    reject: 'rejected',
    cancel: 'cancelled',
  },
  packed: { accept: 'packed', label: 'packed', ship: 'shipped', 'make-ready': 'ready_for_pickup', cancel: 'cancelled' },
  shipped: { deliver: 'delivered' },
  delivered: {},
  ready_for_pickup: {
    'extend-pickup': 'ready_for_pickup',
    'mark-overdue': 'ready_for_pickup',
    collect: 'collected',
    'expire-pickup': 'pickup_expired',
    cancel: 'cancelled',
  },
  collected: {},
  pickup_expired: {},
  rejected: {},
  cancelled: {},
};

const pairs = fulfillmentOrderStatuses.flatMap((status) =>
  fulfillmentMachineEventNames.map((event) => ({ status, event, next: expected[status][event] })),
);

describe('the fulfillment order lifecycle', () => {
  it.each(pairs.filter(({ next }) => next !== undefined))('goes from $status by $event to $next', ({ status, event, next }) => {
    expect(nextFulfillmentStatus(status, event)).toBe(next);
  });

  it.each(pairs.filter(({ next }) => next === undefined))('refuses $event when $status', ({ status, event }) => {
    expect(nextFulfillmentStatus(status, event)).toBeUndefined();
  });

  it('lists every transition once, with the event that records it', () => {
    const listed = fulfillmentTransitions.map(({ from, event, to }) => ({ status: from, event, next: to }));
    const edges = pairs.filter(({ next }) => next !== undefined);
    expect(listed).toHaveLength(edges.length);
    expect(edges).toEqual(expect.arrayContaining(listed));
    for (const type of Object.values(recordedAs)) expect(fulfillmentOrderEventSchemaVersions).toHaveProperty([type]);
  });
});
