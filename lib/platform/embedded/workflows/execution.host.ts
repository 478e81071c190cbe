import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { type Clock, ConditionFailedError, type Ids } from '../../ports.ts';
import { executionDueAt, openTasks } from './activities.ts';
import { createDeadlines } from './deadlines.ts';
import { type ExecutionStore, ExecutionTooLargeError, type StoredExecution } from './execution.store.ts';
import type { ExecutionState, TaskActivity } from './execution.types.ts';
import { advanceExecution, closeExecution } from './interpreter.ts';
import { createKeyedLock } from './invocations.ts';
import type { MachineStore } from './machine.store.ts';
import type { Run } from './run.ts';

export type HostOptions = {
  readonly store: ExecutionStore;
  readonly machines: MachineStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly historyLimit: number;
  readonly maxResident: number;
  /** Told of failures that nobody waits for. */
  readonly onError: (error: unknown, executionId: string) => void;
  /** An execution stands in the table as given; `before` are the tasks that were open until then. */
  readonly onSaved: (execution: ExecutionState, before: readonly TaskActivity[]) => void;
  /** Runs work apart from whatever began it. */
  readonly aside: <T>(work: () => T) => T;
  /** How an execution stands is in doubt; it will be read anew. */
  readonly onDoubt: (executionId: string) => void;
};

/** Says what happens to a loaded execution; false leaves it as it is, and nothing is written. */
export type Change = (run: Run) => Promise<boolean> | boolean;

const recoveryDelayMs = 1_000;
const conflictAttempts = 5;
// Bounds the search for one that may leave memory, so that keeping one costs the same however many there are.
const evictionLooks = 4;

/**
 * Keeps running executions in memory, one change at a time each, and every change stored before it has consequences.
 * After a write that failed or may have failed, only the table is believed: the execution is read anew a second later.
 */
export const createExecutionHost = (options: HostOptions) => {
  const { store, machines, clock, ids, historyLimit, maxResident, onError, onSaved, onDoubt, aside } = options;
  const lock = createKeyedLock();
  const deadlines = createDeadlines();
  const resident = new Map<string, StoredExecution>();
  const background = new Set<Promise<void>>();
  let closed = false;

  const refuseWhenClosed = (): void => {
    if (closed) throw new Error('The workflow engine is closed');
  };

  const keep = (stored: StoredExecution): void => {
    const { executionId, status } = stored.execution;
    resident.delete(executionId);
    if (status === 'running') resident.set(executionId, stored);
    let looks = 0;
    for (const [id, oldest] of resident) {
      looks += 1;
      if (resident.size <= maxResident || looks > evictionLooks) break;
      resident.delete(id);
      // One that is being changed goes to the back of the queue.
      if (lock.isHeld(id)) resident.set(id, oldest);
    }
  };

  /** How the execution stands, or what has been begun for it, is in doubt: believe the table, a little later. */
  const doubt = (executionId: string): void => {
    resident.delete(executionId);
    deadlines.set(executionId, plusMs(clock.now(), recoveryDelayMs));
    onDoubt(executionId);
  };

  const settle = (stored: StoredExecution, before: readonly TaskActivity[]): void => {
    keep(stored);
    deadlines.set(stored.execution.executionId, executionDueAt(stored.execution));
    onSaved(stored.execution, before);
  };

  const save = async (execution: ExecutionState, previous: StoredExecution | undefined): Promise<StoredExecution> => {
    try {
      return await store.save(execution, previous);
    } catch (thrown) {
      if (!(thrown instanceof ExecutionTooLargeError)) throw thrown;
      const cause = 'The execution holds more data than can be stored';
      closeExecution({ execution, now: clock.now() }, 'failed', { error: 'States.DataLimitExceeded', cause });
      return store.save(execution, previous);
    }
  };

  const runFor = (execution: ExecutionState): Run => ({ execution, now: clock.now(), ids, historyLimit });

  const advance = async (run: Run): Promise<boolean> => {
    const { machine, machineVersion } = run.execution;
    await advanceExecution(run, await machines.machine(machine, machineVersion));
    return true;
  };

  const changeOnce = async (executionId: string, change: Change): Promise<boolean> => {
    const stored = resident.get(executionId) ?? (await store.load(executionId));
    if (stored === undefined || stored.execution.status !== 'running') return false;
    const before = openTasks(stored.execution);
    const changed = await change(runFor(stored.execution));
    settle(changed ? await save(stored.execution, stored) : stored, before);
    return true;
  };

  /** @returns whether there was such a running execution */
  const update = (executionId: string, change: Change): Promise<boolean> =>
    lock.run(executionId, async () => {
      for (let attempt = 1; ; attempt += 1) {
        refuseWhenClosed();
        try {
          return await changeOnce(executionId, change);
        } catch (thrown) {
          doubt(executionId);
          if (!(thrown instanceof ConditionFailedError) || attempt === conflictAttempts) throw thrown;
        }
      }
    });

  /** Runs a new execution's first states, then stores it. @returns false when one of that name is stored already */
  const create = (execution: ExecutionState): Promise<boolean> =>
    lock.run(execution.executionId, async () => {
      refuseWhenClosed();
      if (resident.has(execution.executionId)) return false;
      try {
        await advance(runFor(execution));
        settle(await save(execution, undefined), []);
        return true;
      } catch (thrown) {
        if (thrown instanceof ConditionFailedError) return false;
        doubt(execution.executionId);
        throw thrown;
      }
    });

  /** Lets time pass for an execution; in any case those of its calls that nobody is making begin. */
  const takeUp = async (executionId: string): Promise<void> => {
    const isRunning = await update(executionId, (run) => {
      const dueAt = executionDueAt(run.execution);
      return dueAt !== undefined && dueAt <= run.now ? advance(run) : false;
    });
    if (isRunning) return;
    // Its last write was in doubt and did happen: what follows from its end has not been begun.
    const ended = await store.load(executionId);
    if (ended !== undefined) onSaved(ended.execution, []);
  };

  return {
    update,
    create,
    advance,
    takeUp,
    isClosed: (): boolean => closed,

    /** Work on behalf of an execution that nobody waits for. When it fails, the execution is taken up again later. */
    inBackground: (executionId: string, work: () => Promise<void>): void => {
      const running: Promise<void> = aside(work)
        .catch((error: unknown) => {
          doubt(executionId);
          onError(error, executionId);
        })
        .finally(() => background.delete(running));
      background.add(running);
    },

    tick: async (): Promise<void> => {
      const due = deadlines.takeDue(clock.now());
      await Promise.all(due.map((executionId) => takeUp(executionId).catch((error: unknown) => onError(error, executionId))));
    },
    nextDueAt: (): Instant | undefined => deadlines.next(),
    settled: async (): Promise<void> => {
      while (background.size > 0) await Promise.all(background);
    },
    close: async (): Promise<void> => {
      closed = true;
      await lock.idle();
    },
  };
};

export type ExecutionHost = ReturnType<typeof createExecutionHost>;
