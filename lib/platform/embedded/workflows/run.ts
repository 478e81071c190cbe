import type { Instant } from '../../../kernel/instant.ts';
import type { Ids } from '../../ports.ts';
import type { Assignments, State, Template } from './asl.types.ts';
import type { ExecutionState, Frame, Resolution } from './execution.types.ts';
import { evaluateEntries, evaluateTemplate, type ExpressionScope } from './expression.ts';
import { checkPayloadSize } from './state-failure.ts';

/** Step Functions' quota of history events for one execution. */
export const historyEventLimit = 25_000;

/** The execution has used up its history: no rule of the machine can catch this. */
export class HistoryLimitError extends Error {
  override readonly name = 'HistoryLimitError';
}

/** One step of one execution: the state being changed, and what may be read meanwhile. */
export type Run = {
  readonly execution: ExecutionState;
  readonly now: Instant;
  readonly ids: Ids;
  /** Entries of `execution.history` kept. */
  readonly historyLimit: number;
  /** The outcome that is being delivered to one task; taken by it, so that it counts once. */
  arrival?: { readonly activityId: string; readonly resolution: Resolution };
};

/** A frame with what it sees of the frames around it. */
export type Position = {
  readonly frame: Frame;
  /** Variables of the enclosing scopes, inner ones over outer ones. */
  readonly outerVariables: Readonly<Record<string, unknown>>;
  /** The innermost Map iteration around. */
  readonly mapItem: Frame['mapItem'];
};

export const recordEvents = ({ execution }: Run, count: number): void => {
  execution.eventCount += count;
  if (execution.eventCount > historyEventLimit) throw new HistoryLimitError();
};

export const recordEntry = (run: Run, frame: Frame): void => {
  const { execution, historyLimit } = run;
  execution.transitionCount += 1;
  execution.history.push({ stateName: frame.stateName, enteredAt: run.now });
  if (execution.history.length > historyLimit) execution.history.splice(0, execution.history.length - historyLimit);
  recordEvents(run, 1);
};

export const localExecutionId = (machine: string, name: string): string => `arn:aws:states:local:000000000000:execution:${machine}:${name}`;
export const localMachineArn = (machine: string): string => `arn:aws:states:local:000000000000:stateMachine:${machine}`;

/** The context object, `$states.context`. */
const contextOf = ({ execution }: Run, { frame, mapItem }: Position, token: string | undefined): Readonly<Record<string, unknown>> => ({
  Execution: {
    Id: execution.executionId,
    Input: execution.input,
    Name: execution.name,
    RedriveCount: 0,
    RoleArn: 'arn:aws:iam::000000000000:role/local',
    StartTime: execution.startedAt,
  },
  State: { EnteredTime: frame.enteredAt, Name: frame.stateName, RetryCount: frame.retryCount },
  StateMachine: { Id: localMachineArn(execution.machine), Name: execution.machine },
  ...(token === undefined ? {} : { Task: { Token: token } }),
  ...(mapItem === undefined ? {} : { Map: { Item: { Index: mapItem.index, Value: mapItem.value } } }),
});

/** What a field sees beside `$states.input` and `$states.context`. */
export type Extras = { readonly result?: unknown; readonly errorOutput?: unknown; readonly token?: string };

const scopeOf = (run: Run, position: Position, { token, ...extras }: Extras): ExpressionScope => ({
  states: { input: position.frame.input, context: contextOf(run, position, token), ...extras },
  variables: { ...position.outerVariables, ...position.frame.variables },
  services: { now: run.now, randomBytes: (length) => run.ids.bytes(length) },
});

export const evaluateField = (run: Run, position: Position, template: Template, extras: Extras = {}): Promise<unknown> =>
  evaluateTemplate(template, scopeOf(run, position, extras));

/**
 * Evaluates `Assign` and `Output` side by side, then sets the variables: neither sees the other's effect.
 * @returns the state's output
 */
export const shapeResult = async (
  run: Run,
  position: Position,
  shaping: { readonly assign: Assignments; readonly output: Template | undefined },
  extras: Extras,
  otherwise: unknown,
): Promise<unknown> => {
  const scope = scopeOf(run, position, extras);
  const assigned = await evaluateEntries(shaping.assign, scope);
  const output = shaping.output === undefined ? otherwise : await evaluateTemplate(shaping.output, scope);
  checkPayloadSize(assigned, 'set of assigned variables');
  checkPayloadSize(output, 'output of the state');
  position.frame.variables = { ...position.frame.variables, ...assigned };
  return output;
};

/** Moves a frame on to another state with fresh retry counts. */
export const moveTo = (frame: Frame, next: string, input: unknown): void => {
  frame.stateName = next;
  frame.input = input;
  frame.retryCounts = [];
  frame.retryCount = 0;
  delete frame.activity;
};

export const newFrame = (startAt: string, input: unknown, now: Instant, mapItem?: Frame['mapItem']): Frame => ({
  stateName: startAt,
  input,
  enteredAt: now,
  variables: {},
  retryCounts: [],
  retryCount: 0,
  ...(mapItem === undefined ? {} : { mapItem }),
});

export const nextActivityId = ({ execution }: Run): string => {
  execution.nextActivityNumber += 1;
  return String(execution.nextActivityNumber);
};

type RecoverableState = Extract<State, { readonly retry: unknown }>;
export const isRecoverable = (state: State): state is RecoverableState => 'retry' in state;
