import type { AuditEntry } from '../access/index.ts';
import type { Platform, Write } from '../platform/ports.ts';
import type { Vault } from '../platform/vault/vault.ts';
import { channelAdapters } from './adapters/channel-adapters.ts';
import { createAcceptOrder } from './app/accept-order.ts';
import { type ChannelAdapter, createAdapterRegistry } from './app/channel-adapter.ts';
import { createChannelAccounts } from './app/channel-accounts.ts';
import type { ChannelsParts, OrderDesk } from './app/channels.parts.ts';
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
export const normalizeChannel = createNormalizeChannel(createAdapterRegistry(channelAdapters));

/** The door of the context: deliveries in, orders and requests about personal data out. */
export const createChannels = (given: {
  readonly platform: Platform;
  readonly vault: Vault;
  readonly auditWrite: (entry: AuditEntry) => Write;
  readonly orders: OrderDesk;
  /** @default every channel of the product */
  readonly adapters?: readonly ChannelAdapter[];
}) => {
  const { platform, vault } = given;
  const adapters = createAdapterRegistry(given.adapters ?? channelAdapters);
  const accounts = createChannelAccounts({ ledger: platform.ledger, clock: platform.clock, adapters, auditWrite: given.auditWrite });
  const parts: ChannelsParts = { ...given, adapters, accounts, archive: createPayloadArchive({ blobs: platform.blobs, vault }) };
  const acceptOrder = createAcceptOrder(parts);
  const quarantine = createQuarantine(parts);
  const erasePerson = createErasePerson(parts);
  const exportPerson = createExportPerson(parts);
  return {
    addChannelAccount: accounts.add,
    listChannelAccounts: accounts.list,
    findChannelAccount: accounts.find,
    receiveWebhook: createReceiveWebhook({ ...parts, acceptOrder, quarantine }),
    receiveOrder: createReceiveOrder({ ...parts, acceptOrder, quarantine }),
    handlePrivacyRequest: createHandlePrivacyRequest({
      ...parts,
      quarantine,
      erasePerson,
      exportPerson,
      redactShop: createRedactShop(parts),
    }),
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
