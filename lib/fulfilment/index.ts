export { operatorCarrier } from './adapters/carrier.operator.ts';
export { createFulfillmentOrders, type FulfillmentOrders, type FulfillmentOrderView, type WorkCommand } from './app/fulfillment-orders.ts';
export { fulfillmentOrderAggregate, fulfillmentOrderKind, fulfillmentOrderStream } from './app/fulfillment-order.stream.ts';
export { type FulfillmentOrderRow, fulfillmentOrderProjection, workListKeys } from './app/fulfillment-order.projection.ts';
export { createWorkList } from './app/work-list.ts';
export { createSettleStock, fulfillmentOrderOfSale } from './app/settle-stock.ts';
export { describeFulfillmentOrderRejection, type FulfillmentOrderRejection } from './domain/fulfillment-order.rejections.ts';
export {
  type FulfillmentOrder,
  fulfillmentOrderExists,
  type FulfillmentOrderState,
  fulfillmentReport,
  workRemaining,
} from './domain/fulfillment-order.state.ts';
export type { FulfillmentOrderEvent } from './domain/fulfillment-order.events.ts';
export { shipmentIdOf } from './app/shipment-id.ts';
