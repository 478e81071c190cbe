import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';

type StreamHandler = (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;

/** Left for the answer. */
const reserveMs = 15_000;
const pauseMsMax = 10_000;

/**
 * Tries what failed again for as long as the function may run, before Lambda is told. Lambda counts tries and not time: a bus
 * or a table that is gone for some minutes would otherwise use them up within seconds, and commits that are in order would
 * have to be sent back by hand.
 */
export const withPatience =
  (handler: StreamHandler, pause: (ms: number) => Promise<unknown> = sleep): StreamHandler =>
  async (event, context) => {
    let records = event.Records;
    for (let tries = 1; ; tries += 1) {
      const answer = await handler({ Records: records }, context);
      const failedAt = answer.batchItemFailures[0]?.itemIdentifier;
      const from = records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failedAt);
      const pauseMs = Math.min(pauseMsMax, 500 * 2 ** tries);
      if (from < 0 || context.getRemainingTimeInMillis() - pauseMs < reserveMs) return answer;
      // What stands before the first failure has been handled.
      records = records.slice(from);
      await pause(pauseMs);
    }
  };
