import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fulfilmentDetailTypes, fulfilmentEventPayloads } from '../../../lib/contracts/events/fulfilment.ts';
import {
  fulfillmentOrderDecider,
  fulfillmentOrderEventSchemaVersions,
} from '../../../lib/fulfilment/domain/fulfillment-order.aggregate.ts';
import type { FulfillmentOrderCommand } from '../../../lib/fulfilment/domain/fulfillment-order.commands.ts';
import type { FulfillmentOrderEvent } from '../../../lib/fulfilment/domain/fulfillment-order.events.ts';
import { fulfillmentTransitions } from '../../../lib/fulfilment/domain/fulfillment-order.machine.ts';
import { describeFulfillmentOrderRejection } from '../../../lib/fulfilment/domain/fulfillment-order.rejections.ts';
import {
  fulfillmentOrderExists,
  type FulfillmentOrderState,
  initialFulfillmentOrderState,
  workRemaining,
} from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import {
  cancelReasons,
  fulfillmentOrderStatuses,
  pickupCollectors,
  pickupProofs,
  rejectReasons,
  shortReasons,
} from '../../../lib/fulfilment/domain/fulfillment-order.values.ts';
import { LineId, Sku } from '../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { fromWire, toWire } from '../../../lib/kernel/wire.ts';
import {
  at,
  box,
  collect,
  create,
  deliver,
  reportMishap,
  end,
  extend,
  fromSupplier,
  makeReady,
  mug,
  parcel,
  pickup,
  shirt,
} from './fulfillment-order.fixtures.ts';

const lineId = fc.constantFrom(shirt, mug, LineId('other'));
const quantity = fc.integer({ min: -1, max: 4 });
const minute = fc.nat({ max: 59 });
const contents = fc.array(fc.record({ lineId, sku: fc.constantFrom(Sku('SHIRT'), Sku('MUG')), quantity }), { maxLength: 2 });
const shipment = fc
  .record({
    id: fc.constantFrom('p1', 'p2', 'p3'),
    lines: fc.option(contents),
    cost: fc.option(fc.nat({ max: 5_000 })),
    tracked: fc.nat({ max: 9 }),
  })
  .map(({ id, lines, cost, tracked }) =>
    parcel(id, {
      lines,
      cost: cost === null ? null : { amountMinor: cost, currency: CurrencyCode('EUR') },
      ...(tracked === 0 ? { trackingNumber: '' } : {}),
    }),
  );

const command: fc.Arbitrary<FulfillmentOrderCommand> = fc.oneof(
  { arbitrary: fc.constant(create), weight: 2 },
  { arbitrary: fc.constant<FulfillmentOrderCommand>({ type: 'ReleaseFulfillmentOrder' }), weight: 5 },
  {
    arbitrary: fc
      .option(fc.constant('WMS-77'))
      .map((reference): FulfillmentOrderCommand => ({ type: 'AcceptFulfillmentOrder', reference })),
    weight: 2,
  },
  { arbitrary: fc.constant<FulfillmentOrderCommand>({ type: 'StartPicking' }), weight: 3 },
  {
    arbitrary: fc
      .record({
        lines: fc.array(fc.record({ lineId, pickedQuantity: quantity }), { maxLength: 2 }),
        reason: fc.constantFrom(...shortReasons),
      })
      .map((fields): FulfillmentOrderCommand => ({ type: 'RecordShortPick', ...fields })),
    weight: 4,
  },
  {
    arbitrary: fc
      .array(fc.constantFrom(box, { ...box, dimensionsMm: null }, { ...box, weightGrams: 0 }), { maxLength: 2 })
      .map((packages): FulfillmentOrderCommand => ({ type: 'RecordPacked', packages })),
    weight: 5,
  },
  { arbitrary: shipment.map((details): FulfillmentOrderCommand => ({ type: 'RecordLabel', shipment: details })), weight: 4 },
  {
    arbitrary: fc
      .tuple(fc.option(shipment), minute)
      .map(([details, when]): FulfillmentOrderCommand => ({ type: 'ShipFulfillmentOrder', shipment: details, shippedAt: at(when) })),
    weight: 4,
  },
  { arbitrary: fc.tuple(fc.constantFrom('p1', 'p2', 'p3', null), minute).map(([id, when]) => deliver(id, when)), weight: 5 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('p1', 'p2', 'p3'), fc.constantFrom('damaged' as const, 'lost' as const), minute)
      .map(([id, mishap, when]) => reportMishap(id, mishap, when)),
    weight: 2,
  },
  { arbitrary: minute.map((when): FulfillmentOrderCommand => makeReady(when % 20, 20)), weight: 6 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...pickupCollectors), fc.constantFrom(...pickupProofs), minute)
      .map(([collectedBy, proof, when]): FulfillmentOrderCommand => collect(when, collectedBy, proof)),
    weight: 2,
  },
  { arbitrary: fc.tuple(minute, minute).map(([until, now]): FulfillmentOrderCommand => extend(until, now)), weight: 3 },
  {
    arbitrary: fc
      .tuple(minute, fc.constantFrom('cancel' as const, 'hold' as const))
      .map(([now, onExpiry]): FulfillmentOrderCommand => end(now, onExpiry)),
    weight: 3,
  },
  {
    arbitrary: fc.constantFrom(...rejectReasons).map((reason): FulfillmentOrderCommand => ({ type: 'RejectFulfillmentOrder', reason })),
    weight: 1,
  },
  {
    arbitrary: fc
      .array(fc.record({ lineId, quantity: fc.integer({ min: 0, max: 3 }) }), { maxLength: 2 })
      .map((lines): FulfillmentOrderCommand => ({ type: 'ReduceFulfillmentOrder', lines })),
    weight: 2,
  },
  {
    arbitrary: fc.constantFrom(...cancelReasons).map((reason): FulfillmentOrderCommand => ({ type: 'CancelFulfillmentOrder', reason })),
    weight: 1,
  },
);

/** Sent by carrier, collected by the customer, or sent by a supplier. */
const beginning = fc.constantFrom(create, pickup, fromSupplier);

const edges = new Set(fulfillmentTransitions.map(({ from, to }) => `${from}>${to}`));

const expectOnTheWire = (event: FulfillmentOrderEvent): void => {
  const { type, ...fields } = event;
  const wire = toWire(fields);
  const parsed = fulfilmentEventPayloads[type].safeParse(wire);
  expect(parsed.error?.issues ?? [], `${type} ${JSON.stringify(wire)}`).toEqual([]);
  expect({ type, ...fromWire<object>(JSON.parse(JSON.stringify(wire))) }).toEqual(event);
};

const foldAlongEdges = (before: FulfillmentOrderState, events: readonly FulfillmentOrderEvent[]): FulfillmentOrderState =>
  events.reduce((state, event) => {
    const next = fulfillmentOrderDecider.evolve(state, event);
    const changed = state.status !== 'absent' && state.status !== next.status;
    if (changed && !edges.has(`${state.status}>${next.status}`)) throw new Error(`${event.type} took ${state.status} to ${next.status}`);
    return next;
  }, before);

const expectSound = (state: FulfillmentOrderState): void => {
  if (!fulfillmentOrderExists(state)) return;
  for (const line of state.lines) {
    expect(line.shortQuantity).toBeGreaterThanOrEqual(0);
    expect(line.shortQuantity).toBeLessThanOrEqual(line.quantity);
    const inShipments = state.shipments
      .flatMap((entry) => entry.lines ?? [])
      .reduce((sum, entry) => (entry.lineId === line.lineId ? sum + entry.quantity : sum), 0);
    expect(inShipments).toBeLessThanOrEqual(line.quantity - line.shortQuantity);
  }
  if (state.status === 'packed' || state.status === 'shipped' || state.status === 'delivered') {
    expect(workRemaining(state).length).toBeGreaterThan(0);
    expect(state.packages.length).toBeGreaterThan(0);
  }
  if (state.status === 'delivered') expect(state.shipments.every((entry) => entry.deliveredAt !== null)).toBe(true);
  const waitsForCustomer = state.status === 'ready_for_pickup' || state.status === 'collected' || state.status === 'pickup_expired';
  if (waitsForCustomer) expect(state.deliveryMethod).toBe('pickup');
  if (state.deliveryMethod === 'pickup') expect(state.shipments).toEqual([]);
  if (state.status === 'collected') expect(state.pickup?.collectedAt).toEqual(expect.any(String));
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
};

const play = (
  first: FulfillmentOrderCommand,
  commands: readonly FulfillmentOrderCommand[],
  seen?: { readonly statuses: Set<string>; readonly events: Set<string>; readonly refusals: Set<string> },
): void => {
  let state: FulfillmentOrderState = initialFulfillmentOrderState;
  for (const current of [first, ...commands]) {
    const decision = fulfillmentOrderDecider.decide(state, current);
    if (!decision.ok) {
      expect(describeFulfillmentOrderRejection(decision.error)).toMatch(/^[A-Z].*[^.]\.$/u);
      seen?.refusals.add(decision.error.code);
      continue;
    }
    for (const event of decision.value) {
      expectOnTheWire(event);
      seen?.events.add(event.type);
    }
    state = foldAlongEdges(state, decision.value);
    expectSound(state);
    expect(fulfillmentOrderDecider.decide(state, current), `${current.type} repeated`).toEqual({ ok: true, value: [] });
    seen?.statuses.add(state.status);
  }
};

describe('any sequence of commands', () => {
  it('leaves sound work, and events that keep to the published form', () => {
    fc.assert(
      fc.property(beginning, fc.array(command, { maxLength: 25 }), (first, commands) => play(first, commands)),
      { numRuns: 300 },
    );
  });

  it('reaches every state and every event in time', () => {
    const seen = { statuses: new Set<string>(), events: new Set<string>(), refusals: new Set<string>() };
    fc.assert(
      fc.property(beginning, fc.array(command, { minLength: 10, maxLength: 40 }), (first, commands) => play(first, commands, seen)),
      { numRuns: 600, seed: 20_261_120 },
    );
    expect([...seen.statuses].sort()).toEqual([...fulfillmentOrderStatuses].sort());
    expect([...seen.events].sort()).toEqual(Object.keys(fulfillmentOrderEventSchemaVersions).sort());
    expect(seen.refusals.size).toBeGreaterThanOrEqual(7);
  });
});

describe('the published vocabulary', () => {
  it('has a schema and a detail type in PascalCase for every event of the stream, and no other', () => {
    const types = Object.keys(fulfillmentOrderEventSchemaVersions).sort();
    expect(Object.keys(fulfilmentEventPayloads).sort()).toEqual(types);
    for (const type of types) {
      const pascal = type
        .split(/[._]/)
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join('');
      expect(fulfilmentDetailTypes).toHaveProperty([type], pascal);
    }
    expect(Object.keys(fulfilmentDetailTypes)).toHaveLength(types.length);
  });
});
