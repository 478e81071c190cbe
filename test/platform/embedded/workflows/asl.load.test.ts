import { describe, expect, it } from 'vitest';

import { loadMachine } from '../../../../lib/platform/embedded/workflows/asl.load.ts';
import { describeProblem } from '../../../../lib/platform/embedded/workflows/asl.problems.ts';

const pass = { Type: 'Pass', End: true };
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' }, End: true };

const problemsOf = (definition: unknown): readonly string[] => {
  const result = loadMachine(typeof definition === 'string' ? definition : JSON.stringify(definition));
  return result.ok ? [] : result.error.map(describeProblem);
};
const problemsIn = (states: object, extra: object = {}): readonly string[] =>
  problemsOf({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...extra });

describe('A definition', () => {
  it('loads when every part is right', () => {
    const states = {
      Reserve: {
        ...task,
        Comment: '{% not read',
        TimeoutSeconds: '{% 60 %}',
        HeartbeatSeconds: 10,
        Assign: { got: '{% $states.result %}' },
        Next: 'Fan',
        End: undefined,
        Retry: [{ ErrorEquals: ['Busy'], MaxDelaySeconds: 60, JitterStrategy: 'FULL' }, { ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'Stop' }],
      },
      Fan: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'One', States: { One: pass } }, End: true },
      Stop: { Type: 'Fail', Error: 'Stopped' },
    };
    expect(problemsIn(states, { Comment: 'fine', TimeoutSeconds: 600, Version: '1.0' })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no such target', { A: { Type: 'Pass', Next: 'B' } }, 'invalid: state "A", field Next: there is no state "B"'],
    ['a state nobody reaches', { A: pass, B: pass }, 'invalid: state "B": cannot be reached'],
    ['no end', { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }, 'invalid: machine, field States: no state ends'],
    ['Next and End', { A: { ...pass, Next: 'A' } }, 'invalid: state "A", field Next, End: only one'],
    ['neither Next nor End', { A: { Type: 'Pass' } }, 'invalid: state "A", field Next: either Next or'],
    ['an unknown type', { A: { Type: 'Jump' } }, 'invalid: state "A", field Type'],
    ['an unknown field', { A: { ...pass, Colour: 'red' } }, 'invalid: state "A", field Colour: does not exist in a Pass state'],
    ['a JSONPath field', { A: { ...pass, ResultPath: '$' } }, 'invalid: state "A", field ResultPath: belongs to JSONPath'],
    ['a JSONPath state', { A: { ...pass, QueryLanguage: 'JSONPath' } }, 'invalid: state "A", field QueryLanguage'],
    [
      'an open expression',
      { A: { ...pass, Output: { deep: ['{% 1 '] } } },
      'invalid: state "A", field Output.deep[0]: an expression is written',
    ],
    ['a broken expression', { A: { ...pass, Output: '{% 1 + %}' } }, 'invalid: state "A", field Output: not a JSONata expression'],
    ['a read of the context', { A: { ...pass, Output: '{% name %}' } }, 'reference to "name" at the top level'],
    ['a read of the root', { A: { ...pass, Output: '{% $map([1], function($x) { $$ }) %}' } }, 'reference to "$$" at the top level'],
    ['$eval', { A: { ...pass, Output: "{% $eval('1') %}" } }, '$eval is not available'],
    ['a result where there is none', { A: { ...pass, Output: '{% $states.result %}' } }, '$states.result does not exist in this field'],
    ['an error outside Catch', { A: { ...task, Output: '{% $states.errorOutput %}' } }, '$states.errorOutput exists only inside Catch'],
    ['a reserved variable', { A: { ...pass, Assign: { states: 1 } } }, 'states is a reserved name'],
    ['States.ALL with others', { A: { ...task, Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] } }, 'States.ALL must stand alone'],
    [
      'States.ALL not last',
      { A: { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] } },
      'States.ALL must stand alone',
    ],
    [
      'a retry that shrinks',
      { A: { ...task, Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] } },
      'Retry[0].BackoffRate: must be a number from 1',
    ],
    ['a heartbeat above the timeout', { A: { ...task, TimeoutSeconds: 5, HeartbeatSeconds: 5 } }, 'HeartbeatSeconds: must be smaller'],
    ['no function', { A: { ...task, Arguments: {} } }, 'Arguments.FunctionName: is required'],
    ['no ARN', { A: { ...task, Resource: 'f' } }, 'Resource: "f" is not an ARN'],
    ['a wait for nothing', { A: { Type: 'Wait', End: true } }, 'either Seconds or Timestamp is required'],
    ['a moment that is none', { A: { Type: 'Wait', Timestamp: 'soon', End: true } }, 'must be an RFC 3339 moment'],
    ['a choice without rules', { A: { Type: 'Choice', Choices: [] } }, 'Choices: must be a list of at least one rule'],
    [
      'an inner variable over an outer one',
      { A: { Type: 'Map', Assign: { n: 1 }, ItemProcessor: { StartAt: 'B', States: { B: { ...pass, Assign: { n: 2 } } } }, End: true } },
      'variable "n" belongs to an outer scope',
    ],
    [
      'a name used twice',
      { A: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: pass } }, End: true } },
      'state names are unique',
    ],
  ])('is invalid with %s', (_, states, expected) => {
    const problems = problemsIn(states);
    expect(problems.join('\n')).toContain(expected);
    expect(problems.some((problem) => problem.startsWith('invalid'))).toBe(true);
  });

  it.each<[string, object, string]>([
    [
      'another integration',
      { A: { ...task, Resource: 'arn:aws:states:::sqs:sendMessage' } },
      'unsupported: state "A", field Resource: arn:aws:states:::sqs:sendMessage',
    ],
    [
      'a bare function ARN',
      { A: { ...task, Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:f' } },
      'unsupported: state "A", field Resource',
    ],
    [
      'other arguments',
      { A: { ...task, Arguments: { FunctionName: 'f', InvocationType: 'Event' } } },
      'unsupported: state "A", field Arguments.InvocationType',
    ],
    ['credentials', { A: { ...task, Credentials: {} } }, 'unsupported: state "A", field Credentials'],
    [
      'a distributed Map',
      { A: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'B', States: { B: pass } }, End: true } },
      'unsupported: state "A", field ItemProcessor.ProcessorConfig.Mode',
    ],
    [
      'tolerated failures',
      { A: { Type: 'Map', ToleratedFailureCount: 2, ItemProcessor: { StartAt: 'B', States: { B: pass } }, End: true } },
      'unsupported: state "A", field ToleratedFailureCount',
    ],
  ])('is valid but refused by name with %s', (_, states, expected) => {
    const problems = problemsIn(states);
    expect(problems.join('\n')).toContain(expected);
    expect(problems.every((problem) => problem.startsWith('unsupported'))).toBe(true);
  });

  it('is valid but refused when it is written in JSONPath', () => {
    expect(problemsOf({ StartAt: 'A', States: { A: { ...pass, ResultPath: '$.a' } } })).toEqual([
      'unsupported: state "A", field QueryLanguage: JSONPath is not supported; write the state in JSONata',
    ]);
  });

  it('is invalid when a key stands twice, and when it is no JSON', () => {
    expect(
      problemsOf('{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Type":"Succeed"}}}').join(),
    ).toContain('"Type" stands twice');
    expect(problemsOf('{').join()).toContain('not JSON');
    expect(problemsOf('[]').join()).toContain('must be a JSON object');
  });

  it('takes substitutions, escaped, and names those that are missing', () => {
    const text = JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { ...task, Arguments: { FunctionName: '${fn}' } } },
    });
    expect(loadMachine(text, { fn: 'a"b' }).ok).toBe(true);
    expect(problemsOf(text)).toEqual(['unsupported: machine: no value is given for the substitution "fn"']);
  });
});
