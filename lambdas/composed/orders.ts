import { createReturnShares } from '../../lib/customers/index.ts';
import { createBandedRisk, createExplorer, createReviewThreshold } from '../../lib/fraud/index.ts';
import {
  createOpenWork,
  createPrintDocuments,
  createScan,
  createSupplierTermsBook,
  createWorkDetails,
  createWorkList,
  type OrderBook,
  pdfPrinter,
  type PrintDocuments,
} from '../../lib/fulfilment/index.ts';
import { safetyStockOf } from '../../lib/inventory/index.ts';
import {
  bundledFraudScorer,
  createConsents,
  createRecordChecks,
  createScoring,
  modelsMode,
  type RecordChecks,
} from '../../lib/intelligence/index.ts';
import {
  createAssessOrder,
  createCompensateOrder,
  createEscalateOrder,
  createEvacuateLocation,
  createFollowLocation,
  locationStanding,
  createListOrders,
  createManageOrder,
  createOrderReactions,
  createOrderWaiting,
  createOrders,
  createPlaceOrder,
  createPromiseRenewal,
  createReadOrders,
  createRecordFulfillment,
  createSourcingOfOrders,
  createWaitingOrders,
  type Orders,
} from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import {
  type AskQuote,
  createAskQuote,
  createEasyPost,
  createQuotes,
  createShipStation,
  type QuoteReader,
  createFutureValues,
  createOrderDraw,
  createInputsArchive,
  createPresetPolicies,
  createSourcing,
  highsSolver,
  type LocationReader,
  type ReturnShareReader,
  type Sourcing,
} from '../../lib/sourcing/index.ts';
import { createArticleReader, createKnownProducts, createReleaseDates, type KnownProducts } from '../article-reader.ts';
import { createLocationReader, originOf } from '../location-reader.ts';
import { createOrderBook } from '../order-book.ts';
import { createSupplierDirectory } from '../supplier-directory.ts';
import { createSupplyDocuments } from '../supply-documents.ts';
import {
  catalogOf,
  decisionsOf,
  fulfillmentOrdersOf,
  incomingSupplyOf,
  inventoryOf,
  learnedFiguresOf,
  once,
  paymentsOf,
  policiesOf,
  storeOf,
  vaultOf,
  waitsOf,
} from './base.ts';
import { registeredModelsOf } from './models.ts';

// Read once in a process, whatever number of platforms it opens.
let fraudModel: ReturnType<typeof bundledFraudScorer> | undefined;
const fraudScorer = () => {
  fraudModel ??= bundledFraudScorer();
  return fraudModel;
};

const riskOf = /* @__PURE__ */ once((platform) => {
  const { parameters, models, clock, observability } = platform;
  const policies = policiesOf(platform);
  const consents = createConsents({ vault: vaultOf(platform), clock });
  return createBandedRisk({
    rule: createReviewThreshold((tenantId) => policies.inForce(tenantId, 'fraud_review')),
    bands: (tenantId) => policies.inForce(tenantId, 'fraud_bands'),
    explorer: createExplorer(platform),
    mayDecideAlone: (tenantId, personId) => consents.consentOf(tenantId, personId, 'automated-decisions'),
    scoring: createScoring({
      models,
      local: { fraud: fraudScorer() },
      registered: registeredModelsOf(platform, { fraud: fraudScorer() }),
      mode: modelsMode(parameters),
      clock,
      metrics: observability.metrics,
    }),
  });
});

/** Checks of the data of records: one memory of them in a process. */
export const recordChecksOf: (platform: Platform) => RecordChecks = /* @__PURE__ */ once((platform) => createRecordChecks(platform));

// Use cases of orders one by one, for the functions that need no more.
export const orderReadingOf = /* @__PURE__ */ once((platform) => createReadOrders({ store: storeOf(platform), vault: vaultOf(platform) }));
export const orderListOf = /* @__PURE__ */ once((platform) => createListOrders({ platform, vault: vaultOf(platform) }));
export const orderManagementOf = /* @__PURE__ */ once((platform) =>
  createManageOrder({ platform, store: storeOf(platform), payments: paymentsOf(platform) }),
);
export const orderPlacementOf = /* @__PURE__ */ once((platform) =>
  createPlaceOrder({ platform, store: storeOf(platform), vault: vaultOf(platform), policies: policiesOf(platform) }),
);
export const orderAssessmentOf = /* @__PURE__ */ once((platform) =>
  createAssessOrder({
    platform,
    store: storeOf(platform),
    decisions: decisionsOf(platform),
    risk: riskOf(platform),
    records: recordChecksOf(platform),
    payments: paymentsOf(platform),
    policies: policiesOf(platform),
  }),
);
export const orderCompensationOf = /* @__PURE__ */ once((platform) =>
  createCompensateOrder({
    store: storeOf(platform),
    inventory: inventoryOf(platform),
    fulfillmentOrders: fulfillmentOrdersOf(platform),
    payments: paymentsOf(platform),
    decisions: decisionsOf(platform),
  }),
);
export const orderEscalationOf = /* @__PURE__ */ once((platform) => createEscalateOrder({ platform, store: storeOf(platform) }));
export const fulfillmentRecordOf = /* @__PURE__ */ once((platform) =>
  createRecordFulfillment({ store: storeOf(platform), fulfillmentOrders: fulfillmentOrdersOf(platform) }),
);

// What a warehouse sees beside the work itself.
const orderBookOf: (platform: Platform) => OrderBook = /* @__PURE__ */ once((platform) =>
  createOrderBook({ read: orderReadingOf(platform), list: orderListOf(platform) }),
);
export const workDetailsOf = /* @__PURE__ */ once((platform) =>
  createWorkDetails({ catalog: catalogOf(platform), orders: orderBookOf(platform) }),
);
export const scanOf = /* @__PURE__ */ once((platform) =>
  createScan({
    platform,
    catalog: catalogOf(platform),
    fulfillmentOrders: fulfillmentOrdersOf(platform),
    orders: orderBookOf(platform),
  }),
);
export const printDocumentsOf: (platform: Platform) => PrintDocuments = /* @__PURE__ */ once((platform) =>
  createPrintDocuments({
    fulfillmentOrders: fulfillmentOrdersOf(platform),
    workList: createWorkList(platform),
    catalog: catalogOf(platform),
    orders: orderBookOf(platform),
    printer: pdfPrinter,
    clock: platform.clock,
  }),
);
/** Products as they stood within the last seconds. */
export const knownProductsOf: (platform: Platform) => KnownProducts = /* @__PURE__ */ once((platform) =>
  createKnownProducts(catalogOf(platform), platform.clock),
);
const releaseDatesOf = /* @__PURE__ */ once((platform) => createReleaseDates(knownProductsOf(platform), platform.clock));
/** What has come back of articles: one memory of it in a process. */
export const returnSharesOf: (platform: Platform) => ReturnShareReader = /* @__PURE__ */ once((platform) => {
  const products = knownProductsOf(platform);
  return createReturnShares({
    platform,
    products: async (tenantId, skus) => new Map((await products(tenantId, skus)).map((product) => [product.sku, product])),
  });
});
/** Locations as sourcing sees them, with what waits there. */
export const locationReaderOf: (platform: Platform) => LocationReader = /* @__PURE__ */ once((platform) =>
  createLocationReader({ catalog: catalogOf(platform), openWork: createOpenWork(platform), clock: platform.clock }),
);

/** Prices of carriers: one memory of services that do not answer in a process. */
export const carrierQuotesOf: (platform: Platform) => QuoteReader = /* @__PURE__ */ once((platform) =>
  createQuotes({
    platform,
    clients: [createEasyPost(platform), createShipStation(platform)],
    origins: {
      origins: async (tenantId) => new Map((await catalogOf(platform).listLocations(tenantId)).flatMap(originOf)),
    },
  }),
);

const sourcingPoliciesOf = /* @__PURE__ */ once((platform) =>
  createPresetPolicies((tenantId) => policiesOf(platform).inForce(tenantId, 'sourcing')),
);

/** Asks carriers for one parcel. */
export const askQuoteOf: (platform: Platform) => AskQuote = /* @__PURE__ */ once((platform) =>
  createAskQuote({
    quotes: carrierQuotesOf(platform),
    policies: sourcingPoliciesOf(platform),
    knowsLocation: async (tenantId, locationId) => (await catalogOf(platform).getLocation(tenantId, locationId)) !== undefined,
    clock: platform.clock,
  }),
);

export const sourcingOf: (platform: Platform) => Sourcing = /* @__PURE__ */ once((platform) =>
  createSourcing({
    availability: inventoryOf(platform),
    safetyStock: {
      safetyStock: async (tenantId) => {
        const { value } = await policiesOf(platform).inForce(tenantId, 'safety_stock');
        return (sku, locationId) => safetyStockOf(value, sku, locationId);
      },
    },
    locations: locationReaderOf(platform),
    articles: createArticleReader(knownProductsOf(platform)),
    policies: sourcingPoliciesOf(platform),
    futureValues: createFutureValues(platform),
    learned: learnedFiguresOf(platform),
    returnShares: returnSharesOf(platform),
    quotes: carrierQuotesOf(platform),
    draws: createOrderDraw(platform),
    sha256: platform.sha256,
    solver: highsSolver,
    onFailure: (error) => {
      platform.observability.logger.warn('solver failed', { error: error as Error });
      platform.observability.metrics.addMetric('SourcingSolverFailures', 'Count', 1);
    },
    inputs: createInputsArchive(platform),
  }),
);

const flowPartsOf = (platform: Platform) => ({
  platform,
  store: storeOf(platform),
  vault: vaultOf(platform),
  waits: waitsOf(platform),
  decisions: decisionsOf(platform),
  inventory: inventoryOf(platform),
  sourcing: sourcingOf(platform),
  fulfillmentOrders: fulfillmentOrdersOf(platform),
  payments: paymentsOf(platform),
  suppliers: createSupplierDirectory({
    catalog: catalogOf(platform),
    book: createSupplierTermsBook(platform),
    clock: platform.clock,
  }),
  policies: policiesOf(platform),
  incoming: incomingSupplyOf(platform),
  releases: releaseDatesOf(platform),
});
export const orderSourcingOf = /* @__PURE__ */ once((platform) => createSourcingOfOrders(flowPartsOf(platform)));
export const orderReactionsOf = /* @__PURE__ */ once((platform) =>
  createOrderReactions({ ...flowPartsOf(platform), risk: riskOf(platform) }),
);
export const orderWaitingOf = /* @__PURE__ */ once((platform) => createOrderWaiting(flowPartsOf(platform)));
export const ordersOf: (platform: Platform) => Orders = /* @__PURE__ */ once((platform) =>
  createOrders({ ...flowPartsOf(platform), risk: riskOf(platform), records: recordChecksOf(platform) }),
);
export const waitingOrdersOf: (platform: Platform) => ReturnType<typeof createWaitingOrders> = /* @__PURE__ */ once((platform) =>
  createWaitingOrders({ platform, store: storeOf(platform) }),
);
/** Takes work back from locations. */
export const evacuationOf = /* @__PURE__ */ once((platform) =>
  createEvacuateLocation({ fulfillmentOrders: fulfillmentOrdersOf(platform), workList: createWorkList(platform) }),
);
/** Follows locations that are closed or opened. */
export const locationFollowingOf = /* @__PURE__ */ once((platform) =>
  createFollowLocation({
    platform,
    fulfillmentOrders: fulfillmentOrdersOf(platform),
    workList: createWorkList(platform),
    inventory: inventoryOf(platform),
    store: storeOf(platform),
    offerUnits: orderWaitingOf(platform).offerUnits,
    locations: {
      standingOf: async (tenantId, locationId) => {
        const location = await catalogOf(platform).getLocation(tenantId, locationId);
        return location && locationStanding(location);
      },
    },
  }),
);
/** Promises waiting orders anew, and finds out which when a document of supply has changed. */
export const promiseRenewalOf = /* @__PURE__ */ once((platform) => ({
  ...createPromiseRenewal({
    platform,
    store: storeOf(platform),
    waits: waitsOf(platform),
    incoming: incomingSupplyOf(platform),
    releases: releaseDatesOf(platform),
  }),
  documents: createSupplyDocuments(storeOf(platform)),
}));
