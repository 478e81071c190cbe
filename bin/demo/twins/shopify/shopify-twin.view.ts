import type { Instant } from '../../../../lib/kernel/instant.ts';
import { type CurrencyCode, decimalMinor } from '../../../../lib/kernel/money.ts';
import { customerIp } from '../customer-ip.ts';
import type { FieldCall, View } from './shopify-twin.execute.ts';
import {
  currentSums,
  fulfilledUnits,
  placedSums,
  presentmentOf,
  shippingDiscount,
  shippingNow,
  type TwinAddress,
  type TwinLine,
  type TwinOrder,
  type TwinParcel,
  type TwinRefund,
  type TwinShipping,
  type TwinTransaction,
  type TwinWork,
} from './shopify-twin.model.ts';
import { fullName, orderFulfillment } from './shopify-twin.rest.ts';

// The GraphQL side of an order. It shares the figures with the webhook and nothing of its form.

export const gid = (kind: string, id: string): string => `gid://shopify/${kind}/${id}`;

const moment = (instant: Instant): string => instant.replace(/\.\d{3}Z$/, 'Z');

/** GraphQL writes decimals as short as it can: `20.0`, `19.99`, `1000.0` of yen. */
const decimal = (amount: number, currency: CurrencyCode): string => {
  const text = decimalMinor(amount, currency);
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '.0') : `${text}.0`;
};

const bag = (order: TwinOrder, shop: number, presentment = presentmentOf(order, shop)): View => ({
  shopMoney: { amount: decimal(shop, order.currency), currencyCode: order.currency },
  presentmentMoney: { amount: decimal(presentment, order.presentmentCurrency), currencyCode: order.presentmentCurrency },
});

const optionalBag = (order: TwinOrder, amount: number | null): View | null => (amount === null ? null : bag(order, amount));

const allocations = (order: TwinOrder, amounts: readonly number[]): readonly View[] =>
  amounts.map((amount) => ({ allocatedAmountSet: bag(order, amount) }));

const taxLines = (order: TwinOrder, amounts: readonly number[]): readonly View[] =>
  amounts.map((amount) => ({ title: 'Tax', rate: 0.07, priceSet: bag(order, amount) }));

const attributes = (list: readonly { readonly name: string; readonly value: string }[]): readonly View[] =>
  list.map(({ name, value }) => ({ key: name, value }));

const lineItem = (order: TwinOrder, line: TwinLine): View => {
  const unfulfilled = line.tip ? 0 : Math.max(0, line.current - fulfilledUnits(order, line.id));
  return {
    id: gid('LineItem', line.id),
    title: line.title,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.current,
    unfulfilledQuantity: unfulfilled,
    refundableQuantity: line.current,
    nonFulfillableQuantity: line.tip ? line.quantity : line.quantity - line.current,
    requiresShipping: line.requiresShipping,
    isGiftCard: line.giftCard,
    variantTitle: line.variantTitle,
    vendor: line.vendor,
    originalUnitPriceSet: bag(order, line.price),
    totalDiscountSet: bag(order, 0),
    discountAllocations: allocations(order, line.discounts),
    taxLines: taxLines(order, line.taxes),
    duties: [],
    fulfillmentService: { id: gid('FulfillmentService', '1'), handle: line.service, serviceName: line.service },
    customAttributes: attributes(line.properties),
  };
};

const lineById = (order: TwinOrder, lineId: string): View | null => {
  const line = order.lines.find(({ id }) => id === lineId);
  return line ? lineItem(order, line) : null;
};

const shippingLine = (order: TwinOrder, line: TwinShipping): View => ({
  id: gid('ShippingLine', line.id),
  code: line.code,
  title: line.title,
  isRemoved: line.removed,
  originalPriceSet: bag(order, line.price),
  discountedPriceSet: bag(order, line.price - shippingDiscount(line)),
  currentDiscountedPriceSet: bag(order, shippingNow(line)),
  discountAllocations: allocations(order, line.discounts),
  taxLines: taxLines(order, line.taxes),
});

export const refundView = (order: TwinOrder, refund: TwinRefund): View => ({
  id: gid('Refund', refund.id),
  note: refund.note,
  createdAt: moment(refund.createdAt),
  order: () => orderView(order),
  refundLineItems: () =>
    refund.lines.map((line, index) => ({
      id: gid('RefundLineItem', `${refund.id}${index}`),
      quantity: line.quantity,
      lineItem: lineById(order, line.lineId),
      subtotalSet: bag(order, line.subtotal),
      totalTaxSet: bag(order, line.tax),
    })),
  refundShippingLines: () =>
    refund.shipping.map(({ id, amount }) => ({
      id: gid('RefundShippingLine', `${refund.id}${id}`),
      subtotalAmountSet: bag(order, amount),
    })),
});

export const parcelView = (order: TwinOrder, parcel: TwinParcel): View => ({
  id: gid('Fulfillment', parcel.id),
  status: parcel.status,
  trackingInfo: parcel.number === null ? [] : [{ number: parcel.number, company: parcel.company, url: parcel.url }],
  fulfillmentLineItems: () =>
    parcel.lines.map(({ lineId, quantity }) => ({
      id: gid('FulfillmentLineItem', `${parcel.id}${lineId}`),
      quantity,
      lineItem: lineById(order, lineId),
    })),
});

export const workView = (order: TwinOrder, work: TwinWork): View => ({
  id: gid('FulfillmentOrder', work.id),
  status: work.status,
  assignedLocation: { name: `Location ${work.locationId}`, location: { id: gid('Location', work.locationId) } },
  lineItems: () =>
    work.lines.map((line) => ({
      id: gid('FulfillmentOrderLineItem', line.id),
      remainingQuantity: line.remaining,
      totalQuantity: line.total,
      lineItem: lineById(order, line.lineId),
    })),
});

const transactionView = (order: TwinOrder, one: TwinTransaction): View => ({
  id: gid('OrderTransaction', one.id),
  kind: one.kind,
  status: one.status,
  gateway: one.gateway,
  parentTransaction: one.parentId === null ? null : { id: gid('OrderTransaction', one.parentId) },
  amountSet: bag(order, one.shop, one.presentment),
});

const addressView = (source: TwinAddress | null): View | null =>
  source && {
    firstName: source.firstName,
    lastName: source.lastName,
    name: fullName(source),
    company: source.company,
    address1: source.address1,
    address2: source.address2,
    city: source.city,
    province: source.province,
    provinceCode: source.provinceCode,
    zip: source.zip,
    country: source.country,
    countryCodeV2: source.countryCode,
    phone: source.phone,
  };

const sums = (order: TwinOrder): View => {
  const [placed, current] = [placedSums(order), currentSums(order)];
  return {
    totalPriceSet: bag(order, placed.total),
    currentTotalPriceSet: bag(order, current.total),
    subtotalPriceSet: bag(order, placed.subtotal),
    currentSubtotalPriceSet: bag(order, current.subtotal),
    totalDiscountsSet: bag(order, placed.discounts),
    currentTotalDiscountsSet: bag(order, current.discounts),
    totalTaxSet: bag(order, placed.tax),
    currentTotalTaxSet: bag(order, current.tax),
    totalTipReceivedSet: bag(order, placed.tips),
    originalTotalDutiesSet: optionalBag(order, order.duties),
    currentTotalDutiesSet: optionalBag(order, order.duties),
    originalTotalAdditionalFeesSet: optionalBag(order, order.additionalFees),
    currentTotalAdditionalFeesSet: optionalBag(order, order.additionalFees),
  };
};

const metafield = (order: TwinOrder, { args }: FieldCall): View | null => {
  const name = `${String(args['namespace'])}.${String(args['key'])}`;
  const value = order.metafields.get(name);
  return value === undefined ? null : { id: gid('Metafield', '1'), namespace: args['namespace'], key: args['key'], type: 'json', value };
};

export const orderView = (order: TwinOrder): View => ({
  __cursor: `${order.updatedAt} ${order.id.padStart(20, '0')}`,
  id: gid('Order', order.id),
  name: `#${order.number}`,
  number: order.number,
  createdAt: moment(order.createdAt),
  processedAt: moment(order.createdAt),
  updatedAt: moment(order.updatedAt),
  cancelledAt: order.cancelledAt && moment(order.cancelledAt),
  cancelReason: order.cancelReason,
  currencyCode: order.currency,
  presentmentCurrencyCode: order.presentmentCurrency,
  taxesIncluded: order.taxesIncluded,
  dutiesIncluded: order.dutiesIncluded,
  edited: order.edited,
  test: order.test,
  confirmationNumber: order.confirmationNumber,
  sourceName: order.sourceName,
  poNumber: order.poNumber,
  customerLocale: order.customerLocale,
  clientIp: customerIp(order.email ?? order.id),
  note: order.note,
  // Shopify sorts tags here, and not in webhooks.
  tags: order.tags.toSorted(),
  email: order.email,
  phone: order.phone,
  displayFinancialStatus: order.financialStatus,
  displayFulfillmentStatus: { fulfilled: 'FULFILLED', partial: 'PARTIALLY_FULFILLED', none: 'UNFULFILLED' }[
    orderFulfillment(order) ?? 'none'
  ],
  paymentGatewayNames: order.gateways,
  discountCodes: order.discountCodes,
  paymentTerms: order.paymentTerms ? { id: gid('PaymentTerms', '1') } : null,
  customAttributes: attributes(order.attributes),
  customer: order.customer && {
    id: gid('Customer', order.customer.id),
    firstName: order.customer.firstName,
    lastName: order.customer.lastName,
    defaultEmailAddress: order.customer.email === null ? null : { emailAddress: order.customer.email },
    defaultPhoneNumber: order.customer.phone === null ? null : { phoneNumber: order.customer.phone },
  },
  shippingAddress: addressView(order.shippingAddress),
  billingAddress: addressView(order.billingAddress),
  ...sums(order),
  refunds: () => order.refunds.map((refund) => refundView(order, refund)),
  lineItems: () => order.lines.map((line) => lineItem(order, line)),
  shippingLines: ({ args }: FieldCall) =>
    order.shippingLines.filter((line) => args['includeRemovals'] === true || !line.removed).map((line) => shippingLine(order, line)),
  fulfillments: () => order.parcels.map((parcel) => parcelView(order, parcel)),
  fulfillmentOrders: () => order.work.map((work) => workView(order, work)),
  transactions: () => order.transactions.map((one) => transactionView(order, one)),
  metafield: (call: FieldCall) => metafield(order, call),
});
