import { expect } from 'vitest';
import { fold } from '../../../lib/kernel/decider.ts';
import { FulfillmentOrderId, HoldId, LineId, LocationId, OrderId, PersonId, ReservationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { orderDecider } from '../../../lib/orders/domain/order.aggregate.ts';
import type { AllocateOrder, CreateOrder, OrderCommand, RecordFulfillment, RouteOrder } from '../../../lib/orders/domain/order.commands.ts';
import type { OrderEvent } from '../../../lib/orders/domain/order.events.ts';
import type { OrderRejection } from '../../../lib/orders/domain/order.rejections.ts';
import { initialOrderState, type Order, orderExists, type OrderState } from '../../../lib/orders/domain/order.state.ts';
import type { Assignment, Hold, OrderContent, OrderLine } from '../../../lib/orders/domain/order.values.ts';

const id26 = (stem: string): string => stem.padEnd(26, 'a');

export const orderId = OrderId(id26('order'));
export const foA = FulfillmentOrderId(id26('east'));
export const foB = FulfillmentOrderId(id26('west'));
export const foC = FulfillmentOrderId(id26('north'));
export const east = LocationId('W-EAST');
export const west = LocationId('W-WEST');
export const shirt = LineId('line-shirt');
export const mug = LineId('line-mug');
export const at = (minute: number): Instant => Instant(`2026-11-20T14:${String(minute).padStart(2, '0')}:00.000Z`);

const skus = new Map([
  [shirt, Sku('SHIRT')],
  [mug, Sku('MUG')],
]);
export const skuOf = (lineId: LineId): Sku => skus.get(lineId) ?? Sku(lineId);

export const line = (lineId: LineId, quantity: number, overrides: Partial<OrderLine> = {}): OrderLine => ({
  lineId,
  sku: skuOf(lineId),
  quantity,
  unitPrice: 1_000,
  discount: 0,
  tax: 0,
  total: quantity * 1_000,
  requiresShipping: true,
  fulfilledBy: 'merchant',
  ...overrides,
});

/** Three shirts and two mugs. */
export const content = (overrides: Partial<OrderContent> = {}): OrderContent => {
  const lines = overrides.lines ?? [line(shirt, 3), line(mug, 2)];
  const subtotal = lines.reduce((sum, entry) => sum + entry.total, 0);
  return {
    channel: 'storefront',
    channelAccount: 'main',
    channelOrderId: '1001',
    channelRevision: '2026-11-20T14:00:00Z',
    contentHash: 'hash-1',
    payloadRef: 'raw/1001',
    channelOrderName: '#1001',
    placedAt: at(0),
    personId: PersonId(id26('person')),
    currency: CurrencyCode('EUR'),
    totals: { subtotal, discount: 0, shipping: 500, tax: 0, fees: 0, total: subtotal + 500 },
    taxesIncluded: false,
    destination: { country: 'US', region: 'KY', postalPrefix: '400' },
    shippingMethod: 'standard',
    paymentMethod: { kind: 'card', provider: 'visa', status: 'authorized' },
    priority: 100,
    discrepancies: [],
    test: false,
    cancelledByChannel: false,
    ...overrides,
    lines,
  };
};

export const create = (overrides: Partial<OrderContent> = {}): CreateOrder => ({
  type: 'CreateOrder',
  orderId,
  content: content(overrides),
  discrepancyHoldId: HoldId(`discrepancy-${overrides.contentHash ?? 'hash-1'}`),
  receivedAt: at(1),
});

/** The channel's next revision, `minute` minutes after the first. */
export const revise = (minute: number, overrides: Partial<OrderContent> = {}): OrderCommand => ({
  ...create({ channelRevision: `2026-11-20T14:${String(minute).padStart(2, '0')}:00Z`, contentHash: `hash-${minute}`, ...overrides }),
  type: 'ReviseOrder',
});

export const confirm: OrderCommand = { type: 'ConfirmOrder', payment: { basis: 'authorised', reference: 'auth-1' } };

export const assign = (
  fulfillmentOrderId: FulfillmentOrderId,
  locationId: LocationId,
  units: readonly (readonly [LineId, number])[],
): Assignment => ({
  fulfillmentOrderId,
  locationId,
  lines: units.map(([lineId, quantity]) => ({ lineId, sku: skuOf(lineId), quantity })),
});

export const route = (attempt: number, assignments: readonly Assignment[], remainder: 'refuse' | 'wait' = 'refuse'): RouteOrder => ({
  type: 'RouteOrder',
  attempt,
  decisionId: `decision-${attempt}`,
  policy: { name: 'balanced', version: 1 },
  assignments,
  remainder,
});

export const allocate = (attempt: number, assignments: readonly Assignment[], remainder: 'refuse' | 'wait' = 'refuse'): AllocateOrder => ({
  ...route(attempt, assignments, remainder),
  type: 'AllocateOrder',
  reservationIds: [ReservationId(`res-${attempt}`)],
});

/** Everything in the east. */
export const oneLocation = allocate(1, [
  assign(foA, east, [
    [shirt, 3],
    [mug, 2],
  ]),
]);
/** Shirts in the east, mugs in the west. */
export const twoLocations = allocate(1, [assign(foA, east, [[shirt, 3]]), assign(foB, west, [[mug, 2]])]);

export const report = (
  fulfillmentOrderId: FulfillmentOrderId,
  fulfillmentVersion: number,
  status: RecordFulfillment['status'],
  lines?: RecordFulfillment['lines'],
): RecordFulfillment => ({
  type: 'RecordFulfillment',
  fulfillmentOrderId,
  fulfillmentVersion,
  status,
  ...(lines ? { lines } : {}),
  shipmentIds: status === 'shipped' || status === 'delivered' ? [`parcel-${fulfillmentOrderId.slice(0, 4)}`] : [],
  occurredAt: at(fulfillmentVersion),
});

export const cancel: OrderCommand = { type: 'CancelOrder', reason: 'customer', requestedBy: 'user-7' };

export const hold = (overrides: Partial<Hold> = {}): Hold => ({
  holdId: HoldId('hold-1'),
  type: 'fraud-review',
  reason: 'score-above-band',
  blocks: ['sourcing'],
  placedBy: 'fraud',
  placedAt: at(2),
  until: null,
  releasableBy: ['fraud-analyst'],
  ...overrides,
});

export const place = (overrides: Partial<Hold> = {}): OrderCommand => ({ type: 'PlaceHold', hold: hold(overrides) });

type Outcome = { readonly events: readonly OrderEvent[]; readonly types: readonly string[]; readonly state: Order };

const asOrder = (state: OrderState): Order => {
  if (!orderExists(state)) throw new Error('the commands did not create an order');
  return state;
};

/** Folds commands that are all accepted; a refusal fails the test with its code. */
export const given = (...commands: readonly OrderCommand[]) => {
  const before = commands.reduce<OrderState>((state, command) => {
    const decision = orderDecider.decide(state, command);
    if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.error)}`);
    return fold(orderDecider, state, decision.value);
  }, initialOrderState);
  return {
    state: before,
    order: (): Order => asOrder(before),
    when: (command: OrderCommand) => {
      const decision = orderDecider.decide(before, command);
      return {
        accepted: (): Outcome => {
          if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.error)}`);
          const events = decision.value;
          return { events, types: events.map((event) => event.type), state: asOrder(fold(orderDecider, before, events)) };
        },
        changesNothing: (): void => expect(decision).toEqual({ ok: true, value: [] }),
        rejects: (code: OrderRejection['code']): OrderRejection => {
          if (decision.ok) throw new Error(`${command.type} was accepted with ${JSON.stringify(decision.value)}`);
          expect(decision.error.code).toBe(code);
          return decision.error;
        },
      };
    },
  };
};
