import type { ChannelAccount } from '../domain/channel-account.ts';
import { type AcceptOrder, readOneOrder } from './accept-order.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import type { OrderDesk } from './channels.parts.ts';
import type { Quarantine } from './quarantine.ts';

/** What became of a payload; `known` when its order has been recorded as it stands there, or newer. */
export type AcceptedPayload = 'accepted' | 'quarantined' | 'known';

/**
 * Takes in one order that the channel's API gave, as a webhook would have brought it: under the same id, so that it does not
 * matter which of the two comes first, or whether both do. What cannot be read goes to a person, and the next one goes on.
 */
export const createAcceptPayload =
  (parts: { readonly acceptOrder: AcceptOrder; readonly quarantine: Quarantine; readonly orders: Pick<OrderDesk, 'knows'> }) =>
  async (adapter: ChannelAdapter, account: ChannelAccount, rawBody: Uint8Array): Promise<AcceptedPayload> => {
    const order = readOneOrder(adapter, rawBody, account);
    if (!order.ok) {
      // The same body again, such as at the daily comparison: it lies where operators see it.
      if (await parts.quarantine.holds(account, rawBody)) return 'known';
      await parts.quarantine.delivery(account, rawBody, order.error);
      return 'quarantined';
    }
    // A webhook was there before, as a rule. Its content is the one that counts: APIs take personal data away again after a while.
    if (await parts.orders.knows(account.tenantId, order.value)) return 'known';
    await parts.acceptOrder(account, order.value, rawBody);
    return 'accepted';
  };

export type AcceptPayload = ReturnType<typeof createAcceptPayload>;
