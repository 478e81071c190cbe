// Documents of everything that is told to Shopify, after the schema of the GraphQL Admin API 2026-07 and the release notes of
// 2026-10. A mutation costs ten points.
import type { Operation } from './shopify.api.ts';

const pageInfo = 'pageInfo { hasNextPage endCursor }';
const userErrors = 'userErrors { field message }';
const codedErrors = '{ code field message }';

const query = (name: string, cost: number, document: string): Operation => ({ name, document, cost, repeatable: true });
const mutation = (name: string, document: string, repeatable = false): Operation => ({ name, document, cost: 60, repeatable });

/** Namespace of our metafields at orders: Shopify makes it the app's own, which no other app reads or writes. */
export const noticeNamespace = '$app:waybill';

export const orderParcelsOperation = query(
  'OrderParcels',
  610,
  `query OrderParcels($id: ID!) {
  order(id: $id) { id fulfillments(first: 100) { id status trackingInfo(first: 5) { number } } }
}`,
);

export const parcelLinesOperation = query(
  'ParcelLines',
  310,
  `query ParcelLines($id: ID!, $after: String) {
  fulfillment(id: $id) { fulfillmentLineItems(first: 100, after: $after) { nodes { quantity lineItem { id } } ${pageInfo} } }
}`,
);

export const fulfillmentOrdersOperation = query(
  'OpenFulfillmentOrders',
  250,
  `query OpenFulfillmentOrders($id: ID!, $after: String) {
  order(id: $id) {
    fulfillmentOrders(first: 5, after: $after) {
      nodes {
        id status
        assignedLocation { location { id } }
        lineItems(first: 20) { nodes { id remainingQuantity lineItem { id } } ${pageInfo} }
      }
      ${pageInfo}
    }
  }
}`,
);

export const fulfillmentOrderLinesOperation = query(
  'FulfillmentOrderLines',
  310,
  `query FulfillmentOrderLines($id: ID!, $after: String) {
  fulfillmentOrder(id: $id) { lineItems(first: 100, after: $after) { nodes { id remainingQuantity lineItem { id } } ${pageInfo} } }
}`,
);

export const fulfillmentCreateOperation = mutation(
  'CreateFulfillment',
  `mutation CreateFulfillment($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } ${userErrors} }
}`,
);

export const orderStateOperation = query(
  'OrderState',
  10,
  `query OrderState($id: ID!, $key: String!) {
  order(id: $id) { id cancelledAt metafield(namespace: "${noticeNamespace}", key: $key) { value } }
}`,
);

export const openLinesOperation = query(
  'OpenLines',
  110,
  `query OpenLines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: 100, after: $after) { nodes { id currentQuantity unfulfilledQuantity refundableQuantity } ${pageInfo} }
  }
}`,
);

/** Writing the same value again does no harm. */
export const metafieldsSetOperation = mutation(
  'RememberNotice',
  `mutation RememberNotice($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { id } userErrors ${codedErrors} }
}`,
  true,
);

export const orderCancelOperation = mutation(
  'CancelOrder',
  `mutation CancelOrder($orderId: ID!, $reason: OrderCancelReason!, $refundMethod: OrderCancelRefundMethodInput!, $staffNote: String) {
  orderCancel(
    orderId: $orderId, reason: $reason, refundMethod: $refundMethod, restock: false, notifyCustomer: false, staffNote: $staffNote
  ) { job { id } orderCancelUserErrors ${codedErrors} }
}`,
);

/** An edit that is never committed changes nothing. */
export const orderEditBeginOperation = mutation(
  'BeginEdit',
  `mutation BeginEdit($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id } ${userErrors} } }`,
  true,
);

export const orderEditSetQuantityOperation = mutation(
  'EditQuantity',
  `mutation EditQuantity($id: ID!, $lineItemId: ID!, $quantity: Int!) {
  orderEditSetQuantity(id: $id, lineItemId: $lineItemId, quantity: $quantity, restock: false) {
    calculatedLineItem { id quantity }
    ${userErrors}
  }
}`,
  true,
);

export const orderEditCommitOperation = mutation(
  'CommitEdit',
  `mutation CommitEdit($id: ID!, $staffNote: String) {
  orderEditCommit(id: $id, notifyCustomer: false, staffNote: $staffNote) { order { id } ${userErrors} }
}`,
);

export const refundStateOperation = query(
  'RefundState',
  510,
  `query RefundState($id: ID!) {
  order(id: $id) {
    id currencyCode presentmentCurrencyCode
    refunds(first: 100) { id note }
    transactions(first: 60) {
      id kind status gateway
      parentTransaction { id }
      amountSet { shopMoney { amount } presentmentMoney { amount } }
    }
  }
}`,
);

/** The directive makes it repeatable; since 2026-04 Shopify demands it. */
export const refundCreateOperation = mutation(
  'CreateRefund',
  `mutation CreateRefund($input: RefundInput!, $idempotencyKey: String!) {
  refundCreate(input: $input) @idempotent(key: $idempotencyKey) { refund { id } ${userErrors} }
}`,
  true,
);

export const locationsOperation = query('Locations', 10, `query Locations { locations(first: 2) { nodes { id } } }`);

export const itemsBySkuOperation = query(
  'ItemsBySku',
  110,
  `query ItemsBySku($query: String!, $after: String) {
  inventoryItems(first: 100, after: $after, query: $query) { nodes { id sku } ${pageInfo} }
}`,
);

export const levelsBySkuOperation = query(
  'LevelsBySku',
  840,
  `query LevelsBySku($query: String!, $after: String) {
  inventoryItems(first: 25, after: $after, query: $query) {
    nodes { id sku inventoryLevels(first: 10) { nodes { location { id } quantities(names: ["available"]) { quantity } } } }
    ${pageInfo}
  }
}`,
);

export const setQuantitiesOperation = mutation(
  'SetQuantities',
  `mutation SetQuantities($input: InventorySetQuantitiesInput!, $idempotencyKey: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $idempotencyKey) { userErrors ${codedErrors} }
}`,
  true,
);

export const accessScopesOperation = query('AccessScopes', 20, `query AccessScopes { currentAppInstallation { accessScopes { handle } } }`);

export const webhooksOperation = query(
  'Webhooks',
  60,
  `query Webhooks($after: String) {
  webhookSubscriptions(first: 50, after: $after) { nodes { id topic uri format filter includeFields } ${pageInfo} }
}`,
);

export const webhookCreateOperation = mutation(
  'CreateWebhook',
  `mutation CreateWebhook($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) { webhookSubscription { id } ${userErrors} }
}`,
);

export const webhookUpdateOperation = mutation(
  'UpdateWebhook',
  `mutation UpdateWebhook($id: ID!, $webhook: WebhookSubscriptionInput!) {
  webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhook) { webhookSubscription { id } ${userErrors} }
}`,
  true,
);
