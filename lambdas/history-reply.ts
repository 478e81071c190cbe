import { describeEvent } from '../lib/orders/index.ts';
import type { StreamId } from '../lib/platform/event-store/aggregate.ts';
import type { EventStore } from '../lib/platform/event-store/event-store.ts';
import { rawReply } from '../lib/platform/http/reply.ts';

/** What has happened to the stream, first to last, in sentences; empty for one that does not exist. */
export const historyEntries = async (store: EventStore, stream: StreamId) =>
  (await store.read(stream)).map((record) => {
    const { title, sentence } = describeEvent(record);
    return { at: record.occurred_at, title, sentence, actor: { kind: record.actor.kind, id: record.actor.id } };
  });

/** The answer with it. */
export const historyReply = async (store: EventStore, stream: StreamId) => rawReply(200, { entries: await historyEntries(store, stream) });
