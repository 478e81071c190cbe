import type { SyncRequest } from '../../contracts/events/channels.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { syncQueue } from './channel-queues.ts';

/** A request to the reader of a channel's API, and among which others it keeps its turn. */
export type AskedOf = {
  readonly channel: string;
  readonly request: SyncRequest;
  /** Requests of one group are handled one after the other. */
  readonly group: string;
  /** A second one of the same name within five minutes is dropped. Each its own when absent. */
  readonly onceAs?: string;
};

const of = ({ tenantId, account }: ChannelAccount) => ({ tenant_id: tenantId, channel_account: account });

/** @param onceAs such as the minute in which it is due */
export const poll = (account: ChannelAccount, onceAs?: string): AskedOf => ({
  channel: account.channel,
  request: { kind: 'poll', ...of(account) },
  group: account.account,
  ...(onceAs === undefined ? {} : { onceAs }),
});

export const lookUp = (account: ChannelAccount, channelOrderId: string): AskedOf => ({
  channel: account.channel,
  request: { kind: 'look-up', ...of(account), channel_order_id: channelOrderId },
  // Not in the account's turn: a look-up that fails is tried again, and polling must not wait for it.
  group: `${account.account}#${channelOrderId}`,
});

export const backfill = (account: ChannelAccount, range: { readonly from: Instant; readonly to: Instant }): AskedOf => ({
  channel: account.channel,
  request: { kind: 'backfill', ...of(account), ...range },
  group: `${account.account}#backfill`,
});

/** Sends requests to the queues of their channels. */
export const createAskToSync =
  (platform: Pick<Platform, 'queue' | 'ids'>) =>
  async (asked: readonly AskedOf[]): Promise<void> => {
    for (const { channel, request, group, onceAs } of asked)
      await platform
        .queue(syncQueue(channel))
        .send([{ body: JSON.stringify(request), group, deduplicationId: onceAs ?? platform.ids.next() }]);
  };

export type AskToSync = ReturnType<typeof createAskToSync>;
