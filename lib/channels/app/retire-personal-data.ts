import type { RetentionMessage } from '../../contracts/events/channels.ts';
import { Instant } from '../../kernel/instant.ts';
import { OrderId, PersonId, TenantId } from '../../kernel/ids.ts';
import { stableId } from '../../kernel/hash-chain.ts';
import { assertNever } from '../../kernel/result.ts';
import type { Platform } from '../../platform/ports.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import type { ChannelAdapter, ClosingMoments } from './channel-adapter.ts';
import { retentionQueue } from './channel-queues.ts';
import type { ChannelsParts, NoticeDesk } from './channels.parts.ts';
import { archiveKeys } from './payload-archive.ts';
import { redactOrder } from './redact-shop.ts';

const actor = { kind: 'system', id: 'personal-data-retention' } as const;

type DuePayload = Extract<RetentionMessage, { kind: 'due-payload' }>;
type Event = Extract<RetentionMessage, { kind: 'event' }>['event'];

const momentsOf = ({ type, occurred_at: at }: Event, deliveredAt: Instant | null): ClosingMoments => ({
  deliveredAt: type === 'order.delivered' ? Instant(at) : deliveredAt,
  shippedAt: type === 'order.shipped' ? Instant(at) : null,
  cancelledAt: type === 'order.cancelled' ? Instant(at) : null,
});

/**
 * Sets the timer of a body that is put aside. Nobody can tell when its order ends, so the days that the channel allows begin
 * when it has come. Undefined where the channel sets no limit.
 */
export const createRetirePayloadLater = (
  platform: Pick<Platform, 'clock' | 'timers' | 'sha256'>,
  adapter: Pick<ChannelAdapter, 'personalDataDueAt'>,
) => {
  const dueAfter = adapter.personalDataDueAt;
  if (!dueAfter) return undefined;
  return async ({ tenantId, channel, account }: ChannelAccount, rawRef: string, personId: PersonId): Promise<void> => {
    const at = dueAfter({ deliveredAt: null, shippedAt: null, cancelledAt: platform.clock.now() });
    if (!at) return;
    await platform.timers.schedule({
      name: stableId(platform.sha256, 'payload-retention', tenantId, rawRef),
      at,
      queue: retentionQueue,
      body: JSON.stringify({
        kind: 'due-payload',
        tenant_id: tenantId,
        channel,
        channel_account: account,
        raw_ref: rawRef,
        person_id: personId,
      } satisfies RetentionMessage),
    });
  };
};

/**
 * Sees to it that personal data of an order is gone when the channel's rules say so: at the end of an order a timer is set,
 * and when it is due the order's records and payloads are destroyed. Amounts, articles and hashes stay. Repeating any of it
 * does no harm.
 */
export const createRetirePersonalData = (parts: ChannelsParts & { readonly desk: Pick<NoticeDesk, 'order'> }) => {
  const { platform, adapters, auditWrite, archive } = parts;

  const schedule = async (event: Event): Promise<void> => {
    const tenantId = TenantId(event.tenant_id);
    const orderId = OrderId(event.stream_id);
    const order = await parts.desk.order(tenantId, orderId);
    const dueAt = order && adapters.find(order.channel)?.personalDataDueAt?.(momentsOf(event, order.deliveredAt));
    if (!dueAt) return;
    await platform.timers.schedule({
      // Later moments replace earlier ones: a delivery comes after the parcel has left.
      name: stableId(platform.sha256, 'personal-data-retention', tenantId, orderId),
      at: dueAt,
      queue: retentionQueue,
      body: JSON.stringify({ kind: 'due', tenant_id: tenantId, order_id: orderId } satisfies RetentionMessage),
    });
  };

  const retire = async (tenantId: TenantId, orderId: OrderId): Promise<void> => {
    const order = await parts.desk.order(tenantId, orderId);
    if (!order) return;
    const { records } = await redactOrder(parts, tenantId, orderId);
    const place = { tenantId, channel: order.channel, account: order.channelAccount };
    let payloads = 0;
    for (const prefix of [archiveKeys.rawOfOrder(place, orderId), archiveKeys.canonicalOfOrder(place, orderId)]) {
      for await (const key of archive.keys(prefix)) {
        await platform.blobs.delete(key);
        payloads += 1;
      }
    }
    if (records === 0 && payloads === 0) return;
    platform.observability.metrics.addMetric('PersonalDataRetired', 'Count', 1);
    await platform.ledger.transact([
      auditWrite({
        tenantId,
        actor,
        action: 'order.personal-data-retired',
        target: { kind: 'order', id: orderId },
        before: null,
        after: { channel: order.channel, records, payloads },
      }),
    ]);
  };

  /** A body that was put aside and that nobody could make an order of until now. */
  const retirePayload = async ({ tenant_id, channel, channel_account, raw_ref, person_id }: DuePayload): Promise<void> => {
    if (!(await platform.blobs.get(raw_ref))) return;
    const tenantId = TenantId(tenant_id);
    await archive.destroy(raw_ref, tenantId, PersonId(person_id));
    platform.observability.metrics.addMetric('PersonalDataRetired', 'Count', 1);
    await platform.ledger.transact([
      auditWrite({
        tenantId,
        actor,
        action: 'order.personal-data-retired',
        target: { kind: 'channel_account', id: `${channel}/${channel_account}` },
        before: null,
        after: { channel, raw_ref, records: 0, payloads: 1 },
      }),
    ]);
  };

  return (message: RetentionMessage): Promise<void> => {
    switch (message.kind) {
      case 'event':
        return schedule(message.event);
      case 'due':
        return retire(TenantId(message.tenant_id), OrderId(message.order_id));
      case 'due-payload':
        return retirePayload(message);
      default:
        return assertNever(message);
    }
  };
};
