import { createHash } from 'node:crypto';

import type { InvocationInfo } from '../../../../../lib/platform/embedded/workflows/caller.ts';
import {
  createEmbeddedWorkflows,
  type EmbeddedWorkflows,
  type EmbeddedWorkflowsOptions,
} from '../../../../../lib/platform/embedded/workflows/workflows.embedded.ts';
import { fromEpochMs, Instant, toEpochMs } from '../../../../../lib/kernel/instant.ts';
import type { Clock, Execution, Ids } from '../../../../../lib/platform/ports.ts';
import { type Death, type MemoryDisk, openMemoryTable } from './memory-table.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export type VirtualClock = Clock & { readonly set: (instant: Instant) => void };

export const createVirtualClock = (start = '2026-11-20T10:00:00.000Z'): VirtualClock => {
  let now = Instant(start);
  return {
    now: () => now,
    set: (instant) => {
      now = instant;
    },
  };
};

/** Ids and bytes from a counter: the same calls give the same values, and another seed gives others. */
export const createCountingIds = (seed = 0): Ids => {
  let count = 0;
  return {
    next: () => `id${seed}-${String((count += 1)).padStart(22, '0')}`,
    bytes: (length) =>
      createHash('sha512')
        .update(`bytes ${seed} ${(count += 1)}`)
        .digest()
        .subarray(0, length),
  };
};

export type TestFunction = (payload: never, info: InvocationInfo) => unknown;

export class FunctionFailure extends Error {
  override readonly name: string;
  constructor(name: string, message = 'it went wrong') {
    super(message);
    this.name = name;
  }
}

export type EngineSetup = {
  readonly machines?: Readonly<Record<string, object>>;
  readonly functions?: Readonly<Record<string, TestFunction>>;
  readonly disk?: MemoryDisk;
  readonly clock?: VirtualClock;
  readonly ids?: Ids;
  readonly death?: Death;
  readonly options?: Partial<EmbeddedWorkflowsOptions>;
};

export type TestEngine = {
  readonly workflows: EmbeddedWorkflows;
  readonly clock: VirtualClock;
  readonly disk: MemoryDisk;
  readonly writes: () => number;
  readonly errors: unknown[];
  /** Lets time pass, stopping at every moment at which something is due. */
  readonly advanceSeconds: (seconds: number) => Promise<void>;
  /** Starts an execution and lets it run as far as it goes without time. */
  readonly run: (machine: string, input: unknown, name?: string) => Promise<Execution>;
  readonly describe: (machine: string, name?: string) => Promise<Execution>;
};

export const openEngine = async (setup: EngineSetup): Promise<TestEngine> => {
  const { clock = createVirtualClock(), ids = createCountingIds(), disk = new Map(), functions = {}, machines = {}, death } = setup;
  const table = openMemoryTable(disk, death);
  const errors: unknown[] = [];
  const workflows = createEmbeddedWorkflows({
    table,
    clock,
    ids,
    sha256,
    invoke: async (functionName, payload, info) => {
      const found = functions[functionName];
      if (found === undefined) throw new FunctionFailure('ResourceNotFoundException', functionName);
      return found(payload as never, info);
    },
    onError: (error) => errors.push(error),
    ...setup.options,
  });
  for (const [name, definition] of Object.entries(machines)) await workflows.register(name, { definition: JSON.stringify(definition) });
  const advanceSeconds = async (seconds: number): Promise<void> => {
    const end = fromEpochMs(toEpochMs(clock.now()) + seconds * 1_000);
    await workflows.settled();
    for (;;) {
      const dueAt = workflows.nextDueAt();
      if (dueAt === undefined || dueAt > end) break;
      if (dueAt > clock.now()) clock.set(dueAt);
      await workflows.tick();
      await workflows.settled();
    }
    clock.set(end);
  };
  const describe = async (machine: string, name = 'first'): Promise<Execution> => {
    const execution = await workflows.describe(`arn:aws:states:local:000000000000:execution:${machine}:${name}`);
    if (execution === undefined) throw new Error(`There is no execution ${name} of ${machine}`);
    return execution;
  };
  const run = async (machine: string, input: unknown, name = 'first'): Promise<Execution> => {
    await workflows.start({ machine, name, input });
    await workflows.settled();
    return describe(machine, name);
  };
  return { workflows, clock, disk, writes: table.writes, errors, advanceSeconds, run, describe };
};

/** A JSONata machine of the given states. */
export const machineOf = (startAt: string, states: object, extra: object = {}): object => ({
  QueryLanguage: 'JSONata',
  StartAt: startAt,
  States: states,
  ...extra,
});

/** A Task that invokes a function with the state's input, unless told otherwise. */
export const invoke = (functionName: string, rest: object, payload: unknown = '{% $states.input %}'): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: functionName, Payload: payload },
  Output: '{% $states.result.Payload %}',
  ...rest,
});

/** A Task that hands its token to a function and waits for it to come back. */
export const invokeWithToken = (functionName: string, rest: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: functionName, Payload: { token: '{% $states.context.Task.Token %}', input: '{% $states.input %}' } },
  ...rest,
});

/** Runs one Pass state and gives its output. */
export const passOutput = async (output: unknown, input: unknown = {}): Promise<Execution> => {
  const engine = await openEngine({ machines: { one: machineOf('Only', { Only: { Type: 'Pass', Output: output, End: true } }) } });
  return engine.run('one', input);
};
