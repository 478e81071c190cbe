import { createAssessOrder } from './app/assess-order.ts';
import { type BulkJob, createBulkJobRows, stateOf as bulkJobState } from './app/bulk/bulk-job.rows.ts';
import { type BulkJobs, createBulkJobs } from './app/bulk/bulk-jobs.ts';
import { bulkTriesMax, createWorkBulkJob } from './app/bulk/work-bulk-job.ts';
import { createChooseRoute } from './app/choose-route.ts';
import { createCompensateOrder, createEscalateOrder } from './app/end-order.ts';
import { createExceptions } from './app/exceptions.ts';
import { createOrderDifference } from './app/desk/order-difference.ts';
import { createOrderExecutions } from './app/desk/order-executions.ts';
import { createOrderNotes, describeNoteRejection } from './app/desk/order-notes.ts';
import { createOrderTimeline } from './app/desk/order-timeline.ts';
import { createListOrders } from './app/list-orders.ts';
import { createManageOrder } from './app/manage-order.ts';
import { createOrderWaits } from './app/order-waits.ts';
import { createOrderTraces } from './app/order-traces.ts';
import type { FlowParts, OrdersParts } from './app/orders.parts.ts';
export type { SupplierDirectory } from './app/orders.parts.ts';
import { createReadEvidence } from './app/order-evidence.ts';
import { createPipeline } from './app/pipeline.ts';
import { createPlaceOrder } from './app/place-order.ts';
import { createReactions } from './app/react-to-order.ts';
import { createReadOrders } from './app/read-order.ts';
import { createWithdrawDisplaced } from './app/withdraw-displaced.ts';
import { createRecordFulfillment } from './app/record-fulfillment.ts';
import { createReportRefused } from './app/report-refused.ts';
import { createAwaitRelease, createReleaseOrder } from './app/promises/await-release.ts';
import { createPlanPromises, type IncomingSupply, type ReleaseDates } from './app/promises/plan-promises.ts';
import { createRenewPromises } from './app/promises/renew-promises.ts';
import { createWaitingList } from './app/promises/waiting-list.ts';
import { createReviewQueue } from './app/review-queue.ts';
import { createRevisionStanding } from './app/revision-standing.ts';
import { createSearchOrders } from './app/search-orders.ts';
import { createSourceOrder } from './app/source-order.ts';
import { createStockInterest } from './app/stock-interest.ts';
import { createReadStuckAfter } from './app/stuck-setting.ts';

const flowOf = (parts: FlowParts) => {
  const interest = createStockInterest(parts.platform.ledger, parts.platform.clock);
  const chooseRoute = createChooseRoute(parts);
  const reportRefused = createReportRefused(parts);
  return { interest, reportRefused, orderWaits: createOrderWaits({ ...parts, interest, chooseRoute, reportRefused }) };
};

/** Chooses and reserves stock for an order, and creates its work. */
export const createSourcingOfOrders = (parts: FlowParts) => {
  const { interest, reportRefused, orderWaits } = flowOf(parts);
  return createSourceOrder({
    ...parts,
    interest,
    reportRefused,
    passOn: orderWaits.passOn,
    planPromises: createPlanPromises({ ...parts, interest, clock: parts.platform.clock }),
    awaitRelease: createAwaitRelease(parts),
  });
};

/** What follows from an order's own events. */
export const createOrderReactions = (parts: Omit<OrdersParts, 'records'>) =>
  createReactions({ ...parts, orderWaits: flowOf(parts).orderWaits });

/** What orders wait for, and who wakes them. */
export const createOrderWaiting = (parts: FlowParts) => {
  const { orderWaits } = flowOf(parts);
  return {
    registerWait: orderWaits.register,
    wakeForStock: orderWaits.wakeForStock,
    offerUnits: orderWaits.offerUnits,
    goOnOffering: orderWaits.goOnOffering,
    withdrawDisplaced: createWithdrawDisplaced(parts),
  };
};

/** The door of the context: the order stream and what follows from it. */
export const createOrders = (parts: OrdersParts) => ({
  place: createPlaceOrder(parts),
  manage: createManageOrder(parts),
  read: createReadOrders(parts),
  traces: createOrderTraces({ store: parts.store, platform: parts.platform }),
  standing: createRevisionStanding(parts),
  list: createListOrders({ platform: parts.platform, vault: parts.vault }),
  assess: createAssessOrder(parts),
  source: createSourcingOfOrders(parts),
  compensate: createCompensateOrder(parts),
  escalate: createEscalateOrder(parts),
  recordFulfillment: createRecordFulfillment(parts),
  react: createOrderReactions(parts),
  ...createOrderWaiting(parts),
});

export type Orders = ReturnType<typeof createOrders>;

// Single use cases, for functions that need no more of the context.
export { createListOrders, createManageOrder, createPlaceOrder, createReadOrders, createRecordFulfillment, createOrderTraces };
export { createRevisionStanding };
// Views of many orders, for the people who work with them.
export { createExceptions, createPipeline, createReadEvidence, createReadStuckAfter, createReviewQueue, createSearchOrders };

export type { OrderException, ReadExceptions } from './app/exceptions.ts';
export type { OrderPipeline } from './app/pipeline.ts';
export type { Pipeline } from './app/pipeline.rows.ts';
export type { ReadReviewQueue, ReviewItem } from './app/review-queue.ts';
export type { SearchAnswer, SearchOrders } from './app/search-orders.ts';
export { createRecentDemand, type OrderedBasket, type RecentDemand } from './app/recent-demand.ts';
// What came back of orders.
export {
  createAdviseDisposition,
  describeDispositionRejection,
  type DispositionAdvice,
  type DispositionQuestion,
  type DispositionReader,
} from './app/returns/advise-disposition.ts';
export { type DispositionParcel, type DispositionPlace, worthwhileParcels } from './domain/returns/disposition.ts';
export { createReturns, describeReturnRejection, type RecordedReturn, type ReturnNotice } from './app/returns/record-return.ts';
// What is strange about orders.
export { createOrderFlags, describeOrderAnomalyRejection, type OrderAnomaly, type OrderFlags } from './app/anomalies/order-flags.ts';
export { createWatchOrders, type OrderWatchParts } from './app/anomalies/watch-orders.ts';
export { describeOrderAction, orderAnomalyKinds, orderResolutionCodes } from './domain/anomalies/order-anomaly.ts';
// What the checks of their data learn from.
export { createLearnRecords, isTooMany, type LearnRecords } from './app/records/learn-records.ts';
export { createSkuDemand, type DemandOfDay, type SkuDemand } from './app/sku-demand.ts';
export { exceptionKinds, type ExceptionKind, holdsToDecide } from './domain/order.attention.ts';
export { parseStuckAfter, pipelineRenewedSeconds, type Stage, stuckAfterDefault, stuckSince } from './domain/stage-age.ts';
export { createAssessOrder, createCompensateOrder, createEscalateOrder };
// What support does with an order.
export { createOrderDifference, createOrderExecutions, createOrderNotes, createOrderTimeline, describeNoteRejection };
export { type BulkJob, type BulkJobs, bulkJobState, bulkTriesMax, createBulkJobs };

export { createEvacuateLocation, type Evacuation } from './app/evacuate-location.ts';
export { askForLook, createFollowLocation, type LocationDirectory, locationStanding } from './app/location-standing.ts';
/** Who waits for a SKU, in the order in which they are served. */
export const createWaitingOrders = ({ store, platform }: Pick<OrdersParts, 'store' | 'platform'>) =>
  createWaitingList({ store, interest: createStockInterest(platform.ledger, platform.clock) });
/** Promises waiting orders anew when the supply has changed. */
export const createPromiseRenewal = (parts: Pick<OrdersParts, 'store' | 'platform' | 'incoming' | 'releases' | 'waits'>) => {
  const interest = createStockInterest(parts.platform.ledger, parts.platform.clock);
  return { ...createRenewPromises({ ...parts, interest }), release: createReleaseOrder({ ...parts, interest }) };
};
export type { IncomingSupply, ReleaseDates };
export type { QueuedOrder, WaitingPage } from './app/promises/waiting-list.ts';
export type { PromiseWork, SupplyDocuments } from './app/promises/renew-promises.ts';

/** Works bulk jobs off: what the function behind their queue is made of. */
export const createBulkWork = (parts: Pick<OrdersParts, 'store' | 'platform'>) =>
  createWorkBulkJob({ ...parts, rows: createBulkJobRows(parts.platform.ledger) });
export type { BulkRow, BulkRowState } from './app/bulk/bulk-job.rows.ts';
export type { TriedRow } from './app/bulk/bulk-jobs.ts';
export type { OrderDifference, OrderPoint } from './app/desk/order-difference.ts';
export type { OrderExecutions } from './app/desk/order-executions.ts';
export type { OrderNote, OrderNotes } from './app/desk/order-notes.ts';
export type { TimelineEntry } from './app/desk/order-timeline.ts';
export { type BulkAction, bulkOrdersMax, scopeOfBulkAction } from './domain/bulk-action.ts';

export type { RevisionStanding } from './app/revision-standing.ts';
export type { OrderFilter } from './app/list-orders.ts';
export { orderAggregate, orderKind, orderStream } from './app/order.stream.ts';
export { type OrderRow, orderListKeys, orderListOf, orderProjection, orderShards } from './app/order.projection.ts';
export { orderView } from './app/order.view.ts';
export { describeEvent } from './app/words/describe-event.ts';
export type { PersonalRecord } from './app/order-content.ts';
export { personalRecordName, personalRecordPrefix } from './app/order-content.ts';
export { type AddressReason, addressReasons } from './domain/order.values.ts';
export { type AddressToSendTo, createCorrectAddress } from './app/address/correct-address.ts';
export { addressProblems } from './app/address/address-problems.ts';
export { createRerouteOrder, describeRerouteRejection, type RerouteTargets } from './app/reroute-order.ts';
export { pickupProblems, storefrontOrder, storefrontProblems, storefrontPurchase } from './app/storefront-order.ts';
export { answerWait, orderWaits, type OrderWait } from './app/order-waits.ts';
export { completionTimerName, reactingTypes } from './app/react-to-order.ts';
export { orderOfReservation } from './app/reservation-id.ts';
export type { OrderEvent } from './domain/order.events.ts';
export {
  cancelReasons,
  evacuationReasons,
  type EvacuationReason,
  type HoldBlock,
  holdBlocks,
  type HoldType,
  holdTypes,
  orderStatuses,
} from './domain/order.values.ts';
export { describeOrderRejection, type OrderRejection } from './domain/order.rejections.ts';
export {
  activeHolds,
  type ChildFulfillment,
  lineProgress,
  type Order,
  orderExists,
  type OrderState,
  unassignedLines,
} from './domain/order.state.ts';
