// What parts of the product say to each other: events for whoever listens, messages for one queue.
import type { Instant } from '../../kernel/instant.ts';

/** What has happened, as the bus carries it. */
export type BusEvent = {
  /** Such as `oms.orders`. */
  readonly source: string;
  /** PascalCase without suffix, such as `OrderCreated`. */
  readonly detailType: string;
  /** Snake_case JSON object. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly time?: Instant;
};

/** An event that the bus did not take, by its place among those published. */
export type PublishFailure = { readonly index: number; readonly code: string; readonly message: string };

/** After EventBridge: whoever has a rule that fits an event gets it, at least once and in no promised order. */
export interface EventBus {
  /** Up to 10 events and 256 KB. Failures are reported by index; the others have been accepted. */
  publish(events: readonly BusEvent[]): Promise<readonly PublishFailure[]>;
}

/** A message to be put into a queue. */
export type OutgoingMessage = {
  readonly body: string;
  /** FIFO queues only: messages of one group are delivered in order, one batch at a time. */
  readonly group?: string;
  /** FIFO queues only: a second message with the same id within five minutes is accepted and not delivered. */
  readonly deduplicationId?: string;
  /** Standard queues only: 0 to 900 seconds. */
  readonly delaySeconds?: number;
};

/** A message as it came out of a queue. */
export type ReceivedMessage = {
  readonly messageId: string;
  readonly body: string;
  readonly group?: string;
  /** Names this delivery; void once the visibility time has run out. */
  readonly receipt: string;
  /** 1 on the first delivery. */
  readonly receiveCount: number;
  readonly sentAt: Instant;
};

/** After SQS: at least once, invisible while being handled, moved to the dead-letter queue after `maxReceiveCount` receives. */
export interface Queue {
  send(messages: readonly OutgoingMessage[]): Promise<void>;
  /** At most 10. Answers at once, also when there is none. */
  receive(options: { readonly max: number; readonly visibilitySeconds: number }): Promise<readonly ReceivedMessage[]>;
  /** Removes a handled message. A void receipt is ignored. */
  acknowledge(receipt: string): Promise<void>;
  /** Makes a message visible again after 0 to 43,200 seconds. A void receipt is ignored. */
  changeVisibility(receipt: string, seconds: number): Promise<void>;
  /** `waiting` counts visible and delayed messages, `inFlight` those being handled. */
  depth(): Promise<{ readonly waiting: number; readonly inFlight: number }>;
  /** False where every look counts as a receive, as in SQS: then only dead-letter queues are looked at. */
  readonly looksAreFree: boolean;
  /** Looks at up to `limit` messages without taking them; see `looksAreFree`. */
  browse(limit: number): Promise<readonly ReceivedMessage[]>;
  /** On a dead-letter queue: sends up to `limit` messages (all named by `messageIds` if given) back to the source. @returns how many */
  redrive(options: { readonly limit: number; readonly messageIds?: readonly string[] }): Promise<number>;
}
