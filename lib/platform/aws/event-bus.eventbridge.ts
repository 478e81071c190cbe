import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { toEpochMs } from '../../kernel/instant.ts';
import { type BusEvent, type EventBus, LimitExceededError, type PublishFailure, UnavailableError } from '../ports.ts';
import { answered } from './client-settings.ts';

const entriesMax = 10;
const requestBytesMax = 256 * 1024;
/** What EventBridge counts for a given time. */
const timeBytes = 14;

type Entry = { readonly index: number; readonly entry: PutEventsRequestEntry; readonly bytes: number };

const toEntry = (busName: string, { source, detailType, detail, time }: BusEvent, index: number): Entry => {
  const text = JSON.stringify(detail) ?? '';
  return {
    index,
    entry: {
      EventBusName: busName,
      Source: source,
      DetailType: detailType,
      Detail: text,
      ...(time === undefined ? {} : { Time: new Date(toEpochMs(time)) }),
    },
    bytes: Buffer.byteLength(source) + Buffer.byteLength(detailType) + Buffer.byteLength(text) + (time === undefined ? 0 : timeBytes),
  };
};

/** EventBridge refuses a whole request in which no entry is complete, so incomplete ones are told apart before the call. */
const problemOf = ({ entry: { Source, DetailType, Detail } }: Entry): Omit<PublishFailure, 'index'> | undefined => {
  if (Source === '' || DetailType === '') return { code: 'InvalidArgument', message: 'Source and detail type must not be empty' };
  if (!Detail?.startsWith('{')) return { code: 'MalformedDetail', message: 'Detail must be a JSON object' };
  return undefined;
};

const checkLimits = (entries: readonly Entry[]): void => {
  if (entries.length > entriesMax)
    throw new LimitExceededError(`${entries.length} events were published at once; allowed are ${entriesMax}`);
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > requestBytesMax) throw new LimitExceededError(`The events have ${bytes} bytes; allowed are ${requestBytesMax}`);
};

/** Puts events on one EventBridge bus. Whoever publishes decides about repeating what was refused. */
export const createEventBridgeBus = (client: EventBridgeClient, { busName }: { readonly busName: string }): EventBus => {
  const put = async (entries: readonly Entry[]): Promise<readonly PublishFailure[]> => {
    if (entries.length === 0) return [];
    const { Entries: results } = await answered(client.send(new PutEventsCommand({ Entries: entries.map(({ entry }) => entry) })));
    // Results stand in the order of the request, so with another number of them nobody knows which event each is about.
    if (results?.length !== entries.length) throw new UnavailableError('EventBridge did not answer for each event');
    return entries.flatMap(({ index }, position) => {
      const { ErrorCode: code, ErrorMessage: message = '' } = results[position] ?? {};
      return code === undefined ? [] : [{ index, code, message }];
    });
  };

  return {
    publish: async (events) => {
      const entries = events.map((event, index) => toEntry(busName, event, index));
      checkLimits(entries);
      const incomplete = entries.flatMap((entry) => {
        const problem = problemOf(entry);
        return problem === undefined ? [] : [{ index: entry.index, ...problem }];
      });
      const refused = await put(entries.filter((entry) => problemOf(entry) === undefined));
      return [...incomplete, ...refused].sort((left, right) => left.index - right.index);
    },
  };
};
