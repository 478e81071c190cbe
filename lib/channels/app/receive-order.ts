import { CanonicalOrder as CanonicalOrderSchema, canonicalOrderFromWire } from '../../contracts/canonical-order.ts';
import type { ChannelOrderReceived, IntakeMessage, RefusedDelivery } from '../../contracts/events/channels.ts';
import { PersonId, TenantId } from '../../kernel/ids.ts';
import { systemCaller } from '../../platform/event-store/caller.ts';
import type { CanonicalOrder } from '../domain/canonical-order.ts';
import { canBeSettled } from './accept-payload.ts';
import type { ChannelsParts, OrderDesk } from './channels.parts.ts';
import type { Quarantine } from './quarantine.ts';
import { ChannelAccountMissingError } from './read-again.ts';
import { type AskToSync, readAgain as askToReadAgain, settle } from './sync-requests.ts';

export const intakeComponent = 'channel-intake';

type Parts = Pick<ChannelsParts, 'platform' | 'accounts' | 'archive'> & {
  readonly orders: Pick<OrderDesk, 'place'>;
  readonly quarantine: Quarantine;
  readonly askToSync: AskToSync;
};

/** Takes in what the intake queue holds: orders by their claim check, and refused bodies that an operator sends back. */
export const createReceiveOrder = (parts: Parts) => {
  const { platform, archive, orders, quarantine } = parts;
  const { logger, metrics } = platform.observability;

  const noteErased = ({ tenant_id, order_id, raw_ref }: ChannelOrderReceived): void => {
    metrics.addMetric('ChannelOrdersErased', 'Count', 1);
    logger.warn('channel order erased before it was taken in', { tenant_id, order_id, raw_ref });
  };

  /** Many channels date changes by the second: of two within one, the channel's API knows which came last. */
  const settleByApi = async (claim: ChannelOrderReceived, order: CanonicalOrder): Promise<boolean> => {
    const { channel, channel_account } = claim;
    const account = await parts.accounts.find(channel, channel_account);
    if (!account || account.settings === null || account.removedAt !== null || !canBeSettled(order)) return false;
    await parts.askToSync([settle(account, claim)]);
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

  /** How a channel's bodies are read is known to the channel's own function. */
  const readAgain = async (delivery: RefusedDelivery): Promise<void> => {
    const account = await parts.accounts.find(delivery.channel, delivery.channel_account);
    if (account?.tenantId !== delivery.tenant_id)
      throw new ChannelAccountMissingError(`${delivery.channel}/${delivery.channel_account} is not an account of the tenant`);
    await parts.askToSync([askToReadAgain(account, delivery)]);
  };

  return (message: IntakeMessage): Promise<void> => (message.kind === 'order' ? takeIn(message.order) : readAgain(message.delivery));
};
