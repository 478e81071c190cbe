import { type ChannelConnector, syncBackOff, syncQueue } from '../../lib/channels/index.ts';
import { SyncMessage } from '../../lib/contracts/events/channels.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { channelSyncOf } from '../composition.ts';

/** Behind the queues of what is to be read through one channel's API. */
export const syncHandler = (platform: Platform, connector: ChannelConnector) => {
  const sync = channelSyncOf(platform, connector);
  return queueHandler(platform, SyncMessage, ({ body }) => sync.handle(body), {
    backOff: { queue: syncQueue(connector.adapter.channel), ...syncBackOff },
  });
};
