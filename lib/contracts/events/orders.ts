import * as z from 'zod';
import { orderPromotionsMax, promotionIdPattern } from '../../kernel/promotions-policy.ts';
import {
  holdIdPattern,
  lineIdPattern,
  locationIdPattern,
  noteIdPattern,
  orderIdPattern,
  reservationIdPattern,
  skuPattern,
} from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import {
  addressFindingCodes,
  cancelReasons,
  emailKinds,
  holdBlocks,
  holdTypes,
  orderStatuses,
  promiseBases,
  promiseKinds,
  promiseReasons,
  missingReasons,
  recallReasons,
  reportedStatuses,
  rerouteReasons,
} from '../../orders/domain/order.values.ts';
import { returnConditions, returnReasons } from '../../orders/domain/returns/return.values.ts';

const instant = z.iso.datetime({ precision: 3 });
const text = z.string().max(2_000);
const amount = z.int().meta({ description: "Minor units of the order's currency" });
const quantity = z.int().min(1);
const count = z.int().min(0);

const riskToken = z.string().regex(/^[0-9a-f]{16}$/);
const addressToken = z.string().regex(/^[0-9a-f]{16}$/);
const orderId = z.string().regex(orderIdPattern);
const lineId = z.string().regex(lineIdPattern);
const sku = z.string().regex(skuPattern);
const locationId = z.string().regex(locationIdPattern);
const holdId = z.string().regex(holdIdPattern);
const reservationIds = z.array(z.string().regex(reservationIdPattern));
const shipmentIds = z.array(text);
const status = z.enum(orderStatuses).meta({ description: "The order's status once the event has been applied" });

const orderLine = z.strictObject({
  line_id: lineId,
  sku: sku.nullable(),
  quantity,
  unit_price: amount,
  discount: amount,
  tax: amount,
  total: amount,
  requires_shipping: z.boolean(),
  fulfilled_by: z.enum(['merchant', 'channel']),
});

const lineQuantity = z.strictObject({ line_id: lineId, quantity });
const skuQuantity = z.strictObject({ line_id: lineId, sku, quantity });
const lineUnits = z.strictObject({ line_id: lineId, sku: sku.nullable(), quantity });

const linePromise = z.strictObject({
  line_id: lineId,
  quantity,
  promised_for: instant.nullable().meta({ description: 'When the units are to be there; null when nobody knows' }),
  basis: z.enum(promiseBases).meta({
    description:
      'What the promise rests on. `unknown`: nothing says yet where the units come from; a date is then the day from which the article is sold',
  }),
  kind: z.enum(promiseKinds),
  reference: text.nullable().meta({ description: 'The purchase order or transfer that brings them' }),
});

const terms = {
  currency: z.string().regex(currencyPattern),
  totals: z.strictObject({ subtotal: amount, discount: amount, shipping: amount, tax: amount, fees: amount, total: amount }),
  taxes_included: z.boolean(),
  destination: z
    .strictObject({ country: text.nullable(), region: text.nullable(), postal_prefix: z.string().max(3).nullable() })
    .nullable(),
  shipping_method: text.nullable(),
  payment_method: z.strictObject({ kind: text, provider: text.nullable(), status: text }),
  purchase: z
    .strictObject({
      order_number: text.nullable(),
      net_days: z.int().min(0).max(365).nullable(),
      requested_delivery_date: z.iso.date().nullable(),
    })
    .exactOptional()
    .meta({ description: 'How a company buys; absent for everybody else' }),
  delivery: z
    .strictObject({ method: z.literal('pickup'), location_id: locationId })
    .nullable()
    .exactOptional()
    .meta({
      description: 'Where the customer comes for the goods; absent where a carrier brings them, null in a revision that goes back to that',
    }),
  deliver_by: instant
    .nullable()
    .exactOptional()
    .meta({ description: 'Until when the customer was told it arrives; absent where nobody said, null in a revision that takes it back' }),
  ship_by: instant.nullable().exactOptional().meta({ description: 'Until when the channel wants it to leave, likewise' }),
  risk: z
    .strictObject({
      email_kind: z.enum(emailKinds).exactOptional(),
      email_domain: riskToken.exactOptional(),
      network: riskToken.exactOptional(),
      device: riskToken.exactOptional(),
      billing: z
        .strictObject({
          same_country: z.boolean().nullable(),
          same_region: z.boolean().nullable(),
          same_postal: z.boolean().nullable(),
          km: count.nullable(),
        })
        .exactOptional(),
    })
    .exactOptional()
    .meta({
      description:
        'What the order tells of its risk: keyed tokens of network, device and e-mail domain, which join orders and name nobody, and how the address of the bill differs from that of the parcel',
    }),
  address_check: z
    .strictObject({
      token: addressToken,
      findings: z
        .array(z.strictObject({ code: z.enum(addressFindingCodes), field: z.enum(['line1', 'city', 'region', 'postal_code']) }))
        .min(1),
      confirmed: z.literal(true).exactOptional().meta({ description: 'Somebody has said that the address is right all the same' }),
    })
    .nullable()
    .exactOptional()
    .meta({
      description:
        'What is wrong with the address, by field, and a keyed token of it; absent where nothing is, null in a revision after which nothing is wrong any more',
    }),
  address_correction: z.strictObject({ token: addressToken, of: addressToken }).nullable().exactOptional().meta({
    description:
      "The address was corrected with us: keyed tokens of the new address and of the channel's; null in a revision that goes back to the channel's address",
  }),
  priority: z.int(),
  discrepancies: z.array(z.strictObject({ code: text, field: text })),
  person_id: orderId.nullable(),
  channel_order_name: text.nullable(),
  test: z.boolean(),
  cancelled_by_channel: z.boolean(),
};

const revision = { channel_revision: text.nullable(), content_hash: text, payload_ref: text.nullable() };

const hold = z.strictObject({
  hold_id: holdId,
  type: z.enum(holdTypes),
  reason: text,
  blocks: z.array(z.enum(holdBlocks)),
  placed_by: text,
  placed_at: instant,
  until: instant.nullable(),
  releasable_by: z.array(text),
});

const withdrawn = z.strictObject({
  fulfillment_order_id: orderId,
  location_id: locationId,
  reservation_ids: reservationIds,
  lines: z.array(skuQuantity),
});

const cancelled = { reason: z.enum(cancelReasons), requested_by: text, fulfillments: z.array(withdrawn), reservation_ids: reservationIds };

/** Payload of every event of an order's stream, as stored and as published. */
export const orderEventPayloads = {
  'order.created': z.strictObject({
    order_id: orderId,
    channel: text,
    channel_account: text,
    channel_order_id: text,
    placed_at: instant,
    lines: z.array(orderLine),
    promotions: z
      .array(z.string().regex(promotionIdPattern))
      .min(1)
      .max(orderPromotionsMax)
      .exactOptional()
      .meta({ description: 'Ids of promotions or codes of discounts that the order was placed with' }),
    ...revision,
    ...terms,
  }),
  'order.revised': z.strictObject({
    ...revision,
    changes: z.strictObject(terms).partial(),
    lines: z.strictObject({ added: z.array(orderLine), changed: z.array(orderLine), removed: z.array(lineId) }),
  }),
  'order.confirmed': z.strictObject({
    payment: z.strictObject({ basis: z.enum(['authorised', 'captured', 'terms']), reference: text.nullable() }),
    secured_total: amount,
  }),
  'order.hold_placed': z.strictObject({ hold }),
  'order.hold_released': z.strictObject({ hold_id: holdId, released_by: text, released_at: instant }),
  'order.hold_rejected': z.strictObject({ hold_id: holdId, rejected_by: text, rejected_at: instant }),
  'order.backordered': z.strictObject({
    decision_id: text,
    lines: z
      .array(
        lineUnits.extend({
          reason: z
            .enum(missingReasons)
            .exactOptional()
            .meta({ description: 'Why units of the line have no source; absent where they only wait for other lines' }),
        }),
      )
      .min(1),
    status,
  }),
  'order.routed': z.strictObject({
    attempt: z.int().min(1),
    decision_id: text,
    policy: z.strictObject({ name: text, version: z.int() }),
    assignments: z
      .array(
        z.strictObject({
          fulfillment_order_id: orderId,
          location_id: locationId,
          lines: z.array(skuQuantity).min(1),
          expected_at: instant
            .exactOptional()
            .meta({ description: 'When the customer is expected to have it; absent without a promised date, or where nobody knows' }),
        }),
      )
      .min(1),
    deliver_by: instant
      .exactOptional()
      .meta({ description: "Until when the tenant's service levels want it to arrive; absent where the order states a date itself" }),
    waiting: z.array(lineUnits),
    status,
  }),
  'item.allocated': z.strictObject({
    attempt: z.int().min(1),
    fulfillment_order_ids: z.array(orderId).min(1),
    reservation_ids: reservationIds,
    status,
  }),
  'order.promise_changed': z.strictObject({
    lines: z.array(linePromise),
    reason: z.enum(promiseReasons),
    kept: z.boolean().nullable().meta({ description: 'Whether the dates promised before hold; null where none was promised' }),
  }),
  'order.fulfillment_recorded': z.strictObject({
    fulfillment_order_id: orderId,
    fulfillment_version: z.int().min(1),
    fulfillment_status: z.enum(reportedStatuses),
    lines: z.array(z.strictObject({ line_id: lineId, shipped_quantity: count, short_quantity: count })),
    called_off: z
      .array(lineQuantity)
      .exactOptional()
      .meta({ description: 'Units that it gave back because the order no longer wants them, sums so far' }),
    shipment_ids: shipmentIds,
    pickup_until: instant
      .exactOptional()
      .meta({ description: 'Present while the goods lie ready for their customer, who may come until then' }),
    fulfillment_occurred_at: instant,
  }),
  'order.sourcing_reopened': z.strictObject({
    fulfillment_order_id: orderId.nullable(),
    excluded_location_id: locationId.nullable(),
    lines: z.array(lineUnits),
    status,
  }),
  'order.fulfillment_recall_requested': z.strictObject({
    fulfillment_order_id: orderId,
    reason: z
      .enum(recallReasons)
      .exactOptional()
      .meta({ description: 'Why work that is wanted is called off all the same; absent where units are too many' }),
    partly: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'Only these units are taken back: the rest of the work goes on, as long as nobody has begun' }),
    lines: z.array(skuQuantity).min(1),
  }),
  'order.picking_started': z.strictObject({}),
  'order.packed': z.strictObject({}),
  'order.partially_shipped': z.strictObject({ shipment_ids: shipmentIds, remaining: z.array(lineUnits) }),
  'order.shipped': z.strictObject({ shipment_ids: shipmentIds }),
  'order.delivered': z.strictObject({ delivered_at: instant }),
  'order.completed': z.strictObject({ basis: z.enum(['delivered', 'nothing-to-ship']) }),
  'order.return_recorded': z.strictObject({
    return_id: text,
    lines: z
      .array(lineQuantity.extend({ reason: z.enum(returnReasons).exactOptional(), condition: z.enum(returnConditions).exactOptional() }))
      .min(1),
    location_id: locationId.exactOptional().meta({ description: 'Where the goods were received' }),
    received_at: instant.exactOptional(),
  }),
  'order.returned': z.strictObject({}),
  'order.cancelled': z.strictObject(cancelled),
  'order.remainder_cancelled': z.strictObject({ ...cancelled, lines: z.array(lineUnits) }),
  'order.note_added': z.strictObject({ note_id: z.string().regex(noteIdPattern), person_id: orderId }),
  'order.rerouted': z.strictObject({
    fulfillment_order_id: orderId,
    from_location_id: locationId,
    to_location_id: locationId.nullable().meta({ description: 'Where the units are wanted from; null where sourcing is to choose' }),
    decision_id: text.nullable().meta({ description: 'The decision that had chosen the location' }),
    reason_code: z.enum(rerouteReasons),
    requested_by: text,
    lines: z.array(skuQuantity).min(1),
  }),
} as const;

export type OrderEventType = keyof typeof orderEventPayloads;

/** EventBridge `detail-type` of each event. */
export const orderDetailTypes: Readonly<Record<OrderEventType, string>> = {
  'order.created': 'OrderCreated',
  'order.revised': 'OrderRevised',
  'order.confirmed': 'OrderConfirmed',
  'order.hold_placed': 'OrderHoldPlaced',
  'order.hold_released': 'OrderHoldReleased',
  'order.hold_rejected': 'OrderHoldRejected',
  'order.backordered': 'OrderBackordered',
  'order.routed': 'OrderRouted',
  'item.allocated': 'Allocated',
  'order.promise_changed': 'OrderPromiseChanged',
  'order.fulfillment_recorded': 'OrderFulfillmentRecorded',
  'order.sourcing_reopened': 'OrderSourcingReopened',
  'order.fulfillment_recall_requested': 'OrderFulfillmentRecallRequested',
  'order.picking_started': 'OrderPickingStarted',
  'order.packed': 'OrderPacked',
  'order.partially_shipped': 'OrderPartiallyShipped',
  'order.shipped': 'Shipped',
  'order.delivered': 'OrderDelivered',
  'order.completed': 'OrderCompleted',
  'order.return_recorded': 'OrderReturnRecorded',
  'order.returned': 'Returned',
  'order.cancelled': 'OrderCancelled',
  'order.remainder_cancelled': 'OrderRemainderCancelled',
  'order.note_added': 'OrderNoteAdded',
  'order.rerouted': 'OrderRerouted',
};
