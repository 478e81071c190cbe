import {
  acceptRoute,
  deliverRoute,
  getFulfillmentOrderRoute,
  listFulfillmentOrdersRoute,
  packRoute,
  pickRoute,
  rejectRoute,
  shipRoute,
  shortPickRoute,
} from '../contracts/http/fulfilment.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const fulfilmentWiring: ContextWiring = {
  context: 'fulfilment',
  http: [
    { route: listFulfillmentOrdersRoute, handler: 'fulfilment/list-fulfillment-orders' },
    { route: getFulfillmentOrderRoute, handler: 'fulfilment/get-fulfillment-order' },
    { route: acceptRoute, handler: 'fulfilment/accept' },
    { route: rejectRoute, handler: 'fulfilment/reject' },
    { route: pickRoute, handler: 'fulfilment/pick' },
    { route: shortPickRoute, handler: 'fulfilment/short-pick' },
    { route: packRoute, handler: 'fulfilment/pack' },
    { route: shipRoute, handler: 'fulfilment/ship' },
    { route: deliverRoute, handler: 'fulfilment/deliver' },
  ],
  queues: [{ name: 'shipment-wakes', handler: 'fulfilment/wake-shipment' }],
  subscriptions: [
    {
      name: 'shipment-progress',
      pattern: {
        source: ['oms.fulfilment'],
        detail: {
          type: ['fulfillment_order.packed', 'fulfillment_order.shipped', 'fulfillment_order.rejected', 'fulfillment_order.cancelled'],
        },
      },
      queue: 'shipment-wakes',
    },
  ],
  tasks: [
    { name: 'ReleaseFulfillmentOrder', handler: 'fulfilment/release-fulfillment-order' },
    { name: 'RegisterFulfillmentOrderWait', handler: 'fulfilment/register-fulfillment-order-wait' },
    { name: 'BuyLabel', handler: 'fulfilment/buy-label' },
    { name: 'SettleStock', handler: 'fulfilment/settle-stock' },
  ],
  machines: [{ name: 'shipment-lifecycle', definition: 'shipment-lifecycle.asl.json' }],
};
