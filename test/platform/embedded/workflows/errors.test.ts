import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { retryDelaySeconds } from '../../../../lib/platform/embedded/workflows/retry.ts';
import { takesError } from '../../../../lib/platform/embedded/workflows/state-failure.ts';
import { FunctionFailure, invoke, machineOf, openEngine } from './support/engine.ts';

describe('Matching of error names', () => {
  it.each([
    [['Custom'], 'Custom', true],
    [['Custom'], 'Other', false],
    [['States.ALL'], 'Custom', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.QueryEvaluationError', true],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
    [['States.ALL'], 'States.Runtime', false],
    [['States.Runtime'], 'States.Runtime', false],
    [['States.TaskFailed'], 'Custom', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.TaskFailed'], 'States.DataLimitExceeded', false],
    [['States.Timeout'], 'States.Timeout', true],
    [['States.Timeout'], 'States.HeartbeatTimeout', true],
    [['States.HeartbeatTimeout'], 'States.Timeout', false],
  ])('%j against %s: %s', (errorEquals, error, expected) => {
    expect(takesError(errorEquals, error)).toBe(expected);
  });
});

const failing = (errors: readonly (string | undefined)[]) => {
  const times: string[] = [];
  const run = (now: () => string) => () => {
    const error = errors[times.length];
    times.push(now());
    if (error !== undefined) throw new FunctionFailure(error);
    return 'done';
  };
  return { times, run };
};

const runFailing = async (errors: readonly (string | undefined)[], rules: object, seconds: number) => {
  const { times, run } = failing(errors);
  const states = { T: invoke('f', { ...rules, End: true }), C: { Type: 'Pass', Output: { caught: '{% $states.input %}' }, End: true } };
  const used = 'Catch' in rules ? states : { T: states.T };
  const engine = await openEngine({ machines: { m: machineOf('T', used) }, functions: { f: () => run(() => engine.clock.now())() } });
  await engine.run('m', { order: 1 });
  await engine.advanceSeconds(seconds);
  return {
    execution: await engine.describe('m'),
    times: times.map((time) => (Date.parse(time) - Date.parse('2026-11-20T10:00:00Z')) / 1_000),
  };
};

describe('Retry', () => {
  it('waits longer each time, up to the largest delay', async () => {
    const rule = { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 10 };
    const { execution, times } = await runFailing(['Busy', 'Busy', 'Busy', 'Busy'], { Retry: [rule] }, 100);
    expect(execution).toMatchObject({ status: 'succeeded', output: 'done' });
    expect(times).toEqual([0, 2, 8, 18, 28]);
  });

  it('has the defaults of Step Functions: three attempts after 1, 2 and 4 seconds', async () => {
    const { execution, times } = await runFailing(['E', 'E', 'E', 'E'], { Retry: [{ ErrorEquals: ['E'] }] }, 100);
    expect(execution).toMatchObject({ status: 'failed', error: 'E' });
    expect(times).toEqual([0, 1, 3, 7]);
  });

  it('counts attempts by rule, and goes to Catch once the rule that matches is used up', async () => {
    const rules = {
      Retry: [
        { ErrorEquals: ['A', 'B'], MaxAttempts: 2, IntervalSeconds: 1, BackoffRate: 2 },
        { ErrorEquals: ['C'], IntervalSeconds: 5 },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'C' }],
    };
    const { execution, times } = await runFailing(['A', 'B', 'C', 'B'], rules, 100);
    expect(times).toEqual([0, 1, 3, 8]);
    expect(execution.output).toEqual({ caught: 'B' });
  });

  it('tells the state how often it has been retried', async () => {
    const seen: number[] = [];
    const f = (count: number) => {
      seen.push(count);
      if (seen.length < 3) throw new FunctionFailure('E');
      return null;
    };
    const task = invoke('f', { Retry: [{ ErrorEquals: ['E'] }], End: true }, '{% $states.context.State.RetryCount %}');
    const engine = await openEngine({ machines: { m: machineOf('T', { T: task }) }, functions: { f } });
    await engine.run('m', {});
    await engine.advanceSeconds(10);
    expect(seen).toEqual([0, 1, 2]);
  });

  it('draws a jittered delay between zero and the full one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        fc.integer({ min: 0, max: 20 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (intervalSeconds, backoffRate, attempts, draw) => {
          const rule = { errorEquals: ['E'], intervalSeconds, maxAttempts: 99, backoffRate, maxDelaySeconds: undefined };
          const full = retryDelaySeconds({ ...rule, jitter: 'NONE' }, attempts, () => draw);
          const jittered = retryDelaySeconds({ ...rule, jitter: 'FULL' }, attempts, () => draw);
          expect(jittered).toBeGreaterThanOrEqual(0);
          expect(jittered).toBeLessThan(full);
          expect(full).toBeLessThanOrEqual(99_999_999);
        },
      ),
    );
  });
});

describe('Catch', () => {
  it('takes the first rule that matches, with the error, the input and new variables', async () => {
    const rules = {
      Catch: [
        { ErrorEquals: ['Other'], Next: 'C' },
        {
          ErrorEquals: ['OutOfStock'],
          Assign: { lost: '{% $states.input.order %}' },
          Output: { order: '{% $states.input.order %}', cause: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
          Next: 'C',
        },
      ],
    };
    const { execution } = await runFailing(['OutOfStock'], rules, 0);
    expect(execution.output).toEqual({ caught: { order: 1, cause: 'it went wrong' } });
  });

  it('passes on error and cause when it has no Output', async () => {
    const { execution } = await runFailing(['E'], { Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'C' }] }, 0);
    expect(execution.output).toMatchObject({ caught: { Error: 'E' } });
  });

  it('takes a failed expression of its own state', async () => {
    const rules = {
      Output: '{% $states.result.Payload.missing %}',
      Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'no such member', Next: 'C' }],
    };
    const { execution } = await runFailing([], rules, 0);
    expect(execution.output).toEqual({ caught: 'no such member' });
  });

  it('does not take a failure of its own Output', async () => {
    const rules = { Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $missing %}', Next: 'C' }] };
    const { execution } = await runFailing(['E'], rules, 0);
    expect(execution).toMatchObject({ status: 'failed', error: 'States.QueryEvaluationError' });
  });
});
