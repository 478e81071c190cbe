import { BulkJobWork } from '../../lib/contracts/events/own-messages.ts';
import { bulkTriesMax } from '../../lib/orders/index.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { bulkWorkOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const { work } = bulkWorkOf(platform);
  return queueHandler(platform, BulkJobWork, ({ body, receiveCount }) => work(body, receiveCount >= bulkTriesMax));
};
