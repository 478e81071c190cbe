import { BatchProcessor, EventType, processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { fromEpochMs, type Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import type { Platform } from '../ports.ts';
import { deadLetterQueueOf, visibilitySecondsMax } from '../rules/queue.rules.ts';
import type { BackOff } from '../wiring.ts';
import { type LambdaHandler, stack } from './stack.ts';

/** A message that no retry can help: it goes to the dead-letter queue with this reason in the log. */
export class PoisonMessageError extends Error {
  override readonly name = 'PoisonMessageError';
}

export type QueueMessage<Body> = {
  readonly body: Body;
  readonly messageId: string;
  readonly receiveCount: number;
  /** When it was put into the queue. */
  readonly sentAt: Instant;
};

export type QueueHandlerOptions = {
  readonly fifo?: boolean;
  /**
   * For messages that are tried for longer than the queue's own visibility time would make sense of. `queue` is the queue's
   * name in its wiring. An error with a `retryAfterMs` is believed. What cannot even be read is set aside at once: a queue
   * that allows hundreds of tries would keep it, and what stands behind it, for days.
   */
  readonly backOff?: BackOff & { readonly queue: string };
};

const retryAfterMsOf = (error: unknown): number => {
  const asked = (error as { readonly retryAfterMs?: unknown } | null)?.retryAfterMs;
  return typeof asked === 'number' && asked > 0 ? asked : 0;
};

/** Share of a pause that differs between messages, so that what failed together does not come back together. */
const spread = 0.2;

/**
 * Seconds until a message comes back.
 * @param receiveCount 1 or more
 * @param chance between 0 and 1: how much of the pause's spread is taken off
 */
export const pauseSeconds = ({ firstSeconds, longestSeconds }: BackOff, receiveCount: number, error: unknown, chance: number): number => {
  const grown = Math.min(longestSeconds, firstSeconds * 2 ** (receiveCount - 1)) * (1 - spread * chance);
  const seconds = Math.max(1, Math.round(grown), Math.ceil(retryAfterMsOf(error) / 1_000));
  return Math.min(seconds, visibilitySecondsMax);
};

// The embedded engine calls functions with receipts of the port. Lambda hands over the bare handles of SQS, before which the
// port writes until when they are good; while a function is at work they are.
const receiptPattern = /^\d{1,15}\./;
const goodForMs = 60_000;
const receiptOf = ({ receiptHandle }: SQSRecord, now: Instant): string =>
  receiptPattern.test(receiptHandle) ? receiptHandle : `${toEpochMs(plusMs(now, goodForMs))}.${receiptHandle}`;

/** 1 on the first delivery. */
export const receiveCountOf = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);

/** What becomes of a message that failed, in a queue with a back-off. */
export const createBackOff = (platform: Platform, { queue, ...rule }: NonNullable<QueueHandlerOptions['backOff']>) => ({
  /** When this fails too, the message comes back after the queue's visibility time. */
  comeBackLater: async (record: SQSRecord, error: unknown): Promise<void> => {
    const chance = Number.parseInt(platform.sha256(record.messageId).slice(0, 8), 16) / 2 ** 32;
    const seconds = pauseSeconds(rule, receiveCountOf(record), error, chance);
    try {
      await platform.queue(queue).changeVisibility(receiptOf(record, platform.clock.now()), seconds);
    } catch (failure) {
      platform.observability.logger.warn('pause of a message not set', { queue, message_id: record.messageId, error: failure as Error });
    }
  },
  setAside: ({ body, messageId, attributes: { MessageGroupId: group } }: SQSRecord): Promise<void> =>
    platform.queue(deadLetterQueueOf(queue)).send([group === undefined ? { body } : { body, group, deduplicationId: messageId }]),
});

/** Body of a message. @throws PoisonMessageError when it does not fit */
export const parseMessage = <Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PoisonMessageError('the body is not JSON');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new PoisonMessageError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; '));
};

export const noteFailure = (platform: Platform, record: SQSRecord, error: unknown): void =>
  platform.observability.logger.warn('message not handled', {
    message_id: record.messageId,
    queue: record.eventSourceARN.split(':').at(-1),
    receive_count: receiveCountOf(record),
    error_name: (error as Error).name,
    error_message: (error as Error).message,
  });

/** A function may be called by several queues, of which one has pauses of its own. In AWS a name begins with the installation's. */
const isFrom = ({ eventSourceARN }: SQSRecord, queue: string): boolean => {
  const name = (eventSourceARN.split(':').at(-1) ?? '').replace(/\.fifo$/, '');
  return name === queue || name.endsWith(`-${queue}`);
};

/**
 * Consumer of a queue with partial batch failures: one bad message never holds back the others.
 * Messages of a FIFO queue are handled in order, and those after a failed one of the same group wait for it.
 */
export const queueHandler = <Schema extends z.ZodType>(
  platform: Platform,
  schema: Schema,
  run: (message: QueueMessage<z.output<Schema>>) => Promise<void>,
  options: QueueHandlerOptions = {},
): LambdaHandler<SQSEvent, SQSBatchResponse> => {
  const backOff = options.backOff && createBackOff(platform, options.backOff);

  const handleRecord = async (record: SQSRecord): Promise<void> => {
    try {
      const sentAt = fromEpochMs(Number(record.attributes.SentTimestamp));
      const body = parseMessage(schema, record.body);
      await run({ body, messageId: record.messageId, receiveCount: receiveCountOf(record), sentAt });
    } catch (error) {
      noteFailure(platform, record, error);
      const own = options.backOff && isFrom(record, options.backOff.queue) ? backOff : undefined;
      if (own && error instanceof PoisonMessageError) return own.setAside(record);
      await own?.comeBackLater(record, error);
      throw error;
    }
  };

  return stack(platform, async (event, context) => {
    if (options.fifo) {
      return processPartialResponse(event, handleRecord, new SqsFifoPartialProcessorAsync(), {
        context,
        skipGroupOnError: true,
        throwOnFullBatchFailure: false,
      });
    }
    return processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), { context, throwOnFullBatchFailure: false });
  });
};
