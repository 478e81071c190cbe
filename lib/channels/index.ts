import type { AuditEntry } from '../access/index.ts';
import type { Platform, Write } from '../platform/ports.ts';
import type { Vault } from '../platform/vault/vault.ts';
import { channelAdapters } from './adapters/channel-adapters.ts';
import { readableChannels } from './adapters/readable-channels.ts';
import { createAcceptOrder } from './app/accept-order.ts';
import { type ChannelAdapter, createAdapterRegistry } from './app/channel-adapter.ts';
import { type ChannelAccounts, createChannelAccounts } from './app/channel-accounts.ts';
import type { OrderDesk } from './app/channels.parts.ts';
import { createErasePerson } from './app/erase-person.ts';
import { createExportPerson, createReadExport } from './app/export-person.ts';
import { createHandlePrivacyRequest } from './app/handle-privacy-request.ts';
import { createNormalizeChannel } from './app/normalize-channel.ts';
import { createPayloadArchive } from './app/payload-archive.ts';
import { createQuarantine } from './app/quarantine.ts';
import { createReceiveOrder } from './app/receive-order.ts';
import { createReceiveWebhook } from './app/receive-webhook.ts';
import { createRedactShop } from './app/redact-shop.ts';

/** Orders of a channel's payload in canonical JSON, or everything that is wrong with it. Needs no platform and never throws. */
export const normalizeChannel = /* @__PURE__ */ createNormalizeChannel(/* @__PURE__ */ createAdapterRegistry(readableChannels));

type AccountsGiven = {
  readonly platform: Platform;
  readonly auditWrite: (entry: AuditEntry) => Write;
  /** @default every channel of the product */
  readonly adapters?: readonly ChannelAdapter[];
};

/** The accounts of channels and what is remembered of them; one for all use cases of a process, so that a removal is seen at once. */
export const createAccounts = ({ platform, auditWrite, adapters = channelAdapters }: AccountsGiven): ChannelAccounts =>
  createChannelAccounts({ ledger: platform.ledger, clock: platform.clock, adapters: createAdapterRegistry(adapters), auditWrite });

type Given = AccountsGiven & { readonly vault: Vault; readonly accounts?: ChannelAccounts };

const intakeParts = (given: Given) => {
  const { platform, vault, auditWrite, accounts = createAccounts(given) } = given;
  const adapters = createAdapterRegistry(given.adapters ?? channelAdapters);
  const archive = createPayloadArchive({ blobs: platform.blobs, vault });
  const acceptOrder = createAcceptOrder({ platform, vault, archive });
  const quarantine = createQuarantine({ platform, vault, archive });
  return { platform, vault, auditWrite, adapters, accounts, archive, acceptOrder, quarantine };
};

/** Takes deliveries in, and nothing else: what the function behind the webhooks is made of. */
export const createWebhookIntake = (given: Given) => createReceiveWebhook(intakeParts(given));

/** Hands accepted orders to their stream, and nothing else. */
export const createOrderIntake = (given: Given & { readonly orders: Pick<OrderDesk, 'place'> }) =>
  createReceiveOrder({ ...intakeParts(given), orders: given.orders });

/** The door of the context: deliveries in, orders and requests about personal data out. */
export const createChannels = (given: Given & { readonly orders: OrderDesk }) => {
  const parts = { ...intakeParts(given), orders: given.orders };
  const { accounts } = parts;
  const erasePerson = createErasePerson(parts);
  const exportPerson = createExportPerson(parts);
  return {
    addChannelAccount: accounts.add,
    listChannelAccounts: accounts.list,
    findChannelAccount: accounts.find,
    receiveWebhook: createReceiveWebhook(parts),
    receiveOrder: createReceiveOrder(parts),
    handlePrivacyRequest: createHandlePrivacyRequest({ ...parts, erasePerson, exportPerson, redactShop: createRedactShop(parts) }),
    erasePerson,
    exportPerson,
    readExport: createReadExport(parts),
  };
};

export type Channels = ReturnType<typeof createChannels>;

export type { NewChannelAccount } from './app/channel-accounts.ts';
export type { OrderDesk, OrderTrace } from './app/channels.parts.ts';
export type { ErasedPersons } from './app/erase-person.ts';
export type { KeptExport, PersonExport } from './app/export-person.ts';
export type { PersonSelector } from './app/find-persons.ts';
export type { Normalized } from './app/normalize-channel.ts';
export type { WebhookAnswer, WebhookRejection } from './app/receive-webhook.ts';
export type { CanonicalOrder } from './domain/canonical-order.ts';
export { type ChannelAccount, type ChannelAccountRejection, describeChannelAccountRejection } from './domain/channel-account.ts';
export { checkShippable, checkTotals, lineTotal } from './domain/order-checks.ts';
export { orderIdOf } from './domain/order-key.ts';
export { personIdentityOf, phoneOf } from './domain/order-person.ts';
