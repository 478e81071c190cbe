import { invariant } from '../../../kernel/result.ts';
import { TaskTokenInvalidError } from '../../ports.ts';
import type { Call, ExecutionState, Resolution, TaskActivity } from './execution.types.ts';
import { createInvocationQueue } from './invocations.ts';
import { localExecutionId, localMachineArn } from './run.ts';
import { InvalidExecutionNameError, UnknownMachineError } from './start-errors.ts';

/** What a function may know about the task that called it. */
export type InvocationInfo = { readonly executionId: string; readonly machine: string; readonly activityId: string };

/** Runs a function of the product. What it throws reaches Retry and Catch under the error's `name`. */
export type InvokeFunction = (functionName: string, payload: unknown, info: InvocationInfo) => Promise<unknown>;

export type CallerOptions = {
  readonly invoke: InvokeFunction;
  readonly maxConcurrentInvocations: number;
  readonly inBackground: (executionId: string, work: () => Promise<void>) => void;
  readonly deliver: (executionId: string, activityId: string, resolution: Resolution) => Promise<void>;
  readonly markSubmitted: (executionId: string, activityId: string) => Promise<void>;
  readonly startExecution: (machine: string, name: string, input: unknown, startedBy: ExecutionState['startedBy']) => Promise<unknown>;
  readonly loadExecution: (executionId: string) => Promise<ExecutionState | undefined>;
  readonly succeed: (token: string, output: unknown) => Promise<void>;
  readonly fail: (token: string, error: string, cause: string) => Promise<void>;
};

const failed = (error: string, cause: string): Resolution => ({ ok: false, error, cause });

const jsonOf = (value: unknown): unknown => (value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown));

/** Lambda reports an error as JSON with its type and message; the stack stays out, because causes are stored and shown. */
const failureFrom = (thrown: unknown): Resolution => {
  if (!(thrown instanceof Error)) return failed('Error', JSON.stringify({ errorType: 'Error', errorMessage: String(thrown) }));
  return failed(thrown.name, JSON.stringify({ errorType: thrown.name, errorMessage: thrown.message }));
};

const childDescription = (child: ExecutionState): Readonly<Record<string, unknown>> => ({
  ExecutionArn: child.executionId,
  Input: child.input,
  InputDetails: { Included: true },
  Name: child.name,
  StartDate: Date.parse(child.startedAt),
  StateMachineArn: localMachineArn(child.machine),
  Status: child.status.toUpperCase(),
  ...(child.stoppedAt === undefined ? {} : { StopDate: Date.parse(child.stoppedAt) }),
  ...(child.output === undefined ? {} : { Output: child.output, OutputDetails: { Included: true } }),
  ...(child.error === undefined ? {} : { Error: child.error }),
  ...(child.cause === undefined ? {} : { Cause: child.cause }),
});

/** Begins what tasks call, and brings back what comes of it. One attempt is called once at a time by one process. */
export const createCaller = (options: CallerOptions) => {
  const { deliver, markSubmitted, startExecution, loadExecution } = options;
  const queue = createInvocationQueue(options.maxConcurrentInvocations);
  const underWay = new Set<string>();
  // Tasks whose child execution runs and will report by itself, by parent. Never stored: after a restart the start is
  // repeated, finds its own child, and so learns of an end whose report was lost.
  const awaitingChild = new Map<string, Set<string>>();

  const awaitChild = (parentId: string, activityId: string): void => {
    const awaited = awaitingChild.get(parentId) ?? new Set();
    awaitingChild.set(parentId, awaited.add(activityId));
  };

  const childResolution = (child: ExecutionState): Resolution =>
    child.status === 'succeeded'
      ? { ok: true, result: childDescription(child) }
      : failed('States.TaskFailed', JSON.stringify(childDescription(child)));

  const invoke = async (call: Extract<Call, { kind: 'invoke' }>, parent: ExecutionState, task: TaskActivity): Promise<Resolution> => {
    const info = { executionId: parent.executionId, machine: parent.machine, activityId: task.id };
    try {
      // The function gets its own copy: what it changes must not change what a repeated call would send.
      const payload = await queue(() => options.invoke(call.functionName, jsonOf(call.payload), info));
      return { ok: true, result: { ExecutedVersion: '$LATEST', Payload: jsonOf(payload), StatusCode: 200 } };
    } catch (thrown) {
      return failureFrom(thrown);
    }
  };

  const begin = async (
    call: Extract<Call, { kind: 'start' }>,
    parent: ExecutionState,
    task: TaskActivity,
  ): Promise<Resolution | undefined> => {
    const startedBy = { executionId: parent.executionId, activityId: task.id, waits: task.pattern === 'sync' };
    try {
      await startExecution(call.machine, call.executionName, call.input, startedBy);
      return undefined;
    } catch (thrown) {
      if (thrown instanceof UnknownMachineError) return failed('StepFunctions.StateMachineDoesNotExistException', thrown.message);
      if (thrown instanceof InvalidExecutionNameError) return failed('StepFunctions.InvalidNameException', thrown.message);
      throw thrown;
    }
  };

  const start = async (
    call: Extract<Call, { kind: 'start' }>,
    parent: ExecutionState,
    task: TaskActivity,
    isRepeated: boolean,
  ): Promise<Resolution | undefined> => {
    const executionArn = localExecutionId(call.machine, call.executionName);
    // A repeated start usually finds its child, whatever has become of the machine's registration meanwhile.
    let child = isRepeated ? await loadExecution(executionArn) : undefined;
    if (child === undefined) {
      const refusal = await begin(call, parent, task);
      if (refusal !== undefined) return refusal;
      child = await loadExecution(executionArn);
      invariant(child !== undefined, 'a started execution is stored');
    }
    const isMine = child.startedBy?.executionId === parent.executionId && child.startedBy.activityId === task.id;
    if (!isMine) return failed('StepFunctions.ExecutionAlreadyExistsException', `Execution already exists: ${executionArn}`);
    if (task.pattern === 'sync') return child.status === 'running' ? undefined : childResolution(child);
    return { ok: true, result: { ExecutionArn: executionArn, StartDate: Date.parse(child.startedAt) } };
  };

  const send = async (isRepeated: boolean, work: () => Promise<void>): Promise<Resolution> => {
    try {
      await work();
      return { ok: true, result: {} };
    } catch (thrown) {
      // A repeated send finds the token used by the first one, whose outcome was lost.
      if (thrown instanceof TaskTokenInvalidError && isRepeated) return { ok: true, result: {} };
      if (thrown instanceof TaskTokenInvalidError) return failed('Sfn.TaskTimedOutException', thrown.message);
      throw thrown;
    }
  };

  const perform = (parent: ExecutionState, task: TaskActivity, isRepeated: boolean): Promise<Resolution | undefined> => {
    const { call } = task;
    switch (call.kind) {
      case 'invoke':
        return invoke(call, parent, task);
      case 'start':
        return start(call, parent, task, isRepeated);
      case 'send-success':
        return send(isRepeated, () => options.succeed(call.token, call.output));
      case 'send-failure':
        return send(isRepeated, () => options.fail(call.token, call.error, call.cause));
    }
  };

  return {
    childResolution,

    /** Lets the calls of an execution be made again: what was known of them is in doubt, or it has ended. */
    forget: (executionId: string): void => void awaitingChild.delete(executionId),

    /**
     * Begins the call of a task, unless it is under way or has been made and only its token is awaited.
     * @param isRepeated the call may have been made before, by this process or an earlier one
     */
    call: (parent: ExecutionState, task: TaskActivity, isRepeated: boolean): void => {
      const key = `${parent.executionId}/${task.id}`;
      if (task.submitted === true || underWay.has(key) || awaitingChild.get(parent.executionId)?.has(task.id) === true) return;
      underWay.add(key);
      options.inBackground(parent.executionId, async () => {
        try {
          const resolution = await perform(parent, task, isRepeated);
          if (resolution === undefined) awaitChild(parent.executionId, task.id);
          else if (resolution.ok && task.pattern === 'token') await markSubmitted(parent.executionId, task.id);
          else await deliver(parent.executionId, task.id, resolution);
        } finally {
          underWay.delete(key);
        }
      });
    },
  };
};
