export { operatorCarrier } from './adapters/carrier.operator.ts';
export { createFulfillmentOrders, type FulfillmentOrders, type FulfillmentOrderView, type WorkCommand } from './app/fulfillment-orders.ts';
export { fulfillmentOrderAggregate, fulfillmentOrderKind, fulfillmentOrderStream } from './app/fulfillment-order.stream.ts';
export { type FulfillmentOrderRow, fulfillmentOrderProjection, workListKeys } from './app/fulfillment-order.projection.ts';
export { createOpenWork } from './app/open-work.ts';
export { createWorkList, type WorkList } from './app/work-list.ts';
export { createWorkDetails } from './app/work-details.ts';
export { createWorkSummary } from './app/work-summary.ts';
export { createScan } from './app/scan.ts';
export {
  createPrintDocuments,
  describePrintRefusal,
  type PickListChoice,
  type PrintDocuments,
  type PrintRefusal,
} from './app/print-documents.ts';
export { pdfPrinter } from './adapters/document-printer.pdf.ts';
export type { DocumentPrinter, NamedOrder, OrderBook, WorkOrder } from './app/fulfilment.ports.ts';
export type { SlipOrder, SlipOrderLine } from './domain/packing-slip.ts';
export { type Paper, papers } from './domain/printed.values.ts';
export { pickableStatuses } from './domain/pick-list.ts';
export { createSettleStock, fulfillmentOrderOfSale } from './app/settle-stock.ts';
export { describeFulfillmentOrderRejection, type FulfillmentOrderRejection } from './domain/fulfillment-order.rejections.ts';
export {
  type FulfillmentOrder,
  fulfillmentOrderExists,
  type FulfillmentOrderState,
  hasLeft,
  fulfillmentReport,
  workRemaining,
} from './domain/fulfillment-order.state.ts';
export {
  type PickupCollector,
  pickupCollectors,
  type PickupProof,
  pickupProofs,
  type SupplierTerms,
} from './domain/fulfillment-order.values.ts';
export {
  createSupplierTermsBook,
  type KeptSupplierTerms,
  noTerms,
  type OrderQuantity,
  type SupplierTermsBook,
} from './app/supplier-terms.ts';
export { createPickupClock, type PickupClock, pickupTimerName } from './app/pickup-clock.ts';
export type { FulfillmentOrderEvent } from './domain/fulfillment-order.events.ts';
export { shipmentIdOf } from './app/shipment-id.ts';
