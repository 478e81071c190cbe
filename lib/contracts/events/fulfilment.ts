import * as z from 'zod';
import {
  cancelReasons,
  mishaps,
  pickupCollectors,
  pickupProofs,
  rejectReasons,
  shipmentIdPattern,
  shortReasons,
} from '../../fulfilment/domain/fulfillment-order.values.ts';
import { lineIdPattern, locationIdPattern, orderIdPattern, reservationIdPattern, skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';

const instant = z.iso.datetime({ precision: 3 });
const text = z.string().max(2_000);
const quantity = z.int().min(1);
const grams = z.int().min(1);
const millimetres = z.int().min(1);

const id = z.string().regex(orderIdPattern);
const lineId = z.string().regex(lineIdPattern);
const sku = z.string().regex(skuPattern);
const locationId = z.string().regex(locationIdPattern);
const shipmentId = z.string().regex(shipmentIdPattern);
const reservationIds = z.array(z.string().regex(reservationIdPattern));

const workLine = z.strictObject({ line_id: lineId, sku, quantity });
const ofOrder = { order_id: id };
const minor = z.int().min(0).meta({ description: 'Minor units' });
const currency = z.string().regex(currencyPattern);
const leadTimeDays = z.int().min(0).max(365).nullable();

const packageContents = z.strictObject({
  weight_grams: grams,
  dimensions_mm: z.strictObject({ length: millimetres, width: millimetres, height: millimetres }).nullable(),
});

const missingUnits = z.strictObject({ line_id: lineId, sku, quantity, picked_quantity: z.int().min(0), missing_quantity: quantity });

/** Payload of every event of a fulfillment order's stream, as stored and as published. */
export const fulfilmentEventPayloads = {
  'fulfillment_order.created': z.strictObject({
    ...ofOrder,
    fulfillment_order_id: id,
    location_id: locationId,
    attempt: z.int().min(1),
    lines: z.array(workLine).min(1),
    reservation_ids: reservationIds,
    priority: z.int(),
    shipping_method: text.nullable(),
    destination: z
      .strictObject({ country: text.nullable(), region: text.nullable(), postal_prefix: z.string().max(3).nullable() })
      .nullable(),
    delivery_method: z.literal('pickup').exactOptional().meta({ description: 'Absent where a carrier brings the goods' }),
    supplier: z
      .strictObject({
        lead_time_days: leadTimeDays,
        currency: currency.nullable(),
        unit_costs: z.array(z.strictObject({ sku, amount_minor: minor })),
      })
      .exactOptional()
      .meta({ description: 'Present when a supplier does the work' }),
  }),
  'fulfillment_order.released': z.strictObject(ofOrder),
  'fulfillment_order.sent_to_supplier': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    purchase_id: id,
    lines: z.array(workLine.extend({ unit_cost_minor: minor.nullable() })).min(1),
    currency: currency.nullable(),
    lead_time_days: leadTimeDays,
  }),
  'fulfillment_order.accepted': z.strictObject({ ...ofOrder, reference: text.nullable() }),
  'fulfillment_order.picking_started': z.strictObject(ofOrder),
  'fulfillment_order.short_picked': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    lines: z.array(missingUnits).min(1),
    reason: z.enum(shortReasons),
  }),
  'fulfillment_order.packed': z.strictObject({ ...ofOrder, packages: z.array(packageContents).min(1) }),
  'shipment.created': z.strictObject({
    ...ofOrder,
    shipment_id: shipmentId,
    carrier: text,
    service: text.nullable(),
    tracking_number: text,
    label_ref: text.nullable(),
    cost: z.strictObject({ amount_minor: z.int(), currency: z.string().regex(currencyPattern) }).nullable(),
    lines: z.array(workLine).nullable(),
  }),
  'fulfillment_order.shipped': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    shipment_ids: z.array(shipmentId).min(1),
    lines: z.array(workLine).min(1),
    shipped_at: instant,
  }),
  'shipment.delivered': z.strictObject({ ...ofOrder, shipment_id: shipmentId, delivered_at: instant }),
  'shipment.damaged': z
    .strictObject({ ...ofOrder, shipment_id: shipmentId, mishap: z.enum(mishaps), reported_at: instant })
    .meta({ description: 'The parcel arrived damaged, or is lost' }),
  'fulfillment_order.delivered': z.strictObject({ ...ofOrder, delivered_at: instant }),
  'fulfillment_order.ready_for_pickup': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    lines: z.array(workLine).min(1),
    ready_at: instant,
    expires_at: instant,
  }),
  'fulfillment_order.pickup_extended': z.strictObject({ ...ofOrder, expires_at: instant }),
  'fulfillment_order.pickup_overdue': z.strictObject({ ...ofOrder, location_id: locationId, expires_at: instant }),
  'fulfillment_order.collected': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    lines: z.array(workLine).min(1),
    collected_by: z.enum(pickupCollectors),
    proof: z.enum(pickupProofs),
    collected_at: instant,
  }),
  'fulfillment_order.pickup_expired': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    lines: z.array(workLine).min(1),
    reservation_ids: reservationIds,
    expired_at: instant,
  }),
  'fulfillment_order.reduced': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    lines: z.array(workLine).min(1).meta({ description: 'Units that the order took back before anybody had begun' }),
  }),
  'fulfillment_order.rejected': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    reason: z.enum(rejectReasons),
    lines: z.array(workLine),
    reservation_ids: reservationIds,
  }),
  'fulfillment_order.cancelled': z.strictObject({
    ...ofOrder,
    location_id: locationId,
    reason: z.enum(cancelReasons),
    lines: z.array(workLine),
    reservation_ids: reservationIds,
    shipment_ids: z.array(shipmentId),
  }),
} as const;

export type FulfilmentEventType = keyof typeof fulfilmentEventPayloads;

/** EventBridge `detail-type` of each event. */
export const fulfilmentDetailTypes: Readonly<Record<FulfilmentEventType, string>> = {
  'fulfillment_order.created': 'FulfillmentOrderCreated',
  'fulfillment_order.released': 'FulfillmentOrderReleased',
  'fulfillment_order.sent_to_supplier': 'FulfillmentOrderSentToSupplier',
  'fulfillment_order.accepted': 'FulfillmentOrderAccepted',
  'fulfillment_order.picking_started': 'FulfillmentOrderPickingStarted',
  'fulfillment_order.short_picked': 'FulfillmentOrderShortPicked',
  'fulfillment_order.packed': 'FulfillmentOrderPacked',
  'shipment.created': 'ShipmentCreated',
  'fulfillment_order.shipped': 'FulfillmentOrderShipped',
  'shipment.delivered': 'ShipmentDelivered',
  'shipment.damaged': 'ShipmentDamaged',
  'fulfillment_order.delivered': 'FulfillmentOrderDelivered',
  'fulfillment_order.ready_for_pickup': 'FulfillmentOrderReadyForPickup',
  'fulfillment_order.pickup_extended': 'FulfillmentOrderPickupExtended',
  'fulfillment_order.pickup_overdue': 'FulfillmentOrderPickupOverdue',
  'fulfillment_order.collected': 'FulfillmentOrderCollected',
  'fulfillment_order.pickup_expired': 'FulfillmentOrderPickupExpired',
  'fulfillment_order.reduced': 'FulfillmentOrderReduced',
  'fulfillment_order.rejected': 'FulfillmentOrderRejected',
  'fulfillment_order.cancelled': 'FulfillmentOrderCancelled',
};
