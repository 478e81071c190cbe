import { IntakeQueueMessage } from '../../lib/contracts/events/channels.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderIntakeOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const receiveOrder = orderIntakeOf(platform);
  return queueHandler(platform, IntakeQueueMessage, ({ body }) => receiveOrder(body));
};
