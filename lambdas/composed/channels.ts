import { createAuditWrite } from '../../lib/access/index.ts';
import { connectors } from '../../lib/channels/adapters/connectors.ts';
import {
  type AccountDesk,
  type ChannelAccounts,
  type ChannelConnector,
  createAccountDesk,
  createAccounts,
  createChannelNotifier,
  createChannelSync,
  createConnectionTest,
  createNoticeAddressing,
  createOrderIntake,
  createOrderNotices,
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
} from '../../lib/channels/index.ts';
import type { IntakeQueueMessage } from '../../lib/contracts/events/channels.ts';
import { createDemandHistory } from '../../lib/forecasting/index.ts';
import { createAvailability } from '../../lib/inventory/index.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { createOrderTraces, createRevisionStanding, createSkuDemand } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createNoticeDesk, createRefundDesk } from '../notice-desk.ts';
import { createOrderDesk, deskAsOf } from '../order-desk.ts';
import { createSalesRates, createStockDesk } from '../stock-desk.ts';
import { catalogOf, fulfillmentOrdersOf, once, paymentsOf, policiesOf, storeOf, vaultOf } from './base.ts';
import { orderPlacementOf, orderReadingOf } from './orders.ts';

export const channelAccountsOf: (platform: Platform) => ChannelAccounts = /* @__PURE__ */ once((platform) => createAccounts(platform));
const channelParts = (platform: Platform) => ({ platform, vault: vaultOf(platform), accounts: channelAccountsOf(platform) });
const revisionStandingOf = /* @__PURE__ */ once((platform) => createRevisionStanding({ platform, store: storeOf(platform) }));
const orderDeskOf = (platform: Platform) =>
  createOrderDesk({
    place: orderPlacementOf(platform),
    traces: createOrderTraces({ store: storeOf(platform), platform }),
    standing: revisionStandingOf(platform),
  });

export const stockDeskOf = /* @__PURE__ */ once((platform) =>
  createStockDesk({
    catalog: catalogOf(platform),
    availability: createAvailability(storeOf(platform)),
    policies: policiesOf(platform),
    sales: createSalesRates({
      history: createDemandHistory({ demand: createSkuDemand(platform) }),
      clock: platform.clock,
    }),
  }),
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

export const channelsOf: (platform: Platform) => Channels = /* @__PURE__ */ once((platform) => {
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
