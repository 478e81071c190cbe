import type { Instant } from '../../../kernel/instant.ts';
import type { ExecutionStatus } from '../../ports.ts';

// The stored form of an execution. Plain JSON: it is written whole at every step and read back after a restart.

/** What a Task asks the outside to do. Stored before it is done, so that a restart can do it again. */
export type Call =
  | { readonly kind: 'invoke'; readonly functionName: string; readonly payload: unknown }
  | { readonly kind: 'start'; readonly machine: string; readonly executionName: string; readonly input: unknown }
  | { readonly kind: 'send-success'; readonly token: string; readonly output: unknown }
  | { readonly kind: 'send-failure'; readonly token: string; readonly error: string; readonly cause: string };

/** The outcome of a call, or of a token sent back. */
export type Resolution =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: string; readonly cause: string };

export type TaskActivity = {
  readonly kind: 'task';
  /** Unique within the execution; a late outcome of an earlier attempt names an id that no longer stands here. */
  readonly id: string;
  readonly call: Call;
  readonly pattern: 'response' | 'token' | 'sync';
  readonly token?: string;
  readonly timeoutAt?: Instant;
  readonly heartbeatSeconds?: number;
  heartbeatAt?: Instant;
  /** The call has returned, and the task goes on waiting for its token: a restart need not call again. */
  submitted?: boolean;
};

type TimerActivity = { readonly kind: 'wait' | 'retry'; readonly until: Instant };

/** A Map or Parallel under way. Children are keyed by iteration or branch number. */
export type FanActivity = {
  readonly kind: 'fan';
  /** Of a Map: the items. Of a Parallel: undefined. */
  readonly items?: readonly unknown[];
  readonly branchInput?: unknown;
  readonly total: number;
  readonly concurrency: number;
  started: number;
  finished: number;
  readonly results: Record<string, unknown>;
  readonly children: Record<string, Frame>;
};

type Activity = TaskActivity | TimerActivity | FanActivity;

/** One thread of control in one scope. */
export type Frame = {
  stateName: string;
  input: unknown;
  enteredAt: Instant;
  variables: Record<string, unknown>;
  /** Attempts used, by position in the state's Retry list. */
  retryCounts: number[];
  /** All retries of the present state. */
  retryCount: number;
  /** Undefined: the state is to be entered. */
  activity?: Activity;
  readonly mapItem?: { readonly index: number; readonly value: unknown };
};

export type HistoryEntry = { readonly stateName: string; readonly enteredAt: Instant };

export type ExecutionState = {
  readonly executionId: string;
  readonly machine: string;
  readonly machineVersion: string;
  readonly name: string;
  readonly input: unknown;
  readonly startedAt: Instant;
  /** The task of another execution that started this one: how a repeated start knows its own child. */
  readonly startedBy?: { readonly executionId: string; readonly activityId: string; readonly waits: boolean };
  readonly deadlineAt?: Instant;
  status: ExecutionStatus;
  stoppedAt?: Instant;
  output?: unknown;
  error?: string;
  cause?: string;
  nextActivityNumber: number;
  /** History events as Step Functions would have written them; 25,000 end the execution. */
  eventCount: number;
  /** State transitions as Step Functions bills them: start, every state entered, every retry, end. */
  transitionCount: number;
  /** The latest entered states, oldest first. */
  history: HistoryEntry[];
  /** Gone once the execution has ended. */
  root?: Frame;
};
