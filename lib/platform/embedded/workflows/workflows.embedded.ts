import type { Sha256Hex } from '../../../kernel/hash-chain.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { Clock, ExecutionStatus, Ids, Table, Workflows } from '../../ports.ts';
import { openTasks } from './activities.ts';
import { createCaller, type InvokeFunction } from './caller.ts';
import { checkedJson, createDelivery } from './delivery.ts';
import { createExecutionHost } from './execution.host.ts';
import { createExecutionStore } from './execution.store.ts';
import type { ExecutionState, HistoryEntry, TaskActivity } from './execution.types.ts';
import { closeExecution } from './interpreter.ts';
import { createMachineStore, type MachineSource, type MachineStore } from './machine.store.ts';
import { localExecutionId, newFrame } from './run.ts';
import { InvalidExecutionNameError, UnknownMachineError } from './start-errors.ts';

export type EmbeddedWorkflowsOptions = {
  readonly table: Table;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sha256: Sha256Hex;
  readonly invoke: InvokeFunction;
  /** Runs work apart from whatever began it. @default nothing is held apart */
  readonly aside?: <T>(work: () => T) => T;
  /** Functions running at once, default 64. */
  readonly maxConcurrentInvocations?: number;
  /** States kept in an execution's history, default 60. */
  readonly historyLimit?: number;
  /** Executions kept in memory, default 1,000. Others are read from the table when something happens to them. */
  readonly maxResident?: number;
  /** Told of failures that nobody waits for; the execution is taken up again a second later. */
  readonly onError?: (error: unknown, executionId: string) => void;
};

/** What an operator sees of one execution beside the port's description. */
export type ExecutionTrace = {
  /** Start, every state entered, every retry, end: what Step Functions Standard bills. */
  readonly transitionCount: number;
  readonly eventCount: number;
  /** The latest states entered, oldest first. */
  readonly history: readonly HistoryEntry[];
  readonly openTasks: readonly { readonly id: string; readonly awaitsToken: boolean }[];
};

export type EmbeddedWorkflows = Workflows & {
  /** Makes a definition the current version; executions under way stay on theirs. @throws MachineLoadError */
  register(machine: string, source: MachineSource): Promise<{ readonly version: string }>;
  /** Takes up every running execution after a start of the process: calls that were under way are made again. */
  resume(): Promise<{ readonly executions: number }>;
  /** Acts on every wait, retry, timeout and heartbeat due at or before the clock's present. */
  tick(): Promise<void>;
  /** The next moment at which `tick` has something to do. */
  nextDueAt(): Instant | undefined;
  /** Resolves when nothing is under way but tokens and time. */
  settled(): Promise<void>;
  trace(executionId: string): Promise<ExecutionTrace | undefined>;
  /** Takes no more outcomes; resolves when what was being written is written. */
  close(): Promise<void>;
};

const allStatuses: readonly ExecutionStatus[] = ['running', 'succeeded', 'failed', 'timed_out', 'aborted'];
const executionNamePattern = /^[A-Za-z0-9_-]{1,80}$/;

type Start = { readonly machine: string; readonly name: string; readonly input: unknown; readonly startedBy?: ExecutionState['startedBy'] };

const newExecution = async ({ machine, name, input, startedBy }: Start, machines: MachineStore, now: Instant): Promise<ExecutionState> => {
  const machineVersion = machines.currentVersion(machine);
  if (machineVersion === undefined) throw new UnknownMachineError(`There is no machine ${JSON.stringify(machine)}`);
  if (!executionNamePattern.test(name)) throw new InvalidExecutionNameError(`${JSON.stringify(name)} is not 1 to 80 of A-Z a-z 0-9 _ -`);
  const definition = await machines.machine(machine, machineVersion);
  const given = checkedJson(input, 'input');
  return {
    executionId: localExecutionId(machine, name),
    machine,
    machineVersion,
    name,
    input: given,
    startedAt: now,
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(definition.timeoutSeconds === undefined ? {} : { deadlineAt: plusMs(now, definition.timeoutSeconds * 1_000) }),
    status: 'running',
    nextActivityNumber: 0,
    eventCount: 1,
    transitionCount: 1,
    history: [],
    root: newFrame(definition.startAt, given, now),
  };
};

/**
 * Step Functions Standard in this process: executes `.asl.json` machines over a table. Each step is stored by one
 * conditional write before anything it causes is begun, so an engine started over the same table goes on where this one
 * stopped; calls under way at that moment are made again. To begin: `register` every machine, `resume`, then `tick` by a
 * driver.
 */
export const createEmbeddedWorkflows = (options: EmbeddedWorkflowsOptions): EmbeddedWorkflows => {
  const {
    table,
    clock,
    ids,
    sha256,
    historyLimit = 60,
    maxResident = 1_000,
    maxConcurrentInvocations = 64,
    aside = (work) => work(),
    onError = () => undefined,
  } = options;
  const store = createExecutionStore(table);
  const machines = createMachineStore(table, sha256);
  const startExecution = async (start: Start): Promise<boolean> => host.create(await newExecution(start, machines, clock.now()));
  const stop = async (executionId: string, error: string, cause: string): Promise<void> => {
    await host.update(executionId, (run) => {
      closeExecution(run, 'aborted', { error, cause });
      return true;
    });
  };

  /** Begins open calls. Children that nobody waits for any more end; an ended child reports to its parent. */
  const onSaved = (execution: ExecutionState, before: readonly TaskActivity[]): void => {
    const open = openTasks(execution);
    for (const task of open)
      caller.call(
        execution,
        task,
        before.some(({ id }) => id === task.id),
      );
    for (const { id, pattern, call } of before) {
      if (pattern !== 'sync' || call.kind !== 'start' || open.some((task) => task.id === id)) continue;
      const childId = localExecutionId(call.machine, call.executionName);
      host.inBackground(childId, () => stop(childId, '', 'The execution that waited for this one has ended or gone on'));
    }
    if (execution.status === 'running') return;
    caller.forget(execution.executionId);
    const { startedBy } = execution;
    if (startedBy?.waits !== true) return;
    host.inBackground(startedBy.executionId, () =>
      delivery.deliver(startedBy.executionId, startedBy.activityId, caller.childResolution(execution)),
    );
  };

  const onDoubt = (executionId: string): void => caller.forget(executionId);
  const host = createExecutionHost({ store, machines, clock, ids, historyLimit, maxResident, onError, onSaved, onDoubt, aside });
  const delivery = createDelivery(host);
  const caller = createCaller({
    ...delivery,
    invoke: options.invoke,
    maxConcurrentInvocations,
    inBackground: host.inBackground,
    startExecution: (machine, name, input, startedBy) => startExecution({ machine, name, input, startedBy }),
    loadExecution: async (executionId) => (await store.load(executionId))?.execution,
  });

  const resumeMachine = async (machine: string): Promise<number> => {
    let taken = 0;
    let cursor: string | undefined;
    do {
      const page = await store.running(machine, cursor);
      // One that cannot be taken up must not keep the others from it.
      for (const executionId of page.executionIds) await host.takeUp(executionId).catch((error: unknown) => onError(error, executionId));
      taken += page.executionIds.length;
      cursor = page.cursor;
    } while (cursor !== undefined);
    return taken;
  };

  return {
    start: async (start) => ({ executionId: localExecutionId(start.machine, start.name), started: await startExecution(start) }),
    succeed: delivery.succeed,
    fail: delivery.fail,
    heartbeat: delivery.heartbeat,
    stop,
    describe: (execution) =>
      store.describe(typeof execution === 'string' ? execution : localExecutionId(execution.machine, execution.name)),
    list: ({ status, ...rest }) => store.list({ ...rest, statuses: status === undefined ? allStatuses : [status] }),
    register: (machine, source) => machines.register(machine, source),
    resume: async () => {
      let executions = 0;
      for (const machine of await machines.names()) executions += await resumeMachine(machine);
      return { executions };
    },
    tick: host.tick,
    nextDueAt: host.nextDueAt,
    settled: host.settled,
    close: host.close,
    trace: async (executionId) => {
      const execution = (await store.load(executionId))?.execution;
      if (execution === undefined) return undefined;
      const { transitionCount, eventCount, history } = execution;
      return {
        transitionCount,
        eventCount,
        history,
        openTasks: openTasks(execution).map(({ id, token }) => ({ id, awaitsToken: token !== undefined })),
      };
    },
  };
};
