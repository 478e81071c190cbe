import { type ChannelConnector, stockBackOff, stockQueue } from '../../lib/channels/index.ts';
import { StockRequest } from '../../lib/contracts/events/channel-stock.ts';
import { queueBatchHandler } from '../../lib/platform/handlers/queue-batch.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { stockPublisherOf } from '../composition.ts';

/** Behind the queue of articles of which one channel is to be told how many there are. */
export const stockHandler = (platform: Platform, connector: ChannelConnector) => {
  const setStock = stockPublisherOf(platform, connector);
  const queue = stockQueue(connector.adapter.channel);
  return queueBatchHandler(platform, StockRequest, setStock, { backOff: { queue, ...stockBackOff } });
};
