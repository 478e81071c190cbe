import { describe, expect, it } from 'vitest';

import { FunctionFailure, invoke, invokeWithToken, machineOf, openEngine } from './support/engine.ts';

const startChild = (pattern: string, rest: object, extra: object = {}): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${pattern}`,
  Arguments: {
    StateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:child',
    Name: 'kid',
    Input: { n: '{% $states.input.n %}', ...extra },
  },
  ...rest,
});

const doubling = machineOf('D', { D: { Type: 'Pass', Output: '{% $states.input.n * 2 %}', End: true } });
const waiting = machineOf('W', { W: { Type: 'Wait', Seconds: 60, Output: 'rested', End: true } });

describe('A child execution', () => {
  it('is started and left alone', async () => {
    const parent = machineOf('S', { S: startChild('', { Output: '{% $states.result.ExecutionArn %}', End: true }) });
    const engine = await openEngine({ machines: { parent, child: waiting } });
    expect((await engine.run('parent', { n: 1 })).output).toBe('arn:aws:states:local:000000000000:execution:child:kid');
    expect((await engine.describe('child', 'kid')).status).toBe('running');
  });

  it('gives its output to the parent that waits for its end', async () => {
    const parent = machineOf('S', {
      S: startChild('.sync:2', { Output: { doubled: '{% $states.result.Output %}', status: '{% $states.result.Status %}' }, End: true }),
    });
    const engine = await openEngine({ machines: { parent, child: doubling } });
    expect((await engine.run('parent', { n: 4 })).output).toEqual({ doubled: 8, status: 'SUCCEEDED' });
  });

  it('fails the parent that waits for its end, telling why', async () => {
    const failing = machineOf('F', { F: { Type: 'Fail', Error: 'NoCarrier', Cause: 'none left' } });
    const parent = machineOf('S', {
      S: startChild('.sync:2', {
        Catch: [{ ErrorEquals: ['States.TaskFailed'], Output: '{% $parse($states.errorOutput.Cause).Error %}', Next: 'Z' }],
        End: true,
      }),
      Z: { Type: 'Succeed' },
    });
    const engine = await openEngine({ machines: { parent, child: failing } });
    expect((await engine.run('parent', { n: 4 })).output).toBe('NoCarrier');
  });

  it('reports to its parent by a token, and goes on', async () => {
    const child = machineOf('Report', {
      Report: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
        Arguments: { TaskToken: '{% $states.input.token %}', Output: { halfWay: '{% $states.input.n %}' } },
        Next: 'W',
      },
      W: { Type: 'Wait', Seconds: 60, Output: 'rested', End: true },
    });
    const parent = machineOf('S', { S: startChild('.waitForTaskToken', { End: true }, { token: '{% $states.context.Task.Token %}' }) });
    const engine = await openEngine({ machines: { parent, child } });
    expect(await engine.run('parent', { n: 3 })).toMatchObject({ status: 'succeeded', output: { halfWay: 3 } });
    expect((await engine.describe('child', 'kid')).status).toBe('running');
    await engine.advanceSeconds(60);
    expect((await engine.describe('child', 'kid')).output).toBe('rested');
  });

  it('fails its parent by a token', async () => {
    const send = { TaskToken: '{% $states.input.token %}', Error: 'Recalled', Cause: 'by the warehouse' };
    const child = machineOf('R', {
      R: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskFailure', Arguments: send, End: true },
    });
    const parent = machineOf('S', { S: startChild('.waitForTaskToken', { End: true }, { token: '{% $states.context.Task.Token %}' }) });
    const engine = await openEngine({ machines: { parent, child } });
    expect(await engine.run('parent', { n: 3 })).toMatchObject({ status: 'failed', error: 'Recalled', cause: 'by the warehouse' });
  });

  it('is told when the token it sends is dead', async () => {
    const send = { TaskToken: 'dead', Output: '{}' };
    const child = machineOf('R', {
      R: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess', Arguments: send, End: true },
    });
    const engine = await openEngine({ machines: { child } });
    expect(await engine.run('child', {})).toMatchObject({ status: 'failed', error: 'Sfn.TaskTimedOutException' });
  });

  it('is refused under a name that another starter has taken', async () => {
    const parent = machineOf('S', { S: startChild('', { End: true }) });
    const engine = await openEngine({ machines: { parent, child: waiting } });
    await engine.run('child', {}, 'kid');
    expect(await engine.run('parent', { n: 1 })).toMatchObject({
      status: 'failed',
      error: 'StepFunctions.ExecutionAlreadyExistsException',
    });
  });

  it('is refused when there is no such machine', async () => {
    const parent = machineOf('S', { S: startChild('', { End: true }) });
    const engine = await openEngine({ machines: { parent } });
    expect(await engine.run('parent', { n: 1 })).toMatchObject({
      status: 'failed',
      error: 'StepFunctions.StateMachineDoesNotExistException',
    });
  });

  it('is stopped when the parent that waits for it is stopped', async () => {
    const parent = machineOf('S', { S: startChild('.sync:2', { End: true }) });
    const engine = await openEngine({ machines: { parent, child: waiting } });
    const { executionId } = await engine.run('parent', { n: 1 });
    await engine.workflows.stop(executionId, 'Operator', 'by hand');
    await engine.workflows.settled();
    expect((await engine.describe('child', 'kid')).status).toBe('aborted');
  });

  it('wakes its parent after a restart, also when it ended just before', async () => {
    const parent = machineOf('S', {
      S: startChild('.sync:2', { Output: '{% $states.result.Output %}', Next: 'T' }),
      T: invokeWithToken('f', { Next: 'U' }),
      U: invoke('g', { End: true }),
    });
    const functions = {
      f: () => {
        throw new FunctionFailure('NotReached');
      },
      g: () => 'fine',
    };
    const first = await openEngine({ machines: { parent, child: waiting } });
    await first.run('parent', { n: 1 });
    await first.workflows.close();
    const second = await openEngine({ disk: first.disk, clock: first.clock, functions });
    await second.workflows.resume();
    await second.advanceSeconds(60);
    expect((await second.describe('child', 'kid')).status).toBe('succeeded');
    expect(await second.describe('parent')).toMatchObject({ status: 'failed', error: 'NotReached' });
  });
});
