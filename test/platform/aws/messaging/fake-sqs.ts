// SQS in memory, behind the SDK's own client: what AWS documents of visibility, receive counts, groups, deduplication and
// dead letters, and nothing that would make the adapter's life easier than the service does.
import { createHash, randomUUID } from 'node:crypto';
import { toEpochMs } from '../../../../lib/kernel/instant.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import { type AwsReply, type AwsRequest, awsError } from '../../../support/aws-stub.ts';

export type FakeQueueDefinition = { readonly name: string; readonly maxReceiveCount?: number; readonly deadLetters?: string };

type Message = {
  readonly id: string;
  readonly body: string;
  readonly group: string | undefined;
  sentAtMs: number;
  visibleAtMs: number;
  receives: number;
  handle: string | undefined;
};

type FakeQueue = FakeQueueDefinition & {
  readonly fifo: boolean;
  messages: Message[];
  readonly known: Map<string, { readonly id: string; readonly untilMs: number }>;
};

type SendEntry = {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
};
type HandleEntry = { readonly Id: string; readonly ReceiptHandle: string; readonly VisibilityTimeout?: number };
type Input = {
  readonly QueueUrl: string;
  readonly Entries?: readonly (SendEntry & HandleEntry)[];
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly AttributeNames?: readonly string[];
  readonly ReceiptHandle?: string;
};

const origin = 'https://sqs.eu-central-1.amazonaws.com/123456789012/';
const deduplicationMs = 300_000;
const handlePrefix = 'AQEB';

export const fakeQueueUrl = (name: string): string => `${origin}${name}`;

/** What SQS answers for a body, and the SDK compares. */
export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Errors of SQS carry the code of the older query protocol beside that of the JSON protocol. */
const refusal = ({ code, message }: Refused): AwsReply => {
  const reply = awsError(400, `com.amazonaws.sqs#${code}`, message);
  return { ...reply, headers: { ...reply.headers, 'x-amzn-query-error': `${code};Sender` } };
};

export const createFakeSqs = (clock: Clock, definitions: readonly FakeQueueDefinition[]) => {
  const now = (): number => toEpochMs(clock.now());
  const queues = new Map(
    definitions.map((definition): [string, FakeQueue] => [
      definition.name,
      { ...definition, fifo: definition.name.endsWith('.fifo'), messages: [], known: new Map() },
    ]),
  );

  const queueOf = (name: string): FakeQueue => {
    const queue = queues.get(name);
    if (queue === undefined) throw new Refused('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  };

  const enqueue = (queue: FakeQueue, body: string, options: { readonly group?: string; readonly delaySeconds?: number } = {}): string => {
    const id = randomUUID();
    const visibleAtMs = now() + (options.delaySeconds ?? 0) * 1_000;
    queue.messages.push({ id, body, group: options.group, sentAtMs: now(), visibleAtMs, receives: 0, handle: undefined });
    return id;
  };

  const sendOne = (queue: FakeQueue, entry: SendEntry): string => {
    const { MessageBody: body, MessageGroupId: group, MessageDeduplicationId: deduplicationId, DelaySeconds: delaySeconds } = entry;
    if (!queue.fifo) return enqueue(queue, body, delaySeconds === undefined ? {} : { delaySeconds });
    if (group === undefined) throw new Refused('MissingParameter', 'The request must contain the parameter MessageGroupId.');
    if (deduplicationId === undefined) throw new Refused('InvalidParameterValue', 'The queue should have a MessageDeduplicationId.');
    if (delaySeconds !== undefined) throw new Refused('InvalidParameterValue', `Value ${delaySeconds} for DelaySeconds is invalid.`);
    const known = queue.known.get(deduplicationId);
    if (known !== undefined && known.untilMs > now()) return known.id;
    const id = enqueue(queue, body, { group });
    queue.known.set(deduplicationId, { id, untilMs: now() + deduplicationMs });
    return id;
  };

  /** Does something for each entry of a batch and reports each on its own. */
  const eachOf = <Entry extends { readonly Id: string }>(entries: readonly Entry[], act: (entry: Entry) => object): AwsReply => {
    if (entries.length === 0) throw new Refused('EmptyBatchRequest', 'The batch request is empty.');
    if (entries.length > 10) throw new Refused('TooManyEntriesInBatchRequest', 'The batch has more than ten entries.');
    if (new Set(entries.map(({ Id }) => Id)).size < entries.length) throw new Refused('BatchEntryIdsNotDistinct', 'Ids repeat.');
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const entry of entries) {
      try {
        Successful.push({ Id: entry.Id, ...act(entry) });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
      }
    }
    return { body: { Successful, Failed } };
  };

  const send = (queue: FakeQueue, entries: readonly SendEntry[]): AwsReply => {
    const bytes = entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
    if (bytes > 1_048_576) throw new Refused('BatchRequestTooLong', 'The batch is longer than 1 MiB.');
    return eachOf(entries, (entry) => ({ MessageId: sendOne(queue, entry), MD5OfMessageBody: md5(entry.MessageBody) }));
  };

  const isInFlight = ({ receives, handle, visibleAtMs }: Message): boolean => receives > 0 && handle !== undefined && visibleAtMs > now();

  const park = (queue: FakeQueue, message: Message): void => {
    queue.messages = queue.messages.filter((other) => other !== message);
    message.visibleAtMs = now();
    message.handle = undefined;
    const target = queueOf(queue.deadLetters ?? '');
    // Only a standard dead-letter queue keeps the time at which the message was first sent.
    if (target.fifo) message.sentAtMs = now();
    target.messages.push(message);
  };

  /** What may be received now, in order; messages without receives left are moved away first. */
  const receivable = (queue: FakeQueue): readonly Message[] => {
    const blocked = new Set(queue.messages.filter(isInFlight).map(({ group }) => group));
    const ready = queue.messages.filter(({ visibleAtMs, group }) => visibleAtMs <= now() && !(queue.fifo && blocked.has(group)));
    const usedUp = ready.filter(({ receives }) => queue.maxReceiveCount !== undefined && receives >= queue.maxReceiveCount);
    for (const message of usedUp) park(queue, message);
    const rest = ready.filter((message) => !usedUp.includes(message));
    if (!queue.fifo) return rest;
    // As many of one group as there are, before the next group.
    const groups = [...new Set(rest.map(({ group }) => group))];
    return groups.flatMap((group) => rest.filter((message) => message.group === group));
  };

  const receive = (queue: FakeQueue, input: Input): AwsReply => {
    const { MaxNumberOfMessages: max = 1, VisibilityTimeout: visibility = 30, MessageSystemAttributeNames: wanted = [] } = input;
    const Messages = receivable(queue)
      .slice(0, max)
      .map((message) => {
        message.receives += 1;
        message.visibleAtMs = now() + visibility * 1_000;
        message.handle = `${handlePrefix}${randomUUID()}`;
        const attributes = {
          ApproximateReceiveCount: String(message.receives),
          SentTimestamp: String(message.sentAtMs),
          ...(message.group === undefined ? {} : { MessageGroupId: message.group }),
        };
        return {
          MessageId: message.id,
          Body: message.body,
          MD5OfBody: md5(message.body),
          ReceiptHandle: message.handle,
          Attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted.includes(name))),
        };
      });
    return { body: Messages.length === 0 ? {} : { Messages } };
  };

  /** The message of a handle; undefined for an older one. */
  const ofHandle = (queue: FakeQueue, handle: string): Message | undefined => {
    if (!handle.startsWith(handlePrefix)) throw new Refused('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    const message = queue.messages.find((candidate) => candidate.handle === handle);
    if (queue.fifo && (message === undefined || !isInFlight(message)))
      throw new Refused(
        'InvalidParameterValue',
        `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
      );
    return message;
  };

  const remove = (queue: FakeQueue, handle: string): object => {
    // A standard queue deletes by the latest handle even when its time is over.
    const message = ofHandle(queue, handle);
    queue.messages = queue.messages.filter((other) => other !== message);
    return {};
  };

  const changeVisibility = (queue: FakeQueue, handle: string, seconds: number): object => {
    const message = ofHandle(queue, handle);
    if (message === undefined || !isInFlight(message)) throw new Refused('MessageNotInflight', 'The message is not in flight.');
    message.visibleAtMs = now() + seconds * 1_000;
    return {};
  };

  const attributes = ({ messages }: FakeQueue, names: readonly string[]): AwsReply => {
    const inFlight = messages.filter(isInFlight).length;
    const delayed = messages.filter(({ visibleAtMs }) => visibleAtMs > now()).length - inFlight;
    const all = {
      ApproximateNumberOfMessages: messages.length - inFlight - delayed,
      ApproximateNumberOfMessagesDelayed: delayed,
      ApproximateNumberOfMessagesNotVisible: inFlight,
    };
    const wanted = Object.entries(all).filter(([name]) => names.includes(name));
    return { body: { Attributes: Object.fromEntries(wanted.map(([name, count]) => [name, String(count)])) } };
  };

  const act = (operation: string | undefined, input: Input): AwsReply => {
    const queue = queueOf(input.QueueUrl.slice(origin.length));
    const { Entries: entries = [], ReceiptHandle: handle = '', VisibilityTimeout: seconds = 0 } = input;
    switch (operation) {
      case 'SendMessageBatch':
        return send(queue, entries);
      case 'ReceiveMessage':
        return receive(queue, input);
      case 'DeleteMessage':
        return { body: remove(queue, handle) };
      case 'DeleteMessageBatch':
        return eachOf(entries, (entry) => remove(queue, entry.ReceiptHandle));
      case 'ChangeMessageVisibility':
        return { body: changeVisibility(queue, handle, seconds) };
      case 'ChangeMessageVisibilityBatch':
        return eachOf(entries, (entry) => changeVisibility(queue, entry.ReceiptHandle, entry.VisibilityTimeout ?? 0));
      case 'GetQueueAttributes':
        return attributes(queue, input.AttributeNames ?? []);
      default:
        throw new Refused('UnsupportedOperation', `${operation} is not known here.`);
    }
  };

  return {
    respond: (request: AwsRequest): AwsReply => {
      try {
        return act(request.operation, request.json as Input);
      } catch (error) {
        if (error instanceof Refused) return refusal(error);
        throw error;
      }
    },
    /** A message from another service of the account. */
    deliver: (name: string, body: string): void => {
      enqueue(queueOf(name), body);
    },
  };
};
