// An order as the API answers it.
import * as z from 'zod';
import {
  cancelReasons,
  deliveryDateBases,
  holdBlocks,
  holdTypes,
  addressFindingCodes,
  orderStatuses,
  promiseBases,
  promiseKinds,
  recallReasons,
} from '../../orders/domain/order.values.ts';
import { DeliveryEstimate } from './delivery-estimate.ts';

const instant = z.iso.datetime();
const text = z.string();
const count = z.int().min(0);
const amount = z.int().meta({ description: "Minor units of the order's currency" });
const lineId = z.string();

/** A postal address. Fields that were not given are null. */
export const Address = z
  .object({
    name: text.nullable(),
    line1: text.nullable(),
    line2: text.nullable(),
    city: text.nullable(),
    region: text.nullable(),
    postal_code: text.nullable(),
    country: text.nullable().meta({ description: 'ISO 3166-1, two letters' }),
    phone: text.nullable(),
  })
  .meta({ id: 'Address' });

/** As much of an address as a person cannot be told by. */
export const Destination = z
  .object({ country: text.nullable(), region: text.nullable(), postal_prefix: text.nullable() })
  .meta({ id: 'Destination', description: 'As much of the address as a person cannot be told by' });

const Customer = z
  .object({ source_id: text.nullable(), email: text.nullable(), name: text.nullable(), phone: text.nullable() })
  .meta({ id: 'Customer' });

const Totals = z
  .object({ subtotal: amount, discount: amount, shipping: amount, tax: amount, fees: amount, total: amount })
  .meta({ id: 'OrderTotals' });

const Line = z
  .object({
    line_id: lineId,
    sku: text.nullable().meta({ description: 'Null when the channel gave none: the line waits until a revision names it' }),
    title: text.optional().meta({ description: 'With the personal data, because a title may hold an engraving' }),
    quantity: count.meta({ description: 'Units wanted after edits; 0 on a line that was removed' }),
    unit_price: amount,
    discount: amount,
    tax: amount,
    total: amount,
    requires_shipping: z.boolean(),
    fulfilled_by: z.enum(['merchant', 'channel']),
    wanted_quantity: count.meta({ description: 'Units for us to ship; 0 on lines that are not' }),
    assigned_quantity: count.meta({ description: 'Units in fulfillment orders, shipped ones included' }),
    shipped_quantity: count,
    delivered_quantity: count,
    returned_quantity: count,
    cancelled_quantity: count,
  })
  .meta({ id: 'OrderLine' });

/** A hold and how it ended. */
export const Hold = z
  .object({
    hold_id: text,
    type: z.enum(holdTypes),
    reason: text,
    blocks: z.array(z.enum(holdBlocks)),
    placed_by: text.meta({ description: 'Id of a principal, or the name of a component' }),
    placed_at: instant,
    until: instant.nullable().meta({ description: 'From then on anyone who may handle holds may release it' }),
    releasable_by: z.array(text).meta({ description: 'Roles that may release it; empty for any that may handle holds' }),
    outcome: z.enum(['open', 'released', 'rejected']),
    closed_by: text.nullable(),
  })
  .meta({ id: 'Hold' });

const Child = z
  .object({
    fulfillment_order_id: text,
    location_id: text,
    attempt: z.int().min(1),
    status: z
      .enum(['routed', 'allocated', 'picking', 'packed', 'shipped', 'delivered', 'rejected', 'cancelled', 'withdrawn'])
      .meta({ description: 'routed: stock is not reserved yet; withdrawn: given up, and the location has not answered yet' }),
    version: count.meta({ description: 'Version of its stream that was recorded last' }),
    lines: z.array(z.object({ line_id: lineId, sku: text, quantity: count, shipped_quantity: count, short_quantity: count })),
    shipment_ids: z.array(text),
    expected_at: instant
      .optional()
      .meta({ description: 'When the customer is expected to have it; absent without a promised date, or where nobody knows' }),
    recall_requested: z.boolean(),
    recall_reason: z
      .enum(recallReasons)
      .optional()
      .meta({ description: 'Why work that is wanted is called off all the same; absent where units are too many' }),
    pickup_until: instant.optional().meta({ description: 'Present while the goods lie ready for their customer, who may come until then' }),
    delivered_at: instant.nullable(),
  })
  .meta({ id: 'OrderFulfillment', description: 'A fulfillment order as its order sees it' });

const LinePromise = z
  .object({
    line_id: lineId,
    quantity: z.int().min(1),
    promised_for: instant.nullable().meta({ description: 'When the units are to be there; null when nobody knows' }),
    basis: z.enum(promiseBases).meta({
      description: '`unknown`: nothing says yet where the units come from; a date is then the day from which the article is sold',
    }),
    kind: z.enum(promiseKinds),
    reference: text.nullable().meta({ description: 'The purchase order or transfer that brings them' }),
  })
  .meta({ id: 'LinePromise', description: 'Units of a line, and when they are to be there' });

const order = {
  order_id: text,
  status: z.enum(orderStatuses),
  version: z.int().min(1).meta({ description: 'Number of events so far' }),
  channel: text,
  channel_account: text,
  channel_order_id: text,
  channel_order_name: text.nullable().meta({ description: 'What people call it, such as `#1001`' }),
  channel_revision: text.nullable(),
  placed_at: instant,
  promotions: z.array(text).optional().meta({ description: 'Those of the shop that it was placed with; absent without one' }),
  test: z.boolean(),
  priority: z.int().meta({ description: 'Lower goes first' }),
  currency: text,
  taxes_included: z.boolean(),
  totals: Totals,
  payment_method: z.object({ kind: text, provider: text.nullable(), status: text }),
  purchase: z
    .object({
      order_number: text.nullable(),
      net_days: z.int().nullable(),
      requested_delivery_date: z.iso.date().nullable(),
      company: text.optional(),
    })
    .optional()
    .meta({ description: 'How a company buys; absent for everybody else. The company only with the scope orders:personal' }),
  payment: z
    .object({ basis: z.enum(['authorised', 'captured', 'terms']), reference: text.nullable(), secured_total: amount })
    .nullable()
    .meta({ description: 'By what payment is secured; null until then' }),
  shipping_method: text.nullable(),
  delivery: z
    .object({ method: z.literal('pickup'), location_id: text })
    .optional()
    .meta({ description: 'Where the customer comes for the goods; absent where a carrier brings them' }),
  deliver_by: instant.optional().meta({ description: 'Until when it is to arrive; absent where nobody promised a date' }),
  deliver_by_basis: z
    .enum(deliveryDateBases)
    .optional()
    .meta({ description: "Who says so: stated with the order, or the tenant's service levels when it was last sourced" }),
  ship_by: instant.optional().meta({ description: 'Until when the channel wants it to leave; absent where it does not say' }),
  destination: Destination.nullable(),
  address_check: z
    .object({
      findings: z
        .array(z.object({ code: z.enum(addressFindingCodes), field: text, allowed: text }))
        .meta({ description: 'Fields of the address that are wrong, and what they may be' }),
      confirmed: z.boolean().meta({ description: 'Somebody has said that the address is right all the same' }),
    })
    .optional()
    .meta({ description: 'Why goods could hardly be delivered to the address; absent where nothing is wrong with it' }),
  address_corrected: z
    .literal(true)
    .optional()
    .meta({ description: "The address was corrected with us; absent where it is the channel's" }),
  line_items: z.array(Line),
  holds: z.array(Hold),
  discrepancies: z.array(z.object({ code: text, field: text })).meta({ description: "Contradictions in the channel's figures" }),
  backordered: z.array(z.object({ line_id: lineId, quantity: count })),
  promises: z
    .array(LinePromise)
    .meta({ description: 'Of an order that waits or has waited; empty for one that went straight to its locations' }),
  fulfillment_orders: z.array(Child),
  delivered_at: instant.nullable(),
  cancellation: z.object({ reason: z.enum(cancelReasons), requested_by: text }).nullable(),
  customer: Customer.nullable().optional(),
  shipping_address: Address.nullable().optional(),
  billing_address: Address.nullable().optional(),
};

/** An order as it stands. */
export const OrderView = z.object(order).meta({
  id: 'Order',
  description:
    'The order as it stands. Customer, addresses and titles are there only with the scope orders:personal, until they are erased.',
});

const Payments = z
  .object({
    currency: text.nullable().meta({ description: 'Null while nothing has been reported' }),
    authorized_minor: count.meta({ description: 'Captured amounts included' }),
    captured_minor: count,
    voided_minor: count,
    refunded_minor: count,
    refund_requested_minor: count,
    void_requested_minor: count,
  })
  .meta({ id: 'OrderPayments', description: 'Sums so far, as those who move the money report them' });

/** The same with what has become of its money, and when the rest of it will be there. */
export const OrderWithPayments = z
  .object({ ...order, payments: Payments, delivery_estimate: DeliveryEstimate.optional() })
  .meta({ id: 'OrderWithPayments' });

/** An order as lists show it. */
export const OrderSummary = z
  .object({
    order_id: text,
    status: z.enum(orderStatuses),
    channel: text,
    channel_account: text,
    channel_order_id: text,
    channel_order_name: text.nullable(),
    placed_at: instant,
    currency: text,
    total: amount,
    units: count,
    skus: z.array(text).meta({ description: 'Every SKU that the order holds or once held' }),
    person_id: text.nullable(),
    holds: z.array(z.object({ hold_id: text, type: text })).meta({ description: 'Open and rejected ones' }),
    location_ids: z.array(text),
    backordered_units: count,
    status_since: instant.meta({ description: 'When the present status began' }),
    updated_at: instant,
  })
  .meta({ id: 'OrderSummary' });
