import type { RetentionMessage } from '../../contracts/events/channels.ts';
import { Instant } from '../../kernel/instant.ts';
import { OrderId, TenantId } from '../../kernel/ids.ts';
import { stableId } from '../../kernel/hash-chain.ts';
import type { ClosingMoments } from './channel-adapter.ts';
import { retentionQueue } from './channel-queues.ts';
import type { ChannelsParts, NoticeDesk } from './channels.parts.ts';
import { archiveKeys } from './payload-archive.ts';
import { redactOrder } from './redact-shop.ts';

type Event = Extract<RetentionMessage, { kind: 'event' }>['event'];

const momentsOf = ({ type, occurred_at: at }: Event, deliveredAt: Instant | null): ClosingMoments => ({
  deliveredAt: type === 'order.delivered' ? Instant(at) : deliveredAt,
  shippedAt: type === 'order.shipped' ? Instant(at) : null,
  cancelledAt: type === 'order.cancelled' ? Instant(at) : null,
});

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
        actor: { kind: 'system', id: 'personal-data-retention' },
        action: 'order.personal-data-retired',
        target: { kind: 'order', id: orderId },
        before: null,
        after: { channel: order.channel, records, payloads },
      }),
    ]);
  };

  return (message: RetentionMessage): Promise<void> =>
    message.kind === 'event' ? schedule(message.event) : retire(TenantId(message.tenant_id), OrderId(message.order_id));
};
