// Documents that read orders, after the schema of the GraphQL Admin API 2026-07 and the release notes of 2026-10.
// Points by "GraphQL Admin API rate limits": an object costs one, a connection two and its size times what a node costs.
import type { Operation } from './shopify.api.ts';

/** Orders of a page, and the first lines of each: what an order usually has, within the points of one query. */
const ordersPerPage = 5;
const linesAtOnce = 6;
const shippingLinesAtOnce = 2;
/** A page of lines alone. */
const linesPerPage = 40;
/** Enough to know whether there are refunds, which are read one by one. */
const refundsAtOnce = 1;
const refundsMax = 100;

export const orderLimits = { refundsAtOnce, refundsMax } as const;

const shopAmount = '{ shopMoney { amount } }';
const bothAmounts = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';
const taxLines = `taxLines { priceSet ${shopAmount} }`;
const discounts = `discountAllocations { allocatedAmountSet ${shopAmount} }`;
const pageInfo = 'pageInfo { hasNextPage endCursor }';

const address = '{ name firstName lastName company address1 address2 city province provinceCode zip country countryCodeV2 phone }';

const line = `{
  id title name sku quantity currentQuantity nonFulfillableQuantity requiresShipping isGiftCard variantTitle vendor
  originalUnitPriceSet ${shopAmount}
  totalDiscountSet ${shopAmount}
  ${discounts}
  ${taxLines}
  duties { ${taxLines} }
  fulfillmentService { handle }
  customAttributes { key value }
}`;

const shippingLine = `{
  id code title isRemoved
  originalPriceSet ${shopAmount}
  discountedPriceSet ${shopAmount}
  currentDiscountedPriceSet ${shopAmount}
  ${discounts}
  ${taxLines}
}`;

const linesOf = (size: number, after: string): string => `lineItems(first: ${size}${after}) { nodes ${line} ${pageInfo} }`;
const shippingLinesOf = (size: number, after: string): string =>
  `shippingLines(first: ${size}, includeRemovals: true${after}) { nodes ${shippingLine} ${pageInfo} }`;

const order = `{
  id name number createdAt processedAt updatedAt cancelledAt cancelReason currencyCode presentmentCurrencyCode
  taxesIncluded dutiesIncluded edited test confirmationNumber sourceName poNumber customerLocale clientIp note tags email phone
  displayFinancialStatus displayFulfillmentStatus paymentGatewayNames discountCodes
  paymentTerms { id }
  customAttributes { key value }
  customer { id firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
  shippingAddress ${address}
  billingAddress ${address}
  totalPriceSet ${bothAmounts}
  currentTotalPriceSet ${bothAmounts}
  subtotalPriceSet ${shopAmount}
  currentSubtotalPriceSet ${shopAmount}
  totalDiscountsSet ${shopAmount}
  currentTotalDiscountsSet ${shopAmount}
  totalTaxSet ${shopAmount}
  currentTotalTaxSet ${shopAmount}
  totalTipReceivedSet ${shopAmount}
  originalTotalDutiesSet ${shopAmount}
  currentTotalDutiesSet ${shopAmount}
  originalTotalAdditionalFeesSet ${shopAmount}
  currentTotalAdditionalFeesSet ${shopAmount}
  refunds(first: ${refundsAtOnce}) { id }
  ${linesOf(linesAtOnce, '')}
  ${shippingLinesOf(shippingLinesAtOnce, '')}
}`;

/** Orders of a window, the oldest change first. */
export const changedOrdersOperation: Operation = {
  name: 'ChangedOrders',
  document: `query ChangedOrders($query: String!, $after: String) {
  orders(first: ${ordersPerPage}, after: $after, query: $query, sortKey: UPDATED_AT) { nodes ${order} ${pageInfo} }
}`,
  cost: 950,
  repeatable: true,
};

export const orderOperation: Operation = {
  name: 'OrderById',
  document: `query OrderById($id: ID!) { order(id: $id) ${order} }`,
  cost: 190,
  repeatable: true,
};

/** `updatedAt` tells whether the order has changed between its first part and this one. */
export const orderLinesOperation: Operation = {
  name: 'OrderLines',
  document: `query OrderLines($id: ID!, $after: String) { order(id: $id) { updatedAt ${linesOf(linesPerPage, ', after: $after')} } }`,
  cost: 740,
  repeatable: true,
};

export const orderShippingOperation: Operation = {
  name: 'OrderShipping',
  document: `query OrderShipping($id: ID!, $after: String) { order(id: $id) { updatedAt ${shippingLinesOf(20, ', after: $after')} } }`,
  cost: 270,
  repeatable: true,
};

export const orderRefundsOperation: Operation = {
  name: 'OrderRefunds',
  document: `query OrderRefunds($id: ID!) { order(id: $id) { updatedAt refunds(first: ${refundsMax}) { id } } }`,
  cost: 110,
  repeatable: true,
};

export const refundOperation: Operation = {
  name: 'RefundById',
  document: `query RefundById($id: ID!, $after: String) {
  refund(id: $id) {
    order { updatedAt }
    refundLineItems(first: ${linesPerPage}, after: $after) {
      nodes { quantity lineItem { id } subtotalSet ${shopAmount} totalTaxSet ${shopAmount} }
      ${pageInfo}
    }
    refundShippingLines(first: 20) { nodes { subtotalAmountSet ${shopAmount} } }
  }
}`,
  cost: 360,
  repeatable: true,
};
