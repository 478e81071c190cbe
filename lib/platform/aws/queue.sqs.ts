import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeMessageVisibilityCommand, DeleteMessageCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { toEpochMs } from '../../kernel/instant.ts';
import { checkMessage, checkWithin, deadLetterQueueOf, receiveMax, visibilitySecondsMax } from '../rules/queue.rules.ts';
import { type Clock, type Queue, type ReceivedMessage, UnavailableError } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';
import { browseMessages, redriveMessages } from './queue.sqs-dead-letters.ts';
import { createReceipts } from './queue.sqs-receipts.ts';
import { type Delivery, receiveDeliveries } from './queue.sqs-receive.ts';
import { sendMessages, type SqsTarget } from './queue.sqs-send.ts';

export type SqsQueuesOptions = {
  /** Address of the queue, or of the dead-letter queue `<name>-dlq`; FIFO queues end with `.fifo`. @throws Error for an unknown name */
  readonly queueUrl: (name: string) => string;
  readonly clock: Clock;
  /** Waits this many milliseconds; tests need not. */
  readonly pause?: (ms: number) => Promise<unknown>;
};

const deadLetterSuffix = deadLetterQueueOf('');

/** SQS answers for a delivery that is over with one of three codes, depending on the kind of queue and on what happened to it. */
const isVoidReceipt = (error: unknown): boolean =>
  isNamed(error, 'ReceiptHandleIsInvalid', 'MessageNotInflight') ||
  // The same code also stands for other parameters, so the message has to say which.
  (isNamed(error, 'InvalidParameterValue', 'InvalidParameterValueException') && (error as Error).message.includes('ReceiptHandle'));

const unlessVoid = async (call: Promise<unknown>): Promise<void> => {
  try {
    await answered(call);
  } catch (error) {
    if (!isVoidReceipt(error)) throw error;
  }
};

const toReceived = ({ handle, ...message }: Delivery, receipt: (handle: string) => string): ReceivedMessage => ({
  ...message,
  receipt: receipt(handle),
});

const readDepth = async ({ client, url }: SqsTarget): Promise<{ readonly waiting: number; readonly inFlight: number }> => {
  const command = new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesDelayed', 'ApproximateNumberOfMessagesNotVisible'],
  });
  const { Attributes = {} } = await answered(client.send(command));
  const waiting = Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesDelayed);
  const inFlight = Number(Attributes.ApproximateNumberOfMessagesNotVisible);
  if (!Number.isInteger(waiting + inFlight)) throw new UnavailableError('SQS did not say how many messages the queue has');
  return { waiting, inFlight };
};

/**
 * Queues of SQS. Figures of `depth` are approximate, messages of standard queues may come twice and in any order, and
 * `browse` counts as a receive.
 */
export const createSqsQueues = (client: SQSClient, { queueUrl, clock, pause = sleep }: SqsQueuesOptions): ((name: string) => Queue) => {
  const nowMs = (): number => toEpochMs(clock.now());
  const queues = new Map<string, Queue>();

  const targetOf = (name: string): SqsTarget => {
    const url = queueUrl(name);
    return { client, url, fifo: url.endsWith('.fifo'), pause };
  };

  const create = (name: string): Queue => {
    const target = targetOf(name);
    const receipts = createReceipts(nowMs);
    const receiptUntil = (visibilitySeconds: number): ((handle: string) => string) => {
      // Counted from before the call, so that a receipt is void here no later than at SQS.
      const deadlineMs = nowMs() + visibilitySeconds * 1_000;
      return (handle) => receipts.issue(handle, deadlineMs);
    };

    return {
      send: async (messages) => {
        for (const message of messages) checkMessage(target.fifo, message);
        await sendMessages(target, messages);
      },

      receive: async ({ max, visibilitySeconds }) => {
        checkWithin('max', max, 1, receiveMax);
        checkWithin('visibilitySeconds', visibilitySeconds, 0, visibilitySecondsMax);
        const receipt = receiptUntil(visibilitySeconds);
        const deliveries = await receiveDeliveries(target, { max, visibilitySeconds, waitSeconds: 0 });
        return deliveries.map((delivery) => toReceived(delivery, receipt));
      },

      acknowledge: async (receipt) => {
        const handle = receipts.handleOf(receipt);
        if (handle === undefined) return;
        await unlessVoid(client.send(new DeleteMessageCommand({ QueueUrl: target.url, ReceiptHandle: handle })));
      },

      changeVisibility: async (receipt, seconds) => {
        checkWithin('seconds', seconds, 0, visibilitySecondsMax);
        const handle = receipts.handleOf(receipt);
        if (handle === undefined) return;
        const deadlineMs = nowMs() + seconds * 1_000;
        await unlessVoid(
          client.send(new ChangeMessageVisibilityCommand({ QueueUrl: target.url, ReceiptHandle: handle, VisibilityTimeout: seconds })),
        );
        receipts.move(receipt, deadlineMs);
      },

      depth: () => readDepth(target),

      looksAreFree: false,
      browse: async (limit) => {
        const receipt = receiptUntil(0);
        return (await browseMessages(target, limit)).map((delivery) => toReceived(delivery, receipt));
      },

      redrive: async (options) => {
        if (!name.endsWith(deadLetterSuffix)) return 0;
        return redriveMessages(target, targetOf(name.slice(0, -deadLetterSuffix.length)), options);
      },
    };
  };

  return (name) => {
    const known = queues.get(name);
    if (known !== undefined) return known;
    const created = create(name);
    queues.set(name, created);
    return created;
  };
};
