import type { OrderId, TenantId } from '../../kernel/ids.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import type { ChannelsParts } from './channels.parts.ts';
import { eraseOnePerson } from './erase-person.ts';
import { archiveKeys, refusedIdentity } from './payload-archive.ts';

export type RedactedShop = { readonly orders: number; readonly records: number; readonly personsErased: number; readonly payloads: number };

/**
 * Removes what is personal in every order of one channel account, and stops taking orders from it. A person who also
 * bought elsewhere keeps what belongs there; one of whom nothing is left is erased. Repeating it finishes the rest.
 */
export const createRedactShop =
  (parts: ChannelsParts) =>
  async (caller: Caller, account: ChannelAccount, requestId: string): Promise<RedactedShop> => {
    const { platform, accounts, auditWrite } = parts;
    // First, so that nothing arrives behind the back of what follows.
    await accounts.remove(account);
    const sums = { orders: 0, records: 0, personsErased: 0, payloads: 0 };
    for await (const orderId of parts.orders.ordersOf(account.tenantId, account.channel, account.account)) {
      const { records, erased } = await redactOrder(parts, account.tenantId, orderId);
      sums.orders += 1;
      sums.records += records;
      sums.personsErased += erased;
    }
    sums.payloads = await deletePayloads(parts, account);
    await platform.ledger.transact([
      auditWrite({
        tenantId: account.tenantId,
        actor: caller.context.actor,
        action: 'channel-account.removed',
        target: { kind: 'channel_account', id: `${account.channel}/${account.account}` },
        before: null,
        after: {
          request_id: requestId,
          orders: sums.orders,
          records: sums.records,
          persons_erased: sums.personsErased,
          payloads: sums.payloads,
        },
      }),
    ]);
    return sums;
  };

/** Removes what is personal in one order. A person of whom nothing is left elsewhere is erased. */
export const redactOrder = async (
  parts: ChannelsParts,
  tenantId: TenantId,
  orderId: OrderId,
): Promise<{ records: number; erased: number }> => {
  const { vault, orders } = parts;
  await vault.markErased(tenantId, orderId);
  const persons = new Set((await orders.traces(tenantId, orderId)).flatMap(({ personId }) => personId ?? []));
  let records = 0;
  let erased = 0;
  for (const personId of persons) {
    const removed = await vault.remove(tenantId, personId, orders.recordPrefix(orderId));
    records += removed;
    if ((await vault.list(tenantId, personId)).length > 0) continue;
    await eraseOnePerson(parts, tenantId, personId);
    if (removed > 0) erased += 1;
  }
  return { records, erased };
};

const deletePayloads = async ({ platform, vault, archive }: ChannelsParts, account: ChannelAccount): Promise<number> => {
  const refused = archiveKeys.refusedOf(account);
  let deleted = 0;
  for (const prefix of [archiveKeys.rawOf(account), archiveKeys.canonicalOf(account)]) {
    for await (const key of archive.keys(prefix)) {
      if (key.startsWith(refused)) {
        await archive.destroy(
          key,
          account.tenantId,
          await vault.personFor(account.tenantId, refusedIdentity(account, key.slice(refused.length))),
        );
      } else {
        await platform.blobs.delete(key);
      }
      deleted += 1;
    }
  }
  return deleted;
};
