import { orderDecisionsRoute, orderEventsRoute, orderNoticesRoute } from '../contracts/http/order-history.ts';
import { orderAnomaliesRoute, resolveOrderAnomalyRoute } from '../contracts/http/order-anomalies.ts';
import { exceptionsRoute, reviewQueueRoute } from '../contracts/http/order-queues.ts';
import { recordChecksRoute } from '../contracts/http/record-checks.ts';
import { pipelineRoute, searchRoute } from '../contracts/http/order-views.ts';
import {
  getBulkJobRoute,
  listBulkJobRowsRoute,
  listBulkJobsRoute,
  postBulkJobRoute,
  resumeBulkJobRoute,
  stopBulkJobRoute,
} from '../contracts/http/bulk-jobs.ts';
import {
  addOrderNoteRoute,
  listOrderNotesRoute,
  orderDifferenceRoute,
  orderExecutionsRoute,
  orderTimelineRoute,
} from '../contracts/http/order-desk.ts';
import {
  cancelOrderRoute,
  confirmPaymentRoute,
  getOrderRoute,
  listOrdersRoute,
  placeHoldRoute,
  placeOrderRoute,
  rejectHoldRoute,
  releaseHoldRoute,
} from '../contracts/http/orders.ts';
import { correctAddressRoute } from '../contracts/http/order-address.ts';
import { rerouteOrderRoute } from '../contracts/http/decisions.ts';
import { dispositionRoute } from '../contracts/http/dispositions.ts';
import { listReturnsRoute, recordReturnRoute } from '../contracts/http/returns.ts';
import { evacuateLocationRoute } from '../contracts/http/evacuation.ts';
import { waitingRoute } from '../contracts/http/waiting.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { bulkJobsQueue, bulkTriesMax } from './app/bulk/work-bulk-job.ts';
import { locationStandingsQueue } from './app/location-standing.ts';
import { promisesQueue, supplyTypes } from './app/promises/renew-promises.ts';
import { reactingTypes } from './app/react-to-order.ts';
import { pipelineRenewedSeconds } from './domain/stage-age.ts';

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
    { route: addOrderNoteRoute, handler: 'orders/add-order-note' },
    { route: listOrderNotesRoute, handler: 'orders/order-notes' },
    { route: orderExecutionsRoute, handler: 'orders/order-executions' },
    { route: orderDifferenceRoute, handler: 'orders/order-difference' },
    { route: orderTimelineRoute, handler: 'orders/order-timeline' },
    { route: postBulkJobRoute, handler: 'orders/post-bulk-job' },
    { route: listBulkJobsRoute, handler: 'orders/list-bulk-jobs' },
    { route: getBulkJobRoute, handler: 'orders/get-bulk-job' },
    { route: listBulkJobRowsRoute, handler: 'orders/list-bulk-job-rows' },
    { route: stopBulkJobRoute, handler: 'orders/stop-bulk-job' },
    { route: resumeBulkJobRoute, handler: 'orders/resume-bulk-job' },
    { route: pipelineRoute, handler: 'orders/pipeline' },
    { route: searchRoute, handler: 'orders/search' },
    { route: reviewQueueRoute, handler: 'orders/review-queue' },
    { route: exceptionsRoute, handler: 'orders/exceptions' },
    { route: orderAnomaliesRoute, handler: 'orders/list-order-anomalies' },
    { route: resolveOrderAnomalyRoute, handler: 'orders/resolve-order-anomaly' },
    { route: recordChecksRoute, handler: 'orders/record-checks' },
    { route: waitingRoute, handler: 'orders/waiting-orders' },
    { route: evacuateLocationRoute, handler: 'orders/evacuate-location' },
    { route: correctAddressRoute, handler: 'orders/correct-address' },
    { route: rerouteOrderRoute, handler: 'orders/reroute-order' },
    { route: recordReturnRoute, handler: 'orders/record-return' },
    { route: listReturnsRoute, handler: 'orders/list-returns' },
    { route: dispositionRoute, handler: 'orders/advise-disposition' },
  ],
  queues: [
    { name: 'orders-reactions', handler: 'orders/react-to-order' },
    { name: 'orders-fulfilment', handler: 'orders/record-fulfillment' },
    { name: 'order-timers', handler: 'orders/order-timers' },
    // Pages of waiting orders; few at once, because whoever waits can wait a moment longer for a date.
    { name: promisesQueue, handler: 'orders/renew-promises', concurrency: 2 },
    // Locations that were closed or opened; they are few.
    { name: locationStandingsQueue, handler: 'orders/follow-location', batchSize: 1, concurrency: 2 },
    // A chunk of orders at a time; few at once, so that a job of a thousand leaves room for everybody else.
    { name: bulkJobsQueue, handler: 'orders/work-bulk-job', batchSize: 1, concurrency: 2, maxReceiveCount: bulkTriesMax },
    // One consumer at a time per SKU, so that waiting orders are called in their order.
    { name: 'inventory-changes', fifo: true, handler: 'orders/react-to-stock' },
  ],
  schedules: [
    { name: 'order-pipeline', everySeconds: pipelineRenewedSeconds, handler: 'orders/refresh-pipeline' },
    // The running hour is counted anew each time, so that a spike is told while it lasts.
    { name: 'order-watch', everySeconds: 900, handler: 'orders/watch-orders' },
    // A record that a person has released counts within the hour.
    { name: 'record-checks', everySeconds: 3_600, handler: 'orders/learn-records' },
  ],
  alarms: [
    {
      // Looked at every five minutes while a job runs, so that it rings for as long as one is stalled.
      name: 'bulk-jobs-stalled',
      description: 'A bulk job has not moved on for five minutes.',
      when: { kind: 'metric-sum', metric: 'BulkJobsStalled', periodSeconds: 900, atLeast: 1 },
    },
    {
      // Measured every minute over all tenants; it rings until the last one has gone on.
      name: 'orders-stuck',
      description: 'Orders have been in a stage for longer than they should.',
      when: { kind: 'metric-max', metric: 'OrdersStuck', periodSeconds: 300, atLeast: 1 },
    },
    {
      // A single order is in the list of exceptions; as many as these mean that a delivery has slipped.
      name: 'promises-broken',
      description: 'Fifty orders or more within an hour will come later than their customers were promised.',
      when: { kind: 'metric-sum', metric: 'PromisesBroken', periodSeconds: 3_600, atLeast: 50 },
    },
    {
      // Counted every quarter of an hour over all tenants; it rings until a person has resolved the last of them, or it is over.
      name: 'order-anomalies',
      description: 'Something serious about orders was told four hours ago, and nobody has dealt with it.',
      when: { kind: 'metric-max', metric: 'OrderAnomaliesSerious', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      // Counted once an hour over all tenants, for yesterday and today; it rings until the days are over.
      name: 'records-set-aside',
      description: 'The check of incoming orders sets aside far more of a channel than its budget explains.',
      when: { kind: 'metric-max', metric: 'RecordsSetAsideUnusual', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      // An order goes on without the check.
      name: 'record-checks-failed',
      description: 'Orders went on unchecked, because what their check has learnt could not be read.',
      when: { kind: 'metric-sum', metric: 'RecordChecksFailed', periodSeconds: 3_600, atLeast: 10 },
    },
    {
      // One is mistyped; as many as these mean that a checkout or an export has lost a field.
      name: 'addresses-held',
      description: 'Fifty orders or more within an hour wait because goods could hardly be delivered to their addresses.',
      when: { kind: 'metric-sum', metric: 'AddressesHeld', periodSeconds: 3_600, atLeast: 50 },
    },
    {
      name: 'orders-refused-everywhere',
      description: 'Locations have refused every unit in stock that an order needs; a person decides whether they are asked again.',
      when: { kind: 'metric-sum', metric: 'OrdersRefusedEverywhere', periodSeconds: 300, atLeast: 1 },
    },
  ],
  subscriptions: [
    { name: 'supply-events', pattern: { source: ['oms.inventory'], detail: { type: [...supplyTypes] } }, queue: promisesQueue },
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
            'fulfillment_order.ready_for_pickup',
            'fulfillment_order.pickup_extended',
            'fulfillment_order.pickup_overdue',
            'fulfillment_order.collected',
            'fulfillment_order.pickup_expired',
            'fulfillment_order.reduced',
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
    { name: 'SourceOrder', handler: 'orders/source-order', carries: 'solver' },
    { name: 'RegisterOrderWait', handler: 'orders/register-order-wait' },
    { name: 'CompensateOrder', handler: 'orders/compensate-order' },
    { name: 'EscalateOrder', handler: 'orders/escalate-order' },
  ],
  machines: [{ name: 'order-lifecycle', definition: 'order-lifecycle.asl.json' }],
};
