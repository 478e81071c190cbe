import { describe, expect, it } from 'vitest';

import { FunctionFailure, invoke, invokeWithToken, machineOf, openEngine } from './support/engine.ts';

describe('Pass, Succeed and Fail', () => {
  it('passes the input on when there is no Output', async () => {
    const engine = await openEngine({ machines: { m: machineOf('A', { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } }) } });
    expect(await engine.run('m', { a: 1 })).toMatchObject({ status: 'succeeded', output: { a: 1 } });
  });

  it('fails with an error and a cause that may be computed', async () => {
    const engine = await openEngine({
      machines: { m: machineOf('A', { A: { Type: 'Fail', Error: "{% 'Code' & $states.input.code %}", Cause: 'because' } }) },
    });
    expect(await engine.run('m', { code: 7 })).toMatchObject({ status: 'failed', error: 'Code7', cause: 'because' });
  });
});

describe('Variables', () => {
  it('are seen from the next state on, not by the Output beside the assignment', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { count: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { count: '{% $count + 1 %}', before: '{% $count %}' }, Output: '{% $count %}', Next: 'C' },
      C: { Type: 'Pass', Output: { fromOutput: '{% $states.input %}', count: '{% $count %}', before: '{% $before %}' }, End: true },
    };
    const engine = await openEngine({ machines: { m: machineOf('A', states) } });
    expect((await engine.run('m', {})).output).toEqual({ fromOutput: 1, count: 2, before: 1 });
  });

  it('of an outer scope are read inside branches, and those of branches stay inside', async () => {
    const branch = (name: string) => ({
      StartAt: name,
      States: {
        [name]: { Type: 'Pass', Assign: { [`own${name}`]: "{% $rate & 'x' %}" }, Next: `${name}2` },
        [`${name}2`]: { Type: 'Pass', Output: `{% $own${name} %}`, End: true },
      },
    });
    const states = {
      A: { Type: 'Pass', Assign: { rate: 5 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [branch('L'), branch('R')], Next: 'Z' },
      Z: { Type: 'Pass', Output: { branches: '{% $states.input %}', leaked: '{% $exists($ownL) %}' }, End: true },
    };
    const engine = await openEngine({ machines: { m: machineOf('A', states) } });
    expect((await engine.run('m', {})).output).toEqual({ branches: ['5x', '5x'], leaked: false });
  });
});

describe('Choice', () => {
  const states = {
    Which: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Next: 'Big', Assign: { size: 'big' }, Output: { was: '{% $states.input.n %}' } },
        { Condition: '{% $states.input.n > 5 %}', Next: 'Big', Assign: { size: 'middling' } },
      ],
      Assign: { size: 'small' },
      Default: 'Big',
    },
    Big: { Type: 'Pass', Output: { size: '{% $size %}', input: '{% $states.input %}' }, End: true },
  };

  it.each([
    [11, { size: 'big', input: { was: 11 } }],
    [6, { size: 'middling', input: { n: 6 } }],
    [1, { size: 'small', input: { n: 1 } }],
  ])('takes the first rule that holds (n = %i)', async (n, output) => {
    const engine = await openEngine({ machines: { m: machineOf('Which', states) } });
    expect((await engine.run('m', { n })).output).toEqual(output);
  });

  it('fails when no rule holds and there is no Default', async () => {
    const { Default: _, ...rule } = states.Which;
    const engine = await openEngine({ machines: { m: machineOf('Which', { ...states, Which: rule }) } });
    expect(await engine.run('m', { n: 0 })).toMatchObject({ status: 'failed', error: 'States.NoChoiceMatched' });
  });

  it('fails when a condition is not true or false', async () => {
    const rule = { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n %}', Next: 'Big' }] };
    const engine = await openEngine({ machines: { m: machineOf('Which', { ...states, Which: rule }) } });
    expect(await engine.run('m', { n: 1 })).toMatchObject({ status: 'failed', error: 'States.QueryEvaluationError' });
  });
});

describe('Wait', () => {
  it('waits seconds that an expression gives, to the millisecond', async () => {
    const engine = await openEngine({
      machines: { m: machineOf('W', { W: { Type: 'Wait', Seconds: '{% $states.input.s %}', End: true } }) },
    });
    expect((await engine.run('m', { s: 90 })).status).toBe('running');
    await engine.advanceSeconds(89);
    expect((await engine.describe('m')).status).toBe('running');
    await engine.advanceSeconds(1);
    expect(await engine.describe('m')).toMatchObject({ status: 'succeeded', stoppedAt: '2026-11-20T10:01:30.000Z' });
  });

  it('waits for a moment, and not at all for one that is past', async () => {
    const machine = machineOf('W', { W: { Type: 'Wait', Timestamp: '{% $states.input.at %}', End: true } });
    const engine = await openEngine({ machines: { m: machine } });
    expect((await engine.run('m', { at: '2026-11-20T09:59:59Z' }, 'past')).status).toBe('succeeded');
    expect((await engine.run('m', { at: '2026-11-20T11:00:30+01:00' }, 'future')).status).toBe('running');
    await engine.advanceSeconds(30);
    expect((await engine.describe('m', 'future')).status).toBe('succeeded');
  });

  it('fails on seconds that are no whole number', async () => {
    const engine = await openEngine({ machines: { m: machineOf('W', { W: { Type: 'Wait', Seconds: '{% 1.5 %}', End: true } }) } });
    expect(await engine.run('m', {})).toMatchObject({ status: 'failed', error: 'States.QueryEvaluationError' });
  });
});

describe('Task', () => {
  it('gives the result in the form of the Lambda integration', async () => {
    const machine = machineOf('T', {
      T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' }, End: true },
    });
    const engine = await openEngine({ machines: { m: machine }, functions: { f: () => ({ n: 1 }) } });
    expect((await engine.run('m', {})).output).toEqual({ ExecutedVersion: '$LATEST', Payload: { n: 1 }, StatusCode: 200 });
  });

  it('shows the context object of Step Functions', async () => {
    const context = '{% $states.context %}';
    const engine = await openEngine({ machines: { m: machineOf('T', { T: { Type: 'Pass', Output: context, End: true } }) } });
    expect((await engine.run('m', { a: 1 })).output).toMatchObject({
      Execution: {
        Id: 'arn:aws:states:local:000000000000:execution:m:first',
        Name: 'first',
        Input: { a: 1 },
        StartTime: '2026-11-20T10:00:00.000Z',
      },
      State: { Name: 'T', EnteredTime: '2026-11-20T10:00:00.000Z', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:local:000000000000:stateMachine:m', Name: 'm' },
    });
  });

  it('times out, and drops the result that comes afterwards', async () => {
    let finish: (value: unknown) => void = () => undefined;
    const slow = () => new Promise((resolve) => (finish = resolve));
    const task = invoke('slow', {
      TimeoutSeconds: '{% $states.input.limit %}',
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
      Next: 'Fine',
    });
    const states = { T: task, Fine: { Type: 'Succeed' }, Late: { Type: 'Wait', Seconds: 60, Output: 'late', End: true } };
    const engine = await openEngine({ machines: { m: machineOf('T', states) }, functions: { slow } });
    await engine.workflows.start({ machine: 'm', name: 'first', input: { limit: 10 } });
    engine.clock.set('2026-11-20T10:00:10.000Z' as never);
    await engine.workflows.tick();
    finish({});
    await engine.workflows.settled();
    await engine.advanceSeconds(60);
    expect((await engine.describe('m')).output).toBe('late');
  });

  it('accepts its token back before the function that got it has returned', async () => {
    const engine = await openEngine({
      machines: { m: machineOf('T', { T: invokeWithToken('early', { End: true }) }) },
      functions: { early: async ({ token }: { token: string }) => engine.workflows.succeed(token, 'early bird') },
    });
    expect(await engine.run('m', {})).toMatchObject({ status: 'succeeded', output: 'early bird' });
  });

  it('fails when the function that gets the token fails', async () => {
    const broken = () => {
      throw new FunctionFailure('WarehouseDown');
    };
    const engine = await openEngine({
      machines: { m: machineOf('T', { T: invokeWithToken('broken', { End: true }) }) },
      functions: { broken },
    });
    expect(await engine.run('m', {})).toMatchObject({ status: 'failed', error: 'WarehouseDown' });
  });

  it('refuses a result above 256 KiB', async () => {
    const engine = await openEngine({
      machines: { m: machineOf('T', { T: invoke('big', { End: true }) }) },
      functions: { big: () => 'x'.repeat(262_144) },
    });
    expect(await engine.run('m', {})).toMatchObject({ status: 'failed', error: 'States.DataLimitExceeded' });
  });

  it('keeps an execution whose data is larger than one record', async () => {
    const text = 'ä"'.repeat(50_000);
    const states = {
      A: invoke('big', { Assign: { one: '{% $states.result.Payload %}' }, Output: 1, Next: 'B' }),
      B: invoke('big', { Assign: { two: '{% $states.result.Payload %}' }, Output: 1, Next: 'W' }),
      W: { Type: 'Wait', Seconds: 5, Next: 'Z' },
      Z: { Type: 'Pass', Output: '{% $length($one & $two) %}', End: true },
    };
    const first = await openEngine({ machines: { m: machineOf('A', states) }, functions: { big: () => text } });
    await first.run('m', {});
    const second = await openEngine({ disk: first.disk, clock: first.clock });
    await second.workflows.resume();
    await second.advanceSeconds(5);
    expect(await second.describe('m')).toMatchObject({ status: 'succeeded', output: 200_000 });
  });
});

describe('Machine', () => {
  const holding = (count: number): object => {
    const names = Array.from({ length: count }, (_, index) => `v${index}`);
    const last = { Last: { Type: 'Wait', Seconds: 1, Next: 'More' }, More: { Type: 'Wait', Seconds: 1, End: true } };
    const states = names.map((name, index) => [
      name,
      { Type: 'Pass', Assign: { [name]: "{% $pad('', 250000, 'x') %}" }, Next: names[index + 1] ?? 'Last' },
    ]);
    return machineOf('v0', { ...Object.fromEntries(states), ...last });
  };

  it('steps on with as much data as can be stored', async () => {
    const engine = await openEngine({ machines: { m: holding(18) } });
    expect((await engine.run('m', {})).status).toBe('running');
    const records = engine.disk.size;
    await engine.advanceSeconds(1);
    expect(engine.disk.size).toBe(records);
    await engine.advanceSeconds(1);
    expect((await engine.describe('m')).status).toBe('succeeded');
    expect(engine.errors).toEqual([]);
  });

  it('fails an execution that holds more than can be stored', async () => {
    const engine = await openEngine({ machines: { m: holding(24) } });
    expect(await engine.run('m', {})).toMatchObject({ status: 'failed', error: 'States.DataLimitExceeded' });
  });

  it('times out as a whole, whatever it waits for', async () => {
    const machine = machineOf(
      'T',
      { T: invokeWithToken('f', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }], End: true }), C: { Type: 'Succeed' } },
      { TimeoutSeconds: 100 },
    );
    const engine = await openEngine({ machines: { m: machine }, functions: { f: () => null } });
    await engine.run('m', {});
    await engine.advanceSeconds(100);
    expect(await engine.describe('m')).toMatchObject({ status: 'timed_out', error: 'States.Timeout' });
  });

  it('ends after 25,000 history events', async () => {
    const states = {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'C' }], Default: 'A' },
      C: { Type: 'Succeed' },
    };
    const engine = await openEngine({ machines: { m: machineOf('A', states) } });
    expect(await engine.run('m', {})).toMatchObject({ status: 'failed', error: 'States.Runtime' });
    expect((await engine.workflows.trace('arn:aws:states:local:000000000000:execution:m:first'))?.history).toHaveLength(60);
  });

  it('counts transitions as Step Functions bills them: start, each state, each retry, end', async () => {
    let calls = 0;
    const flaky = () => {
      calls += 1;
      if (calls === 1) throw new FunctionFailure('Flaky');
      return {};
    };
    const states = { A: { Type: 'Pass', Next: 'T' }, T: invoke('flaky', { Retry: [{ ErrorEquals: ['Flaky'] }], End: true }) };
    const engine = await openEngine({ machines: { m: machineOf('A', states) }, functions: { flaky } });
    await engine.run('m', {});
    await engine.advanceSeconds(1);
    const trace = await engine.workflows.trace('arn:aws:states:local:000000000000:execution:m:first');
    expect(trace?.transitionCount).toBe(5);
    expect(trace?.history.map(({ stateName }) => stateName)).toEqual(['A', 'T', 'T']);
  });

  it('writes once for each step that waits, and once more for a token handed over', async () => {
    const states = { A: { Type: 'Pass', Next: 'T' }, T: invoke('f', { Next: 'U' }), U: invoke('f', { Next: 'Z' }), Z: { Type: 'Succeed' } };
    const engine = await openEngine({ machines: { m: machineOf('A', states) }, functions: { f: () => ({}) } });
    const before = engine.writes();
    await engine.run('m', {});
    expect(engine.writes() - before).toBe(3);
  });

  it('lets an execution end on the version it began with', async () => {
    const version = (output: string) =>
      machineOf('W', { W: { Type: 'Wait', Seconds: 10, Next: 'Z' }, Z: { Type: 'Pass', Output: output, End: true } });
    const first = await openEngine({ machines: { m: version('old') } });
    await first.run('m', {}, 'early');
    const second = await openEngine({ disk: first.disk, clock: first.clock, machines: { m: version('new') } });
    await second.workflows.resume();
    await second.run('m', {}, 'late');
    await second.advanceSeconds(10);
    expect((await second.describe('m', 'early')).output).toBe('old');
    expect((await second.describe('m', 'late')).output).toBe('new');
  });

  it('runs no more functions at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const busy = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return {};
    };
    const engine = await openEngine({
      machines: { m: machineOf('T', { T: invoke('busy', { End: true }) }) },
      functions: { busy },
      options: { maxConcurrentInvocations: 3 },
    });
    await Promise.all(Array.from({ length: 12 }, (_, index) => engine.workflows.start({ machine: 'm', name: `n${index}`, input: {} })));
    await engine.workflows.settled();
    expect(most).toBe(3);
    const { executions } = await engine.workflows.list({ machine: 'm', status: 'succeeded', limit: 50 });
    expect(executions).toHaveLength(12);
  });

  it('carries on executions that are not kept in memory', async () => {
    const states = { W: { Type: 'Wait', Seconds: 10, Next: 'T' }, T: invoke('f', { End: true }) };
    const engine = await openEngine({
      machines: { m: machineOf('W', states) },
      functions: { f: () => 'done' },
      options: { maxResident: 2 },
    });
    for (let index = 0; index < 10; index += 1) await engine.run('m', {}, `n${index}`);
    await engine.advanceSeconds(10);
    const { executions } = await engine.workflows.list({ machine: 'm', status: 'succeeded', limit: 50 });
    expect(executions.map(({ output }) => output)).toEqual(Array.from({ length: 10 }, () => 'done'));
  });
});
