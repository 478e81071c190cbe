import { type ChannelConnector, noticeBackOff, noticesQueue } from '../../lib/channels/index.ts';
import { ChannelNotice } from '../../lib/contracts/events/channels.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { channelNotifierOf } from '../composition.ts';

/** Behind the queue of what one channel is to be told. */
export const notifyHandler = (platform: Platform, connector: ChannelConnector) => {
  const notify = channelNotifierOf(platform, connector);
  const queue = noticesQueue(connector.adapter.channel);
  return queueHandler(platform, ChannelNotice, ({ body, ...delivery }) => notify(body, delivery), {
    fifo: true,
    backOff: { queue, ...noticeBackOff },
  });
};
