import type { ChannelAccount } from '../domain/channel-account.ts';
import { type AcceptOrder, readOneOrder } from './accept-order.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import type { Quarantine } from './quarantine.ts';

/**
 * Takes in one order that the channel's API gave, as a webhook would have brought it: under the same id, so that it does not
 * matter which of the two comes first, or whether both do. What cannot be read goes to a person, and the next one goes on.
 * @returns what became of it
 */
export const createAcceptPayload =
  (parts: { readonly acceptOrder: AcceptOrder; readonly quarantine: Quarantine }) =>
  async (adapter: ChannelAdapter, account: ChannelAccount, rawBody: Uint8Array): Promise<'accepted' | 'quarantined'> => {
    const order = readOneOrder(adapter, rawBody, account);
    if (order.ok) {
      await parts.acceptOrder(account, order.value, rawBody);
      return 'accepted';
    }
    await parts.quarantine.delivery(account, rawBody, order.error);
    return 'quarantined';
  };

export type AcceptPayload = ReturnType<typeof createAcceptPayload>;
