import type { Publication } from '../../platform/publisher/publisher.ts';
import { forecastAccuracyDetailTypes } from './forecasting.ts';
import { fraudDetailTypes } from './fraud.ts';
import { decisionDetailTypes } from './decisions.ts';
import { fulfilmentDetailTypes } from './fulfilment.ts';
import { inventoryBucketDetailTypes, inventoryDetailTypes } from './inventory.ts';
import { modelDetailTypes } from './models.ts';
import { orderDetailTypes } from './orders.ts';
import { paymentDetailTypes } from './payments.ts';
import { purchaseOrderDetailTypes, transferDetailTypes } from './supply.ts';

// A document's events in their order, so that no two settlements of one document run beside each other without need.
const settled = { queue: 'supply-settlements', groupOf: (streamId: string) => streamId };

/** How the events of each kind of stream are named on the bus. */
export const publications: Readonly<Record<string, Publication>> = {
  ORDER: { source: 'oms.orders', detailTypes: orderDetailTypes },
  FULFILLMENT: { source: 'oms.fulfilment', detailTypes: fulfilmentDetailTypes },
  FRAUD: { source: 'oms.fraud', detailTypes: fraudDetailTypes },
  PAYMENT: { source: 'oms.payments', detailTypes: paymentDetailTypes },
  DECISION: { source: 'oms.intelligence', detailTypes: decisionDetailTypes },
  MODEL: { source: 'oms.intelligence', detailTypes: modelDetailTypes },
  TRANSFER: { source: 'oms.inventory', detailTypes: transferDetailTypes, ordered: settled },
  PURCHASE: { source: 'oms.inventory', detailTypes: purchaseOrderDetailTypes, ordered: settled },
  FORECASTACCURACY: { source: 'oms.forecasting', detailTypes: forecastAccuracyDetailTypes },
  // Everything of one SKU in order, whichever location it is about.
  STOCK: {
    source: 'oms.inventory',
    detailTypes: inventoryDetailTypes,
    ordered: { queue: 'inventory-changes', groupOf: (streamId) => streamId.split('@')[0] ?? streamId },
  },
  STOCKBUCKET: {
    source: 'oms.inventory',
    detailTypes: inventoryBucketDetailTypes,
    ordered: { queue: 'inventory-changes', groupOf: (streamId) => streamId.split('@')[0] ?? streamId },
  },
};
