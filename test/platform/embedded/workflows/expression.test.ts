import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { passOutput } from './support/engine.ts';

const valueOf = async (expression: string, input: unknown = {}): Promise<unknown> => {
  const execution = await passOutput({ value: `{% ${expression} %}` }, input);
  expect(execution.error).toBeUndefined();
  return (execution.output as { readonly value: unknown }).value;
};

describe('Expressions', () => {
  it('stand anywhere inside a value, and everything else stays as it is', async () => {
    const { output } = await passOutput(
      { a: [1, '{% $states.input.n + 1 %}', { b: '{% $states.input.list[n > 1] %}' }], c: '100 %', d: null },
      { n: 4, list: [{ n: 1 }, { n: 2 }] },
    );
    expect(output).toEqual({ a: [1, 5, { b: { n: 2 } }], c: '100 %', d: null });
  });

  it.each([
    ['$states.input.missing', 'returned nothing'],
    ["$number('abc')", 'failed'],
    ['function($x) { $x }', 'JSON cannot hold'],
    ['$f := function($x) { $f($x) + 1 }; $f(1)', 'failed'],
    ["$parse('{')", 'failed'],
    ["$hash('a', 'CRC32')", 'failed'],
    ['$range(0, 10, 0)', 'failed'],
  ])('that give no JSON value fail the state: %s', async (expression, reason) => {
    const execution = await passOutput(`{% (${expression}) %}`);
    expect(execution).toMatchObject({ status: 'failed', error: 'States.QueryEvaluationError' });
    expect(execution.cause).toContain(reason);
  });

  it.each([
    ['$partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$parse(\'{"a": [1]}\')', { a: [1] }],
    ["$hash('input data', 'SHA-256')", createHash('sha256').update('input data').digest('hex')],
    ["$hash('input data', 'MD5')", createHash('md5').update('input data').digest('hex')],
    ['$random(7) = $random(7)', true],
    ['$now()', '2026-11-20T10:00:00.000Z'],
    ["$now('[Y]-[M01]')", '2026-11'],
    ['$millis()', Date.parse('2026-11-20T10:00:00.000Z')],
  ])('have the functions of Step Functions: %s', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });

  it('draw ids and chances from the source handed in', async () => {
    expect(await valueOf('$uuid()')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await valueOf('$uuid()')).toBe(await valueOf('$uuid()'));
    const draw = await valueOf('$random()');
    expect(draw).toBeGreaterThanOrEqual(0);
    expect(draw).toBeLessThan(1);
  });

  it('keep a member called __proto__ as data', async () => {
    expect(Object.keys((await valueOf('$parse(\'{"__proto__": 1}\')')) as object)).toEqual(['__proto__']);
  });
});
