// Orders as the Orders API v0 gives them (amzn/selling-partner-api-models, ordersV0.json; its reads end on 27 March 2027). v0
// gives the items by a call of their own, so an order of this shape carries them in a member `OrderItems` that we add.
import type { Json } from '../../../kernel/canonical-json.ts';
import { firstText, type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { quantityAt, type Reading } from '../reading/reading.ts';
import { type AddressNames, readAddress } from './amazon.address.ts';
import type { AmazonItem, AmazonOrder, AmazonStatus } from './amazon.order.ts';
import { currencyAt, instantAt, moneyAt, namesV0, said, textsAt } from './amazon.reading.ts';

const addressNames: AddressNames = {
  name: 'Name',
  company: 'CompanyName',
  lines: ['AddressLine1', 'AddressLine2', 'AddressLine3'],
  city: ['City', 'Municipality', 'District', 'County'],
  region: 'StateOrRegion',
  postalCode: 'PostalCode',
  country: 'CountryCode',
  phone: ['Phone'],
};

const statuses: Readonly<Record<string, AmazonStatus>> = {
  PendingAvailability: 'pending',
  Pending: 'pending',
  Unshipped: 'unshipped',
  PartiallyShipped: 'partially-shipped',
  Shipped: 'shipped',
  InvoiceUnconfirmed: 'shipped',
  Canceled: 'cancelled',
  Unfulfillable: 'unfulfillable',
};

/** Status by a name of v0, which notifications and order reports use too. */
export const statusNamedV0 = (name: string | null): AmazonStatus =>
  name !== null && Object.hasOwn(statuses, name) ? (statuses[name] as AmazonStatus) : 'unknown';

/** A currency that the order itself names. */
export const statedCurrencyV0 = (order: JsonObject): string | null =>
  firstText(
    currencyAt(order, 'OrderTotal', namesV0),
    ...listAt(order, 'OrderItems').map(({ value }) => currencyAt(value, 'ItemPrice', namesV0)),
  );

/** v0 writes some truths as text. */
const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** Reads one order of this shape. What cannot be read is a problem in `reading`. */
export const readOrderV0 = (reading: Reading, order: JsonObject): AmazonOrder => {
  const by = textAt(order, 'FulfillmentChannel');
  const buyer = objectAt(order, 'BuyerInfo');
  const method = textAt(order, 'PaymentMethod');
  return {
    orderId: textAt(order, 'AmazonOrderId'),
    placedAt: instantAt(order, 'PurchaseDate') ?? undefined,
    updatedAt: instantAt(order, 'LastUpdateDate'),
    status: statusNamedV0(textAt(order, 'OrderStatus')),
    fulfilledBy: by === 'AFN' ? 'amazon' : by === 'MFN' ? 'merchant' : null,
    marketplaceId: textAt(order, 'MarketplaceId'),
    collected: isTrue(order['IsISPU']),
    replacement: isTrue(order['IsReplacementOrder']),
    service:
      textAt(order, 'ShipmentServiceLevelCategory')
        ?.replace(/(?<=[a-z])(?=[A-Z])/g, '_')
        .toUpperCase() ?? null,
    total: moneyAt(reading, order, 'OrderTotal', '', namesV0),
    fees: 0,
    items: listAt(order, 'OrderItems').map(({ value, index }) => readItem(reading, value, `OrderItems.${index}`)),
    buyer: { name: textAt(buyer, 'BuyerName'), email: textAt(buyer, 'BuyerEmail') },
    address: readAddress(objectAt(order, 'ShippingAddress'), addressNames),
    paymentMethods: [
      ...(method === null || method === 'Other' ? [] : [method]),
      ...listAt(order, 'PaymentExecutionDetail')
        .map(({ value }) => textAt(value, 'PaymentMethod'))
        .filter((name) => name !== null),
      ...textsAt(order, 'PaymentMethodDetails'),
    ],
    metadata: readMetadata(order),
  };
};

const readItem = (reading: Reading, item: JsonObject, path: string): AmazonItem => {
  const gift = objectAt(item, 'BuyerInfo');
  const at = (key: string): number => moneyAt(reading, item, key, path, namesV0) ?? 0;
  const giftAt = (key: string): number => moneyAt(reading, gift, key, `${path}.BuyerInfo`, namesV0) ?? 0;
  const ordered = quantityAt(reading, item, 'QuantityOrdered', path);
  const shipped = quantityAt(reading, item, 'QuantityShipped', path);
  return {
    path,
    itemId: textAt(item, 'OrderItemId'),
    sku: textAt(item, 'SellerSKU'),
    title: firstText(textAt(item, 'Title'), textAt(item, 'ASIN')),
    ordered,
    // v0 lowers the number ordered when units are cancelled, so everything that is not shipped is open.
    open: ordered === null ? null : Math.max(0, ordered - (shipped ?? 0)),
    shipped,
    cancelled: false,
    cancelAsked: isTrue(objectAt(item, 'BuyerRequestedCancel')['IsBuyerRequestedCancel']),
    unitPrice: null,
    price: moneyAt(reading, item, 'ItemPrice', path, namesV0),
    discount: at('PromotionDiscount') + at('CODFeeDiscount'),
    tax: at('ItemTax') - at('PromotionDiscountTax') + giftAt('GiftWrapTax'),
    shipping: at('ShippingPrice'),
    shippingDiscount: at('ShippingDiscount'),
    shippingTax: at('ShippingTax') - at('ShippingDiscountTax'),
    fees: at('CODFee') + giftAt('GiftWrapPrice'),
  };
};

const windowOf = (order: JsonObject, earliestKey: string, latestKey: string): Json | null => {
  const moments = said({ earliest: textAt(order, earliestKey), latest: textAt(order, latestKey) });
  return Object.keys(moments).length > 0 ? moments : null;
};

const programs: readonly (readonly [key: string, program: string])[] = [
  ['IsPrime', 'PRIME'],
  ['IsBusinessOrder', 'AMAZON_BUSINESS'],
  ['IsPremiumOrder', 'PREMIUM'],
  ['IsISPU', 'IN_STORE_PICK_UP'],
];

const readMetadata = (order: JsonObject): Readonly<Record<string, Json>> =>
  said({
    marketplace_id: textAt(order, 'MarketplaceId'),
    marketplace_name: textAt(order, 'SalesChannel'),
    status: textAt(order, 'OrderStatus'),
    fulfilled_by: textAt(order, 'FulfillmentChannel'),
    service_level: firstText(textAt(order, 'ShipServiceLevel'), textAt(order, 'ShipmentServiceLevelCategory')),
    ship_by: windowOf(order, 'EarliestShipDate', 'LatestShipDate'),
    deliver_by: windowOf(order, 'EarliestDeliveryDate', 'LatestDeliveryDate'),
    programs: programs.filter(([key]) => isTrue(order[key])).map(([, program]) => program),
    seller_order_id: textAt(order, 'SellerOrderId'),
    purchase_order_number: textAt(objectAt(order, 'BuyerInfo'), 'PurchaseOrderNumber'),
    replaced_order_id: textAt(order, 'ReplacedOrderId'),
    lines: listAt(order, 'OrderItems').map(({ value }) => lineExtras(value)),
  });

const lineExtras = (item: JsonObject): Json => {
  const buyer = objectAt(item, 'BuyerInfo');
  return said({
    line_id: textAt(item, 'OrderItemId'),
    asin: textAt(item, 'ASIN'),
    condition: textAt(item, 'ConditionId'),
    gift_message: textAt(buyer, 'GiftMessageText'),
    gift_wrap: textAt(buyer, 'GiftWrapLevel'),
    customization_url: textAt(objectAt(buyer, 'BuyerCustomizedInfo'), 'CustomizedURL'),
    ioss_number: textAt(item, 'IossNumber'),
    promotions: textsAt(item, 'PromotionIds'),
    cancel_reason: textAt(objectAt(item, 'BuyerRequestedCancel'), 'BuyerCancelReason'),
  });
};
