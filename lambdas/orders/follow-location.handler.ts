import { LocationLook } from '../../lib/contracts/events/own-messages.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { locationFollowingOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const follow = locationFollowingOf(platform);
  return queueHandler(platform, LocationLook, ({ body }) => follow(body));
};
