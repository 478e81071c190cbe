import { canonicalOrderToWire } from '../../contracts/canonical-order.ts';
import { channelOrderReceived, type ChannelOrderReceived, channelsSource } from '../../contracts/events/channels.ts';
import { stableId } from '../../kernel/hash-chain.ts';
import type { OrderId, PersonId } from '../../kernel/ids.ts';
import { err, type Result } from '../../kernel/result.ts';
import { publishAll } from '../../platform/publisher/publish-all.ts';
import type { CanonicalOrder, Problem } from '../domain/canonical-order.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { orderIdOf } from '../domain/order-key.ts';
import { personIdentityOf, withoutPerson } from '../domain/order-person.ts';
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

type Parts = Pick<ChannelsParts, 'platform' | 'vault' | 'archive'>;
type Refs = { readonly rawRef: string; readonly canonicalRef: string };

const canonicalBytes = (order: CanonicalOrder): Uint8Array => Buffer.from(JSON.stringify(canonicalOrderToWire(order)));

/** Archives an order in both forms under its person's key. Undefined when the order or its person has been erased. */
const archiveOrder = async (
  { vault, archive }: Parts,
  { tenantId }: ChannelAccount,
  { order, orderId, rawBody, rawRef, canonicalRef }: Refs & { order: CanonicalOrder; orderId: OrderId; rawBody: Uint8Array },
): Promise<PersonId | undefined> => {
  const personId = await vault.personFor(tenantId, personIdentityOf(order, orderId));
  const origin = { subject: orderId, givenAt: order.placedAt };
  const kept = await Promise.all([
    archive.putUnlessErased(rawRef, tenantId, personId, rawBody, origin),
    archive.putUnlessErased(canonicalRef, tenantId, personId, canonicalBytes(order), origin),
  ]);
  return kept.every(Boolean) ? personId : undefined;
};

/**
 * A delivery that comes after its person was erased still tells what became of the order, so that much of it is archived,
 * in the place of its body too. The order is marked as erased: it is followed, and takes nothing personal any more.
 */
const archiveErased = async (
  { vault, archive }: Parts,
  { tenantId }: ChannelAccount,
  { order, orderId, rawRef, canonicalRef }: Refs & { order: CanonicalOrder; orderId: OrderId },
): Promise<PersonId> => {
  await vault.markErased(tenantId, orderId);
  const nobody = await vault.personFor(tenantId, { fallback: orderId });
  const bytes = canonicalBytes(withoutPerson(order));
  await Promise.all([archive.put(rawRef, tenantId, nobody, bytes), archive.put(canonicalRef, tenantId, nobody, bytes)]);
  return nobody;
};

/**
 * Archives an order in both forms under its person's key, then puts the claim check on the bus. When the promise
 * resolves the channel may forget its delivery. Repeating it writes the same blobs and the same event id.
 * @throws UnavailableError when something could not be made durable
 */
export const createAcceptOrder =
  (parts: Parts) =>
  async (account: ChannelAccount, order: CanonicalOrder, rawBody: Uint8Array): Promise<OrderId> => {
    const { platform } = parts;
    const { tenantId } = account;
    const orderId = orderIdOf(platform.sha256, tenantId, order);
    const bodyHash = hashOf(rawBody);
    const rawRef = archiveKeys.raw(account, orderId, bodyHash);
    const canonicalRef = archiveKeys.canonical(account, orderId, bodyHash);
    const delivered = { order, orderId, rawBody, rawRef, canonicalRef };
    const personId = (await archiveOrder(parts, account, delivered)) ?? (await archiveErased(parts, account, delivered));
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
