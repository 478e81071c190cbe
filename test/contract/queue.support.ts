import type { Queue, ReceivedMessage } from '../../lib/platform/ports.ts';
import type { TimedEngine } from './engine.ts';

/** Two queues that give a message three receives, and where their messages go afterwards. */
export type QueueEngine = TimedEngine & {
  readonly standard: Queue;
  readonly standardDlq: Queue;
  readonly fifo: Queue;
  readonly fifoDlq: Queue;
};

export const contractMaxReceiveCount = 3;

export const bodies = (messages: readonly ReceivedMessage[]): readonly string[] => messages.map((message) => message.body);
