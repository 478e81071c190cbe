import type { ChannelOrderReceived, RefusedDelivery, SyncRequest } from '../../contracts/events/channels.ts';
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

const secondLength = 'yyyy-mm-ddThh:mm:ss'.length;

const of = ({ tenantId, account }: ChannelAccount) => ({ tenant_id: tenantId, channel_account: account });

/** @param due from the schedule: under which name it is asked for once, and where channels find us */
export const poll = (
  account: ChannelAccount,
  { onceAs, publicUrl }: { readonly onceAs?: string; readonly publicUrl?: string | undefined } = {},
): AskedOf => ({
  channel: account.channel,
  request: { kind: 'poll', ...of(account), ...(publicUrl === undefined ? {} : { public_url: publicUrl }) },
  group: account.account,
  ...(onceAs === undefined ? {} : { onceAs }),
});

/** A look that somebody asked for: it is made at once, whenever the next one is due. Several within a second are one. */
export const lookNow = (account: ChannelAccount, now: Instant): AskedOf => ({
  channel: account.channel,
  request: { kind: 'poll', ...of(account), look_now: true },
  group: account.account,
  onceAs: `${account.account}-now-${now.slice(0, secondLength)}`,
});

export const lookUp = (account: ChannelAccount, channelOrderId: string): AskedOf => ({
  channel: account.channel,
  request: { kind: 'look-up', ...of(account), channel_order_id: channelOrderId },
  // Not in the account's turn: a look-up that fails is tried again, and polling must not wait for it.
  group: `${account.account}#${channelOrderId}`,
});

/** As above, for an order of which two contents have come under one revision, of which this is the second. */
export const settle = (account: ChannelAccount, claim: ChannelOrderReceived): AskedOf => ({
  channel: account.channel,
  request: { kind: 'look-up', ...of(account), channel_order_id: claim.channel_order_id, disputed: claim },
  group: `${account.account}#${claim.channel_order_id}`,
});

/** A body that was put aside, to be read once more. */
export const readAgain = (account: ChannelAccount, delivery: RefusedDelivery): AskedOf => ({
  channel: account.channel,
  request: { kind: 'read-again', ...of(account), delivery },
  group: `${account.account}#again`,
});

/** @param onceAs such as the failed try that it goes on after */
export const backfill = (account: ChannelAccount, range: { readonly from: Instant; readonly to: Instant }, onceAs?: string): AskedOf => ({
  channel: account.channel,
  request: { kind: 'backfill', ...of(account), ...range },
  group: `${account.account}#backfill`,
  ...(onceAs === undefined ? {} : { onceAs }),
});

/** Sends requests to the queues of their channels. */
export const createAskToSync =
  (platform: Pick<Platform, 'queue' | 'ids' | 'sha256'>) =>
  async (asked: readonly AskedOf[]): Promise<void> => {
    for (const { channel, request, group, onceAs } of asked)
      await platform
        .queue(syncQueue(channel))
        .send([
          { body: JSON.stringify(request), group, deduplicationId: onceAs === undefined ? platform.ids.next() : platform.sha256(onceAs) },
        ]);
  };

export type AskToSync = ReturnType<typeof createAskToSync>;
