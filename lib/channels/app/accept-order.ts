import { canonicalOrderToWire } from '../../contracts/canonical-order.ts';
import { channelOrderReceived, type ChannelOrderReceived, channelsSource } from '../../contracts/events/channels.ts';
import { stableId } from '../../kernel/hash-chain.ts';
import type { OrderId } from '../../kernel/ids.ts';
import { err, type Result } from '../../kernel/result.ts';
import { publishAll } from '../../platform/publisher/publish-all.ts';
import type { CanonicalOrder, Problem } from '../domain/canonical-order.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { orderIdOf } from '../domain/order-key.ts';
import { personIdentityOf } from '../domain/order-person.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import type { ChannelsParts } from './channels.parts.ts';
import { archiveKeys, hashOf } from './payload-archive.ts';

/**
 * The order of a delivery. There must be exactly one: a body with several people's orders could not be sealed so that
 * each of them can be forgotten alone.
 */
export const readOneOrder = (
  adapter: ChannelAdapter,
  rawBody: Uint8Array,
  account: ChannelAccount,
): Result<CanonicalOrder, readonly Problem[]> => {
  const read = adapter.normalize(rawBody, account.account);
  if (!read.ok) return read;
  const [order, ...others] = read.value;
  if (order && others.length === 0) return { ok: true, value: order };
  return err([{ field: '', code: 'not-one-order', message: `A delivery must hold exactly one order, not ${read.value.length}` }]);
};

/**
 * Archives an order in both forms under its person's key, then puts the claim check on the bus. When the promise
 * resolves the channel may forget its delivery. Repeating it writes the same blobs and the same event id.
 * @throws UnavailableError when something could not be made durable
 */
export const createAcceptOrder =
  ({ platform, vault, archive }: Pick<ChannelsParts, 'platform' | 'vault' | 'archive'>) =>
  async (account: ChannelAccount, order: CanonicalOrder, rawBody: Uint8Array): Promise<OrderId> => {
    const { tenantId } = account;
    const orderId = orderIdOf(platform.sha256, tenantId, order);
    const personId = await vault.personFor(tenantId, personIdentityOf(order, orderId));
    const bodyHash = hashOf(rawBody);
    const rawRef = archiveKeys.raw(account, orderId, bodyHash);
    const canonicalRef = archiveKeys.canonical(account, orderId, bodyHash);
    await Promise.all([
      archive.put(rawRef, tenantId, personId, rawBody),
      archive.put(canonicalRef, tenantId, personId, Buffer.from(JSON.stringify(canonicalOrderToWire(order)))),
    ]);
    const detail: ChannelOrderReceived = {
      event_id: stableId(platform.sha256, 'channel-order-received', orderId, bodyHash),
      tenant_id: tenantId,
      channel: order.channel,
      channel_account: order.channelAccount,
      channel_order_id: order.channelOrderId,
      order_id: orderId,
      person_id: personId,
      raw_ref: rawRef,
      canonical_ref: canonicalRef,
      body_sha256: bodyHash,
      total: order.totals.total,
      currency: order.currency,
      received_at: platform.clock.now(),
    };
    await publishAll(platform.bus, [{ source: channelsSource, detailType: channelOrderReceived, detail }]);
    platform.observability.metrics.addMetric('ChannelOrdersReceived', 'Count', 1);
    return orderId;
  };

export type AcceptOrder = ReturnType<typeof createAcceptOrder>;
