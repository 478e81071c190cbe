import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentRecordOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const recordFulfillment = fulfillmentRecordOf(platform);
  return queueHandler(platform, BusEnvelope, ({ body }) => recordFulfillment(body.detail));
};
