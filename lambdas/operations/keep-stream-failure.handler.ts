import { ObjectCreated } from '../../lib/contracts/events/own-messages.ts';
import { createKeepStreamFailure } from '../../lib/operations/index.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';

export const create = (platform: Platform) => {
  const keep = createKeepStreamFailure(platform, wirings);
  return queueHandler(platform, ObjectCreated, ({ body }) => keep(body.detail.object.key));
};
