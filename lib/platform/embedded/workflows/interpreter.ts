import { type Instant, parseInstant, plusMs } from '../../../kernel/instant.ts';
import { assertNever, invariant } from '../../../kernel/result.ts';
import type { ExecutionStatus } from '../../ports.ts';
import type { ChoiceState, FailState, Machine, MapState, ParallelState, Scope, State, WaitState } from './asl.types.ts';
import type { FanActivity, Frame } from './execution.types.ts';
import { beginTask, evaluateWhole, outcomeOf } from './interpreter.task.ts';
import { retryDelaySeconds } from './retry.ts';
import {
  evaluateField,
  type Extras,
  HistoryLimitError,
  historyEventLimit,
  isRecoverable,
  moveTo,
  newFrame,
  type Position,
  recordEntry,
  recordEvents,
  type Run,
  shapeResult,
} from './run.ts';
import { checkPayloadSize, StateFailure, takesError } from './state-failure.ts';

/** How far a frame got: it waits for something, or its scope has ended. */
type Outcome =
  | { readonly kind: 'blocked' }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly error: string; readonly cause: string };

type Step = Outcome | { readonly kind: 'moved' };

const blocked: Step = { kind: 'blocked' };

type Finishing = Exclude<State, ChoiceState | FailState>;

const finish = async (run: Run, position: Position, state: Finishing, extras: Extras, otherwise: unknown): Promise<Step> => {
  const output = await shapeResult(run, position, state, extras, otherwise);
  recordEvents(run, 1);
  if (state.type === 'Succeed' || state.next === undefined) return { kind: 'done', output };
  moveTo(position.frame, state.next, output);
  return { kind: 'moved' };
};

const enterFail = async (run: Run, position: Position, state: FailState): Promise<Step> => {
  const text = async (template: FailState['error'], field: string): Promise<string> => {
    const value = template === undefined ? '' : await evaluateField(run, position, template);
    if (typeof value !== 'string') throw new StateFailure('States.QueryEvaluationError', `${field} must be text`);
    return value;
  };
  return { kind: 'failed', error: await text(state.error, 'Error'), cause: await text(state.cause, 'Cause') };
};

const enterChoice = async (run: Run, position: Position, state: ChoiceState): Promise<Step> => {
  const { frame } = position;
  const go = async (shaping: Pick<ChoiceState, 'assign' | 'output'>, next: string): Promise<Step> => {
    const output = await shapeResult(run, position, shaping, {}, frame.input);
    recordEvents(run, 1);
    moveTo(frame, next, output);
    return { kind: 'moved' };
  };
  for (const rule of state.rules) {
    const holds = await evaluateField(run, position, rule.condition);
    if (typeof holds !== 'boolean') throw new StateFailure('States.QueryEvaluationError', 'A Condition must give true or false');
    if (holds) return go(rule, rule.next);
  }
  if (state.default === undefined)
    throw new StateFailure('States.NoChoiceMatched', `No rule of ${JSON.stringify(state.name)} holds, and it has no Default`);
  return go(state, state.default);
};

const waitUntil = async (run: Run, position: Position, state: WaitState): Promise<Instant> => {
  const seconds = await evaluateWhole(run, position, state.seconds, 'Seconds', 0);
  if (seconds !== undefined) return plusMs(run.now, seconds * 1_000);
  const timestamp = state.timestamp === undefined ? undefined : await evaluateField(run, position, state.timestamp);
  const until = typeof timestamp === 'string' ? parseInstant(timestamp) : undefined;
  if (until === undefined) throw new StateFailure('States.QueryEvaluationError', 'Timestamp must be an RFC 3339 moment with a zone');
  return until;
};

// Step Functions runs at most this many iterations of an inline Map side by side.
const inlineMapConcurrency = 40;

const enterMap = async (run: Run, position: Position, state: MapState): Promise<FanActivity> => {
  const items = state.items === undefined ? position.frame.input : await evaluateField(run, position, state.items);
  if (!Array.isArray(items))
    throw new StateFailure('States.QueryEvaluationError', `Items of ${JSON.stringify(state.name)} must be an array`);
  const wanted = (await evaluateWhole(run, position, state.maxConcurrency, 'MaxConcurrency', 0)) ?? 0;
  const concurrency = wanted === 0 ? inlineMapConcurrency : Math.min(wanted, inlineMapConcurrency);
  recordEvents(run, 1);
  return { kind: 'fan', items, total: items.length, concurrency, started: 0, finished: 0, results: {}, children: {} };
};

const enterParallel = async (run: Run, position: Position, state: ParallelState): Promise<FanActivity> => {
  const branchInput = state.arguments === undefined ? position.frame.input : await evaluateField(run, position, state.arguments);
  checkPayloadSize(branchInput, 'set of arguments');
  recordEvents(run, 1);
  const total = state.branches.length;
  return { kind: 'fan', branchInput, total, concurrency: total, started: 0, finished: 0, results: {}, children: {} };
};

const startChild = async (run: Run, position: Position, state: MapState | ParallelState, fan: FanActivity): Promise<Frame> => {
  const index = fan.started;
  if (state.type === 'Parallel') return newFrame(state.branches[index]?.startAt ?? '', fan.branchInput, run.now);
  const mapItem = { index, value: fan.items?.[index] };
  const input = state.itemSelector === undefined ? mapItem.value : await evaluateField(run, { ...position, mapItem }, state.itemSelector);
  checkPayloadSize(input, 'input of the iteration');
  recordEvents(run, 1);
  return newFrame(state.processor.startAt, input, run.now, mapItem);
};

const advanceFan = async (run: Run, position: Position, state: MapState | ParallelState, fan: FanActivity): Promise<Step> => {
  const outerVariables = { ...position.outerVariables, ...position.frame.variables };
  let slotFreed = true;
  while (slotFreed) {
    slotFreed = false;
    while (fan.started < fan.total && fan.started - fan.finished < fan.concurrency) {
      fan.children[fan.started] = await startChild(run, position, state, fan);
      fan.started += 1;
    }
    for (const [key, child] of Object.entries(fan.children)) {
      const scope = state.type === 'Map' ? state.processor : state.branches[Number(key)];
      invariant(scope !== undefined, 'a branch under way is in the definition');
      const outcome = await advanceFrame(run, scope, { frame: child, outerVariables, mapItem: child.mapItem ?? position.mapItem });
      if (outcome.kind === 'failed') throw new StateFailure(outcome.error, outcome.cause);
      if (outcome.kind === 'blocked') continue;
      fan.results[key] = outcome.output;
      fan.finished += 1;
      delete fan.children[key];
      slotFreed = fan.started < fan.total;
      recordEvents(run, state.type === 'Map' ? 1 : 0);
    }
  }
  if (fan.finished < fan.total) return blocked;
  const result = Array.from({ length: fan.total }, (_, index) => fan.results[index]);
  recordEvents(run, 1);
  return finish(run, position, state, { result }, result);
};

const enter = async (run: Run, position: Position, state: State): Promise<Step> => {
  const { frame } = position;
  if (frame.retryCount === 0) frame.enteredAt = run.now;
  recordEntry(run, frame);
  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      return finish(run, position, state, {}, frame.input);
    case 'Fail':
      return enterFail(run, position, state);
    case 'Choice':
      return enterChoice(run, position, state);
    case 'Wait':
      frame.activity = { kind: 'wait', until: await waitUntil(run, position, state) };
      return resume(run, position, state);
    case 'Task':
      frame.activity = await beginTask(run, position, state);
      return blocked;
    case 'Map':
      frame.activity = await enterMap(run, position, state);
      return resume(run, position, state);
    case 'Parallel':
      frame.activity = await enterParallel(run, position, state);
      return resume(run, position, state);
    default:
      return assertNever(state);
  }
};

const resume = async (run: Run, position: Position, state: State): Promise<Step> => {
  const { frame } = position;
  const { activity } = frame;
  invariant(activity !== undefined && state.type !== 'Fail' && state.type !== 'Choice', 'only states that wait are resumed');
  switch (activity.kind) {
    case 'wait':
      return activity.until <= run.now ? finish(run, position, state, {}, frame.input) : blocked;
    case 'retry':
      if (activity.until > run.now) return blocked;
      delete frame.activity;
      return { kind: 'moved' };
    case 'task': {
      const outcome = outcomeOf(run, activity);
      return outcome === undefined ? blocked : finish(run, position, state, { result: outcome.result }, outcome.result);
    }
    case 'fan':
      invariant(state.type === 'Map' || state.type === 'Parallel', 'only Map and Parallel have branches');
      return advanceFan(run, position, state, activity);
  }
};

const randomFraction = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => (sum + byte) / 256, 0);

/** Retry first, then Catch, then the failure goes to the scope around. */
const recover = async (run: Run, position: Position, state: State, failure: StateFailure): Promise<Step> => {
  const { frame } = position;
  delete frame.activity;
  const { error, reason } = failure;
  if (!isRecoverable(state)) return { kind: 'failed', error, cause: reason };
  const retrierIndex = state.retry.findIndex((rule) => takesError(rule.errorEquals, error));
  const retrier = state.retry[retrierIndex];
  const used = frame.retryCounts[retrierIndex] ?? 0;
  if (retrier !== undefined && used < retrier.maxAttempts) {
    const delaySeconds = retryDelaySeconds(retrier, used, () => randomFraction(run.ids.bytes(6)));
    frame.retryCounts = state.retry.map((_, index) => (frame.retryCounts[index] ?? 0) + (index === retrierIndex ? 1 : 0));
    frame.retryCount += 1;
    frame.activity = { kind: 'retry', until: plusMs(run.now, Math.ceil(delaySeconds * 1_000)) };
    return blocked;
  }
  const catcher = state.catch.find((rule) => takesError(rule.errorEquals, error));
  if (catcher === undefined) return { kind: 'failed', error, cause: reason };
  const errorOutput = { Error: error, Cause: reason };
  const output = await shapeResult(run, position, catcher, { errorOutput }, errorOutput);
  recordEvents(run, 1);
  moveTo(frame, catcher.next, output);
  return { kind: 'moved' };
};

const takeStep = async (run: Run, position: Position, state: State): Promise<Step> => {
  try {
    return position.frame.activity === undefined ? await enter(run, position, state) : await resume(run, position, state);
  } catch (thrown) {
    if (!(thrown instanceof StateFailure)) throw thrown;
    return recover(run, position, state, thrown);
  }
};

const advanceFrame = async (run: Run, scope: Scope, position: Position): Promise<Outcome> => {
  for (;;) {
    const state = scope.states.get(position.frame.stateName);
    invariant(state !== undefined, `state ${position.frame.stateName} is in the definition`);
    try {
      const step = await takeStep(run, position, state);
      if (step.kind !== 'moved') return step;
    } catch (thrown) {
      // A failure while a Catch shapes its output is not caught again.
      if (!(thrown instanceof StateFailure)) throw thrown;
      return { kind: 'failed', error: thrown.error, cause: thrown.reason };
    }
  }
};

/** Ends an execution. Its frames go: nothing can arrive for them any more. */
export const closeExecution = (
  { execution, now }: Pick<Run, 'execution' | 'now'>,
  status: Exclude<ExecutionStatus, 'running'>,
  end: { readonly output?: unknown; readonly error?: string; readonly cause?: string },
): void => {
  execution.status = status;
  execution.stoppedAt = now;
  execution.eventCount += 1;
  execution.transitionCount += 1;
  if (status === 'succeeded') execution.output = end.output;
  if (end.error !== undefined && end.error !== '') execution.error = end.error;
  if (end.cause !== undefined && end.cause !== '') execution.cause = end.cause;
  delete execution.root;
};

/**
 * Runs an execution on until every branch waits for an outcome or a moment, or it has ended. Changes `run.execution`.
 * Deterministic for the same execution, machine, arrival, time and ids.
 */
export const advanceExecution = async (run: Run, machine: Machine): Promise<void> => {
  const { execution, now } = run;
  if (execution.status !== 'running') return;
  if (execution.deadlineAt !== undefined && execution.deadlineAt <= now) {
    return closeExecution(run, 'timed_out', {
      error: 'States.Timeout',
      cause: 'The execution did not end within the TimeoutSeconds of its machine',
    });
  }
  invariant(execution.root !== undefined, 'a running execution has a frame');
  try {
    const outcome = await advanceFrame(run, machine, { frame: execution.root, outerVariables: {}, mapItem: undefined });
    if (outcome.kind === 'done') closeExecution(run, 'succeeded', { output: outcome.output });
    else if (outcome.kind === 'failed') closeExecution(run, 'failed', outcome);
  } catch (thrown) {
    if (!(thrown instanceof HistoryLimitError)) throw thrown;
    closeExecution(run, 'failed', {
      error: 'States.Runtime',
      cause: `The execution reached the maximum of ${historyEventLimit} history events`,
    });
  }
};
