import type { CanonicalOrder } from '../domain/canonical-order.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { type AcceptOrder, readOneOrder } from './accept-order.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import type { OrderDesk } from './channels.parts.ts';
import { hashOf } from './payload-archive.ts';
import type { Quarantine } from './quarantine.ts';

const settledMark = '+settled-';

/** Newer than the revision that two contents came under, and older than the next one. */
const settledRevision = (order: CanonicalOrder, bodyHash: string): CanonicalOrder =>
  order.channelRevision === null ? order : { ...order, channelRevision: `${order.channelRevision}${settledMark}${bodyHash.slice(0, 8)}` };

/** Whether what the channel's API says can decide between two contents of this revision. */
export const canBeSettled = ({ channelRevision }: Pick<CanonicalOrder, 'channelRevision'>): boolean =>
  channelRevision !== null && !channelRevision.includes(settledMark);

/** What became of a payload; `known` when its order has been recorded as it stands there, or newer. */
export type AcceptedPayload = 'accepted' | 'quarantined' | 'known';

/**
 * Takes in one order that the channel's API gave, as a webhook would have brought it: under the same id, so that it does not
 * matter which of the two comes first, or whether both do. What cannot be read goes to a person, and the next one goes on.
 */
export const createAcceptPayload =
  (parts: { readonly acceptOrder: AcceptOrder; readonly quarantine: Quarantine; readonly orders: Pick<OrderDesk, 'knows'> }) =>
  async (
    adapter: ChannelAdapter,
    account: ChannelAccount,
    rawBody: Uint8Array,
    options: {
      /** Two contents have come under one revision: what stands here counts. */
      readonly settle?: boolean;
    } = {},
  ): Promise<AcceptedPayload> => {
    const order = readOneOrder(adapter, rawBody, account);
    if (!order.ok) {
      // The same body again, such as at the daily comparison: it lies where operators see it.
      if (await parts.quarantine.holds(account, rawBody)) return 'known';
      await parts.quarantine.delivery(account, rawBody, order.error);
      return 'quarantined';
    }
    // A webhook was there before, as a rule. Its content is the one that counts: APIs take personal data away again after a while.
    const settled = options.settle ? settledRevision(order.value, hashOf(rawBody)) : order.value;
    if (await parts.orders.knows(account.tenantId, settled)) return 'known';
    await parts.acceptOrder(account, settled, rawBody);
    return 'accepted';
  };

export type AcceptPayload = ReturnType<typeof createAcceptPayload>;
