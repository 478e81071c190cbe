// The vocabulary of `lib/<context>/wiring.ts`: plain data that the embedded runtime and the CDK constructs both read.
import type { Route } from './http/route.ts';

/** Path below `lambdas/` without `.handler.ts`, such as `orders/place-order`. The module exports `create(platform)`. */
export type HandlerName = string;

/** Matches after EventBridge's rule syntax; see `embedded/event-pattern.ts` for the operators supported. */
export type EventPattern = Readonly<Record<string, unknown>>;

export type HttpWiring = { readonly route: Route; readonly handler: HandlerName };

export type QueueWiring = {
  readonly name: string;
  readonly fifo?: boolean;
  readonly handler: HandlerName;
  /** Messages per invocation, 1 to 10 (default 10). */
  readonly batchSize?: number;
  /** Seconds a message stays invisible while handled, default 60. */
  readonly visibilitySeconds?: number;
  /** Receives before the message goes to `<name>-dlq`; three retries after the first try unless said otherwise. */
  readonly maxReceiveCount?: number;
  /** At most this many batches handled at once, default 4. */
  readonly concurrency?: number;
};

/** Events of the bus that match go to the queue. */
export type SubscriptionWiring = { readonly name: string; readonly pattern: EventPattern; readonly queue: string };

/** Reader of a table's change feed, in order per partition. Only `publisher` and `projector` read the ledger. */
export type StreamWiring = {
  readonly name: string;
  readonly table: 'ledger';
  readonly handler: HandlerName;
  readonly batchSize?: number;
  /** Tries of a record before it goes to `<name>-dlq`. */
  readonly maxAttempts?: number;
};

/** A function that state machines invoke, under the substitution `${<name>}`. */
export type TaskWiring = { readonly name: string; readonly handler: HandlerName };

export type ScheduleWiring = { readonly name: string; readonly everySeconds: number; readonly handler: HandlerName };

export type MachineWiring = { readonly name: string; readonly definition: string };

/** What rings, from when, and where it is written what to do. */
export type AlarmWiring = {
  /** Also the name of its runbook, `docs/runbooks/<name>.md`. */
  readonly name: string;
  readonly description: string;
  readonly when:
    | { readonly kind: 'metric-sum'; readonly metric: string; readonly periodSeconds: number; readonly atLeast: number }
    | { readonly kind: 'dead-letters'; readonly atLeast: number }
    | { readonly kind: 'queue-backlog'; readonly atLeast: number };
};

export type ContextWiring = {
  readonly context: string;
  readonly http?: readonly HttpWiring[];
  readonly queues?: readonly QueueWiring[];
  readonly subscriptions?: readonly SubscriptionWiring[];
  readonly streams?: readonly StreamWiring[];
  readonly tasks?: readonly TaskWiring[];
  readonly schedules?: readonly ScheduleWiring[];
  readonly machines?: readonly MachineWiring[];
  readonly alarms?: readonly AlarmWiring[];
};
