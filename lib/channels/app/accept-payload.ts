import { settleRevision, splitRevision } from '../../kernel/settled-revision.ts';
import type { Clock } from '../../platform/ports.ts';
import type { CanonicalOrder } from '../domain/canonical-order.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { type AcceptOrder, readOneOrder } from './accept-order.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import type { OrderDesk } from './channels.parts.ts';
import type { Quarantine } from './quarantine.ts';

const settled = (order: CanonicalOrder, clock: Clock): CanonicalOrder =>
  order.channelRevision === null ? order : { ...order, channelRevision: settleRevision(order.channelRevision, clock.now()) };

/** Whether what the channel's API says can decide between two contents of this revision. */
export const canBeSettled = ({ channelRevision }: Pick<CanonicalOrder, 'channelRevision'>): boolean =>
  channelRevision !== null && splitRevision(channelRevision).settledAt === '';

/** What became of a payload; `known` when its order has been recorded as it stands there, or newer. */
export type AcceptedPayload = 'accepted' | 'quarantined' | 'known';

/** Channels take personal data away after a while, under the revision that had it. */
const hasLostItsPerson = ({ customer, shippingAddress }: CanonicalOrder): boolean => shippingAddress === null && !customer?.email;

/**
 * Takes in one order that the channel's API gave, as a webhook would have brought it: under the same id, so that it does not
 * matter which of the two comes first, or whether both do. What cannot be read goes to a person.
 */
export const createAcceptPayload = (parts: {
  readonly clock: Clock;
  readonly acceptOrder: AcceptOrder;
  readonly quarantine: Quarantine;
  readonly orders: Pick<OrderDesk, 'standing'>;
}) => {
  const { clock, acceptOrder, quarantine, orders } = parts;
  return async (
    adapter: ChannelAdapter,
    account: ChannelAccount,
    rawBody: Uint8Array,
    options: {
      /**
       * Holds contents against each other too. Many channels date changes by the second, and of two within one a webhook may
       * have brought the first.
       */
      readonly settle?: boolean;
    } = {},
  ): Promise<AcceptedPayload> => {
    const read = readOneOrder(adapter, rawBody, account);
    if (!read.ok) {
      // The same body again, such as at the daily comparison.
      if (await quarantine.holds(account, rawBody)) return 'known';
      await quarantine.delivery(account, rawBody, read.error);
      return 'quarantined';
    }
    const order = read.value;
    const standing = await orders.standing(account.tenantId, order);
    const decides = options.settle === true && canBeSettled(order) && !hasLostItsPerson(order);
    if (standing === 'outdated' || standing === 'same' || (standing === 'different' && !decides)) return 'known';
    await acceptOrder(account, standing === 'different' ? settled(order, clock) : order, rawBody);
    return 'accepted';
  };
};

export type AcceptPayload = ReturnType<typeof createAcceptPayload>;
