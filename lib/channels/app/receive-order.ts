import { CanonicalOrder as CanonicalOrderSchema, canonicalOrderFromWire } from '../../contracts/canonical-order.ts';
import type { ChannelOrderReceived, IntakeMessage, RefusedDelivery } from '../../contracts/events/channels.ts';
import { PersonId, TenantId } from '../../kernel/ids.ts';
import { systemCaller } from '../../platform/event-store/caller.ts';
import type { CanonicalOrder } from '../domain/canonical-order.ts';
import { type AcceptOrder, readOneOrder } from './accept-order.ts';
import { canBeSettled } from './accept-payload.ts';
import type { ChannelsParts, OrderDesk } from './channels.parts.ts';
import type { Quarantine } from './quarantine.ts';
import { type AskToSync, settle } from './sync-requests.ts';

export const intakeComponent = 'channel-intake';

type Parts = Pick<ChannelsParts, 'platform' | 'vault' | 'adapters' | 'accounts' | 'archive'> & {
  readonly orders: Pick<OrderDesk, 'place'>;
  readonly acceptOrder: AcceptOrder;
  readonly quarantine: Quarantine;
  readonly askToSync: AskToSync;
};

/** A redriven message names an account or a channel that this installation does not have. */
export class ChannelAccountMissingError extends Error {
  override readonly name = 'ChannelAccountMissingError';
}

/** Takes in what the intake queue holds: orders by their claim check, and refused bodies that an operator sends back. */
export const createReceiveOrder = (parts: Parts) => {
  const { platform, archive, orders, quarantine, acceptOrder } = parts;
  const { logger, metrics } = platform.observability;

  const noteErased = ({ tenant_id, order_id, raw_ref }: ChannelOrderReceived): void => {
    metrics.addMetric('ChannelOrdersErased', 'Count', 1);
    logger.warn('channel order erased before it was taken in', { tenant_id, order_id, raw_ref });
  };

  /** Many channels date changes by the second: of two within one, the channel's API knows which came last. */
  const settleByApi = async (
    { channel, channel_account, channel_order_id }: ChannelOrderReceived,
    order: CanonicalOrder,
  ): Promise<boolean> => {
    const account = await parts.accounts.find(channel, channel_account);
    if (!account || account.settings === null || account.removedAt !== null || !canBeSettled(order)) return false;
    await parts.askToSync([settle(account, channel_order_id)]);
    logger.info('two contents of one revision: the channel is asked', { tenant_id: account.tenantId, channel, channel_account });
    return true;
  };

  const takeIn = async (claim: ChannelOrderReceived): Promise<void> => {
    const tenantId = TenantId(claim.tenant_id);
    const bytes = await archive.get(claim.canonical_ref, tenantId, PersonId(claim.person_id));
    if (!bytes) return noteErased(claim);
    const order = canonicalOrderFromWire(CanonicalOrderSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))));
    const caller = systemCaller(tenantId, intakeComponent, { correlationId: claim.event_id, causationId: claim.event_id });
    const placed = await orders.place(caller, order, { payloadRef: claim.raw_ref });
    if (placed.ok) return;
    const { code, message } = placed.error;
    if (code === 'order-erased') return noteErased(claim);
    if (code === 'revision-conflict' && (await settleByApi(claim, order))) return;
    // No retry changes what the order stream knows, so it goes to a person at once. The order stays as it was.
    metrics.addMetric(code === 'revision-conflict' ? 'RevisionConflicts' : 'ChannelOrdersRefused', 'Count', 1);
    logger.warn('channel order refused', { tenant_id: tenantId, order_id: claim.order_id, raw_ref: claim.raw_ref, code });
    await quarantine.order({ ...claim, refused: [{ code, message }] });
  };

  const readAgain = async (delivery: RefusedDelivery): Promise<void> => {
    const { channel, channel_account, raw_ref } = delivery;
    const tenantId = TenantId(delivery.tenant_id);
    const personId = PersonId(delivery.person_id);
    const adapter = parts.adapters.find(channel);
    const account = await parts.accounts.find(channel, channel_account);
    if (!adapter || account?.tenantId !== tenantId)
      throw new ChannelAccountMissingError(`${channel}/${channel_account} is not an account of the tenant`);
    const rawBody = await archive.get(raw_ref, tenantId, personId);
    if (!rawBody) {
      logger.warn('refused delivery has been erased', { tenant_id: tenantId, raw_ref });
      return;
    }
    const order = readOneOrder(adapter, rawBody, account);
    if (!order.ok) {
      await quarantine.again(delivery, order.error);
      return;
    }
    await acceptOrder(account, order.value, rawBody);
    // It is archived under its person's own key now.
    await archive.destroy(raw_ref, tenantId, personId);
  };

  return (message: IntakeMessage): Promise<void> => (message.kind === 'order' ? takeIn(message.order) : readAgain(message.delivery));
};
