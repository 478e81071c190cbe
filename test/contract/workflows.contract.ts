import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Execution, TaskTokenInvalidError, type Workflows } from '../../lib/platform/ports.ts';

export type ContractFunction = (payload: unknown) => Promise<unknown>;

/** What an engine offers beside the port, so that one suite can speak to all of them. */
export type WorkflowsHarness = {
  readonly workflows: Workflows;
  /** Makes a machine known. `${name}` of a function in its text stands for that function. */
  readonly registerMachine: (name: string, definition: object) => Promise<void>;
  readonly registerFunction: (name: string, run: ContractFunction) => Promise<void>;
  /** Lets at least this many seconds pass, virtual or real, with everything that becomes due in them. */
  readonly passSeconds: (seconds: number) => Promise<void>;
  /** Waits until nothing moves but tokens and time. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const jsonata = (startAt: string, states: object): object => ({ QueryLanguage: 'JSONata', StartAt: startAt, States: states });

const callFunction = (name: string, rest: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: `\${${name}}`, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...rest,
});

const askForToken = (name: string, rest: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: `\${${name}}`, Payload: { token: '{% $states.context.Task.Token %}' } },
  ...rest,
});

class OutOfStockError extends Error {
  override readonly name = 'OutOfStockError';
}

/** Every engine of the `Workflows` port passes this. */
export const workflowsContract = (engine: string, open: () => Promise<WorkflowsHarness>): void => {
  describe(`Workflows on ${engine}`, () => {
    let harness: WorkflowsHarness;
    let tokens: string[];
    const taken = (): string => tokens.at(-1) ?? '';
    const run = async (machine: string, name: string, input: unknown = {}): Promise<Execution> => {
      const { executionId } = await harness.workflows.start({ machine, name, input });
      await harness.settle();
      return read(executionId);
    };
    const read = async (executionId: string): Promise<Execution> => {
      const execution = await harness.workflows.describe(executionId);
      if (execution === undefined) throw new Error(`${executionId} is unknown`);
      return execution;
    };

    beforeEach(async () => {
      harness = await open();
      tokens = [];
      await harness.registerFunction('double', async (payload) => ({ amount: (payload as { amount: number }).amount * 2 }));
      await harness.registerFunction('refuse', async () => {
        throw new OutOfStockError('nothing left');
      });
      await harness.registerFunction('keepToken', async (payload) => {
        tokens.push((payload as { token: string }).token);
        return null;
      });
      await harness.registerMachine('doubling', jsonata('Double', { Double: callFunction('double', { End: true }) }));
      await harness.registerMachine('refused', jsonata('Reserve', { Reserve: callFunction('refuse', { End: true }) }));
      await harness.registerMachine(
        'asking',
        jsonata('Ask', { Ask: askForToken('keepToken', { TimeoutSeconds: 30, HeartbeatSeconds: 10, End: true }) }),
      );
    });
    afterEach(() => harness.close());

    it('runs a function and ends with its result', async () => {
      const execution = await run('doubling', 'one', { amount: 21 });
      expect(execution).toMatchObject({
        status: 'succeeded',
        machine: 'doubling',
        name: 'one',
        input: { amount: 21 },
        output: { amount: 42 },
      });
      expect(execution.stoppedAt).toBeDefined();
    });

    it('starts a name once, whatever the input of the second start', async () => {
      const first = await harness.workflows.start({ machine: 'doubling', name: 'same', input: { amount: 1 } });
      const second = await harness.workflows.start({ machine: 'doubling', name: 'same', input: { amount: 5 } });
      await harness.settle();
      const third = await harness.workflows.start({ machine: 'doubling', name: 'same', input: { amount: 1 } });
      expect(first.started).toBe(true);
      expect(second).toEqual({ executionId: first.executionId, started: false });
      expect(third).toEqual({ executionId: first.executionId, started: false });
      expect((await read(first.executionId)).output).toEqual({ amount: 2 });
    });

    it('describes an execution by the name under which it was started', async () => {
      const execution = await run('doubling', 'named', { amount: 3 });
      expect(await harness.workflows.describe({ machine: 'doubling', name: 'named' })).toEqual(execution);
      expect(await harness.workflows.describe({ machine: 'doubling', name: 'nobody' })).toBeUndefined();
      expect(await harness.workflows.describe({ machine: 'refused', name: 'named' })).toBeUndefined();
    });

    it('starts one execution when many ask for the same name at once', async () => {
      const starts = await Promise.all(
        Array.from({ length: 20 }, () => harness.workflows.start({ machine: 'asking', name: 'crowd', input: {} })),
      );
      await harness.settle();
      expect(starts.filter(({ started }) => started)).toHaveLength(1);
      expect(tokens).toHaveLength(1);
    });

    it('ends a failed function under the name of its error', async () => {
      const execution = await run('refused', 'one');
      expect(execution).toMatchObject({ status: 'failed', error: 'OutOfStockError' });
      expect(JSON.parse(execution.cause ?? '')).toMatchObject({ errorType: 'OutOfStockError', errorMessage: 'nothing left' });
    });

    it('goes on with the output sent back with a token', async () => {
      const { executionId, status } = await run('asking', 'one');
      expect(status).toBe('running');
      await harness.workflows.succeed(taken(), { packed: true });
      await harness.settle();
      expect(await read(executionId)).toMatchObject({ status: 'succeeded', output: { packed: true } });
    });

    it('fails with the error sent back with a token', async () => {
      const { executionId } = await run('asking', 'one');
      await harness.workflows.fail(taken(), 'OrderCancelled', 'the customer changed their mind');
      await harness.settle();
      expect(await read(executionId)).toMatchObject({
        status: 'failed',
        error: 'OrderCancelled',
        cause: 'the customer changed their mind',
      });
    });

    it('takes a token once, and refuses one that it never gave', async () => {
      await run('asking', 'one');
      await harness.workflows.succeed(taken(), {});
      await harness.settle();
      await expect(harness.workflows.succeed(taken(), {})).rejects.toBeInstanceOf(TaskTokenInvalidError);
      await expect(harness.workflows.fail(taken(), 'Late', '')).rejects.toBeInstanceOf(TaskTokenInvalidError);
      await expect(harness.workflows.heartbeat(taken())).rejects.toBeInstanceOf(TaskTokenInvalidError);
      await expect(harness.workflows.succeed('not-a-token', {})).rejects.toBeInstanceOf(TaskTokenInvalidError);
    });

    it('lets a task that goes silent fail, and refuses its token afterwards', async () => {
      const { executionId } = await run('asking', 'one');
      await harness.passSeconds(11);
      expect(await read(executionId)).toMatchObject({ status: 'failed', error: 'States.HeartbeatTimeout' });
      await expect(harness.workflows.succeed(taken(), {})).rejects.toBeInstanceOf(TaskTokenInvalidError);
    });

    it('keeps a task alive by heartbeats, up to its timeout', async () => {
      const { executionId } = await run('asking', 'one');
      for (let beat = 0; beat < 3; beat += 1) {
        await harness.passSeconds(8);
        await harness.workflows.heartbeat(taken());
      }
      expect((await read(executionId)).status).toBe('running');
      await harness.passSeconds(8);
      expect(await read(executionId)).toMatchObject({ status: 'failed', error: 'States.Timeout' });
    });

    it('stops a running execution, and leaves an ended one as it is', async () => {
      const { executionId } = await run('asking', 'one');
      await harness.workflows.stop(executionId, 'Operator', 'by hand');
      await harness.settle();
      expect(await read(executionId)).toMatchObject({ status: 'aborted', error: 'Operator', cause: 'by hand' });
      await expect(harness.workflows.succeed(taken(), {})).rejects.toBeInstanceOf(TaskTokenInvalidError);
      await harness.workflows.stop(executionId, 'Again', '');
      expect(await read(executionId)).toMatchObject({ status: 'aborted', error: 'Operator' });
    });

    it('knows nothing of an execution that was never started', async () => {
      expect(await harness.workflows.describe('arn:aws:states:local:000000000000:execution:doubling:never')).toBeUndefined();
    });

    it('lists executions of a machine by status, the newest first, a page at a time', async () => {
      for (const name of ['a', 'b', 'c']) {
        await run('doubling', name, { amount: 1 });
        await harness.passSeconds(1);
      }
      await run('asking', 'other');
      const first = await harness.workflows.list({ machine: 'doubling', limit: 2 });
      expect(first.executions.map(({ name }) => name)).toEqual(['c', 'b']);
      expect(first.cursor).toBeDefined();
      const second = await harness.workflows.list({ machine: 'doubling', limit: 2, cursor: first.cursor ?? '' });
      expect(second.executions.map(({ name }) => name)).toEqual(['a']);
      expect(second.cursor).toBeUndefined();
      expect((await harness.workflows.list({ machine: 'doubling', status: 'running', limit: 10 })).executions).toEqual([]);
      expect(
        (await harness.workflows.list({ machine: 'asking', status: 'running', limit: 10 })).executions.map(({ name }) => name),
      ).toEqual(['other']);
    });
  });
};
