import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { fromEpochMs } from '../../kernel/instant.ts';
import type { Platform } from '../ports.ts';
import {
  createBackOff,
  noteFailure,
  parseMessage,
  PoisonMessageError,
  type QueueHandlerOptions,
  type QueueMessage,
  receiveCountOf,
} from './queue.handler.ts';
import { type LambdaHandler, stack } from './stack.ts';

type Read<Body> = { readonly record: SQSRecord; readonly message: QueueMessage<Body> };

/**
 * Consumer of a queue that handles a whole batch in one go, such as several articles in one call.
 * `run` answers with what went wrong by message id; what it throws went wrong for all of them. Its messages may be handled
 * in any order and come again, so one of a FIFO queue that fails does not hold back those behind it in the same batch.
 */
export const queueBatchHandler = <Schema extends z.ZodType>(
  platform: Platform,
  schema: Schema,
  run: (messages: readonly QueueMessage<z.output<Schema>>[]) => Promise<ReadonlyMap<string, unknown>>,
  options: { readonly backOff: NonNullable<QueueHandlerOptions['backOff']> },
): LambdaHandler<SQSEvent, SQSBatchResponse> => {
  const backOff = createBackOff(platform, options.backOff);

  /** @returns undefined for what cannot be read, which lies with the dead letters then */
  const read = async (record: SQSRecord): Promise<Read<z.output<Schema>> | undefined> => {
    try {
      const body = parseMessage(schema, record.body);
      const sentAt = fromEpochMs(Number(record.attributes.SentTimestamp));
      return { record, message: { body, messageId: record.messageId, receiveCount: receiveCountOf(record), sentAt } };
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      noteFailure(platform, record, error);
      await backOff.setAside(record);
      return undefined;
    }
  };

  const runAll = async (batch: readonly Read<z.output<Schema>>[]): Promise<ReadonlyMap<string, unknown>> => {
    try {
      return await run(batch.map(({ message }) => message));
    } catch (error) {
      return new Map(batch.map(({ message }) => [message.messageId, error]));
    }
  };

  return stack(platform, async (event) => {
    const batch = (await Promise.all(event.Records.map(read))).filter((one) => one !== undefined);
    const failures = await runAll(batch);
    const failed = batch.filter(({ message }) => failures.has(message.messageId));
    await Promise.all(
      failed.map(async ({ record }) => {
        const error = failures.get(record.messageId);
        noteFailure(platform, record, error);
        await backOff.comeBackLater(record, error);
      }),
    );
    return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId })) };
  });
};
