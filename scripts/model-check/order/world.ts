// A state of the order model: the order, the work at locations, the money, and the messages between them that are still on
// their way. All of it is folded by the product's own deciders.
import { FulfillmentOrderId, LineId, LocationId, OrderId, ReservationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import type { FulfillmentOrderState } from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import { initialFulfillmentOrderState } from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import { initialOrderState, type OrderState } from '../../../lib/orders/domain/order.state.ts';
import type { Assignment, OrderContent, OrderLine } from '../../../lib/orders/domain/order.values.ts';
import { initialPaymentState, type PaymentState } from '../../../lib/payments/domain/payment.decide.ts';
import type { HoldKind, Revision } from './scope.ts';

/** One fulfillment order's own stream. */
export type Work = { readonly state: FulfillmentOrderState; readonly version: number };

/** A fact of the order that somebody has yet to act upon. Each is handled at least once. */
export type Message =
  | { readonly kind: 'recall'; readonly child: number }
  | { readonly kind: 'compensate' | 'settle-remainder' | 'report-payment' | 'cancel-for-fraud' };

export type OrderWorld = {
  readonly order: OrderState;
  /** By the place of the fulfillment order in the order. */
  readonly work: readonly Work[];
  readonly payment: PaymentState;
  /** Minor units that were asked back, request by request. */
  readonly askedBack: number;
  readonly messages: readonly Message[];
  readonly revised: readonly Revision[];
  readonly held: readonly HoldKind[];
  readonly shorts: number;
  readonly rejections: number;
  /** What a step did that no step may do. */
  readonly fault: string | undefined;
};

export const noWork: Work = { state: initialFulfillmentOrderState, version: 0 };

export const workAt = (world: OrderWorld, child: number): Work => world.work[child] ?? noWork;

const id26 = (stem: string): string => stem.padEnd(26, 'a');

// One moment for everything: no rule of the order measures time, and states are not to differ by it.
export const moment = Instant('2026-11-20T14:00:00.000Z');
export const orderId = OrderId(id26('order'));
export const lineId = (index: number): LineId => LineId(`line-${index + 1}`);
const skuOf = (id: LineId): Sku => Sku(`SKU-${id}`);
export const childId = (child: number): FulfillmentOrderId => FulfillmentOrderId(id26(`fo${'abcdefgh'[child] ?? 'z'}`));
export const childName = (child: number): string => `fo${child + 1}`;
export const reservationId = (attempt: number): ReservationId => ReservationId(`reservation-${attempt}`);

const unitPrice = 10;

export const lineOf = (id: LineId, quantity: number): OrderLine => ({
  lineId: id,
  sku: skuOf(id),
  quantity,
  unitPrice,
  discount: 0,
  tax: 0,
  total: quantity * unitPrice,
  requiresShipping: true,
  fulfilledBy: 'merchant',
});

/** The order as one revision of the channel describes it. */
export const contentOf = (
  lines: readonly OrderLine[],
  revision: number,
  terms: { readonly status: string; readonly cancelled: boolean },
): OrderContent => {
  const subtotal = lines.reduce((sum, { total }) => sum + total, 0);
  return {
    channel: 'shop',
    channelAccount: 'main',
    channelOrderId: '1',
    channelRevision: String(revision),
    contentHash: `hash-${revision}`,
    payloadRef: null,
    channelOrderName: null,
    placedAt: moment,
    personId: null,
    currency: CurrencyCode('EUR'),
    totals: { subtotal, discount: 0, shipping: 0, tax: 0, fees: 0, total: subtotal },
    taxesIncluded: false,
    destination: null,
    shippingMethod: null,
    paymentMethod: { kind: 'card', provider: null, status: terms.status },
    priority: 100,
    discrepancies: [],
    test: false,
    cancelledByChannel: terms.cancelled,
    lines,
  };
};

export const assignmentOf = (child: number, units: readonly { readonly lineId: LineId; readonly quantity: number }[]): Assignment => ({
  fulfillmentOrderId: childId(child),
  locationId: LocationId(`location-${child + 1}`),
  lines: units.map(({ lineId: id, quantity }) => ({ lineId: id, sku: skuOf(id), quantity })),
});

export const initialOrderWorld = (): OrderWorld => ({
  order: initialOrderState,
  work: [],
  payment: initialPaymentState,
  askedBack: 0,
  messages: [],
  revised: [],
  held: [],
  shorts: 0,
  rejections: 0,
  fault: undefined,
});
