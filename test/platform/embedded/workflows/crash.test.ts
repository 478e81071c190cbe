import { describe, expect, it } from 'vitest';

import { type Execution, TaskTokenInvalidError } from '../../../../lib/platform/ports.ts';
import {
  createCountingIds,
  createVirtualClock,
  FunctionFailure,
  invoke,
  invokeWithToken,
  machineOf,
  openEngine,
  type TestEngine,
  type TestFunction,
} from './support/engine.ts';
import type { Death, MemoryDisk } from './support/memory-table.ts';

const branch = (name: string, state: object): object => ({ StartAt: name, States: { [name]: state } });

const child = machineOf('Weigh', {
  Weigh: invoke('weigh', { Output: { grams: '{% $states.result.Payload %}', token: '{% $states.input.token %}' }, Next: 'Report' }),
  Report: {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
    Arguments: { TaskToken: '{% $states.input.token %}', Output: { grams: '{% $states.input.grams %}' } },
    End: true,
  },
});
const label = machineOf('Print', { Print: invoke('print', { Next: 'Dry' }), Dry: { Type: 'Wait', Seconds: 3, End: true } });

const shipment = machineOf('Prepare', {
  Prepare: { Type: 'Pass', Assign: { order: '{% $states.input.order %}' }, Next: 'Release' },
  Release: {
    Type: 'Parallel',
    Branches: [
      branch('Notify', invoke('notify', { End: true })),
      branch('Pick', invokeWithToken('pick', { TimeoutSeconds: 600, End: true })),
    ],
    Assign: { released: '{% $states.result %}' },
    Next: 'PackAll',
  },
  PackAll: {
    Type: 'Map',
    Items: '{% [1..3] %}',
    MaxConcurrency: 2,
    ItemProcessor: { StartAt: 'Pack', States: { Pack: invoke('pack', { End: true }) } },
    Assign: { packed: '{% $states.result %}' },
    Next: 'WeighIt',
  },
  WeighIt: {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.waitForTaskToken',
    Arguments: { StateMachineArn: 'child', Name: "{% $order & '-weigh' %}", Input: { token: '{% $states.context.Task.Token %}' } },
    Assign: { grams: '{% $states.result.grams %}' },
    Next: 'PrintLabel',
  },
  PrintLabel: {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Arguments: { StateMachineArn: 'label', Input: { grams: '{% $grams %}' } },
    Assign: { label: '{% $states.result.Output %}' },
    Next: 'Rest',
  },
  Rest: { Type: 'Wait', Seconds: 30, Next: 'Hand' },
  Hand: invoke(
    'hand',
    {
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2 }],
      Catch: [{ ErrorEquals: ['Refused'], Next: 'Done' }],
      Next: 'Done',
    },
    '{% $states.context.State.RetryCount %}',
  ),
  Done: {
    Type: 'Pass',
    Output: {
      released: '{% $released %}',
      packed: '{% $packed %}',
      grams: '{% $grams %}',
      label: '{% $label %}',
      end: '{% $states.input.Error %}',
    },
    End: true,
  },
});

/** The world outside the engine: it remembers what was done to it, across restarts. */
const createWorld = () => {
  const effects = new Map<string, number>();
  const tokens = new Set<string>();
  const did = (what: string): void => void effects.set(what, (effects.get(what) ?? 0) + 1);
  const functions: Record<string, TestFunction> = {
    notify: () => (did('notify'), 'told'),
    pick: ({ token }: { token: string }) => (did('pick'), void tokens.add(token)),
    pack: (n: number) => (did(`pack ${n}`), n * 100),
    weigh: () => (did('weigh'), 750),
    print: ({ grams }: { grams: number }) => (did('print'), `label for ${grams} g`),
    hand: (retryCount: number) => {
      did(`hand ${retryCount}`);
      throw new FunctionFailure(retryCount < 2 ? 'Busy' : 'Refused');
    },
  };
  const answerTokens = async ({ workflows }: TestEngine): Promise<void> => {
    for (const token of tokens) {
      try {
        await workflows.succeed(token, 'picked');
        tokens.delete(token);
      } catch (thrown) {
        if (!(thrown instanceof TaskTokenInvalidError)) throw thrown;
        tokens.delete(token);
      }
    }
  };
  return { effects, functions, answerTokens };
};

const machines = { shipment, child, label };

const live = async (engine: TestEngine, world: ReturnType<typeof createWorld>): Promise<void> => {
  await engine.workflows.start({ machine: 'shipment', name: 'first', input: { order: 'o1' } });
  await engine.workflows.resume();
  for (let round = 0; round < 12; round += 1) {
    await engine.advanceSeconds(10);
    await world.answerTokens(engine);
  }
};

/** Lives until the table dies, then once more with a new engine over what is left. */
const liveThrough = async (
  death: Death | undefined,
): Promise<{ execution: Execution; effects: ReadonlyMap<string, number>; writes: number; died: boolean }> => {
  const disk: MemoryDisk = new Map();
  const world = createWorld();
  const clock = createVirtualClock();
  let died = false;
  let writes = 0;
  try {
    const first = await openEngine({
      machines,
      functions: world.functions,
      disk,
      clock,
      ids: createCountingIds(1),
      ...(death === undefined ? {} : { death }),
    });
    try {
      await live(first, world);
      died = first.errors.length > 0;
    } finally {
      writes = first.writes();
      await first.workflows.settled();
      await first.workflows.close();
    }
  } catch {
    died = true;
  }
  const second = await openEngine({ machines, functions: world.functions, disk, clock, ids: createCountingIds(2) });
  if (died) await live(second, world);
  return { execution: await second.describe('shipment'), effects: world.effects, writes, died };
};

describe('With the same clock and ids', () => {
  it('the same execution leaves the same records', async () => {
    const recordsOf = async (): Promise<string> => {
      const world = createWorld();
      const engine = await openEngine({ machines, functions: world.functions });
      await live(engine, world);
      return JSON.stringify([...engine.disk]);
    };
    expect(await recordsOf()).toBe(await recordsOf());
  });
});

describe('After the process dies at any write', () => {
  it('an engine over the same table brings every execution to the same end', async () => {
    const undisturbed = await liveThrough(undefined);
    expect(undisturbed.execution).toMatchObject({ status: 'succeeded' });
    expect(undisturbed.execution.output).toEqual({
      released: ['told', 'picked'],
      packed: [100, 200, 300],
      grams: 750,
      label: 'label for 750 g',
      end: 'Refused',
    });
    expect([...undisturbed.effects.values()].every((count) => count === 1)).toBe(true);
    expect(undisturbed.writes).toBeGreaterThan(20);

    for (let atWrite = 1; atWrite <= undisturbed.writes; atWrite += 1) {
      for (const applied of [false, true]) {
        const { execution, effects, died } = await liveThrough({ atWrite, applied });
        const where = `death at write ${atWrite}, ${applied ? 'after' : 'before'} it was applied`;
        expect(died, where).toBe(true);
        expect({ status: execution.status, output: execution.output }, where).toEqual({
          status: 'succeeded',
          output: undisturbed.execution.output,
        });
        expect([...effects.keys()].toSorted(), where).toEqual([...undisturbed.effects.keys()].toSorted());
      }
    }
  });

  it('an engine that lives on takes up again what a failed write left in doubt', async () => {
    const registered = (await openEngine({ machines })).writes();
    const undisturbed = await liveThrough(undefined);
    for (let atWrite = registered + 1; atWrite <= undisturbed.writes; atWrite += 1) {
      for (const applied of [false, true]) {
        const world = createWorld();
        const engine = await openEngine({ machines, functions: world.functions, death: { atWrite, applied, recovers: true } });
        const where = `fault at write ${atWrite}, ${applied ? 'after' : 'before'} it was applied`;
        // Whoever calls the port sees the fault and calls again; everything else the engine repeats by itself.
        await live(engine, world).catch(() => live(engine, world));
        const { status, output } = await engine.describe('shipment');
        expect({ status, output }, where).toEqual({ status: 'succeeded', output: undisturbed.execution.output });
      }
    }
  });
});
