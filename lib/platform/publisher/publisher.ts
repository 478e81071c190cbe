import { toDetail } from '../../contracts/events/envelope.ts';
import { type CommitItem, expand, isCommit, streamIdOf } from '../event-store/commit.codec.ts';
import type { EventRecord } from '../event-store/event-record.ts';
import type { StreamRecord } from '../handlers/stream.handler.ts';
import type { BusEvent, OutgoingMessage, Platform } from '../ports.ts';
import { publishAll } from './publish-all.ts';

/** How the events of one kind of stream are named on the bus. */
export type Publication = {
  /** Such as `oms.orders`. */
  readonly source: string;
  /** EventBridge detail type by event type. */
  readonly detailTypes: Readonly<Record<string, string>>;
  /** FIFO queue that gets every event too, one group per stream id's ordering key; the bus itself keeps no order. */
  readonly ordered?: { readonly queue: string; readonly groupOf: (streamId: string) => string };
};

/** Reads commits off the ledger's stream and publishes every event of each. Nothing else publishes what a stream holds. */
export const createPublisher = (platform: Platform, publications: Readonly<Record<string, Publication>>) => {
  return async (records: readonly StreamRecord[]): Promise<void> => {
    const events: BusEvent[] = [];
    const ordered = new Map<string, OutgoingMessage[]>();
    for (const record of records) {
      const item = record.newImage;
      if (record.kind !== 'insert' || !item || !isCommit(item)) continue;
      const published = publish(platform, publications, item);
      events.push(...published.events);
      for (const { queue, message } of published.ordered) ordered.set(queue, [...(ordered.get(queue) ?? []), message]);
    }
    await publishAll(platform.bus, events);
    for (const [queue, messages] of ordered) await platform.queue(queue).send(messages);
    platform.observability.metrics.addMetric('EventsPublished', 'Count', events.length);
  };
};

const publish = (platform: Platform, publications: Readonly<Record<string, Publication>>, commit: CommitItem) => {
  const kind = streamIdOf(commit.PK)?.kind ?? '';
  const publication = publications[kind];
  if (!publication) throw new Error(`No publication is declared for streams of kind ${kind}`);
  const { records } = expand(commit, platform.sha256);
  return {
    events: records.map((record) => busEvent(publication, record)),
    ordered: publication.ordered ? records.map((record) => orderedMessage(publication.ordered, record)) : [],
  };
};

const busEvent = (publication: Publication, record: EventRecord): BusEvent => {
  const detailType = publication.detailTypes[record.type];
  if (!detailType) throw new Error(`${record.type} has no detail type`);
  return { source: publication.source, detailType, detail: toDetail(record), time: record.recorded_at };
};

const orderedMessage = (
  ordered: NonNullable<Publication['ordered']> | undefined,
  record: EventRecord,
): { readonly queue: string; readonly message: OutgoingMessage } => {
  if (!ordered) throw new Error('an ordered publication was asked for');
  const group = `${record.tenant_id}#${ordered.groupOf(record.stream_id)}`;
  return { queue: ordered.queue, message: { body: JSON.stringify(toDetail(record)), group, deduplicationId: record.event_id } };
};
