import * as z from 'zod';
import { LineId, lineIdPattern, locationIdPattern } from '../../kernel/ids.ts';
import {
  deliveryMethods,
  fulfillmentOrderStatuses,
  mishaps,
  pickupCollectors,
  pickupProofs,
  ShipmentId,
  shipmentIdPattern,
  shortReasons,
  warehouseRejectReasons,
} from '../../fulfilment/domain/fulfillment-order.values.ts';
import { CurrencyCode, currencyPattern } from '../../kernel/money.ts';
import type { Route } from '../../platform/http/route.ts';
import { FulfillmentOrderPath, moment, notFoundResponse, pageCursor, pageLimit, refused, rejectedResponse, text } from './common.ts';
import { Address, Destination } from './order-resource.ts';
import { workGoods, WorkOrder } from './warehouse.ts';

const workLine = { line_id: z.string(), sku: z.string(), quantity: z.int().min(1) };
const count = z.int().min(0);
const instant = z.iso.datetime();

const Parcel = z
  .object({
    weight_grams: z.int(),
    dimensions_mm: z.object({ length: z.int(), width: z.int(), height: z.int() }).nullable(),
  })
  .meta({ id: 'Parcel' });

const Shipment = z
  .object({
    shipment_id: z.string(),
    carrier: z.string(),
    service: z.string().nullable(),
    tracking_number: z.string(),
    label_ref: z.string().nullable().meta({ description: 'Where the label is kept, if it was bought here' }),
    cost: z.object({ amount_minor: count, currency: z.string() }).nullable().meta({ description: 'What the label cost' }),
    lines: z.array(z.object(workLine)).nullable().meta({ description: 'What is inside; null when the warehouse does not say' }),
    delivered_at: instant.nullable(),
    mishap: z
      .object({ kind: z.enum(mishaps), reported_at: instant })
      .optional()
      .meta({ description: 'Present when it was reported damaged or lost' }),
  })
  .meta({ id: 'Shipment' });

const deliveryMethod = z
  .enum(deliveryMethods)
  .meta({ description: 'ship: a carrier brings the goods; pickup: the customer comes for them' });

const Supplier = z
  .object({
    lead_time_days: count.nullable().meta({ description: 'Days until the parcel departs; null when the supplier has not said' }),
    currency: z.string().nullable(),
    unit_costs: z
      .array(z.object({ sku: z.string(), amount_minor: count }))
      .meta({ description: 'What a unit costs, in minor units of `currency`; SKUs whose cost is not known are missing' }),
  })
  .meta({ id: 'SupplierTermsOfWork' });

const Pickup = z
  .object({
    ready_at: instant,
    expires_at: instant.meta({ description: 'Until when the customer may come' }),
    overdue_since: instant.nullable().meta({ description: 'Set when nobody came by then and a person is to decide' }),
    collected_at: instant.nullable(),
    collected_by: z.enum(pickupCollectors).nullable(),
    proof: z.enum(pickupProofs).nullable().meta({ description: 'What the collector showed' }),
  })
  .meta({ id: 'Pickup' });

/** A fulfillment order as it stands. */
export const FulfillmentOrderView = z
  .object({
    fulfillment_order_id: z.string(),
    order_id: z.string(),
    location_id: z.string(),
    attempt: z.int().min(1),
    status: z.enum(fulfillmentOrderStatuses),
    version: z.int().min(1),
    lines: z.array(z.object({ ...workLine, short_quantity: count.meta({ description: 'Units of it that were not found' }) })),
    reservation_ids: z.array(z.string()),
    priority: z.int().meta({ description: 'Lower goes first' }),
    shipping_method: z.string().nullable(),
    destination: Destination.nullable(),
    delivery_method: deliveryMethod,
    supplier: Supplier.nullable().meta({ description: 'Present when a supplier does the work' }),
    accepted: z.boolean(),
    warehouse_reference: z.string().nullable(),
    packages: z.array(Parcel),
    shipments: z.array(Shipment),
    shipped_at: instant.nullable(),
    delivered_at: instant.nullable(),
    pickup: Pickup.nullable().meta({
      description: 'Null until the goods lie ready for their customer, and for those that a carrier brings',
    }),
    end_reason: z.string().nullable().meta({ description: 'Why it ended without the goods leaving' }),
  })
  .meta({ id: 'FulfillmentOrder', description: 'The work as it stands' });

const workDetails = {
  units: count.meta({ description: 'Units of all lines' }),
  order: WorkOrder.nullable().meta({ description: 'The order behind the work' }),
};

const FulfillmentOrderWithAddress = FulfillmentOrderView.extend({
  lines: z.array(FulfillmentOrderView.shape.lines.element.extend(workGoods)),
  ...workDetails,
  ship_to: Address.nullable().meta({
    description: 'Null when there is none, when it has been erased, or for who holds neither fulfilment:write nor orders:personal',
  }),
}).meta({ id: 'FulfillmentOrderWithAddress' });

/** A fulfillment order as lists of work show it. */
export const FulfillmentOrderSummary = z
  .object({
    fulfillment_order_id: z.string(),
    order_id: z.string(),
    location_id: z.string(),
    status: z.enum(fulfillmentOrderStatuses),
    version: z.int().min(1),
    priority: z.int().meta({ description: 'Lower goes first' }),
    lines: z.array(z.object({ ...workLine, ...workGoods })),
    ...workDetails,
    shipping_method: z.string().nullable(),
    tracking_numbers: z.array(z.string()),
    delivery_method: deliveryMethod,
    pickup_expires_at: instant.nullable().meta({ description: 'Until when the customer may come; null until the goods lie ready' }),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'FulfillmentOrderSummary' });

export const workResponses = {
  200: { description: 'The work after the change', schema: FulfillmentOrderView },
  ...refused,
  ...notFoundResponse,
  ...rejectedResponse,
};

export const listFulfillmentOrdersRoute = {
  method: 'GET',
  path: '/fulfillment-orders',
  scope: 'fulfilment:read',
  summary: 'Work of a location, most urgent first',
  query: z.strictObject({
    location_id: z.string().regex(locationIdPattern),
    status: z.enum(fulfillmentOrderStatuses).default('released'),
    limit: pageLimit,
    cursor: pageCursor,
  }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(FulfillmentOrderSummary), cursor: z.string().optional() }) },
    ...refused,
  },
} as const satisfies Route;

export const getFulfillmentOrderRoute = {
  method: 'GET',
  path: '/fulfillment-orders/{id}',
  scope: 'fulfilment:read',
  summary: 'One fulfillment order, with the address to ship to',
  params: FulfillmentOrderPath,
  responses: { 200: { description: 'The work', schema: FulfillmentOrderWithAddress }, ...refused, ...notFoundResponse },
} as const satisfies Route;

const change = <const Verb extends string, const Body extends z.ZodType>(verb: Verb, summary: string, body: Body) =>
  ({
    method: 'POST',
    path: `/fulfillment-orders/{id}/${verb}`,
    operationId: `${verb.replace('-p', 'P')}FulfillmentOrder`,
    scope: 'fulfilment:write',
    summary,
    params: FulfillmentOrderPath,
    body,
    responses: workResponses,
  }) as const satisfies Route;

export const acceptRoute = change(
  'accept',
  'The warehouse takes the work on',
  z.strictObject({ reference: text(100).nullable().default(null) }),
);

export const rejectRoute = change(
  'reject',
  'The warehouse refuses the work; it is sourced elsewhere',
  z.strictObject({ reason: z.enum(warehouseRejectReasons) }),
);

export const pickRoute = change('pick', 'Picking has started', z.strictObject({}));

const lineId = z.string().regex(lineIdPattern).transform(LineId);
const quantity = z.int('must be a whole number').min(0, 'must be 0 or more').max(1_000_000);

export const shortPickRoute = change(
  'short-pick',
  'Fewer units were found than ordered; the rest is sourced elsewhere',
  z.strictObject({
    lines: z
      .array(z.strictObject({ line_id: lineId, picked_quantity: quantity }))
      .min(1, 'must name at least one line')
      .max(1_000),
    reason: z.enum(shortReasons).default('not-found'),
  }),
);

const millimetres = z.int().min(1).max(100_000);
export const packRoute = change(
  'pack',
  'Everything found is packed',
  z.strictObject({
    packages: z
      .array(
        z.strictObject({
          weight_grams: z.int('must be a whole number').min(1, 'must be 1 or more').max(10_000_000),
          dimensions_mm: z.strictObject({ length: millimetres, width: millimetres, height: millimetres }).nullable().default(null),
        }),
      )
      .min(1, 'must have at least one package')
      .max(500),
  }),
);

export const shipRoute = change(
  'ship',
  'The carrier has the goods',
  z.strictObject({
    carrier: text(100).optional(),
    service: text(100).nullable().default(null),
    tracking_number: text(100).optional().meta({ description: 'Needed, with the carrier, unless a label was bought before' }),
    shipped_at: moment.optional().meta({ description: 'Default: now' }),
    cost: z
      .strictObject({
        amount_minor: z.int('must be a whole number').min(0, 'must be 0 or more').max(100_000_000),
        currency: z.string().regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR').transform(CurrencyCode),
      })
      .optional()
      .meta({ description: 'What the carrier charges for the parcel, in minor units, where that is known; prices are learned from it' }),
  }),
);

export const deliverRoute = change(
  'deliver',
  'The carrier has delivered',
  z.strictObject({
    shipment_id: z.string().regex(shipmentIdPattern).transform(ShipmentId).nullable().default(null),
    delivered_at: moment.optional().meta({ description: 'Default: now' }),
  }),
);
