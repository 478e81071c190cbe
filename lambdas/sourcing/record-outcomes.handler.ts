import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { recordOutcomesOf } from './learning.ts';

export const create = (platform: Platform) => {
  const record = recordOutcomesOf(platform);
  return queueHandler(platform, BusEnvelope, ({ body: { detail } }) => record(detail.tenant_id as TenantId, detail.stream_id));
};
