import { createAssessOrder } from './app/assess-order.ts';
import { createChooseRoute } from './app/choose-route.ts';
import { createCompensateOrder, createEscalateOrder } from './app/end-order.ts';
import { createListOrders } from './app/list-orders.ts';
import { createManageOrder } from './app/manage-order.ts';
import { createOrderWaits } from './app/order-waits.ts';
import { createOrderTraces } from './app/order-traces.ts';
import type { OrdersParts } from './app/orders.parts.ts';
import { createPlaceOrder } from './app/place-order.ts';
import { createReactions } from './app/react-to-order.ts';
import { createReadOrders } from './app/read-order.ts';
import { createWithdrawDisplaced } from './app/withdraw-displaced.ts';
import { createRecordFulfillment } from './app/record-fulfillment.ts';
import { createReportRefused } from './app/report-refused.ts';
import { createRevisionStanding } from './app/revision-standing.ts';
import { createSourceOrder } from './app/source-order.ts';
import { createStockInterest } from './app/stock-interest.ts';

/** The door of the context: the order stream and what follows from it. */
export const createOrders = (parts: OrdersParts) => {
  const interest = createStockInterest(parts.platform.ledger);
  const chooseRoute = createChooseRoute(parts.sourcing);
  const reportRefused = createReportRefused(parts);
  const orderWaits = createOrderWaits({ ...parts, interest, chooseRoute, reportRefused });
  return {
    place: createPlaceOrder(parts),
    manage: createManageOrder(parts),
    read: createReadOrders(parts),
    traces: createOrderTraces({ store: parts.store, platform: parts.platform }),
    standing: createRevisionStanding(parts),
    list: createListOrders({ platform: parts.platform, vault: parts.vault }),
    assess: createAssessOrder(parts),
    source: createSourceOrder({ ...parts, interest, chooseRoute, reportRefused, passOn: orderWaits.passOn }),
    compensate: createCompensateOrder(parts),
    escalate: createEscalateOrder(parts),
    recordFulfillment: createRecordFulfillment(parts),
    react: createReactions({ ...parts, orderWaits }),
    registerWait: orderWaits.register,
    wakeForStock: orderWaits.wakeForStock,
    withdrawDisplaced: createWithdrawDisplaced(parts),
  };
};

export type Orders = ReturnType<typeof createOrders>;

// Single use cases, for functions that need no more of the context.
export { createListOrders, createManageOrder, createPlaceOrder, createReadOrders, createRecordFulfillment, createOrderTraces };
export { createRevisionStanding };
export { createAssessOrder, createCompensateOrder, createEscalateOrder };

export type { RevisionStanding } from './app/revision-standing.ts';
export type { OrderFilter } from './app/list-orders.ts';
export { orderAggregate, orderKind, orderStream } from './app/order.stream.ts';
export { type OrderRow, orderListKeys, orderListOf, orderProjection, orderShards } from './app/order.projection.ts';
export { orderView } from './app/order.view.ts';
export type { PersonalRecord } from './app/order-content.ts';
export { personalRecordName } from './app/order-content.ts';
export { storefrontOrder, storefrontProblems, storefrontPurchase } from './app/storefront-order.ts';
export { answerWait, orderWaits, type OrderWait } from './app/order-waits.ts';
export { completionTimerName, reactingTypes } from './app/react-to-order.ts';
export { orderOfReservation } from './app/reservation-id.ts';
export type { OrderEvent } from './domain/order.events.ts';
export { orderStatuses } from './domain/order.values.ts';
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
