import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { noteReviewsOf } from './decision-parts.ts';

export const create = (platform: Platform) => {
  const noteReviews = noteReviewsOf(platform);
  return queueHandler(platform, BusEnvelope, ({ body }) => noteReviews(body.detail));
};
