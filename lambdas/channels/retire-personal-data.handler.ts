import { RetentionMessage } from '../../lib/contracts/events/channels.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { retentionOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const retirePersonalData = retentionOf(platform);
  return queueHandler(platform, RetentionMessage, ({ body }) => retirePersonalData(body));
};
