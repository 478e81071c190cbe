import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderDetailTypes, orderEventPayloads } from '../../../lib/contracts/events/orders.ts';
import { fromWire, toWire } from '../../../lib/kernel/wire.ts';
import { orderDecider, orderEventSchemaVersions } from '../../../lib/orders/domain/order.aggregate.ts';
import type { OrderEvent } from '../../../lib/orders/domain/order.events.ts';
import { orderTransitions } from '../../../lib/orders/domain/order.machine.ts';
import { heldQuantity, pendingQuantity, shippedQuantity, wantedQuantity } from '../../../lib/orders/domain/order.quantities.ts';
import { describeOrderRejection } from '../../../lib/orders/domain/order.rejections.ts';
import { rollUp } from '../../../lib/orders/domain/order.rollup.ts';
import { initialOrderState, liveFulfillments, type Order, orderExists, type OrderState } from '../../../lib/orders/domain/order.state.ts';
import { orderStatuses } from '../../../lib/orders/domain/order.values.ts';
import { commandFor, step, type Step } from './order.scenarios.ts';

const edges = new Set(orderTransitions.map(({ from, to }) => `${from}>${to}`));

const expectOnTheWire = (event: OrderEvent): void => {
  const { type, ...fields } = event;
  const wire = toWire(fields);
  const parsed = orderEventPayloads[type].safeParse(wire);
  expect(parsed.error?.issues ?? [], `${type} ${JSON.stringify(wire)}`).toEqual([]);
  expect(parsed.data).toEqual(wire);
  expect({ type, ...fromWire<object>(JSON.parse(JSON.stringify(wire))) }).toEqual(event);
};

/** No more is under way than is wanted, apart from work and units that are being recalled. */
const expectNoExcess = (order: Order): void => {
  for (const line of order.lines) {
    const shipped = shippedQuantity(order, line.lineId);
    const kept = liveFulfillments(order).filter((child) => !child.recallRequested);
    const held = kept.reduce(
      (sum, child) =>
        sum +
        child.lines.reduce(
          (inner, entry) =>
            entry.lineId === line.lineId ? inner + heldQuantity(child, entry) - pendingQuantity(child, entry.lineId) : inner,
          0,
        ),
      0,
    );
    expect(held + shipped).toBeLessThanOrEqual(Math.max(wantedQuantity(line), shipped));
    expect(line.returnedQuantity).toBeGreaterThanOrEqual(0);
    expect(line.cancelledQuantity).toBeGreaterThanOrEqual(0);
  }
};

const expectSound = (state: OrderState): void => {
  if (!orderExists(state)) return;
  expect(state.status).toBe(rollUp(state));
  expectNoExcess(state);
  if (state.status === 'cancelled') expect(liveFulfillments(state)).toEqual([]);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
};

/** Folds the events one by one; every change of status must be an edge of the table. */
const foldAlongEdges = (before: OrderState, events: readonly OrderEvent[]): OrderState =>
  events.reduce((state, event) => {
    const next = orderDecider.evolve(state, event);
    const changed = orderExists(state) && orderExists(next) && state.status !== next.status;
    if (changed && !edges.has(`${state.status}>${next.status}`)) throw new Error(`${event.type} took ${state.status} to ${next.status}`);
    return next;
  }, before);

const play = (
  steps: readonly Step[],
  seen?: { readonly statuses: Set<string>; readonly events: Set<string>; readonly refusals: Set<string> },
): void => {
  let state: OrderState = initialOrderState;
  for (const [index, current] of steps.entries()) {
    const command = commandFor(state, current, index);
    const decision = orderDecider.decide(state, command);
    if (!decision.ok) {
      expect(describeOrderRejection(decision.error)).toMatch(/^[A-Z].*[^.]\.$/u);
      expect(describeOrderRejection(decision.error)).not.toMatch(/undefined|\[object/u);
      seen?.refusals.add(decision.error.code);
      continue;
    }
    for (const event of decision.value) {
      expectOnTheWire(event);
      seen?.events.add(event.type);
    }
    const after = foldAlongEdges(state, decision.value);
    if (state.status === 'cancelled') expect(after.status).toBe('cancelled');
    expectSound(after);
    const again = orderDecider.decide(after, command);
    if (again.ok) expect(again.value, `${command.type} repeated`).toEqual([]);
    state = after;
    seen?.statuses.add(state.status);
  }
};

describe('any sequence of commands', () => {
  it('leaves a sound order, and events that keep to the published form', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 40 }), (steps) => play(steps)),
      { numRuns: 200 },
    );
  });

  it('reaches every state and every event in time', () => {
    const seen = { statuses: new Set<string>(), events: new Set<string>(), refusals: new Set<string>() };
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => play(steps, seen)),
      { numRuns: 250, seed: 20_261_120 },
    );
    expect([...seen.statuses].sort()).toEqual([...orderStatuses].sort());
    expect([...seen.events].sort()).toEqual(Object.keys(orderEventSchemaVersions).sort());
    expect(seen.refusals.size).toBeGreaterThan(12);
  });
});

describe('the published vocabulary', () => {
  it('has a schema and a detail type for every event of the stream, and no other', () => {
    const types = Object.keys(orderEventSchemaVersions).sort();
    expect(Object.keys(orderEventPayloads).sort()).toEqual(types);
    expect(Object.keys(orderDetailTypes).sort()).toEqual(types);
    expect(new Set(Object.values(orderDetailTypes)).size).toBe(types.length);
  });

  it('names detail types by PascalCase, except the three that the product names shorter', () => {
    const shorter: Readonly<Record<string, string>> = {
      'item.allocated': 'Allocated',
      'order.shipped': 'Shipped',
      'order.returned': 'Returned',
    };
    for (const [type, detailType] of Object.entries(orderDetailTypes)) {
      const pascal = type
        .split(/[._]/)
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join('');
      expect(detailType).toBe(shorter[type] ?? pascal);
    }
  });
});
