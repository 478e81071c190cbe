import { LimitExceededError, type OutgoingMessage } from '../ports.ts';

export const messageBytesMax = 256 * 1024;
export const receiveMax = 10;
export const visibilitySecondsMax = 43_200;
export const deduplicationWindowMs = 5 * 60 * 1_000;
const delaySecondsMax = 900;
const nameLengthMax = 128;

/** Name of the queue that takes what `name` could not handle. */
export const deadLetterQueueOf = (name: string): string => `${name}-dlq`;

/** @throws LimitExceededError when `value` is not a whole number from `min` to `max` */
export const checkWithin = (what: string, value: number, min: number, max: number): void => {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new LimitExceededError(`${what} ${value} is not within ${min} to ${max}`);
};

const checkId = (what: string, value: string): void => {
  if (value.length === 0 || value.length > nameLengthMax)
    throw new LimitExceededError(`${what} has ${value.length} characters; allowed are 1 to ${nameLengthMax}`);
};

/**
 * Refuses a message that the queue's kind does not know.
 * @throws LimitExceededError on sizes, TypeError on fields of the other kind
 */
export const checkMessage = (fifo: boolean, message: OutgoingMessage): void => {
  const length = Buffer.byteLength(message.body);
  if (length === 0 || length > messageBytesMax)
    throw new LimitExceededError(`The body has ${length} bytes; allowed are 1 to ${messageBytesMax}`);
  if (fifo) {
    if (message.group === undefined) throw new TypeError('A message of a FIFO queue needs a group');
    if (message.delaySeconds !== undefined) throw new TypeError('A FIFO queue does not delay single messages');
    checkId('group', message.group);
    if (message.deduplicationId !== undefined) checkId('deduplicationId', message.deduplicationId);
    return;
  }
  if (message.group !== undefined || message.deduplicationId !== undefined)
    throw new TypeError('Groups and deduplication belong to FIFO queues');
  if (message.delaySeconds !== undefined) checkWithin('delaySeconds', message.delaySeconds, 0, delaySecondsMax);
};
