import { plusMs } from '../../../kernel/instant.ts';
import type { TaskState, Template } from './asl.types.ts';
import type { Call, TaskActivity } from './execution.types.ts';
import { evaluateField, nextActivityId, type Position, recordEvents, type Run } from './run.ts';
import { checkPayloadSize, StateFailure } from './state-failure.ts';
import { createToken } from './task-token.ts';

const invalidArgument = (name: string, expected: string): StateFailure =>
  new StateFailure('States.QueryEvaluationError', `The argument ${name} must be ${expected}`);

const textArgument = (given: Readonly<Record<string, unknown>>, name: string): string => {
  const value = given[name];
  if (typeof value === 'string' && value !== '') return value;
  throw invalidArgument(name, 'text');
};

const optionalTextArgument = (given: Readonly<Record<string, unknown>>, name: string): string =>
  given[name] === undefined ? '' : textArgument(given, name);

/** Text holds JSON, as in the service's own API; any other value stands for itself. */
const jsonArgument = (value: unknown, name: string): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw invalidArgument(name, 'JSON, or text that holds JSON');
  }
};

/** `…:function:name:alias` and `…:stateMachine:name:alias` to `name`; a bare name stands for itself. */
const nameFromArn = (text: string): string => (text.startsWith('arn:') ? (text.split(':')[6] ?? text) : text);

const callFrom = (run: Run, state: TaskState, given: Readonly<Record<string, unknown>>): Call => {
  switch (state.target) {
    case 'function':
      return { kind: 'invoke', functionName: nameFromArn(textArgument(given, 'FunctionName')), payload: given['Payload'] ?? {} };
    case 'execution':
      return {
        kind: 'start',
        machine: nameFromArn(textArgument(given, 'StateMachineArn')),
        executionName: given['Name'] === undefined ? run.ids.next() : textArgument(given, 'Name'),
        input: jsonArgument(given['Input'] ?? {}, 'Input'),
      };
    case 'send-success':
      return { kind: 'send-success', token: textArgument(given, 'TaskToken'), output: jsonArgument(given['Output'], 'Output') };
    case 'send-failure':
      return {
        kind: 'send-failure',
        token: textArgument(given, 'TaskToken'),
        error: optionalTextArgument(given, 'Error'),
        cause: optionalTextArgument(given, 'Cause'),
      };
  }
};

/** @returns a whole number of seconds within the range, or undefined when the field is absent */
export const evaluateWhole = async (
  run: Run,
  position: Position,
  template: Template | undefined,
  field: string,
  minimum: number,
): Promise<number | undefined> => {
  if (template === undefined) return undefined;
  const value = await evaluateField(run, position, template);
  if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= 99_999_999) return value;
  throw new StateFailure('States.QueryEvaluationError', `${field} must be a whole number from ${minimum} to 99999999`);
};

/** Fixes everything about one attempt, so that repeating its call after a restart repeats the same call. */
export const beginTask = async (run: Run, position: Position, state: TaskState): Promise<TaskActivity> => {
  const timeoutSeconds = await evaluateWhole(run, position, state.timeoutSeconds, 'TimeoutSeconds', 1);
  const heartbeatSeconds = await evaluateWhole(run, position, state.heartbeatSeconds, 'HeartbeatSeconds', 1);
  const id = nextActivityId(run);
  const token = state.pattern === 'token' ? createToken({ executionId: run.execution.executionId, activityId: id }, run.ids) : undefined;
  const given =
    state.arguments === undefined ? {} : await evaluateField(run, position, state.arguments, token === undefined ? {} : { token });
  checkPayloadSize(given, 'set of arguments');
  const call = callFrom(run, state, given as Readonly<Record<string, unknown>>);
  recordEvents(run, 2);
  return {
    kind: 'task',
    id,
    call,
    pattern: state.pattern,
    ...(token === undefined ? {} : { token }),
    ...(timeoutSeconds === undefined ? {} : { timeoutAt: plusMs(run.now, timeoutSeconds * 1_000) }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds, heartbeatAt: plusMs(run.now, heartbeatSeconds * 1_000) }),
  };
};

/**
 * The outcome of a task under way.
 * @returns undefined while there is none
 * @throws StateFailure when it failed or ran out of time; time is looked at first, because an outcome that comes after the
 * deadline comes too late even if nobody had noticed yet
 */
export const outcomeOf = (run: Run, task: TaskActivity): { readonly result: unknown } | undefined => {
  const { now, arrival } = run;
  const timedOut = task.timeoutAt !== undefined && task.timeoutAt <= now;
  const missedHeartbeat = task.heartbeatAt !== undefined && task.heartbeatAt <= now;
  if (timedOut && !(missedHeartbeat && (task.heartbeatAt ?? '') < (task.timeoutAt ?? ''))) {
    throw new StateFailure('States.Timeout', 'The task did not finish within TimeoutSeconds');
  }
  if (missedHeartbeat) throw new StateFailure('States.HeartbeatTimeout', 'The task sent no heartbeat within HeartbeatSeconds');
  if (arrival === undefined || arrival.activityId !== task.id) return undefined;
  delete run.arrival;
  recordEvents(run, 1);
  if (!arrival.resolution.ok) throw new StateFailure(arrival.resolution.error, arrival.resolution.cause);
  checkPayloadSize(arrival.resolution.result, 'result of the task');
  return { result: arrival.resolution.result };
};
