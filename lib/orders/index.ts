import { createAssessOrder } from './app/assess-order.ts';
import { createCompensateOrder, createEscalateOrder } from './app/end-order.ts';
import { createManageOrder } from './app/manage-order.ts';
import { createOrderWaits } from './app/order-waits.ts';
import type { OrdersParts } from './app/orders.parts.ts';
import { createPlaceOrder } from './app/place-order.ts';
import { createReactions } from './app/react-to-order.ts';
import { createReadOrders } from './app/read-order.ts';
import { createRecordFulfillment } from './app/record-fulfillment.ts';
import { createSourceOrder } from './app/source-order.ts';
import { createStockInterest } from './app/stock-interest.ts';

/** The door of the context: the order stream and what follows from it. */
export const createOrders = (parts: OrdersParts) => {
  const interest = createStockInterest(parts.platform.ledger);
  const orderWaits = createOrderWaits({ ...parts, interest });
  return {
    place: createPlaceOrder(parts),
    manage: createManageOrder(parts),
    read: createReadOrders(parts),
    assess: createAssessOrder(parts),
    source: createSourceOrder({ ...parts, interest }),
    compensate: createCompensateOrder(parts),
    escalate: createEscalateOrder(parts),
    recordFulfillment: createRecordFulfillment(parts),
    react: createReactions({ ...parts, orderWaits }),
    registerWait: orderWaits.register,
    wakeForStock: orderWaits.wakeForStock,
  };
};

export type Orders = ReturnType<typeof createOrders>;

export { orderAggregate, orderKind } from './app/order.stream.ts';
export { type OrderRow, orderListKeys, orderProjection, orderShards } from './app/order.projection.ts';
export { orderView } from './app/order.view.ts';
export type { PersonalRecord } from './app/order-content.ts';
export { personalRecordName } from './app/order-content.ts';
export { orderWaits } from './app/order-waits.ts';
export { reactingTypes } from './app/react-to-order.ts';
export { describeOrderRejection, type OrderRejection } from './domain/order.rejections.ts';
export { activeHolds, type Order, unassignedLines } from './domain/order.state.ts';
