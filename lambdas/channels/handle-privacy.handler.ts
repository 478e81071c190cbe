import { PrivacyClaim } from '../../lib/contracts/events/channels.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { personalDataOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const { handlePrivacyRequest } = personalDataOf(platform);
  return queueHandler(platform, PrivacyClaim, ({ body }) => handlePrivacyRequest(body));
};
