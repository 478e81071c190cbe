import * as z from 'zod';
import type { EventRecord } from '../../platform/event-store/event-record.ts';

/** What subscribers get under `detail`: the stored record without the hash that chains it. */
export const EventDetail = z.object({
  event_id: z.string(),
  tenant_id: z.string(),
  stream_id: z.string(),
  version: z.int().min(1),
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  actor: z.object({ kind: z.enum(['user', 'system', 'api_key']), id: z.string() }),
  occurred_at: z.string(),
  recorded_at: z.string(),
  correlation_id: z.string(),
  causation_id: z.string(),
  schema_version: z.int().min(1),
});

export type EventDetail = z.infer<typeof EventDetail>;

/** EventBridge's envelope as it arrives in a subscriber's queue. */
export const BusEnvelope = z.object({ id: z.string(), source: z.string(), 'detail-type': z.string(), detail: EventDetail });

export const toDetail = (record: EventRecord): EventDetail => {
  const { prev_hash: _chained, ...detail } = record;
  return detail;
};
