import type { AuditEntry } from '../access/index.ts';
import type { IntakeQueueMessage } from '../contracts/events/channels.ts';
import type { OrderId, TenantId } from '../kernel/ids.ts';
import type { Caller } from '../platform/event-store/caller.ts';
import type { Platform, Write } from '../platform/ports.ts';
import type { Vault } from '../platform/vault/vault.ts';
import { channelAdapters } from './adapters/channel-adapters.ts';
import { createAcceptOrder } from './app/accept-order.ts';
import { createAcceptPayload } from './app/accept-payload.ts';
import { createAddChannelAccount } from './app/add-channel-account.ts';
import { createBackfill } from './app/backfill.ts';
import { type ChannelAdapter, createAdapterRegistry } from './app/channel-adapter.ts';
import { type ChannelAccounts, createChannelAccounts } from './app/channel-accounts.ts';
import type { ChannelConnector } from './app/channel-connector.ts';
import { noticeBackOff, noticesQueue, stockBackOff, stockQueue, syncBackOff, syncQueue } from './app/channel-queues.ts';
import type { BackorderDesk, NoticeDesk, OrderDesk, RefundDesk, StockDesk } from './app/channels.parts.ts';
import { createCheckWebhooks } from './app/check-webhooks.ts';
import { createConnections, randomOf } from './app/connections.ts';
import { type AccountReading, createDescribeReading } from './app/describe-reading.ts';
import { createErasePerson } from './app/erase-person.ts';
import { createFetchAgain } from './app/fetch-again.ts';
import { createExportPerson, createReadExport } from './app/export-person.ts';
import { createHandlePrivacyRequest } from './app/handle-privacy-request.ts';
import { createNormalizeChannel } from './app/normalize-channel.ts';
import { createAddressNotices } from './app/notices/address-notices.ts';
import { createNoticeRows, type NoticeRow } from './app/notices/notice-rows.ts';
import { describeNotice } from './app/notices/notice-words.ts';
import { createNotifyChannel } from './app/notices/notify-channel.ts';
import { createTroubledNotices } from './app/notices/troubled-notices.ts';
import { createOrderPayloads, describePayloadRejection, type OrderPayloads } from './app/order-payloads.ts';
import { createPayloadArchive } from './app/payload-archive.ts';
import { createPollAccount } from './app/poll-account.ts';
import { type ChannelOutages, createChannelOutages } from './app/channel-outages.ts';
import type { ChannelOutage } from './app/channel-outage.row.ts';
import { createPollStates } from './app/poll-states.ts';
import { createQuarantine } from './app/quarantine.ts';
import { createReadAgain } from './app/read-again.ts';
import { createReceiveOrder } from './app/receive-order.ts';
import { createReceiveWebhook } from './app/receive-webhook.ts';
import { createRedactShop } from './app/redact-shop.ts';
import { createRemoveChannelAccount } from './app/remove-channel-account.ts';
import { createRequestReading, readableAccount } from './app/request-reading.ts';
import { createRetirePayloadLater, createRetirePersonalData } from './app/retire-personal-data.ts';
import { createSchedulePolls } from './app/schedule-polls.ts';
import { createAskToSync } from './app/sync-requests.ts';
import { createSyncChannel } from './app/sync-channel.ts';
import { createTestConnection, type TestConnection } from './app/test-connection.ts';
import { createAnnounceStock } from './app/stock/announce-stock.ts';
import { createCheckDrift } from './app/stock/check-drift.ts';
import { createCompareStock } from './app/stock/compare-stock.ts';
import { createCountOversells } from './app/stock/count-oversells.ts';
import { createListStock } from './app/stock/list-stock.ts';
import { createSetStock } from './app/stock/set-stock.ts';
import { createStockRows } from './app/stock/stock-rows.ts';
import { createTakeDelivery } from './app/take-delivery.ts';
import { signatureSchemes, type Verified, verifyWebhook } from './verify/verify-webhook.ts';
import { channelNames } from './domain/channel-names.ts';

/** Orders of a channel's payload in canonical JSON, or everything that is wrong with it. Needs no platform and never throws. */
export const normalizeChannel = /* @__PURE__ */ createNormalizeChannel(/* @__PURE__ */ createAdapterRegistry(channelAdapters));

/** The accounts of channels and what is remembered of them; one for all use cases of a process, so that a removal is seen at once. */
export const createAccounts = ({ ledger, clock }: Pick<Platform, 'ledger' | 'clock'>): ChannelAccounts =>
  createChannelAccounts({ ledger, clock, channels: channelNames });

type Given = {
  readonly platform: Platform;
  readonly vault: Vault;
  readonly accounts: ChannelAccounts;
};

/** @param adapter of the channel whose bodies may be put aside */
const intakeParts = ({ platform, vault, accounts }: Given, adapter?: ChannelAdapter) => {
  const archive = createPayloadArchive({ blobs: platform.blobs, vault });
  const acceptOrder = createAcceptOrder({ platform, vault, archive });
  const onKeep = adapter && createRetirePayloadLater(platform, adapter);
  const quarantine = createQuarantine({ platform, vault, archive, ...(onKeep ? { onKeep } : {}) });
  return { platform, vault, accounts, archive, acceptOrder, quarantine };
};

/** Takes deliveries of one channel in, and nothing else: what the function behind its webhooks is made of. */
export const createWebhookIntake = (given: Given & { readonly adapter: ChannelAdapter }) => {
  const parts = intakeParts(given, given.adapter);
  return createReceiveWebhook({
    ...parts,
    adapter: given.adapter,
    takeDelivery: createTakeDelivery(parts),
    askToSync: createAskToSync(given.platform),
  });
};

/** Reads one channel through its API: what the function behind its queue of requests is made of. */
export const createChannelSync = (
  given: Given & { readonly connector: ChannelConnector; readonly orders: Pick<OrderDesk, 'standing'>; readonly stock: StockDesk },
) => {
  const { platform, connector } = given;
  const parts = intakeParts(given, connector.adapter);
  const acceptPayload = createAcceptPayload({ ...parts, clock: platform.clock, orders: given.orders });
  const states = createPollStates(platform.ledger);
  const refuse = parts.quarantine.unreadable;
  const poll = createPollAccount({ platform, states, acceptPayload, refuse, random: () => randomOf(platform) });
  return createSyncChannel({
    platform,
    connector,
    accounts: given.accounts,
    connections: createConnections(platform, connector),
    acceptPayload,
    takeDelivery: createTakeDelivery(parts),
    quarantine: parts.quarantine,
    poll,
    backfill: createBackfill({ poll, now: () => platform.clock.now(), pause: (ms) => platform.clock.sleep(ms) }),
    states,
    askToSync: createAskToSync(platform),
    checkWebhooks: createCheckWebhooks(platform),
    compareStock: createCompareStock({ platform, rows: createStockRows(platform.ledger), desk: given.stock }),
    checkDrift: createCheckDrift({ platform, rows: createStockRows(platform.ledger), desk: given.stock }),
    readAgain: createReadAgain({ ...parts, adapter: connector.adapter }),
  });
};

/** Finds out which channel has to be told of an event, and writes it down for that channel. */
export const createNoticeAddressing = (given: Pick<Given, 'platform' | 'accounts'> & { readonly desk: NoticeDesk }) =>
  createAddressNotices({ ...given, states: createPollStates(given.platform.ledger) });

/** Tells one channel what has become of its orders: what the function behind its queue of notices is made of. */
export const createChannelNotifier = (
  given: Pick<Given, 'platform' | 'accounts'> & { readonly connector: ChannelConnector; readonly refunds: RefundDesk },
) => {
  const { platform, connector } = given;
  return createNotifyChannel({
    ...given,
    channel: connector.adapter.channel,
    connections: createConnections(platform, connector),
    rows: createNoticeRows(platform.ledger),
  });
};

/** Finds out which accounts have to be told that an article can be had more or less. */
export const createStockAnnouncing = (given: Pick<Given, 'platform' | 'accounts'>) => createAnnounceStock(given);

/** Tells one channel how many there are of articles: what the function behind its queue of stock is made of. */
export const createStockPublisher = (
  given: Pick<Given, 'platform' | 'accounts'> & {
    readonly connector: ChannelConnector;
    readonly desk: Pick<StockDesk, 'forSale' | 'buffers' | 'sales'>;
  },
) => {
  const { platform, connector } = given;
  return createSetStock({
    ...given,
    channel: connector.adapter.channel,
    connections: createConnections(platform, connector),
    rows: createStockRows(platform.ledger),
  });
};

/** Counts what channels sold that there was no more of. */
export const createOversellCount = (given: Pick<Given, 'platform' | 'accounts'> & { readonly desk: BackorderDesk }) =>
  createCountOversells({ ...given, rows: createStockRows(given.platform.ledger) });

/** Lists what an account was last told of stock. */
export const createStockList = ({ platform, accounts }: Pick<Given, 'platform' | 'accounts'>) =>
  createListStock({ accounts, rows: createStockRows(platform.ledger) });

/** What a channel was told of an order, with a sentence for people. */
export type OrderNotice = Omit<NoticeRow, 'amountMinor'> & { readonly sentence: string };

/** Everything that channels were told of an order, or are still to be told after a try that failed. */
export const createOrderNotices = ({ ledger }: Pick<Platform, 'ledger'>) => {
  const rows = createNoticeRows(ledger);
  return async (tenantId: TenantId, orderId: OrderId): Promise<readonly OrderNotice[]> => {
    const found = await rows.list({ tenant_id: tenantId, order_id: orderId });
    return found.map(({ amountMinor: _known, ...row }) => ({ ...row, sentence: describeNotice(row) }));
  };
};

/** What channels would not have of what they were told, or have not heard for hours. */
export const createNoticeTrouble = (platform: Pick<Platform, 'ledger' | 'clock'>) =>
  createTroubledNotices({ platform, rows: createNoticeRows(platform.ledger) });

/** Shows the archived payloads of orders. */
export const createPayloadDesk = (
  given: Pick<Given, 'platform' | 'vault'> & { readonly orders: Pick<OrderDesk, 'traces'>; readonly desk: Pick<NoticeDesk, 'order'> },
): OrderPayloads => {
  const archive = createPayloadArchive({ blobs: given.platform.blobs, vault: given.vault });
  return createOrderPayloads({ ...given, archive });
};
export { describePayloadRejection, type OrderPayloads };

/** Has every account polled that is connected. */
export const createPollSchedule = (given: Pick<Given, 'platform' | 'accounts'>) =>
  createSchedulePolls({ ...given, askToSync: createAskToSync(given.platform) });

type WithAdapters = {
  /** @default every channel of the product */
  readonly adapters?: readonly ChannelAdapter[];
};

/** Hands accepted orders to their stream, and nothing else. */
export const createOrderIntake = (given: Given & { readonly orders: Pick<OrderDesk, 'place'> }) => {
  const askToSync = createAskToSync(given.platform);
  const receive = createReceiveOrder({ ...intakeParts(given), orders: given.orders, askToSync });
  const fetchAgain = createFetchAgain({ accounts: given.accounts, askToSync });
  return (message: IntakeQueueMessage): Promise<void> => (message.kind === 'unreadable' ? fetchAgain(message.order) : receive(message));
};

/** For how long accounts could not be read. */
export const createOutages = ({ platform: { ledger }, accounts }: Pick<Given, 'platform' | 'accounts'>): ChannelOutages =>
  createChannelOutages({ ledger, accounts, states: createPollStates(ledger) });
export type { ChannelOutage, ChannelOutages };

/** Requests of channels and of operators about personal data. */
export const createPersonalData = (
  given: Given & WithAdapters & { readonly orders: OrderDesk; readonly auditWrite: (entry: AuditEntry) => Write },
) => {
  const adapters = createAdapterRegistry(given.adapters ?? channelAdapters);
  const parts = { ...intakeParts(given), adapters, orders: given.orders, auditWrite: given.auditWrite };
  const erasePerson = createErasePerson(parts);
  const exportPerson = createExportPerson(parts);
  return {
    erasePerson,
    exportPerson,
    readExport: createReadExport(parts),
    handlePrivacyRequest: createHandlePrivacyRequest({ ...parts, erasePerson, exportPerson, redactShop: createRedactShop(parts) }),
  };
};

/** Destroys personal data of orders when their channel's rules say so. */
export const createRetention = (
  given: Given & {
    readonly orders: OrderDesk;
    readonly desk: Pick<NoticeDesk, 'order'>;
    readonly auditWrite: (entry: AuditEntry) => Write;
  },
) => createRetirePersonalData({ ...intakeParts(given), ...given, adapters: createAdapterRegistry(channelAdapters) });

/** Lists accounts and how they are read, removes them, and has them read. Knows no channel, so that it stays small. */
export const createReadingDesk = (given: {
  readonly platform: Platform;
  readonly accounts: ChannelAccounts;
  readonly auditWrite: (entry: AuditEntry) => Write;
}) => {
  const { platform, accounts, auditWrite } = given;
  const { ledger, clock } = platform;
  const states = createPollStates(ledger);
  const describe = createDescribeReading({ states, now: () => clock.now() });
  return {
    describeChannelAccounts: async (tenantId: TenantId): Promise<readonly AccountReading[]> =>
      Promise.all((await accounts.list(tenantId)).map(describe)),
    removeChannelAccount: createRemoveChannelAccount({ ledger, clock, accounts, auditWrite }),
    ...createRequestReading({ clock, accounts, states, askToSync: createAskToSync(platform) }),
    /** The caller's account, if it can be read. */
    readableAccount: (caller: Pick<Caller, 'tenantId'>, channel: string, account: string) =>
      readableAccount(accounts, caller, channel, account),
  };
};

/** Adds accounts and says how they stand. */
export const createAccountDesk = (given: {
  readonly platform: Platform;
  readonly accounts: ChannelAccounts;
  readonly connectors: readonly ChannelConnector[];
  readonly auditWrite: (entry: AuditEntry) => Write;
}) => {
  const { platform, accounts, connectors, auditWrite } = given;
  return {
    addChannelAccount: createAddChannelAccount({ ledger: platform.ledger, clock: platform.clock, accounts, kinds: connectors, auditWrite }),
    listChannelAccounts: accounts.list,
    findChannelAccount: accounts.find,
  };
};

/** Tries the connection of an account to its channel. */
export const createConnectionTest = (
  given: Pick<Given, 'platform' | 'accounts'> & { readonly connectors: readonly ChannelConnector[] },
): TestConnection => createTestConnection(given);

export type PersonalData = ReturnType<typeof createPersonalData>;
export type AccountDesk = ReturnType<typeof createAccountDesk>;
export type ReadingDesk = ReturnType<typeof createReadingDesk>;

export { accountView, readingView } from './app/account-view.ts';
export type { NewChannelAccount } from './app/add-channel-account.ts';
export { type BackfillProgress, type BackfillRange } from './app/backfill.ts';
export type { ChannelAdapter } from './app/channel-adapter.ts';
export type { ChannelAccounts } from './app/channel-accounts.ts';
export type { ChannelConnector } from './app/channel-connector.ts';
export { publicUrlParameter } from './app/check-webhooks.ts';
export type { BackorderDesk, NoticeDesk, OrderDesk, OrderTrace, RefundDesk, StockDesk } from './app/channels.parts.ts';
export type { AccountReading, ReadingStretch } from './app/describe-reading.ts';
export type { ErasedPersons } from './app/erase-person.ts';
export type { KeptExport, PersonExport } from './app/export-person.ts';
export type { PersonSelector } from './app/find-persons.ts';
export type { Normalized } from './app/normalize-channel.ts';
export type { PollReport } from './app/poll-account.ts';
export { describeReadingRejection, type RangeRejection, rangeRejection, type ReadingRejection } from './app/request-reading.ts';
export type { WebhookAnswer, WebhookRejection } from './app/receive-webhook.ts';
export type { SyncChannel } from './app/sync-channel.ts';
export { type ConnectionCheck, type ConnectionTest } from './app/test-connection.ts';
export type { TestConnection };
export type { CanonicalOrder } from './domain/canonical-order.ts';
export { type ChannelAccount, type ChannelAccountRejection, describeChannelAccountRejection } from './domain/channel-account.ts';
export { promotionsNamed } from './domain/discount-codes.ts';
export { checkShippable, checkTotals, lineTotal } from './domain/order-checks.ts';
export { orderIdOf } from './domain/order-key.ts';
export { syncBackOff, syncQueue };
export { noticeBackOff, noticesQueue, stockBackOff, stockQueue };
export { type ListStock, stockRowView } from './app/stock/list-stock.ts';
export type { SetStock } from './app/stock/set-stock.ts';
export type { NotifyChannel } from './app/notices/notify-channel.ts';
export { signatureSchemes, type Verified, verifyWebhook };
export { personIdentityOf, phoneOf } from './domain/order-person.ts';
export { statedDates } from './domain/stated-dates.ts';
