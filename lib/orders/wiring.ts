import {
  cancelOrderRoute,
  confirmPaymentRoute,
  getOrderRoute,
  listOrdersRoute,
  orderDecisionsRoute,
  orderEventsRoute,
  orderNoticesRoute,
  placeHoldRoute,
  placeOrderRoute,
  rejectHoldRoute,
  releaseHoldRoute,
} from '../contracts/http/orders.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { reactingTypes } from './app/react-to-order.ts';

export const ordersWiring: ContextWiring = {
  context: 'orders',
  http: [
    { route: placeOrderRoute, handler: 'orders/place-order' },
    { route: listOrdersRoute, handler: 'orders/list-orders' },
    { route: getOrderRoute, handler: 'orders/get-order' },
    { route: orderEventsRoute, handler: 'orders/order-events' },
    { route: orderDecisionsRoute, handler: 'orders/order-decisions' },
    { route: orderNoticesRoute, handler: 'orders/order-notices' },
    { route: cancelOrderRoute, handler: 'orders/cancel-order' },
    { route: confirmPaymentRoute, handler: 'orders/confirm-payment' },
    { route: placeHoldRoute, handler: 'orders/place-hold' },
    { route: releaseHoldRoute, handler: 'orders/release-hold' },
    { route: rejectHoldRoute, handler: 'orders/reject-hold' },
  ],
  queues: [
    { name: 'orders-reactions', handler: 'orders/react-to-order' },
    { name: 'orders-fulfilment', handler: 'orders/record-fulfillment' },
    { name: 'order-timers', handler: 'orders/order-timers' },
    // One consumer at a time per SKU, so that waiting orders are called in their order.
    { name: 'inventory-changes', fifo: true, handler: 'orders/react-to-stock' },
  ],
  alarms: [
    {
      name: 'orders-refused-everywhere',
      description: 'Locations have refused every unit in stock that an order needs; a person decides whether they are asked again.',
      when: { kind: 'metric-sum', metric: 'OrdersRefusedEverywhere', periodSeconds: 300, atLeast: 1 },
    },
  ],
  subscriptions: [
    { name: 'order-events', pattern: { source: ['oms.orders'], detail: { type: [...reactingTypes] } }, queue: 'orders-reactions' },
    {
      name: 'fulfillment-order-events',
      pattern: {
        source: ['oms.fulfilment'],
        detail: {
          type: [
            'fulfillment_order.picking_started',
            'fulfillment_order.short_picked',
            'fulfillment_order.packed',
            'fulfillment_order.shipped',
            'fulfillment_order.delivered',
            'fulfillment_order.rejected',
            'fulfillment_order.cancelled',
          ],
        },
      },
      queue: 'orders-fulfilment',
    },
  ],
  tasks: [
    { name: 'AssessOrder', handler: 'orders/assess-order' },
    { name: 'SourceOrder', handler: 'orders/source-order' },
    { name: 'RegisterOrderWait', handler: 'orders/register-order-wait' },
    { name: 'CompensateOrder', handler: 'orders/compensate-order' },
    { name: 'EscalateOrder', handler: 'orders/escalate-order' },
  ],
  machines: [{ name: 'order-lifecycle', definition: 'order-lifecycle.asl.json' }],
};
