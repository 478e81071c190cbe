import { BackorderMessage } from '../../lib/contracts/events/channel-stock.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { oversellCountOf } from '../storefront.ts';

export const create = (platform: Platform) => {
  const countOversells = oversellCountOf(platform);
  return queueHandler(platform, BackorderMessage, ({ body }) => countOversells(body));
};
