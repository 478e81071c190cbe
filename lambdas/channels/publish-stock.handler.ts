import { StockChangeMessage } from '../../lib/contracts/events/channel-stock.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { stockAnnouncingOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const announceStock = stockAnnouncingOf(platform);
  return queueHandler(platform, StockChangeMessage, ({ body }) => announceStock(body));
};
