import { checkedPickType, checkedStockTypes } from '../contracts/events/stock-checks.ts';
import { articleAvailabilityRoute, availabilityRoute } from '../contracts/http/availability.ts';
import { countStockRoute, receiveStockRoute, reserveStockRoute, stockLevelsRoute } from '../contracts/http/inventory.ts';
import { stockItemsRoute } from '../contracts/http/stock-desk.ts';
import { anomaliesRoute, countsDueRoute, resolveAnomalyRoute, safetyStockAlertsRoute } from '../contracts/http/stock-alerts.ts';
import { adjustStockRoute, availableToPromiseRoute, movementsRoute, reclassifyStockRoute } from '../contracts/http/stock-ledger.ts';
import { purchaseOrderHistoryRoute, transferHistoryRoute } from '../contracts/http/histories.ts';
import {
  approveTransferRoute,
  cancelPurchaseOrderRoute,
  cancelTransferRoute,
  closePurchaseOrderRoute,
  closeTransferRoute,
  createPurchaseOrderRoute,
  createTransferRoute,
  getPurchaseOrderRoute,
  getTransferRoute,
  listPurchaseOrdersRoute,
  listTransfersRoute,
  receivePurchaseOrderRoute,
  receiveTransferRoute,
  reschedulePurchaseOrderRoute,
  shipTransferRoute,
} from '../contracts/http/supply.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { purgeBackOff, storefrontPurgesQueue } from './app/storefront/buffer-purge.rows.ts';

export const inventoryWiring: ContextWiring = {
  context: 'inventory',
  http: [
    { route: receiveStockRoute, handler: 'inventory/receive-stock' },
    { route: countStockRoute, handler: 'inventory/count-stock' },
    { route: stockLevelsRoute, handler: 'inventory/stock-levels' },
    { route: stockItemsRoute, handler: 'inventory/stock-items' },
    { route: availabilityRoute, handler: 'inventory/availability' },
    { route: articleAvailabilityRoute, handler: 'inventory/article-availability' },
    { route: reserveStockRoute, handler: 'inventory/reserve-stock' },
    { route: adjustStockRoute, handler: 'inventory/adjust-stock' },
    { route: reclassifyStockRoute, handler: 'inventory/reclassify-stock' },
    { route: movementsRoute, handler: 'inventory/stock-movements' },
    { route: anomaliesRoute, handler: 'inventory/list-anomalies' },
    { route: resolveAnomalyRoute, handler: 'inventory/resolve-anomaly' },
    { route: safetyStockAlertsRoute, handler: 'inventory/list-safety-stock-alerts' },
    { route: countsDueRoute, handler: 'inventory/list-counts-due' },
    { route: availableToPromiseRoute, handler: 'inventory/available-to-promise' },
    { route: createTransferRoute, handler: 'inventory/create-transfer' },
    { route: listTransfersRoute, handler: 'inventory/list-transfers' },
    { route: getTransferRoute, handler: 'inventory/get-transfer' },
    { route: transferHistoryRoute, handler: 'inventory/transfer-history' },
    { route: approveTransferRoute, handler: 'inventory/approve-transfer' },
    { route: shipTransferRoute, handler: 'inventory/ship-transfer' },
    { route: receiveTransferRoute, handler: 'inventory/receive-transfer' },
    { route: closeTransferRoute, handler: 'inventory/close-transfer' },
    { route: cancelTransferRoute, handler: 'inventory/cancel-transfer' },
    { route: createPurchaseOrderRoute, handler: 'inventory/create-purchase-order' },
    { route: listPurchaseOrdersRoute, handler: 'inventory/list-purchase-orders' },
    { route: getPurchaseOrderRoute, handler: 'inventory/get-purchase-order' },
    { route: purchaseOrderHistoryRoute, handler: 'inventory/purchase-order-history' },
    { route: receivePurchaseOrderRoute, handler: 'inventory/receive-purchase-order' },
    { route: reschedulePurchaseOrderRoute, handler: 'inventory/reschedule-purchase-order' },
    { route: closePurchaseOrderRoute, handler: 'inventory/close-purchase-order' },
    { route: cancelPurchaseOrderRoute, handler: 'inventory/cancel-purchase-order' },
  ],
  // One settlement at a time of each document.
  queues: [
    { name: 'supply-settlements', fifo: true, handler: 'inventory/settle-supply' },
    // What is looked at is read anew, so that neither the order of the events matters nor how often they come.
    { name: 'stock-checks', handler: 'inventory/check-stock' },
    // Caches keep nothing for longer than two hours, so that later tries would be for nothing.
    { name: storefrontPurgesQueue, handler: 'inventory/purge-storefront', maxReceiveCount: 32, backOff: purgeBackOff },
  ],
  subscriptions: [
    { name: 'stock-checks', pattern: { source: ['oms.inventory'], detail: { type: [...checkedStockTypes] } }, queue: 'stock-checks' },
    { name: 'picker-checks', pattern: { source: ['oms.fulfilment'], detail: { type: [checkedPickType] } }, queue: 'stock-checks' },
  ],
  schedules: [
    { name: 'transfers-watch', everySeconds: 300, handler: 'inventory/watch-transfers' },
    { name: 'reservation-sweeps', everySeconds: 60, handler: 'inventory/sweep-reservations' },
    // Each run goes on with the pass of the day, a thousand articles further.
    { name: 'stock-checks', everySeconds: 1_800, handler: 'inventory/detect-anomalies' },
  ],
  alarms: [
    {
      // Measured every minute over all tenants; it rings until the sweeper has caught up.
      name: 'reservations-overdue',
      description: 'Carts that ran out still hold their units.',
      when: { kind: 'metric-max', metric: 'ReservationsOverdue', periodSeconds: 300, atLeast: 600 },
    },
    {
      // Counted every five minutes over all tenants; it rings until the last one has arrived or is closed.
      name: 'transfers-overdue',
      description: 'Goods of a transfer have not arrived a day after they were expected.',
      when: { kind: 'metric-max', metric: 'TransfersOverdue', periodSeconds: 600, atLeast: 1 },
    },
    {
      // Measured at every try, which is made every five minutes at least, so that silence means that nothing waits.
      name: 'storefront-purges-late',
      description: 'For a quarter of an hour caches of websites have not been made to forget what sold out or came back.',
      when: { kind: 'metric-max', metric: 'StorefrontPurgeLagSeconds', periodSeconds: 600, atLeast: 900 },
    },
    {
      // Counted every half hour over all tenants; it rings until a person has resolved the last of them.
      name: 'inventory-anomalies',
      description: 'Something serious about stock was told a day ago, and nobody has dealt with it.',
      when: { kind: 'metric-max', metric: 'InventoryAnomaliesSerious', periodSeconds: 3_600, atLeast: 1 },
    },
  ],
};
