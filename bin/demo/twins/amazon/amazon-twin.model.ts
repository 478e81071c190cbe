// What the twin of Amazon knows, and how it tells it: both versions of the Orders API show the same orders.
import type { Instant } from '../../../../lib/kernel/instant.ts';
import { CurrencyCode, decimalMinor } from '../../../../lib/kernel/money.ts';
import type { TwinAnswer } from '../twin-server.ts';

export type TwinStatus = 'PENDING' | 'UNSHIPPED' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'CANCELLED';

/** Amounts in minor units, for all units together where it is not said otherwise. */
export type TwinItem = {
  readonly orderItemId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly price: number;
  readonly tax: number;
  readonly discount: number;
  readonly shipping: number;
  readonly shippingTax: number;
  readonly shippingDiscount: number;
  shipped: number;
  cancelAsked: boolean;
};

export type TwinPackage = {
  readonly packageReferenceId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly shipTime: string;
  readonly items: readonly { readonly orderItemId: string; readonly quantity: number }[];
};

export type TwinAddress = {
  readonly name: string;
  readonly addressLine1: string;
  readonly addressLine2?: string;
  readonly city: string;
  readonly stateOrRegion: string;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone?: string;
};

export type TwinOrder = {
  readonly orderId: string;
  readonly createdTime: Instant;
  readonly marketplaceId: string;
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
  readonly serviceLevel: string;
  readonly currency: string;
  readonly buyer: { readonly name: string; readonly email: string };
  readonly items: readonly TwinItem[];
  /** Whether the site's prices contain the tax. */
  readonly taxesIncluded: boolean;
  address: TwinAddress;
  status: TwinStatus;
  lastUpdatedTime: Instant;
  packages: TwinPackage[];
  refundedMinor: number;
};

export const refusal = (status: number, code: string, message: string, details = ''): TwinAnswer => ({
  status,
  body: { errors: [{ code, message, details }] },
});

export const invalid = (what: string): TwinAnswer => refusal(400, 'InvalidInput', `The input you have submitted is not valid. ${what}`);

/** What the customer pays. */
export const totalOf = (order: TwinOrder): number =>
  order.items.reduce(
    (total, item) =>
      total + item.price - item.discount + item.shipping - item.shippingDiscount + (order.taxesIncluded ? 0 : item.tax + item.shippingTax),
    0,
  );

const open = (order: TwinOrder, item: TwinItem): number => (order.status === 'CANCELLED' ? 0 : item.quantity - item.shipped);

const moneyNow = (amount: number, currency: string) => ({ amount: decimalMinor(amount, CurrencyCode(currency)), currencyCode: currency });

const breakdownsNow = (item: TwinItem, currency: string): readonly unknown[] => {
  const money = (amount: number) => moneyNow(amount, currency);
  const detail = (subtype: string, amount: number) => ({ subtype, value: money(amount) });
  const parts = [
    { type: 'ITEM', subtotal: money(item.price) },
    ...(item.shipping > 0 ? [{ type: 'SHIPPING', subtotal: money(item.shipping) }] : []),
    {
      type: 'TAX',
      subtotal: money(item.tax + item.shippingTax),
      detailedBreakdowns: [detail('ITEM', item.tax), detail('SHIPPING', item.shippingTax)],
    },
    {
      type: 'DISCOUNT',
      subtotal: money(item.discount + item.shippingDiscount),
      detailedBreakdowns: [detail('ITEM', item.discount), detail('SHIPPING', item.shippingDiscount)],
    },
  ];
  return parts;
};

/** The order as 2026-01-01 shows it, with the sets of data that were asked for. */
export const showNow = (order: TwinOrder, included: ReadonlySet<string>): Readonly<Record<string, unknown>> => {
  const priced = included.has('PROCEEDS') && order.status !== 'PENDING';
  const personal = order.status !== 'PENDING' && order.status !== 'CANCELLED' && order.fulfilledBy === 'MERCHANT';
  return {
    orderId: order.orderId,
    createdTime: order.createdTime,
    lastUpdatedTime: order.lastUpdatedTime,
    programs: [],
    salesChannel: { channelName: 'AMAZON', marketplaceId: order.marketplaceId, marketplaceName: 'Amazon' },
    ...(included.has('BUYER') && personal ? { buyer: { buyerName: order.buyer.name, buyerEmail: order.buyer.email } } : {}),
    ...(included.has('RECIPIENT') && personal ? { recipient: { deliveryAddress: order.address } } : {}),
    ...(priced ? { proceeds: { grandTotal: moneyNow(totalOf(order), order.currency) } } : {}),
    ...(included.has('FULFILLMENT')
      ? { fulfillment: { fulfillmentStatus: order.status, fulfilledBy: order.fulfilledBy, fulfillmentServiceLevel: order.serviceLevel } }
      : {}),
    orderItems: order.items.map((item) => itemNow(order, item, included, priced)),
    ...(included.has('PACKAGES') ? { packages: order.packages.map(packageNow) } : {}),
  };
};

const itemNow = (order: TwinOrder, item: TwinItem, included: ReadonlySet<string>, priced: boolean): unknown => ({
  orderItemId: item.orderItemId,
  quantityOrdered: item.quantity,
  product: { asin: `B0${item.orderItemId.slice(-8)}`, title: item.title, sellerSku: item.sku },
  ...(priced ? { proceeds: { breakdowns: breakdownsNow(item, order.currency) } } : {}),
  ...(included.has('FULFILLMENT') ? { fulfillment: { quantityFulfilled: item.shipped, quantityUnfulfilled: open(order, item) } } : {}),
  ...(included.has('CANCELLATION') && item.cancelAsked
    ? { cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: 'Ordered by mistake' } } }
    : {}),
});

const packageNow = (parcel: TwinPackage): unknown => ({
  packageReferenceId: parcel.packageReferenceId,
  carrier: parcel.carrier,
  trackingNumber: parcel.trackingNumber,
  shipTime: parcel.shipTime,
  packageStatus: { status: 'SHIPPED' },
  packageItems: parcel.items,
});

export const statusNamesV0: Readonly<Record<TwinStatus, string>> = {
  PENDING: 'Pending',
  UNSHIPPED: 'Unshipped',
  PARTIALLY_SHIPPED: 'PartiallyShipped',
  SHIPPED: 'Shipped',
  CANCELLED: 'Canceled',
};

const moneyV0 = (amount: number, currency: string) => ({ Amount: decimalMinor(amount, CurrencyCode(currency)), CurrencyCode: currency });

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The order as v0 shows it; names and streets only to a token that was made for them. */
export const showV0 = (order: TwinOrder, restricted: boolean): Readonly<Record<string, unknown>> => {
  const paid = order.status !== 'PENDING' && order.status !== 'CANCELLED';
  const { name, addressLine1, addressLine2, phone, ...area } = order.address;
  const street = { name, addressLine1, ...(addressLine2 === undefined ? {} : { addressLine2 }), ...(phone === undefined ? {} : { phone }) };
  const address = Object.entries({ ...area, ...(restricted ? street : {}) }).map(([key, value]) => [capitalised(key), value]);
  return {
    AmazonOrderId: order.orderId,
    PurchaseDate: order.createdTime,
    LastUpdateDate: order.lastUpdatedTime,
    OrderStatus: statusNamesV0[order.status],
    FulfillmentChannel: order.fulfilledBy === 'AMAZON' ? 'AFN' : 'MFN',
    SalesChannel: 'Amazon',
    ShipmentServiceLevelCategory: order.serviceLevel.toLowerCase().split('_').map(capitalised).join(''),
    ...(paid ? { OrderTotal: moneyV0(totalOf(order), order.currency) } : {}),
    MarketplaceId: order.marketplaceId,
    ...(paid && order.fulfilledBy === 'MERCHANT' ? { ShippingAddress: Object.fromEntries(address) } : {}),
    ...(paid && restricted && order.fulfilledBy === 'MERCHANT'
      ? { BuyerInfo: { BuyerEmail: order.buyer.email, BuyerName: order.buyer.name } }
      : {}),
  };
};

export const itemV0 = (order: TwinOrder, item: TwinItem): unknown => {
  const cancelled = order.status === 'CANCELLED';
  const money = (amount: number) => moneyV0(amount, order.currency);
  const priced = order.status !== 'PENDING' && !cancelled;
  return {
    ASIN: `B0${item.orderItemId.slice(-8)}`,
    SellerSKU: item.sku,
    OrderItemId: item.orderItemId,
    Title: item.title,
    QuantityOrdered: cancelled ? 0 : item.quantity,
    QuantityShipped: item.shipped,
    ...(priced
      ? {
          ItemPrice: money(item.price),
          ItemTax: money(item.tax),
          ShippingPrice: money(item.shipping),
          ShippingTax: money(item.shippingTax),
          ShippingDiscount: money(item.shippingDiscount),
          PromotionDiscount: money(item.discount),
        }
      : {}),
    BuyerRequestedCancel: { IsBuyerRequestedCancel: String(item.cancelAsked) },
  };
};
