// Orders as the Orders API 2026-01-01 gives them (amzn/selling-partner-api-models, orders_2026-01-01.json). How its figures
// relate to those of v0 is in Amazon's "Orders API Migration Guide".
import type { Json } from '../../../kernel/canonical-json.ts';
import { firstText, type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { quantityAt, type Reading, total } from '../reading/reading.ts';
import { type AddressNames, readAddress } from './amazon.address.ts';
import type { AmazonItem, AmazonOrder, AmazonStatus } from './amazon.order.ts';
import { currencyAt, instantAt, moneyAt, namesNow, said, textsAt } from './amazon.reading.ts';

const addressNames: AddressNames = {
  name: 'name',
  company: 'companyName',
  lines: ['addressLine1', 'addressLine2', 'addressLine3'],
  city: ['city', 'municipality', 'districtOrCounty'],
  region: 'stateOrRegion',
  postalCode: 'postalCode',
  country: 'countryCode',
  phone: ['phone'],
};

const statuses: Readonly<Record<string, AmazonStatus>> = {
  PENDING_AVAILABILITY: 'pending',
  PENDING: 'pending',
  UNSHIPPED: 'unshipped',
  PARTIALLY_SHIPPED: 'partially-shipped',
  SHIPPED: 'shipped',
  CANCELLED: 'cancelled',
  UNFULFILLABLE: 'unfulfillable',
};

export const statusOf = (order: JsonObject): AmazonStatus => {
  const text = textAt(objectAt(order, 'fulfillment'), 'fulfillmentStatus') ?? '';
  return Object.hasOwn(statuses, text) ? (statuses[text] as AmazonStatus) : 'unknown';
};

/** A currency that the order itself names. */
export const statedCurrency = (order: JsonObject): string | null => {
  const items = listAt(order, 'orderItems').map(({ value }) => value);
  return firstText(
    currencyAt(objectAt(order, 'proceeds'), 'grandTotal', namesNow),
    ...items.map((item) => currencyAt(objectAt(item, 'proceeds'), 'proceedsTotal', namesNow)),
    ...items.map((item) => currencyAt(objectAt(objectAt(item, 'product'), 'price'), 'unitPrice', namesNow)),
  );
};

/** Reads one order of this shape. What cannot be read is a problem in `reading`. */
export const readOrder2026 = (reading: Reading, order: JsonObject): AmazonOrder => {
  const fulfillment = objectAt(order, 'fulfillment');
  const proceeds = objectAt(order, 'proceeds');
  const channel = objectAt(order, 'salesChannel');
  const by = textAt(fulfillment, 'fulfilledBy');
  const buyer = objectAt(order, 'buyer');
  const tips = listAt(proceeds, 'breakdowns').filter(({ value }) => textAt(value, 'type') === 'DELIVERY_TIP');
  return {
    orderId: textAt(order, 'orderId'),
    placedAt: instantAt(order, 'createdTime') ?? undefined,
    updatedAt: instantAt(order, 'lastUpdatedTime'),
    status: statusOf(order),
    fulfilledBy: by === 'AMAZON' ? 'amazon' : by === 'MERCHANT' ? 'merchant' : null,
    marketplaceId: textAt(channel, 'marketplaceId'),
    collected: textsAt(order, 'programs').includes('IN_STORE_PICK_UP'),
    replacement: listAt(order, 'associatedOrders').some(({ value }) => textAt(value, 'associationType') === 'REPLACEMENT_ORIGINAL_ID'),
    service: textAt(fulfillment, 'fulfillmentServiceLevel'),
    total: moneyAt(reading, proceeds, 'grandTotal', 'proceeds', namesNow),
    fees: total(tips.map(({ value, index }) => moneyAt(reading, value, 'subtotal', `proceeds.breakdowns.${index}`, namesNow))),
    items: listAt(order, 'orderItems').map(({ value, index }) => readItem(reading, value, `orderItems.${index}`)),
    buyer: { name: textAt(buyer, 'buyerName'), email: textAt(buyer, 'buyerEmail') },
    address: readAddress(objectAt(objectAt(order, 'recipient'), 'deliveryAddress'), addressNames),
    paymentMethods: readPaymentMethods(order),
    metadata: readMetadata(order),
  };
};

const readPaymentMethods = (order: JsonObject): readonly string[] => {
  const executions = listAt(objectAt(order, 'payment'), 'paymentExecutions');
  const named = executions.map(({ value }) => textAt(value, 'paymentMethod')).filter((method) => method !== null);
  // The set of data about payment needs a right that a shop seldom has; that the carrier is to collect is said at the item too.
  const collects = listAt(order, 'orderItems').some(({ value }) => {
    const shipping = objectAt(objectAt(value, 'fulfillment'), 'shipping');
    return textAt(objectAt(shipping, 'shippingConstraints'), 'cashOnDelivery') === 'MANDATORY';
  });
  return collects ? ['CashOnDelivery', ...named] : named;
};

type Breakdown = { readonly subtotal: number; readonly shipping: number };

/** Σ of the entries of one type, and the part of it that is about shipping. */
const breakdownOf = (reading: Reading, item: JsonObject, type: string, path: string): Breakdown => {
  const proceeds = objectAt(item, 'proceeds');
  const entries = listAt(proceeds, 'breakdowns').filter(({ value }) => textAt(value, 'type') === type);
  const parts = entries.map(({ value, index }) => {
    const entryPath = `${path}.proceeds.breakdowns.${index}`;
    const details = listAt(value, 'detailedBreakdowns').filter(({ value: detail }) => textAt(detail, 'subtype') === 'SHIPPING');
    return {
      subtotal: moneyAt(reading, value, 'subtotal', entryPath, namesNow) ?? 0,
      shipping: total(
        details.map(({ value: detail, index: at }) => moneyAt(reading, detail, 'value', `${entryPath}.detailedBreakdowns.${at}`, namesNow)),
      ),
    };
  });
  return { subtotal: total(parts.map((part) => part.subtotal)), shipping: total(parts.map((part) => part.shipping)) };
};

const readItem = (reading: Reading, item: JsonObject, path: string): AmazonItem => {
  const product = objectAt(item, 'product');
  const fulfillment = objectAt(item, 'fulfillment');
  const cancellation = objectAt(item, 'cancellation');
  const kinds = listAt(objectAt(item, 'proceeds'), 'breakdowns').map(({ value }) => textAt(value, 'type'));
  const of = (type: string): Breakdown => breakdownOf(reading, item, type, path);
  const tax = of('TAX');
  const discount = of('DISCOUNT');
  return {
    path,
    itemId: textAt(item, 'orderItemId'),
    sku: textAt(product, 'sellerSku'),
    title: firstText(textAt(product, 'title'), textAt(product, 'asin')),
    ordered: quantityAt(reading, item, 'quantityOrdered', path),
    open: quantityAt(reading, fulfillment, 'quantityUnfulfilled', `${path}.fulfillment`),
    shipped: quantityAt(reading, fulfillment, 'quantityFulfilled', `${path}.fulfillment`),
    cancelled: Object.keys(objectAt(cancellation, 'cancellationExecution')).length > 0,
    cancelAsked: textAt(objectAt(cancellation, 'cancellationRequest'), 'requester') === 'BUYER',
    unitPrice: moneyAt(reading, objectAt(product, 'price'), 'unitPrice', `${path}.product.price`, namesNow),
    price: kinds.includes('ITEM') ? of('ITEM').subtotal : null,
    // The model does not say whether a discount is written as a negative amount; it is one either way.
    discount: Math.abs(discount.subtotal) - Math.abs(discount.shipping),
    tax: tax.subtotal - tax.shipping,
    shipping: of('SHIPPING').subtotal,
    shippingDiscount: Math.abs(discount.shipping),
    shippingTax: tax.shipping,
    fees: of('GIFT_WRAP').subtotal + of('COD_FEE').subtotal + of('OTHER').subtotal,
  };
};

const windowAt = (fulfillment: JsonObject, key: string): Json | null => {
  const window = objectAt(fulfillment, key);
  const moments = said({ earliest: textAt(window, 'earliestDateTime'), latest: textAt(window, 'latestDateTime') });
  return Object.keys(moments).length > 0 ? moments : null;
};

// Packages are left out: their tracking changes without the order changing, and one revision must have one content.
const readMetadata = (order: JsonObject): Readonly<Record<string, Json>> => {
  const fulfillment = objectAt(order, 'fulfillment');
  const channel = objectAt(order, 'salesChannel');
  const alias = listAt(order, 'orderAliases').find(({ value }) => textAt(value, 'aliasType') === 'SELLER_ORDER_ID');
  return said({
    marketplace_id: textAt(channel, 'marketplaceId'),
    marketplace_name: textAt(channel, 'marketplaceName'),
    status: textAt(fulfillment, 'fulfillmentStatus'),
    fulfilled_by: textAt(fulfillment, 'fulfilledBy'),
    service_level: textAt(fulfillment, 'fulfillmentServiceLevel'),
    ship_by: windowAt(fulfillment, 'shipByWindow'),
    deliver_by: windowAt(fulfillment, 'deliverByWindow'),
    programs: textsAt(order, 'programs'),
    seller_order_id: alias === undefined ? null : textAt(alias.value, 'aliasId'),
    purchase_order_number: textAt(objectAt(order, 'buyer'), 'buyerPurchaseOrderNumber'),
    associated_orders: listAt(order, 'associatedOrders').map(({ value }) =>
      said({ order_id: textAt(value, 'orderId'), type: textAt(value, 'associationType') }),
    ),
    lines: listAt(order, 'orderItems').map(({ value }) => lineExtras(value)),
  });
};

const lineExtras = (item: JsonObject): Json => {
  const product = objectAt(item, 'product');
  const fulfillment = objectAt(item, 'fulfillment');
  const gift = objectAt(objectAt(fulfillment, 'packing'), 'giftOption');
  const shipping = objectAt(fulfillment, 'shipping');
  return said({
    line_id: textAt(item, 'orderItemId'),
    asin: textAt(product, 'asin'),
    condition: textAt(objectAt(product, 'condition'), 'conditionType'),
    programs: textsAt(item, 'programs'),
    gift_message: textAt(gift, 'giftMessage'),
    gift_wrap: textAt(gift, 'giftWrapLevel'),
    customization_url: textAt(objectAt(product, 'customization'), 'customizedUrl'),
    ioss_number: textAt(objectAt(shipping, 'internationalShipping'), 'iossNumber'),
    promotions: listAt(objectAt(item, 'promotion'), 'breakdowns')
      .map(({ value }) => textAt(value, 'promotionId'))
      .filter((id) => id !== null),
    cancel_reason: textAt(objectAt(objectAt(item, 'cancellation'), 'cancellationRequest'), 'cancelReason'),
  });
};
