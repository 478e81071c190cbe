import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { LimitExceededError, TaskTokenInvalidError } from '../../ports.ts';
import { executionDueAt, openTasks } from './activities.ts';
import type { ExecutionHost } from './execution.host.ts';
import type { Resolution, TaskActivity } from './execution.types.ts';
import type { Run } from './run.ts';
import { payloadLimitBytes } from './state-failure.ts';
import { readToken } from './task-token.ts';

/** @throws LimitExceededError above 256 KiB */
export const checkedJson = (value: unknown, what: string): unknown => {
  const text = JSON.stringify(value ?? null);
  if (Buffer.byteLength(text) > payloadLimitBytes) throw new LimitExceededError(`The ${what} is larger than ${payloadLimitBytes} bytes`);
  return JSON.parse(text) as unknown;
};

const isDue = (at: Instant | undefined, now: Instant): boolean => at !== undefined && at <= now;

/** Outcomes of tasks, by the task's id or by its token. */
export const createDelivery = (host: ExecutionHost) => {
  const useToken = async (token: string, act: (run: Run, task: TaskActivity) => Promise<boolean> | boolean): Promise<void> => {
    const target = readToken(token);
    let used = false;
    const change = (run: Run): Promise<boolean> | boolean => {
      const { execution, now } = run;
      used = false;
      const task = openTasks(execution).find((open) => open.token === token);
      // A token may have died of old age without anyone having noticed; then time has its turn first.
      if (task === undefined || [task.timeoutAt, task.heartbeatAt, execution.deadlineAt].some((at) => isDue(at, now))) {
        return isDue(executionDueAt(execution), now) ? host.advance(run) : false;
      }
      used = true;
      return act(run, task);
    };
    if (target !== undefined) await host.update(target.executionId, change);
    if (!used) throw new TaskTokenInvalidError('The token is unknown or used, or its task has timed out');
  };

  const resolveToken = (token: string, resolution: Resolution): Promise<void> =>
    useToken(token, (run, task) => {
      run.arrival = { activityId: task.id, resolution };
      return host.advance(run);
    });

  return {
    succeed: (token: string, output: unknown): Promise<void> => resolveToken(token, { ok: true, result: checkedJson(output, 'output') }),
    fail: (token: string, error: string, cause: string): Promise<void> => resolveToken(token, { ok: false, error, cause }),
    heartbeat: (token: string): Promise<void> =>
      useToken(token, (run, task) => {
        if (task.heartbeatSeconds === undefined) return false;
        task.heartbeatAt = plusMs(run.now, task.heartbeatSeconds * 1_000);
        return true;
      }),

    /** An outcome that is no longer waited for is dropped. */
    deliver: async (executionId: string, activityId: string, resolution: Resolution): Promise<void> => {
      if (host.isClosed()) return;
      await host.update(executionId, (run) => {
        if (!openTasks(run.execution).some(({ id }) => id === activityId)) return false;
        run.arrival = { activityId, resolution };
        return host.advance(run);
      });
    },

    /** The call of a task with a token has returned, so that only the token is waited for. */
    markSubmitted: async (executionId: string, activityId: string): Promise<void> => {
      if (host.isClosed()) return;
      await host.update(executionId, ({ execution }) => {
        const task = openTasks(execution).find(({ id }) => id === activityId);
        if (task === undefined || task.submitted === true) return false;
        task.submitted = true;
        execution.eventCount += 1;
        return true;
      });
    },
  };
};
