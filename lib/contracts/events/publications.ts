import type { Publication } from '../../platform/publisher/publisher.ts';
import { fulfilmentDetailTypes } from './fulfilment.ts';
import { inventoryDetailTypes } from './inventory.ts';
import { orderDetailTypes } from './orders.ts';
import { paymentDetailTypes } from './payments.ts';

/** How the events of each kind of stream are named on the bus. */
export const publications: Readonly<Record<string, Publication>> = {
  ORDER: { source: 'oms.orders', detailTypes: orderDetailTypes },
  FULFILLMENT: { source: 'oms.fulfilment', detailTypes: fulfilmentDetailTypes },
  PAYMENT: { source: 'oms.payments', detailTypes: paymentDetailTypes },
  // Everything of one SKU in order, whichever location it is about.
  STOCK: {
    source: 'oms.inventory',
    detailTypes: inventoryDetailTypes,
    ordered: { queue: 'inventory-changes', groupOf: (streamId) => streamId.split('@')[0] ?? streamId },
  },
};
