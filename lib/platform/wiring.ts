// The vocabulary of `lib/<context>/wiring.ts`: plain data that the embedded runtime and the CDK constructs both read.
import type { Route } from './http/route.ts';

/** Path below `lambdas/` without `.handler.ts`, such as `orders/place-order`. The module exports `create(platform)`. */
export type HandlerName = string;

/** Matches after EventBridge's rule syntax; see `embedded/event-pattern.ts` for the operators supported. */
export type EventPattern = Readonly<Record<string, unknown>>;

/**
 * What serves one channel alone, so that its trouble cannot touch another. In AWS its door is there, and its queue is looked
 * into, only where that channel is deployed.
 */
type OfChannel = { readonly channel?: string };

/**
 * What lies beside the code of a function that needs it, which also takes more code: `fonts` for one that draws documents,
 * `solver` for one that solves linear programmes.
 */
export type Carried = 'fonts' | 'solver';

export type HttpWiring = {
  readonly route: Route;
  readonly handler: HandlerName;
  readonly carries?: Carried;
} & OfChannel;

/** Pauses between the tries of a message: each twice as long as the one before it. */
export type BackOff = {
  /** Seconds before the second try. */
  readonly firstSeconds: number;
  /** No pause grows beyond these seconds, unless whoever refuses asks for more. */
  readonly longestSeconds: number;
};

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
  /** The handler itself says when a message that failed comes back; see the option of the same name of `queueHandler`. */
  readonly backOff?: BackOff;
  readonly carries?: Carried;
} & OfChannel;

/** Events of the bus that match go to the queue. */
export type SubscriptionWiring = {
  readonly name: string;
  readonly pattern: EventPattern;
  readonly queue: string;
  /** `aws` for what services of AWS report of the installation's own resources; the embedded engine has none of it. */
  readonly bus?: 'product' | 'aws';
};

/**
 * Events of a channel's partner event source go to the queue, in AWS and where the deployment names the source. The embedded
 * engine has none of it.
 */
export type PartnerSourceWiring = { readonly channel: string; readonly queue: string };

/** Reader of a table's change feed, in order per partition. Only `publisher` and `projector` read the ledger. */
export type StreamWiring = {
  readonly name: string;
  readonly table: 'ledger';
  readonly handler: HandlerName;
  readonly batchSize?: number;
  /** How long records are gathered before the function is called with them. An embedded engine does not wait. @default 0 */
  readonly gatherSeconds?: number;
  /** Tries of a record before it goes to `<name>-dlq`. */
  readonly maxAttempts?: number;
};

/** A function that state machines invoke, under the substitution `${<name>}`. */
export type TaskWiring = { readonly name: string; readonly handler: HandlerName; readonly carries?: Carried };

export type ScheduleWiring = {
  readonly name: string;
  readonly everySeconds: number;
  readonly handler: HandlerName;
  readonly carries?: Carried;
};

export type MachineWiring = { readonly name: string; readonly definition: string };

type AlarmText = {
  /** Also the name of its runbook, `docs/runbooks/<name>.md`. */
  readonly name: string;
  readonly description: string;
};

/** What rings on both engines, from when, and where it is written what to do. */
export type AlarmWiring = AlarmText & {
  readonly when: /** `metric-sum` of what is counted, `metric-max` of what is measured, such as a time. At most an hour. */
    | { readonly kind: 'metric-sum' | 'metric-max'; readonly metric: string; readonly periodSeconds: number; readonly atLeast: number }
    | { readonly kind: 'dead-letters'; readonly atLeast: number }
    | { readonly kind: 'queue-backlog'; readonly atLeast: number };
};

/** How an execution of a state machine can end without finishing, or be held up. */
export type ExecutionOutcome = 'failed' | 'timed-out' | 'aborted' | 'throttled';

/** What CloudWatch adds up over a period. */
export type CloudCount = 'function-errors' | 'function-throttles' | 'table-throttles' | 'table-errors' | 'api-errors' | 'edge-blocked';

/**
 * What rings in AWS only. The embedded engine has no such figure and its status does not list these: an alarm that can
 * never say anything but `unknown` would only teach operators to look past the list.
 */
export type CloudAlarmWiring = AlarmText & {
  /** Wakes whoever is on call, at any hour. The others are mailed. */
  readonly pages?: true;
  readonly when: /** The oldest message of a queue, or record of a stream, that waits. A queue gets at least the time of all its tries. */
    | { readonly kind: 'queue-age' | 'stream-age'; readonly atLeastSeconds: number }
    | { readonly kind: CloudCount; readonly periodSeconds: number; readonly atLeast: number }
    | {
        readonly kind: 'executions';
        readonly outcomes: readonly ExecutionOutcome[];
        readonly periodSeconds: number;
        readonly atLeast: number;
      }
    /** Time within which 99 of 100 requests are answered. */
    | { readonly kind: 'api-latency'; readonly atLeastMs: number }
    | { readonly kind: 'edge-errors'; readonly atLeastPercent: number }
    /** Copies of the vault that failed or were not deleted in time. */
    | { readonly kind: 'backups-failed'; readonly periodSeconds: number; readonly atLeast: number }
    /** The oldest event that waits to be archived. */
    | { readonly kind: 'archive-age'; readonly atLeastSeconds: number }
    /** The month's cost against the deployment's budget. */
    | { readonly kind: 'budget' }
    /** Rings when one of the alarms rings; each is named `<alarm>`, or `<alarm>-<resource>` where there are several. */
    | { readonly kind: 'any-of'; readonly alarms: readonly string[] };
};

export type ContextWiring = {
  readonly context: string;
  readonly http?: readonly HttpWiring[];
  readonly queues?: readonly QueueWiring[];
  readonly subscriptions?: readonly SubscriptionWiring[];
  readonly partnerSources?: readonly PartnerSourceWiring[];
  readonly streams?: readonly StreamWiring[];
  readonly tasks?: readonly TaskWiring[];
  readonly schedules?: readonly ScheduleWiring[];
  readonly machines?: readonly MachineWiring[];
  readonly alarms?: readonly AlarmWiring[];
  readonly cloudAlarms?: readonly CloudAlarmWiring[];
};
