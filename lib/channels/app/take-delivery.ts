import type { PrivacyClaim } from '../../contracts/events/channels.ts';
import type { OrderId } from '../../kernel/ids.ts';
import type { Problem } from '../domain/canonical-order.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { type AcceptOrder, readOneOrder } from './accept-order.ts';
import type { ChannelAdapter, PrivacyRequestKind } from './channel-adapter.ts';
import { privacyQueue } from './channel-queues.ts';
import type { ChannelsParts } from './channels.parts.ts';
import { archiveKeys, hashOf, privacyIdentity } from './payload-archive.ts';
import type { Quarantine } from './quarantine.ts';

type Parts = Pick<ChannelsParts, 'platform' | 'vault' | 'archive'> & {
  readonly acceptOrder: AcceptOrder;
  readonly quarantine: Quarantine;
};

export type TakenOrder = { readonly accepted: OrderId } | { readonly quarantined: readonly Problem[] };

/** Makes what a channel has sent durable, whichever way it came: by webhook, or by an event of its partner event source. */
export const createTakeDelivery = (parts: Parts) => {
  const { platform, vault, archive, acceptOrder, quarantine } = parts;
  return {
    order: async (adapter: ChannelAdapter, account: ChannelAccount, rawBody: Uint8Array): Promise<TakenOrder> => {
      const order = readOneOrder(adapter, rawBody, account);
      if (order.ok) return { accepted: await acceptOrder(account, order.value, rawBody) };
      await quarantine.delivery(account, rawBody, order.error);
      return { quarantined: order.error };
    },

    /** @returns id of the request, under which it is audited */
    privacyRequest: async (account: ChannelAccount, request: PrivacyRequestKind, rawBody: Uint8Array): Promise<string> => {
      const { tenantId } = account;
      const bodyHash = hashOf(rawBody);
      const personId = await vault.personFor(tenantId, privacyIdentity(account, bodyHash));
      const claim: PrivacyClaim = {
        tenant_id: tenantId,
        channel: account.channel,
        channel_account: account.account,
        request,
        request_id: bodyHash.slice(0, requestIdLength),
        raw_ref: archiveKeys.privacy(account, bodyHash),
        person_id: personId,
        received_at: platform.clock.now(),
      };
      await archive.put(claim.raw_ref, tenantId, personId, rawBody);
      await platform.queue(privacyQueue).send([{ body: JSON.stringify(claim) }]);
      platform.observability.metrics.addMetric('PrivacyRequestsReceived', 'Count', 1);
      return claim.request_id;
    },
  };
};

const requestIdLength = 16;

export type TakeDelivery = ReturnType<typeof createTakeDelivery>;
