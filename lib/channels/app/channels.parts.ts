import type { AuditEntry } from '../../access/index.ts';
import type { OrderId, PersonId, TenantId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Platform, Write } from '../../platform/ports.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import type { CanonicalOrder } from '../domain/canonical-order.ts';
import type { AdapterRegistry } from './channel-adapter.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import type { PayloadArchive } from './payload-archive.ts';

/** Whose an order was at one of its revisions, and where the payload of that revision is archived. */
export type OrderTrace = { readonly personId: PersonId | null; readonly payloadRef: string | null };

/** What channels ask of orders. Orders know channels' canonical form, so the dependency is turned round here. */
export interface OrderDesk {
  /** Records the order, or says why its stream would not have it. */
  place(
    caller: Caller,
    order: CanonicalOrder,
    source: { readonly payloadRef: string },
  ): Promise<Result<void, { readonly code: string; readonly message: string }>>;
  /** Whether this revision of the order is recorded, or a newer one. */
  knows(tenantId: TenantId, order: CanonicalOrder): Promise<boolean>;
  /** One entry for each revision; empty when there is no such order. */
  traces(tenantId: TenantId, orderId: OrderId): Promise<readonly OrderTrace[]>;
  /** Every order of a channel account, in no promised order. */
  ordersOf(tenantId: TenantId, channel: string, account: string): AsyncIterable<OrderId>;
  /** How the names of the vault records of an order begin. */
  recordPrefix(orderId: OrderId): string;
  /** The order that a vault record belongs to; undefined when it belongs to none. */
  orderOfRecord(name: string): OrderId | undefined;
}

/** What the use cases of channels are made of. */
export type ChannelsParts = {
  readonly platform: Platform;
  readonly vault: Vault;
  readonly orders: OrderDesk;
  readonly auditWrite: (entry: AuditEntry) => Write;
  readonly adapters: AdapterRegistry;
  readonly accounts: ChannelAccounts;
  readonly archive: PayloadArchive;
};
