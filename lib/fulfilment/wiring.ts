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
import { collectPickupRoute, extendPickupRoute, readyForPickupRoute } from '../contracts/http/pickup.ts';
import { getSupplierTermsRoute, postSupplierTermsRoute } from '../contracts/http/supplier-terms.ts';
import { packingSlipRoute, pickListRoute, scanRoute, workSummaryRoute } from '../contracts/http/warehouse.ts';
import { reportMishapRoute } from '../contracts/http/mishaps.ts';
import { workHistoryRoute } from '../contracts/http/histories.ts';
import { pickupTimersQueue } from './app/pickup-clock.ts';
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
    { route: reportMishapRoute, handler: 'fulfilment/report-mishap' },
    { route: readyForPickupRoute, handler: 'fulfilment/ready-for-pickup' },
    { route: collectPickupRoute, handler: 'fulfilment/collect-pickup' },
    { route: extendPickupRoute, handler: 'fulfilment/extend-pickup' },
    { route: getSupplierTermsRoute, handler: 'fulfilment/get-supplier-terms' },
    { route: postSupplierTermsRoute, handler: 'fulfilment/post-supplier-terms' },
    { route: packingSlipRoute, handler: 'fulfilment/print-packing-slip', carries: 'fonts' },
    { route: pickListRoute, handler: 'fulfilment/print-pick-list', carries: 'fonts' },
    { route: scanRoute, handler: 'fulfilment/scan' },
    { route: workSummaryRoute, handler: 'fulfilment/work-summary' },
    { route: workHistoryRoute, handler: 'fulfilment/fulfillment-order-history' },
  ],
  queues: [
    { name: 'shipment-wakes', handler: 'fulfilment/wake-shipment' },
    { name: 'pickup-deadlines', handler: 'fulfilment/watch-pickup' },
    { name: pickupTimersQueue, handler: 'fulfilment/end-pickup' },
  ],
  subscriptions: [
    {
      name: 'shipment-progress',
      pattern: {
        source: ['oms.fulfilment'],
        detail: {
          type: [
            'fulfillment_order.packed',
            'fulfillment_order.shipped',
            'fulfillment_order.ready_for_pickup',
            'fulfillment_order.collected',
            'fulfillment_order.pickup_expired',
            'fulfillment_order.rejected',
            'fulfillment_order.cancelled',
          ],
        },
      },
      queue: 'shipment-wakes',
    },
    {
      name: 'pickup-times',
      pattern: {
        source: ['oms.fulfilment'],
        detail: { type: ['fulfillment_order.ready_for_pickup', 'fulfillment_order.pickup_extended'] },
      },
      queue: 'pickup-deadlines',
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
