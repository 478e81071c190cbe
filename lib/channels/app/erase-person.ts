import type { PersonId, TenantId } from '../../kernel/ids.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { mentionsPerson, type PersonTraits } from '../domain/mentions.ts';
import type { ChannelsParts } from './channels.parts.ts';
import { findPersons, namedOrders, type PersonSelector } from './find-persons.ts';
import { archiveKeys, refusedIdentity } from './payload-archive.ts';

export type ErasedPersons = {
  readonly persons: readonly { readonly personId: PersonId; readonly records: number }[];
  /** Refused payloads that named the person and are gone too. */
  readonly refusedPayloads: number;
};

/**
 * Destroys the key, the records and the exports of one person. Orders, hashes and totals stay as they are. The orders are
 * marked first: a revision of theirs may be on its way, also one that names the person in another way.
 */
export const eraseOnePerson = async (
  { platform, vault, archive, orders }: ChannelsParts,
  tenantId: TenantId,
  personId: PersonId,
): Promise<number> => {
  const orderIds = (await vault.list(tenantId, personId)).flatMap((name) => orders.orderOfRecord(name) ?? []);
  for (const orderId of new Set(orderIds)) await vault.markErased(tenantId, orderId);
  const { records } = await vault.erase(tenantId, personId);
  for await (const key of archive.keys(archiveKeys.exportsOf(tenantId, personId))) await platform.blobs.delete(key);
  return records;
};

/**
 * Erases everyone the selector names, everywhere: what their key sealed can never be read again. Refused payloads, whose
 * person nobody knows, are searched. Repeating it, also after a failure halfway, does no harm and finishes the rest.
 */
export const createErasePerson =
  (parts: ChannelsParts) =>
  async (caller: Caller, selector: PersonSelector, requestId = parts.platform.ids.next()): Promise<ErasedPersons> => {
    const { platform, vault, auditWrite } = parts;
    const { tenantId } = caller;
    for (const orderId of namedOrders(parts, tenantId, selector)) await vault.markErased(tenantId, orderId);
    const refusedPayloads = await destroyRefused(parts, tenantId, selector);
    const persons: { personId: PersonId; records: number }[] = [];
    for (const personId of await findPersons(parts, tenantId, selector)) {
      const records = await eraseOnePerson(parts, tenantId, personId);
      const after = { request_id: requestId, records };
      const target = { kind: 'person', id: personId } as const;
      await platform.ledger.transact([
        auditWrite({ tenantId, actor: caller.context.actor, action: 'person.erased', target, before: null, after }),
      ]);
      persons.push({ personId, records });
    }
    return { persons, refusedPayloads };
  };

const destroyRefused = async (parts: ChannelsParts, tenantId: TenantId, selector: PersonSelector): Promise<number> => {
  const { accounts, archive, vault } = parts;
  const { email, phone, customer } = selector;
  let destroyed = 0;
  for (const account of await accounts.list(tenantId)) {
    const known = customer?.channel === account.channel && customer.account === account.account;
    const ids = known ? [...(customer.customerId === null ? [] : [customer.customerId]), ...customer.channelOrderIds] : [];
    const traits: PersonTraits = { email, phone, ids };
    for await (const key of archive.keys(archiveKeys.refusedOf(account))) {
      const personId = await vault.personFor(tenantId, refusedIdentity(account, key.slice(archiveKeys.refusedOf(account).length)));
      const bytes = await archive.get(key, tenantId, personId);
      if (!bytes || !mentionsPerson(Buffer.from(bytes).toString('utf8'), traits)) continue;
      await archive.destroy(key, tenantId, personId);
      destroyed += 1;
    }
  }
  return destroyed;
};
