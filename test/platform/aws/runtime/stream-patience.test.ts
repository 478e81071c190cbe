import type { Context, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { withPatience } from '../../../../lib/platform/aws/stream-patience.ts';

const record = (sequence: string): DynamoDBRecord => ({ dynamodb: { SequenceNumber: sequence } });
const event: DynamoDBStreamEvent = { Records: ['1', '2', '3'].map(record) };

/** A function with so much time, of which each pause takes its share. */
const withTime = (totalMs: number) => {
  let leftMs = totalMs;
  return {
    context: { getRemainingTimeInMillis: () => leftMs } as Context,
    pause: async (ms: number) => {
      leftMs -= ms;
    },
  };
};

const failingAt = (sequences: readonly (string | undefined)[]) => {
  const seen: string[] = [];
  const left = [...sequences];
  return {
    seen,
    handler: async ({ Records }: DynamoDBStreamEvent) => {
      seen.push(Records.map(({ dynamodb }) => dynamodb?.SequenceNumber).join(''));
      const failed = left.length > 1 ? left.shift() : left[0];
      return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
    },
  };
};

it('answers at once when everything was handled', async () => {
  const { handler, seen } = failingAt([undefined]);
  const { context, pause } = withTime(60_000);
  expect(await withPatience(handler, pause)(event, context)).toEqual({ batchItemFailures: [] });
  expect(seen).toEqual(['123']);
});

it('goes on from the first failure until it works', async () => {
  const { handler, seen } = failingAt(['2', '2', '3', undefined]);
  const { context, pause } = withTime(60_000);
  expect(await withPatience(handler, pause)(event, context)).toEqual({ batchItemFailures: [] });
  expect(seen).toEqual(['123', '23', '23', '3']);
});

it('says what failed while there is still time to say it', async () => {
  const { handler, seen } = failingAt(['2']);
  const { context, pause } = withTime(60_000);
  expect(await withPatience(handler, pause)(event, context)).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  expect(seen.length).toBeGreaterThan(4);
  expect(context.getRemainingTimeInMillis()).toBeGreaterThanOrEqual(15_000);
});

it('does not try again what it was not given', async () => {
  const { handler, seen } = failingAt(['unknown']);
  const { context, pause } = withTime(60_000);
  expect(await withPatience(handler, pause)(event, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'unknown' }] });
  expect(seen).toEqual(['123']);
});
