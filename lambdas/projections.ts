import { fraudCaseProjection } from '../lib/fraud/index.ts';
import { fulfillmentOrderProjection } from '../lib/fulfilment/index.ts';
import { purchaseOrderProjection, stockLevelProjection, transferOrderProjection } from '../lib/inventory/index.ts';
import { decisionProjection } from '../lib/intelligence/index.ts';
import { orderProjection } from '../lib/orders/index.ts';
import type { Projection } from '../lib/platform/projection/projector.ts';

/** Every view, by the kind of stream it reads. */
export const projections: Readonly<Record<string, Projection<unknown>>> = {
  [orderProjection.kind]: orderProjection,
  [fraudCaseProjection.kind]: fraudCaseProjection,
  [fulfillmentOrderProjection.kind]: fulfillmentOrderProjection,
  [stockLevelProjection.kind]: stockLevelProjection,
  [transferOrderProjection.kind]: transferOrderProjection,
  [purchaseOrderProjection.kind]: purchaseOrderProjection,
  [decisionProjection.kind]: decisionProjection,
};
