import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { openEmbeddedPlatform } from '../../../lib/platform/embedded/embedded-platform.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import type { Functions } from '../../../lib/platform/embedded/runtime/functions.ts';
import { createQueueStep } from '../../../lib/platform/embedded/runtime/queue-source.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { pauseSeconds, queueHandler, type QueueHandlerOptions } from '../../../lib/platform/handlers/queue.handler.ts';
import type { Platform, Workflows } from '../../../lib/platform/ports.ts';
import type { QueueWiring } from '../../../lib/platform/wiring.ts';
import { startOfTests, temporaryFolder } from '../../contract/engine.ts';
import { fakeQueueUrl } from '../../platform/aws/messaging/fake-sqs.ts';
import { openSqsEngine, withDeadLetters } from '../../platform/aws/messaging/engines.ts';

const rule = { firstSeconds: 10, longestSeconds: 900 };
const context = { functionName: 'test', awsRequestId: 'request', getRemainingTimeInMillis: () => 30_000 } as never;

const asking = (retryAfterMs: unknown): Error => Object.assign(new Error('not now'), { retryAfterMs });

describe('the pause before a message comes back', () => {
  it('doubles until it is as long as it may be', () => {
    const pauses = [1, 2, 3, 6, 7, 8, 500].map((receives) => pauseSeconds(rule, receives, new Error('down'), 0));
    expect(pauses).toEqual([10, 20, 40, 320, 640, 900, 900]);
  });

  it('differs between messages by a fifth', () => {
    expect([0, 0.5, 1].map((chance) => pauseSeconds(rule, 500, new Error('down'), chance))).toEqual([900, 810, 720]);
  });

  it('is never shorter than whoever refuses has asked for', () => {
    expect(pauseSeconds(rule, 1, asking(61_500), 1)).toBe(62);
    expect(pauseSeconds(rule, 500, asking(3_600_000), 0)).toBe(3_600);
    expect(pauseSeconds(rule, 500, asking(1_000), 0)).toBe(900);
  });

  it.each([null, undefined, 'soon', -5, Number.NaN])('takes no notice of %s', (asked) => {
    expect(pauseSeconds(rule, 1, asking(asked), 0)).toBe(10);
  });

  it('is no longer than a queue can keep a message out of sight', () => {
    expect(pauseSeconds(rule, 1, asking(10 ** 9), 0)).toBe(43_200);
  });
});

const refuse = (): never => {
  throw new Error('no workflow is started');
};
const noWorkflows = new Proxy({}, { get: () => refuse }) as Workflows;

const message = z.object({ name: z.string() });

/** A function that handles messages as told, and the names of those it got. */
const handlerOf = (platform: Platform, options: QueueHandlerOptions, failing: ReadonlySet<string>) => {
  const got: string[] = [];
  const handler = queueHandler(
    platform,
    message,
    async ({ body: { name } }) => {
      got.push(name);
      if (failing.has(name)) throw asking(name === 'patient' ? 300_000 : undefined);
    },
    options,
  );
  return { got, handler };
};

const openQueue = (more: Partial<QueueWiring>, failing: ReadonlySet<string>) => {
  const folder = temporaryFolder();
  const clock = createVirtualClock(startOfTests);
  const observability = createLocalObservability({ dataDir: folder.path });
  const wiring: QueueWiring = { name: 'work', handler: 'work', fifo: true, batchSize: 1, visibilitySeconds: 30, ...more };
  const opened = openEmbeddedPlatform({
    dataDir: folder.path,
    wirings: [{ context: 'test', queues: [wiring] }],
    clock,
    observability,
    workflows: () => noWorkflows,
  });
  onTestFinished(async () => {
    await opened.close();
    await observability.close();
    folder.remove();
  });
  const { platform } = opened;
  const options = { fifo: true, ...(wiring.backOff ? { backOff: { queue: 'work', ...wiring.backOff } } : {}) };
  const { got, handler } = handlerOf(platform, options, failing);
  const functions: Functions = { invoke: (_name, event) => handler(event as SQSEvent, context), preload: () => Promise.resolve() };
  const step = createQueueStep(platform, functions, wiring);
  let sent = 0;
  return {
    platform,
    got,
    send: (name: string, group: string) =>
      platform.queue('work').send([{ body: JSON.stringify({ name }), group, deduplicationId: `${(sent += 1)}` }]),
    after: async (seconds: number): Promise<readonly string[]> => {
      clock.advanceMs(seconds * 1_000);
      const before = got.length;
      while (await step());
      return got.slice(before);
    },
  };
};

describe('on the embedded engine', () => {
  it('what failed comes back after its pause and not before, and its group waits for it', async () => {
    const work = openQueue({ backOff: rule }, new Set(['first']));
    await work.send('first', 'a');
    await work.send('second', 'a');
    await work.send('third', 'b');
    expect(await work.after(0)).toEqual(['first', 'third']);
    expect(await work.after(7)).toEqual([]);
    expect(await work.after(3)).toEqual(['first']);
    expect(await work.after(15)).toEqual([]);
    expect(await work.after(5)).toEqual(['first']);
  });

  it('a pause that was asked for is longer than the queue would keep the message out of sight', async () => {
    const work = openQueue({ backOff: rule }, new Set(['patient']));
    await work.send('patient', 'a');
    await work.after(0);
    expect(await work.after(299)).toEqual([]);
    expect(await work.after(1)).toEqual(['patient']);
  });

  it('a queue without a back-off goes on as before', async () => {
    const work = openQueue({}, new Set(['first']));
    await work.send('first', 'a');
    expect([await work.after(0), await work.after(1), await work.after(1), await work.after(1)]).toEqual([
      ['first'],
      ['first'],
      [],
      ['first'],
    ]);
  });

  it('what cannot be read is set aside at once', async () => {
    const work = openQueue({ backOff: rule, maxReceiveCount: 1_000 }, new Set());
    await work.platform.queue('work').send([{ body: 'no JSON', group: 'a', deduplicationId: 'x' }]);
    await work.send('second', 'a');
    expect(await work.after(0)).toEqual(['second']);
    expect(await work.platform.queue('work-dlq').browse(10)).toMatchObject([{ body: 'no JSON', group: 'a' }]);
  });
});

describe('on SQS', () => {
  const openSqs = (failing: ReadonlySet<string>) => {
    const engine = openSqsEngine(withDeadLetters('work', 1_000, true));
    const observability = createLocalObservability({});
    onTestFinished(() => observability.close());
    const platform = {
      queue: engine.queue,
      clock: engine.clock,
      observability,
      sha256: () => '00000000',
    } as unknown as Platform;
    const { handler } = handlerOf(platform, { fifo: true, backOff: { queue: 'work', ...rule } }, failing);
    /** What Lambda does: receives with SQS's own handles, and leaves what failed as it is. */
    const invoke = async (): Promise<SQSBatchResponse | undefined> => {
      const { Messages = [] } = await engine.client.send(
        new ReceiveMessageCommand({
          QueueUrl: fakeQueueUrl('work.fifo'),
          VisibilityTimeout: 1_800,
          MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp', 'MessageGroupId'],
        }),
      );
      if (Messages.length === 0) return undefined;
      const Records = Messages.map(({ MessageId, Body, ReceiptHandle, Attributes }) => ({
        messageId: MessageId,
        body: Body,
        receiptHandle: ReceiptHandle,
        attributes: Attributes,
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:waybill-test-work.fifo',
      }));
      return handler({ Records } as unknown as SQSEvent, context);
    };
    return { engine, invoke };
  };

  it('what failed comes back after its pause, by the handle that Lambda has of it', async () => {
    const { engine, invoke } = openSqs(new Set(['first']));
    await engine.queue('work').send([{ body: '{"name":"first"}', group: 'a', deduplicationId: '1' }]);
    await engine.queue('work').send([{ body: '{"name":"second"}', group: 'a', deduplicationId: '2' }]);
    expect((await invoke())?.batchItemFailures).toHaveLength(1);
    engine.clock.advanceMs(9_000);
    expect(await invoke()).toBeUndefined();
    engine.clock.advanceMs(1_000);
    expect((await invoke())?.batchItemFailures).toHaveLength(1);
    engine.clock.advanceMs(19_000);
    expect(await invoke()).toBeUndefined();
    engine.clock.advanceMs(1_000);
    expect((await invoke())?.batchItemFailures).toHaveLength(1);
  });

  it('what cannot be read is set aside, and counts as handled', async () => {
    const { engine, invoke } = openSqs(new Set());
    await engine.queue('work').send([{ body: '{}', group: 'a', deduplicationId: '1' }]);
    expect(await invoke()).toEqual({ batchItemFailures: [] });
    expect(await engine.queue('work-dlq').browse(10)).toMatchObject([{ body: '{}', group: 'a' }]);
  });
});
