import { describe, expect, it } from 'vitest';

import { FunctionFailure, invoke, invokeWithToken, machineOf, openEngine } from './support/engine.ts';

const mapOver = (processor: object, rest: object = {}): object => ({
  Type: 'Map',
  Items: '{% $states.input.items %}',
  ItemProcessor: { StartAt: Object.keys(processor)[0], States: processor },
  End: true,
  ...rest,
});

describe('Map', () => {
  it('gives the results in the order of the items', async () => {
    const machine = machineOf('M', { M: mapOver({ F: invoke('square', { End: true }) }) });
    const square = async (n: number) => {
      for (let turn = 0; turn < 10 - n; turn += 1) await Promise.resolve();
      return n * n;
    };
    const engine = await openEngine({ machines: { m: machine }, functions: { square } });
    expect((await engine.run('m', { items: [3, 1, 2] })).output).toEqual([9, 1, 4]);
  });

  it('shows index and value of the item to the selector and to the states inside', async () => {
    const processor = { P: { Type: 'Pass', Output: "{% $states.input.label & ':' & $states.context.Map.Item.Value %}", End: true } };
    const selector = { label: '{% $states.input.prefix & $string($states.context.Map.Item.Index) %}' };
    const engine = await openEngine({ machines: { m: machineOf('M', { M: mapOver(processor, { ItemSelector: selector }) }) } });
    expect((await engine.run('m', { prefix: '#', items: ['a', 'b'] })).output).toEqual(['#0:a', '#1:b']);
  });

  it('gives an empty list for no items', async () => {
    const engine = await openEngine({ machines: { m: machineOf('M', { M: mapOver({ P: { Type: 'Pass', End: true } }) }) } });
    expect((await engine.run('m', { items: [] })).output).toEqual([]);
  });

  it('fails when the items are no list', async () => {
    const engine = await openEngine({ machines: { m: machineOf('M', { M: mapOver({ P: { Type: 'Pass', End: true } }) }) } });
    expect(await engine.run('m', { items: 'abc' })).toMatchObject({ status: 'failed', error: 'States.QueryEvaluationError' });
  });

  it.each([
    [2, 2],
    [0, 40],
  ])('runs at most MaxConcurrency iterations side by side (%i: %i)', async (maxConcurrency, expected) => {
    const tokens: string[] = [];
    const machine = machineOf('M', {
      M: mapOver({ T: invokeWithToken('hold', { End: true }) }, { MaxConcurrency: maxConcurrency, Output: '{% $count($states.result) %}' }),
    });
    const engine = await openEngine({
      machines: { m: machine },
      functions: { hold: ({ token }: { token: string }) => void tokens.push(token) },
    });
    await engine.run('m', { items: Array.from({ length: 45 }, (_, index) => index) });
    expect(tokens).toHaveLength(expected);
    for (let answered = 0; answered < tokens.length; answered += 1) {
      await engine.workflows.succeed(tokens[answered] ?? '', answered);
      await engine.workflows.settled();
    }
    expect(await engine.describe('m')).toMatchObject({ status: 'succeeded', output: 45 });
  });

  it('runs inside a Map, each iteration seeing its own item', async () => {
    const inner = mapOver(
      { P: { Type: 'Pass', Output: '{% $row & $states.context.Map.Item.Value %}', End: true } },
      { Items: '{% $states.input.cells %}' },
    );
    const outer = { A: { Type: 'Pass', Assign: { row: '{% $states.input.row %}' }, Next: 'N' }, N: inner };
    const engine = await openEngine({ machines: { m: machineOf('M', { M: mapOver(outer) }) } });
    const output = (
      await engine.run('m', {
        items: [
          { row: 'a', cells: ['1', '2'] },
          { row: 'b', cells: ['3'] },
        ],
      })
    ).output;
    expect(output).toEqual([['a1', 'a2'], ['b3']]);
  });
});

describe('Parallel', () => {
  const branch = (name: string, state: object): object => ({ StartAt: name, States: { [name]: state } });

  it('gives every branch the Arguments, and the results in the order of the branches', async () => {
    const machine = machineOf('P', {
      P: {
        Type: 'Parallel',
        Arguments: { n: '{% $states.input.n + 1 %}' },
        Branches: [
          branch('A', invoke('slow', { End: true })),
          branch('B', { Type: 'Pass', Output: '{% $states.input.n * 10 %}', End: true }),
        ],
        Output: { sum: '{% $sum($states.result) %}' },
        End: true,
      },
    });
    const engine = await openEngine({ machines: { m: machine }, functions: { slow: ({ n }: { n: number }) => n } });
    expect((await engine.run('m', { n: 4 })).output).toEqual({ sum: 55 });
  });

  it('fails with the error of the first branch that fails, and lets the others go', async () => {
    const tokens: string[] = [];
    const machine = machineOf('P', {
      P: {
        Type: 'Parallel',
        Branches: [branch('A', invokeWithToken('hold', { End: true })), branch('B', invoke('broken', { End: true }))],
        Catch: [{ ErrorEquals: ['Broken'], Output: { why: '{% $states.errorOutput.Error %}' }, Next: 'Z' }],
        End: true,
      },
      Z: { Type: 'Succeed' },
    });
    const functions = {
      hold: ({ token }: { token: string }) => void tokens.push(token),
      broken: () => {
        throw new FunctionFailure('Broken');
      },
    };
    const engine = await openEngine({ machines: { m: machine }, functions });
    expect(await engine.run('m', {})).toMatchObject({ status: 'succeeded', output: { why: 'Broken' } });
    await expect(engine.workflows.succeed(tokens[0] ?? '', {})).rejects.toThrow('token');
  });

  it('begins all branches anew when it is retried', async () => {
    const calls: string[] = [];
    const machine = machineOf('P', {
      P: {
        Type: 'Parallel',
        Branches: [branch('A', invoke('steady', { End: true })), branch('B', invoke('flaky', { End: true }))],
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }],
        End: true,
      },
    });
    const functions = {
      steady: () => void calls.push('steady'),
      flaky: () => {
        calls.push('flaky');
        if (calls.length < 3) throw new FunctionFailure('Flaky');
        return 'ok';
      },
    };
    const engine = await openEngine({ machines: { m: machine }, functions });
    await engine.run('m', {});
    await engine.advanceSeconds(5);
    expect(await engine.describe('m')).toMatchObject({ status: 'succeeded', output: [null, 'ok'] });
    expect(calls.toSorted()).toEqual(['flaky', 'flaky', 'steady', 'steady']);
  });
});
