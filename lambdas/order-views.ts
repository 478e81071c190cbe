import { createTenantIds } from '../lib/access/index.ts';
import { createNoticeTrouble } from '../lib/channels/index.ts';
import {
  createExceptions,
  createPipeline,
  createReadEvidence,
  createReadStuckAfter,
  createReviewQueue,
  createSearchOrders,
  type OrderPipeline,
  type ReadExceptions,
  type ReadReviewQueue,
  type SearchOrders,
} from '../lib/orders/index.ts';
import { createOutcomeRows, createParcelRisks } from '../lib/sourcing/index.ts';
import type { Platform } from '../lib/platform/ports.ts';
import { decisionsOf, orderListOf, policiesOf, storeOf } from './composition.ts';

// Views of many orders; apart from the other use cases, because only the functions that show them need them.

/** Orders per stage. */
export const pipelineOf = (platform: Platform): OrderPipeline =>
  createPipeline({ platform, readStuckAfter: createReadStuckAfter(policiesOf(platform)), tenants: createTenantIds(platform) });

/** One box for everything by which people know an order. */
export const searchOf = (platform: Platform): SearchOrders => createSearchOrders({ platform, list: orderListOf(platform) });

/** Holds that wait for a decision. */
export const reviewQueueOf = (platform: Platform): ReadReviewQueue =>
  createReviewQueue({ platform, store: storeOf(platform), readEvidence: createReadEvidence({ decisions: decisionsOf(platform) }) });

/** Orders that need a person or are late. */
export const exceptionsOf = (platform: Platform): ReadExceptions =>
  createExceptions({
    platform,
    store: storeOf(platform),
    stuck: pipelineOf(platform).stuck,
    readStuckAfter: createReadStuckAfter(policiesOf(platform)),
    notices: createNoticeTrouble(platform),
    parcels: createParcelRisks({ views: platform.views, clock: platform.clock, rows: createOutcomeRows(platform) }),
  });
