import { type Access, createAccess, createAuditWrite } from '../lib/access/index.ts';
import { type Catalog, createCatalog } from '../lib/catalog/index.ts';
import { connectors } from '../lib/channels/adapters/connectors.ts';
import {
  type AccountDesk,
  type ChannelAccounts,
  type ChannelConnector,
  createAccountDesk,
  createAccounts,
  createConnectionTest,
  createChannelNotifier,
  createChannelSync,
  createNoticeAddressing,
  createOrderIntake,
  createOrderNotices,
  createPayloadDesk,
  createPersonalData,
  createPollSchedule,
  createReadingDesk,
  createRetention,
  createStockAnnouncing,
  createStockList,
  createStockPublisher,
  createWebhookIntake,
  type ListStock,
  type NotifyChannel,
  type PersonalData,
  type ReadingDesk,
  type SetStock,
  type SyncChannel,
  type TestConnection,
} from '../lib/channels/index.ts';
import type { IntakeQueueMessage } from '../lib/contracts/events/channels.ts';
import { createAdvisedRisk, createReviewThreshold } from '../lib/fraud/index.ts';
import {
  createFulfillmentOrders,
  createPrintDocuments,
  createScan,
  createSettleStock,
  createWorkDetails,
  createWorkList,
  type FulfillmentOrders,
  operatorCarrier,
  type OrderBook,
  pdfPrinter,
  type PrintDocuments,
} from '../lib/fulfilment/index.ts';
import { bundledFraudScorer, createDecisionLog, createScoring, type DecisionLog, modelsMode } from '../lib/intelligence/index.ts';
import { createAvailability, createInventory, type Inventory } from '../lib/inventory/index.ts';
import {
  createAssessOrder,
  createCompensateOrder,
  createEscalateOrder,
  createRevisionStanding,
  createListOrders,
  createManageOrder,
  createOrders,
  createBulkJobs,
  createBulkWork,
  createOrderDifference,
  createOrderExecutions,
  createOrderNotes,
  createOrderTimeline,
  createOrderTraces,
  createPlaceOrder,
  createReadOrders,
  createRecordFulfillment,
  type Orders,
} from '../lib/orders/index.ts';
import { Instant } from '../lib/kernel/instant.ts';
import { createEventStore, type EventStore } from '../lib/platform/event-store/event-store.ts';
import type { Platform } from '../lib/platform/ports.ts';
import { createVault, type Vault } from '../lib/platform/vault/vault.ts';
import { createWaits, type Waits } from '../lib/platform/waits/waits.ts';
import { createPayments, type Payments } from '../lib/payments/index.ts';
import { createPolicyBook, createPolicyDesk, type PolicyBook, type PolicyDesk } from '../lib/policies/index.ts';
import { createPresetPolicies, createSourcing } from '../lib/sourcing/index.ts';
import { createLocationReader } from './location-reader.ts';
import { createOrderBook } from './order-book.ts';
import { createNoticeDesk, createRefundDesk } from './notice-desk.ts';
import { createOrderDesk, deskAsOf } from './order-desk.ts';
import { createStockDesk } from './stock-desk.ts';

/** The same for every handler of one process, so that caches are shared. A bundle carries only what its handler asks for. */
const once = <T>(make: (platform: Platform) => T): ((platform: Platform) => T) => {
  const made = new WeakMap<Platform, { readonly value: T }>();
  return (platform) => {
    const known = made.get(platform) ?? { value: make(platform) };
    made.set(platform, known);
    return known.value;
  };
};

export const storeOf: (platform: Platform) => EventStore = /* @__PURE__ */ once(({ ledger, clock, ids, sha256 }) =>
  createEventStore({ ledger, clock, ids, sha256 }),
);
export const vaultOf: (platform: Platform) => Vault = /* @__PURE__ */ once(({ vault, keys, clock }) => createVault({ vault, keys, clock }));
export const waitsOf: (platform: Platform) => Waits = /* @__PURE__ */ once(({ ledger, workflows, clock }) =>
  createWaits({ ledger, workflows, clock }),
);
export const decisionsOf: (platform: Platform) => DecisionLog = /* @__PURE__ */ once(({ ledger, clock, sha256 }) =>
  createDecisionLog({ ledger, clock, sha256 }),
);
export const catalogOf: (platform: Platform) => Catalog = /* @__PURE__ */ once(({ ledger, clock, sha256 }) =>
  createCatalog({ ledger, clock, sha256 }),
);
export const inventoryOf: (platform: Platform) => Inventory = /* @__PURE__ */ once((platform) =>
  createInventory({ store: storeOf(platform), clock: platform.clock, commits: platform }),
);
export const fulfillmentOrdersOf: (platform: Platform) => FulfillmentOrders = /* @__PURE__ */ once((platform) =>
  createFulfillmentOrders({ store: storeOf(platform), waits: waitsOf(platform), carrier: operatorCarrier }),
);
export const settleStockOf: (platform: Platform) => ReturnType<typeof createSettleStock> = /* @__PURE__ */ once((platform) =>
  createSettleStock({ fulfillmentOrders: fulfillmentOrdersOf(platform), inventory: inventoryOf(platform) }),
);
export const paymentsOf: (platform: Platform) => Payments = /* @__PURE__ */ once((platform) =>
  createPayments({ store: storeOf(platform) }),
);
export const accessOf: (platform: Platform) => Access = /* @__PURE__ */ once(
  ({ ledger, vault, keys, clock, ids, sha256, directory, http, place }) =>
    createAccess({
      ledger,
      vault,
      keys,
      clock,
      ids,
      sha256,
      issuer: { url: 'https://waybill.local', audience: 'waybill' },
      ...(place ? { environment: place.environment } : {}),
      ...(directory ? { directory: { people: directory, http } } : {}),
    }),
);
// Read once in a process, whatever number of platforms it opens.
let fraudModel: ReturnType<typeof bundledFraudScorer> | undefined;
const fraudScorer = () => {
  fraudModel ??= bundledFraudScorer();
  return fraudModel;
};

export const policiesOf: (platform: Platform) => PolicyBook = /* @__PURE__ */ once((platform) => createPolicyBook(platform));
export const policyDeskOf: (platform: Platform) => PolicyDesk = /* @__PURE__ */ once((platform) =>
  createPolicyDesk(platform, { book: policiesOf(platform), auditWrite: createAuditWrite(platform) }),
);

const riskOf = /* @__PURE__ */ once((platform) => {
  const { parameters, models, clock, observability } = platform;
  const policies = policiesOf(platform);
  return createAdvisedRisk({
    rule: createReviewThreshold((tenantId) => policies.inForce(tenantId, 'fraud_review')),
    scoring: createScoring({
      models,
      local: { fraud: fraudScorer() },
      mode: modelsMode(parameters),
      clock,
      metrics: observability.metrics,
    }),
  });
});

// Use cases of orders one by one, for the functions that need no more.
export const orderReadingOf = /* @__PURE__ */ once((platform) => createReadOrders({ store: storeOf(platform), vault: vaultOf(platform) }));
export const orderListOf = /* @__PURE__ */ once((platform) => createListOrders({ platform, vault: vaultOf(platform) }));
export const orderManagementOf = /* @__PURE__ */ once((platform) =>
  createManageOrder({ platform, store: storeOf(platform), payments: paymentsOf(platform) }),
);
export const orderPlacementOf = /* @__PURE__ */ once((platform) =>
  createPlaceOrder({ platform, store: storeOf(platform), vault: vaultOf(platform) }),
);
export const orderAssessmentOf = /* @__PURE__ */ once((platform) =>
  createAssessOrder({
    platform,
    store: storeOf(platform),
    decisions: decisionsOf(platform),
    risk: riskOf(platform),
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
export const orderNotesOf = /* @__PURE__ */ once((platform) =>
  createOrderNotes({ platform, store: storeOf(platform), vault: vaultOf(platform) }),
);
export const orderDifferenceOf = /* @__PURE__ */ once((platform) =>
  createOrderDifference({ store: storeOf(platform), vault: vaultOf(platform), payments: paymentsOf(platform) }),
);
export const orderExecutionsOf = /* @__PURE__ */ once((platform) =>
  createOrderExecutions({ platform, store: storeOf(platform), waits: waitsOf(platform) }),
);
export const orderTimelineOf = /* @__PURE__ */ once((platform) =>
  createOrderTimeline({
    store: storeOf(platform),
    decisions: decisionsOf(platform),
    notices: orderNoticesOf(platform),
    executions: orderExecutionsOf(platform),
    notes: orderNotesOf(platform),
  }),
);
export const bulkJobsOf = /* @__PURE__ */ once((platform) => createBulkJobs({ platform, store: storeOf(platform) }));
export const bulkWorkOf = /* @__PURE__ */ once((platform) => createBulkWork({ platform, store: storeOf(platform) }));
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

export const ordersOf: (platform: Platform) => Orders = /* @__PURE__ */ once((platform) =>
  createOrders({
    platform,
    store: storeOf(platform),
    vault: vaultOf(platform),
    waits: waitsOf(platform),
    decisions: decisionsOf(platform),
    inventory: inventoryOf(platform),
    sourcing: createSourcing({
      availability: inventoryOf(platform),
      locations: createLocationReader(catalogOf(platform)),
      policies: createPresetPolicies((tenantId) => policiesOf(platform).inForce(tenantId, 'sourcing')),
      sha256: platform.sha256,
    }),
    fulfillmentOrders: fulfillmentOrdersOf(platform),
    risk: riskOf(platform),
    payments: paymentsOf(platform),
    policies: policiesOf(platform),
  }),
);

export const channelAccountsOf: (platform: Platform) => ChannelAccounts = /* @__PURE__ */ once((platform) => createAccounts(platform));
const channelParts = (platform: Platform) => ({ platform, vault: vaultOf(platform), accounts: channelAccountsOf(platform) });
const revisionStandingOf = /* @__PURE__ */ once((platform) => createRevisionStanding({ platform, store: storeOf(platform) }));
const orderDeskOf = (platform: Platform) =>
  createOrderDesk({
    place: orderPlacementOf(platform),
    traces: createOrderTraces({ store: storeOf(platform), platform }),
    standing: revisionStandingOf(platform),
  });

const stockDeskOf = /* @__PURE__ */ once((platform) =>
  createStockDesk({ catalog: catalogOf(platform), availability: createAvailability(storeOf(platform)) }),
);

/** Takes in what one channel delivers. */
export const webhookIntakeOf = (platform: Platform, { adapter }: Pick<ChannelConnector, 'adapter'>) =>
  createWebhookIntake({ ...channelParts(platform), adapter });
/** Reads one channel through its API. */
export const channelSyncOf = (platform: Platform, connector: ChannelConnector): SyncChannel =>
  createChannelSync({
    ...channelParts(platform),
    connector,
    orders: { standing: revisionStandingOf(platform) },
    stock: stockDeskOf(platform),
  });
/** Finds out which channels are to be told of an event. */
export const noticeAddressingOf = /* @__PURE__ */ once((platform) =>
  createNoticeAddressing({
    platform,
    accounts: channelAccountsOf(platform),
    desk: createNoticeDesk(orderReadingOf(platform), fulfillmentOrdersOf(platform)),
  }),
);
/** Tells one channel what has become of its orders. */
export const channelNotifierOf = (platform: Platform, connector: ChannelConnector): NotifyChannel =>
  createChannelNotifier({
    platform,
    accounts: channelAccountsOf(platform),
    connector,
    refunds: createRefundDesk(paymentsOf(platform)),
  });
/** Finds out which accounts are to be told of a change of stock. */
export const stockAnnouncingOf = /* @__PURE__ */ once((platform) =>
  createStockAnnouncing({ platform, accounts: channelAccountsOf(platform) }),
);
/** Tells one channel how many there are of articles. */
export const stockPublisherOf = (platform: Platform, connector: ChannelConnector): SetStock =>
  createStockPublisher({ platform, accounts: channelAccountsOf(platform), connector, desk: stockDeskOf(platform) });
export const stockListOf: (platform: Platform) => ListStock = /* @__PURE__ */ once((platform) =>
  createStockList({ platform, accounts: channelAccountsOf(platform) }),
);
export const retentionOf = /* @__PURE__ */ once((platform) =>
  createRetention({
    ...channelParts(platform),
    orders: orderDeskOf(platform),
    desk: createNoticeDesk(orderReadingOf(platform), fulfillmentOrdersOf(platform)),
    auditWrite: createAuditWrite(platform),
  }),
);
export const orderNoticesOf = /* @__PURE__ */ once((platform) => createOrderNotices(platform));
export const payloadDeskOf = /* @__PURE__ */ once((platform) =>
  createPayloadDesk({
    platform,
    vault: vaultOf(platform),
    orders: createOrderTraces({ store: storeOf(platform), platform }),
    desk: createNoticeDesk(orderReadingOf(platform), fulfillmentOrdersOf(platform)),
  }),
);
/** What support does with one order or with many. */
export type SupportDesk = {
  readonly notes: ReturnType<typeof orderNotesOf>;
  readonly difference: ReturnType<typeof orderDifferenceOf>;
  readonly executions: ReturnType<typeof orderExecutionsOf>;
  readonly timeline: ReturnType<typeof orderTimelineOf>;
  readonly payloads: ReturnType<typeof payloadDeskOf>;
  readonly bulk: ReturnType<typeof bulkJobsOf>;
};
const supportDeskOf = /* @__PURE__ */ once(
  (platform): SupportDesk => ({
    notes: orderNotesOf(platform),
    difference: orderDifferenceOf(platform),
    executions: orderExecutionsOf(platform),
    timeline: orderTimelineOf(platform),
    payloads: payloadDeskOf(platform),
    bulk: bulkJobsOf(platform),
  }),
);
export const pollScheduleOf = /* @__PURE__ */ once((platform) => createPollSchedule({ platform, accounts: channelAccountsOf(platform) }));
export const orderIntakeOf = /* @__PURE__ */ once((platform) => {
  const parts = channelParts(platform);
  const desk = orderDeskOf(platform);
  return (message: IntakeQueueMessage): Promise<void> => {
    const orders = message.kind === 'order' ? deskAsOf(desk, Instant(message.order.received_at)) : desk;
    return createOrderIntake({ ...parts, orders })(message);
  };
});
export const personalDataOf: (platform: Platform) => PersonalData = /* @__PURE__ */ once((platform) =>
  createPersonalData({ ...channelParts(platform), orders: orderDeskOf(platform), auditWrite: createAuditWrite(platform) }),
);
export const readingDeskOf: (platform: Platform) => ReadingDesk = /* @__PURE__ */ once((platform) =>
  createReadingDesk({ platform, accounts: channelAccountsOf(platform), auditWrite: createAuditWrite(platform) }),
);
export const accountDeskOf: (platform: Platform) => AccountDesk = /* @__PURE__ */ once((platform) =>
  createAccountDesk({ platform, accounts: channelAccountsOf(platform), connectors, auditWrite: createAuditWrite(platform) }),
);

export const connectionTestOf: (platform: Platform) => TestConnection = /* @__PURE__ */ once((platform) =>
  createConnectionTest({ platform, accounts: channelAccountsOf(platform), connectors }),
);

/** The door of channels for a process that serves all of it. */
export type Channels = AccountDesk &
  ReadingDesk &
  PersonalData & {
    readonly syncOf: (channel: string) => SyncChannel | undefined;
    readonly orderNotices: ReturnType<typeof createOrderNotices>;
    readonly listStock: ListStock;
    readonly testConnection: TestConnection;
  };

const channelsOf: (platform: Platform) => Channels = /* @__PURE__ */ once((platform) => {
  const syncs = new Map(connectors.map((connector) => [connector.adapter.channel, channelSyncOf(platform, connector)]));
  return {
    ...accountDeskOf(platform),
    ...readingDeskOf(platform),
    ...personalDataOf(platform),
    syncOf: (channel) => syncs.get(channel),
    orderNotices: orderNoticesOf(platform),
    listStock: stockListOf(platform),
    testConnection: connectionTestOf(platform),
  };
});

/** The product, wired: every context over one platform. */
export type Composition = {
  readonly platform: Platform;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly waits: Waits;
  readonly access: Access;
  readonly catalog: Catalog;
  readonly inventory: Inventory;
  readonly fulfillmentOrders: FulfillmentOrders;
  readonly payments: Payments;
  readonly orders: Orders;
  readonly channels: Channels;
  readonly desk: SupportDesk;
  readonly policies: PolicyDesk;
};

/** For a process that serves all of it, such as the command line. */
export const compose: (platform: Platform) => Composition = /* @__PURE__ */ once((platform) => ({
  platform,
  store: storeOf(platform),
  vault: vaultOf(platform),
  waits: waitsOf(platform),
  access: accessOf(platform),
  catalog: catalogOf(platform),
  inventory: inventoryOf(platform),
  fulfillmentOrders: fulfillmentOrdersOf(platform),
  payments: paymentsOf(platform),
  orders: ordersOf(platform),
  channels: channelsOf(platform),
  desk: supportDeskOf(platform),
  policies: policyDeskOf(platform),
}));
