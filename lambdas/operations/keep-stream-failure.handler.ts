import * as z from 'zod';
import { createKeepStreamFailure } from '../../lib/operations/index.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';

/** What S3 reports of a new object. */
const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string().min(1) }) }) });

export const create = (platform: Platform) => {
  const keep = createKeepStreamFailure(platform, wirings);
  return queueHandler(platform, ObjectCreated, ({ body }) => keep(body.detail.object.key));
};
