import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderReactionsOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const react = orderReactionsOf(platform);
  return queueHandler(platform, BusEnvelope, ({ body }) => react(body.detail));
};
