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
import { packingSlipRoute, pickListRoute, scanRoute, workSummaryRoute } from '../contracts/http/warehouse.ts';
import { workHistoryRoute } from '../contracts/http/work-history.ts';
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
    { route: packingSlipRoute, handler: 'fulfilment/print-packing-slip', carries: 'fonts' },
    { route: pickListRoute, handler: 'fulfilment/print-pick-list', carries: 'fonts' },
    { route: scanRoute, handler: 'fulfilment/scan' },
    { route: workSummaryRoute, handler: 'fulfilment/work-summary' },
    { route: workHistoryRoute, handler: 'fulfilment/fulfillment-order-history' },
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
