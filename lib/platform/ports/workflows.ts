// What goes on over time: workflows that wait, and moments that come.
import type { Instant } from '../../kernel/instant.ts';

/** How an execution stands; all but `running` are ends. */
export type ExecutionStatus = 'running' | 'succeeded' | 'failed' | 'timed_out' | 'aborted';

/** One run of a machine. */
export type Execution = {
  readonly executionId: string;
  readonly machine: string;
  readonly machineVersion: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startedAt: Instant;
  readonly stoppedAt?: Instant;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** Page that shows the execution to people; absent where the machine has none. */
  readonly pageUrl?: string;
};

/** An execution by its id, or by the machine and the name under which it was started. */
export type ExecutionRef = string | { readonly machine: string; readonly name: string };

/** The token is unknown, already used, or its task has timed out. */
export class TaskTokenInvalidError extends Error {
  override readonly name = 'TaskTokenInvalidError';
}

/** After Step Functions Standard. */
export interface Workflows {
  /**
   * A second start under the same name changes nothing. It answers `started: false`, or, while the first runs with the same
   * input, perhaps `true` again. Names: 1–80 of `A-Za-z0-9_-`.
   */
  start(options: {
    readonly machine: string;
    readonly name: string;
    readonly input: unknown;
  }): Promise<{ readonly executionId: string; readonly started: boolean }>;
  /** @throws TaskTokenInvalidError */
  succeed(token: string, output: unknown): Promise<void>;
  /** @throws TaskTokenInvalidError */
  fail(token: string, error: string, cause: string): Promise<void>;
  /** @throws TaskTokenInvalidError */
  heartbeat(token: string): Promise<void>;
  stop(executionId: string, error: string, cause: string): Promise<void>;
  describe(execution: ExecutionRef): Promise<Execution | undefined>;
  list(options: {
    readonly machine: string;
    readonly status?: ExecutionStatus;
    readonly limit: number;
    readonly cursor?: string;
  }): Promise<{ readonly executions: readonly Execution[]; readonly cursor?: string }>;
}

/** One-time schedules that send a message to a queue when due, at least once, never early. */
export interface Timers {
  /** Names: 1–64 of `A-Za-z0-9_.-`. Scheduling a name again replaces it. A moment in the past fires at once. */
  schedule(timer: { readonly name: string; readonly at: Instant; readonly queue: string; readonly body: string }): Promise<void>;
  /** Cancelling an unknown name succeeds. */
  cancel(name: string): Promise<void>;
  /** When the timer is due; undefined when there is none, or when it has fired. */
  dueAt(name: string): Promise<Instant | undefined>;
}
