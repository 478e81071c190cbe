import { compileEventPattern } from '../embedded/event-pattern.ts';
import { fromEpochMs } from '../../kernel/instant.ts';
import { type BusEvent, type EventBus, type Ids, LimitExceededError, type PublishFailure } from '../ports.ts';
import type { SubscriptionWiring } from '../wiring.ts';

const entriesMax = 10;
const requestBytesMax = 256 * 1024;
const timeBytes = 14;

export type ModelBusOptions = {
  readonly nowMs: () => number;
  readonly ids: Ids;
  readonly subscriptions: readonly SubscriptionWiring[];
  /** Carries an accepted event to one of its queues: at least once, at any time. */
  readonly deliver: (queue: string, body: string) => void;
  /** Whether the bus refuses one entry of a request. @default never */
  readonly refuses?: () => boolean;
};

const problemOf = ({ source, detailType, detail }: BusEvent): Omit<PublishFailure, 'index'> | undefined => {
  if (source === '' || detailType === '') return { code: 'InvalidArgument', message: 'Source and detail type must not be empty' };
  if (source.startsWith('aws.')) return { code: 'NotAuthorizedForSourceException', message: 'Sources that begin with aws. are reserved' };
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail))
    return { code: 'MalformedDetail', message: 'Detail must be a JSON object' };
  return undefined;
};

const bytesOf = ({ source, detailType, detail, time }: BusEvent): number =>
  Buffer.byteLength(source) + Buffer.byteLength(detailType) + Buffer.byteLength(JSON.stringify(detail) ?? '') + (time ? timeBytes : 0);

/** A bus that keeps no order, after EventBridge. */
export const createModelBus = ({ nowMs, ids, subscriptions, deliver, refuses = () => false }: ModelBusOptions): EventBus => {
  const compiled = subscriptions.map(({ queue, pattern }) => ({ queue, matches: compileEventPattern(pattern) }));

  const accept = (event: BusEvent): void => {
    const envelope = {
      version: '0' as const,
      id: ids.next(),
      'detail-type': event.detailType,
      source: event.source,
      account: '000000000000',
      time: `${(event.time ?? fromEpochMs(nowMs())).slice(0, 19)}Z`,
      region: 'local',
      resources: [],
      detail: event.detail,
    };
    const body = JSON.stringify(envelope);
    for (const { queue, matches } of compiled) if (matches(envelope)) deliver(queue, body);
  };

  return {
    publish: async (events) => {
      if (events.length > entriesMax) throw new LimitExceededError(`${events.length} events were published; allowed are ${entriesMax}`);
      const bytes = events.reduce((sum, event) => sum + bytesOf(event), 0);
      if (bytes > requestBytesMax) throw new LimitExceededError(`The events have ${bytes} bytes; allowed are ${requestBytesMax}`);
      const failures: PublishFailure[] = [];
      for (const [index, event] of events.entries()) {
        const problem = problemOf(event) ?? (refuses() ? { code: 'ThrottlingException', message: 'Rate exceeded' } : undefined);
        if (problem) failures.push({ index, ...problem });
        else accept(event);
      }
      return failures;
    },
  };
};
