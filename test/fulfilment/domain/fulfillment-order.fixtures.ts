import { expect } from 'vitest';
import { fold } from '../../../lib/kernel/decider.ts';
import { FulfillmentOrderId, LineId, LocationId, OrderId, ReservationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { fulfillmentOrderDecider } from '../../../lib/fulfilment/domain/fulfillment-order.aggregate.ts';
import type {
  CreateFulfillmentOrder,
  FulfillmentOrderCommand,
  ShipFulfillmentOrder,
} from '../../../lib/fulfilment/domain/fulfillment-order.commands.ts';
import type { FulfillmentOrderEvent } from '../../../lib/fulfilment/domain/fulfillment-order.events.ts';
import type { FulfillmentOrderRejection } from '../../../lib/fulfilment/domain/fulfillment-order.rejections.ts';
import {
  type FulfillmentOrder,
  fulfillmentOrderExists,
  type FulfillmentOrderState,
  initialFulfillmentOrderState,
} from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import {
  type Package,
  type PickupCollector,
  type PickupProof,
  type ShipmentDetails,
  ShipmentId,
  type ShortReason,
} from '../../../lib/fulfilment/domain/fulfillment-order.values.ts';

export const orderId = OrderId('order'.padEnd(26, 'a'));
export const shirt = LineId('line-shirt');
export const mug = LineId('line-mug');
export const at = (minute: number): Instant => Instant(`2026-11-20T14:${String(minute).padStart(2, '0')}:00.000Z`);

/** Three shirts and two mugs from the east. */
export const create: CreateFulfillmentOrder = {
  type: 'CreateFulfillmentOrder',
  fulfillmentOrderId: FulfillmentOrderId('east'.padEnd(26, 'a')),
  orderId,
  locationId: LocationId('W-EAST'),
  attempt: 1,
  lines: [
    { lineId: shirt, sku: Sku('SHIRT'), quantity: 3 },
    { lineId: mug, sku: Sku('MUG'), quantity: 2 },
  ],
  reservationIds: [ReservationId('res-1')],
  priority: 100,
  shippingMethod: 'standard',
  destination: { country: 'US', region: 'KY', postalPrefix: '400' },
};

export const release: FulfillmentOrderCommand = { type: 'ReleaseFulfillmentOrder' };
export const accept: FulfillmentOrderCommand = { type: 'AcceptFulfillmentOrder', reference: 'WMS-77' };
export const pick: FulfillmentOrderCommand = { type: 'StartPicking' };
export const box: Package = { weightGrams: 1_200, dimensionsMm: { length: 300, width: 200, height: 100 } };
export const pack: FulfillmentOrderCommand = { type: 'RecordPacked', packages: [box] };
export const reject: FulfillmentOrderCommand = { type: 'RejectFulfillmentOrder', reason: 'capacity' };
export const cancel: FulfillmentOrderCommand = { type: 'CancelFulfillmentOrder', reason: 'order-cancelled' };

export const short = (picked: readonly (readonly [LineId, number])[], reason: ShortReason = 'not-found'): FulfillmentOrderCommand => ({
  type: 'RecordShortPick',
  lines: picked.map(([lineId, pickedQuantity]) => ({ lineId, pickedQuantity })),
  reason,
});

export const parcel = (id: string, overrides: Partial<ShipmentDetails> = {}): ShipmentDetails => ({
  shipmentId: ShipmentId(id),
  carrier: 'parcelco',
  service: 'ground',
  trackingNumber: `TRACK-${id}`,
  labelRef: null,
  cost: null,
  lines: null,
  ...overrides,
});

export const label = (id: string, overrides: Partial<ShipmentDetails> = {}): FulfillmentOrderCommand => ({
  type: 'RecordLabel',
  shipment: parcel(id, overrides),
});
export const ship = (shipment: ShipmentDetails | null = parcel('p1'), minute = 20): ShipFulfillmentOrder => ({
  type: 'ShipFulfillmentOrder',
  shipment,
  shippedAt: at(minute),
});
export const deliver = (id: string | null, minute = 40): FulfillmentOrderCommand => ({
  type: 'RecordDelivery',
  shipmentId: id === null ? null : ShipmentId(id),
  deliveredAt: at(minute),
});

export const reportMishap = (id: string, mishap: 'damaged' | 'lost' = 'damaged', minute = 45): FulfillmentOrderCommand => ({
  type: 'ReportMishap',
  shipmentId: ShipmentId(id),
  mishap,
  reportedAt: at(minute),
});

/** The same goods, which the customer comes for. */
export const pickup: CreateFulfillmentOrder = { ...create, deliveryMethod: 'pickup' };
/** The same goods, from a supplier who needs three days and has said what a shirt costs. */
export const fromSupplier: CreateFulfillmentOrder = {
  ...create,
  supplier: { leadTimeDays: 3, currency: CurrencyCode('USD'), unitCosts: [{ sku: Sku('SHIRT'), amountMinor: 700 }] },
};

export const makeReady = (minute: number, until: number): FulfillmentOrderCommand => ({
  type: 'MarkReadyForPickup',
  readyAt: at(minute),
  expiresAt: at(until),
});
export const collect = (
  minute: number,
  collectedBy: PickupCollector = 'customer',
  proof: PickupProof = 'order-confirmation',
): FulfillmentOrderCommand => ({ type: 'CollectPickup', collectedBy, proof, collectedAt: at(minute) });
export const extend = (until: number, now: number): FulfillmentOrderCommand => ({
  type: 'ExtendPickup',
  expiresAt: at(until),
  now: at(now),
});
export const end = (now: number, onExpiry: 'cancel' | 'hold' = 'cancel'): FulfillmentOrderCommand => ({
  type: 'EndPickup',
  now: at(now),
  onExpiry,
});

export const packed = [create, release, pick, pack] as const;
export const shipped = [...packed, ship()] as const;

type Outcome = { readonly events: readonly FulfillmentOrderEvent[]; readonly types: readonly string[]; readonly state: FulfillmentOrder };

const asExisting = (state: FulfillmentOrderState): FulfillmentOrder => {
  if (!fulfillmentOrderExists(state)) throw new Error('the commands did not create a fulfillment order');
  return state;
};

/** Folds commands that are all accepted; a refusal fails the test with its code. */
export const given = (...commands: readonly FulfillmentOrderCommand[]) => {
  const before = commands.reduce<FulfillmentOrderState>((state, command) => {
    const decision = fulfillmentOrderDecider.decide(state, command);
    if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.error)}`);
    return fold(fulfillmentOrderDecider, state, decision.value);
  }, initialFulfillmentOrderState);
  return {
    work: (): FulfillmentOrder => asExisting(before),
    when: (command: FulfillmentOrderCommand) => {
      const decision = fulfillmentOrderDecider.decide(before, command);
      return {
        accepted: (): Outcome => {
          if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.error)}`);
          return {
            events: decision.value,
            types: decision.value.map((event) => event.type),
            state: asExisting(fold(fulfillmentOrderDecider, before, decision.value)),
          };
        },
        changesNothing: (): void => expect(decision).toEqual({ ok: true, value: [] }),
        rejects: (code: FulfillmentOrderRejection['code']): FulfillmentOrderRejection => {
          if (decision.ok) throw new Error(`${command.type} was accepted with ${JSON.stringify(decision.value)}`);
          expect(decision.error.code).toBe(code);
          return decision.error;
        },
      };
    },
  };
};
