import type { AuditEntry } from '../access/index.ts';
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
import type { OrderDesk } from './app/channels.parts.ts';
import { createCheckWebhooks } from './app/check-webhooks.ts';
import { createConnections, randomOf } from './app/connections.ts';
import { createErasePerson } from './app/erase-person.ts';
import { createExportPerson, createReadExport } from './app/export-person.ts';
import { createHandlePrivacyRequest } from './app/handle-privacy-request.ts';
import { createNormalizeChannel } from './app/normalize-channel.ts';
import { createPayloadArchive } from './app/payload-archive.ts';
import { createPollAccount } from './app/poll-account.ts';
import { createPollStates } from './app/poll-states.ts';
import { createQuarantine } from './app/quarantine.ts';
import { createReceiveOrder } from './app/receive-order.ts';
import { createReceiveWebhook } from './app/receive-webhook.ts';
import { createRedactShop } from './app/redact-shop.ts';
import { createSchedulePolls } from './app/schedule-polls.ts';
import { createAskToSync } from './app/sync-requests.ts';
import { createSyncChannel } from './app/sync-channel.ts';
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

const intakeParts = ({ platform, vault, accounts }: Given) => {
  const archive = createPayloadArchive({ blobs: platform.blobs, vault });
  const acceptOrder = createAcceptOrder({ platform, vault, archive });
  const quarantine = createQuarantine({ platform, vault, archive });
  return { platform, vault, accounts, archive, acceptOrder, quarantine };
};

/** Takes deliveries of one channel in, and nothing else: what the function behind its webhooks is made of. */
export const createWebhookIntake = (given: Given & { readonly adapter: ChannelAdapter }) => {
  const parts = intakeParts(given);
  return createReceiveWebhook({
    ...parts,
    adapter: given.adapter,
    takeDelivery: createTakeDelivery(parts),
    askToSync: createAskToSync(given.platform),
  });
};

/** Reads one channel through its API: what the function behind its queue of requests is made of. */
export const createChannelSync = (given: Given & { readonly connector: ChannelConnector; readonly orders: Pick<OrderDesk, 'knows'> }) => {
  const { platform, connector } = given;
  const parts = intakeParts(given);
  const acceptPayload = createAcceptPayload({ ...parts, orders: given.orders });
  const states = createPollStates(platform.ledger);
  const poll = createPollAccount({ platform, states, acceptPayload, random: () => randomOf(platform) });
  return createSyncChannel({
    platform,
    connector,
    accounts: given.accounts,
    connections: createConnections(platform, connector),
    acceptPayload,
    takeDelivery: createTakeDelivery(parts),
    poll,
    backfill: createBackfill({ poll, now: () => platform.clock.now(), pause: (ms) => platform.clock.sleep(ms) }),
    askToSync: createAskToSync(platform),
    checkWebhooks: createCheckWebhooks(platform),
  });
};

/** Has every account polled that is connected. */
export const createPollSchedule = (given: Pick<Given, 'platform' | 'accounts'>) =>
  createSchedulePolls({ ...given, askToSync: createAskToSync(given.platform) });

type WithAdapters = {
  /** @default every channel of the product */
  readonly adapters?: readonly ChannelAdapter[];
};

/** Hands accepted orders to their stream, and nothing else. */
export const createOrderIntake = (given: Given & WithAdapters & { readonly orders: Pick<OrderDesk, 'place'> }) =>
  createReceiveOrder({
    ...intakeParts(given),
    adapters: createAdapterRegistry(given.adapters ?? channelAdapters),
    orders: given.orders,
  });

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

export type PersonalData = ReturnType<typeof createPersonalData>;
export type AccountDesk = ReturnType<typeof createAccountDesk>;

export type { NewChannelAccount } from './app/add-channel-account.ts';
export type { ChannelAdapter } from './app/channel-adapter.ts';
export type { ChannelAccounts } from './app/channel-accounts.ts';
export type { ChannelConnector } from './app/channel-connector.ts';
export type { OrderDesk, OrderTrace } from './app/channels.parts.ts';
export type { ErasedPersons } from './app/erase-person.ts';
export type { KeptExport, PersonExport } from './app/export-person.ts';
export type { PersonSelector } from './app/find-persons.ts';
export type { Normalized } from './app/normalize-channel.ts';
export type { WebhookAnswer, WebhookRejection } from './app/receive-webhook.ts';
export type { SyncChannel } from './app/sync-channel.ts';
export type { CanonicalOrder } from './domain/canonical-order.ts';
export { type ChannelAccount, type ChannelAccountRejection, describeChannelAccountRejection } from './domain/channel-account.ts';
export { checkShippable, checkTotals, lineTotal } from './domain/order-checks.ts';
export { orderIdOf } from './domain/order-key.ts';
export { signatureSchemes, type Verified, verifyWebhook };
export { personIdentityOf, phoneOf } from './domain/order-person.ts';
