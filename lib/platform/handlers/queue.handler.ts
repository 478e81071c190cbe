import { BatchProcessor, EventType, processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { Platform } from '../ports.ts';
import { type LambdaHandler, stack } from './stack.ts';

/** A message that no retry can help: it goes to the dead-letter queue with this reason in the log. */
export class PoisonMessageError extends Error {
  override readonly name = 'PoisonMessageError';
}

export type QueueMessage<Body> = { readonly body: Body; readonly messageId: string; readonly receiveCount: number };

/**
 * Consumer of a queue with partial batch failures: one bad message never holds back the others.
 * Messages of a FIFO queue are handled in order, and those after a failed one of the same group wait for it.
 */
export const queueHandler = <Schema extends z.ZodType>(
  platform: Platform,
  schema: Schema,
  run: (message: QueueMessage<z.output<Schema>>) => Promise<void>,
  options: { readonly fifo?: boolean } = {},
): LambdaHandler<SQSEvent, SQSBatchResponse> => {
  const handleRecord = async (record: SQSRecord): Promise<void> => {
    try {
      const parsed = schema.safeParse(JSON.parse(record.body));
      if (!parsed.success)
        throw new PoisonMessageError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; '));
      await run({ body: parsed.data, messageId: record.messageId, receiveCount: Number(record.attributes.ApproximateReceiveCount) });
    } catch (error) {
      platform.observability.logger.warn('message not handled', {
        message_id: record.messageId,
        queue: record.eventSourceARN.split(':').at(-1),
        receive_count: Number(record.attributes.ApproximateReceiveCount),
        error_name: (error as Error).name,
        error_message: (error as Error).message,
      });
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
