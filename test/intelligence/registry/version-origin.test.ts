import { describe, expect, it } from 'vitest';
import { automatedShare, originOf } from '../../../lib/intelligence/domain/registry/version-origin.ts';

const workflow = { kind: 'system', id: 'retraining' };
const person = { kind: 'user', id: 'user-7' };
const fact = (type: string, version: number, actor: { readonly kind: string; readonly id: string }) => ({
  type: `model.${type}`,
  payload: { version },
  actor,
});

describe('a version in use', () => {
  it('is of the release when it is the starter', () => expect(originOf(0, [])).toBe('release'));

  it('came by retraining when the workflow registered it and evaluated its gates, whoever promoted it', () => {
    const history = [fact('version_registered', 1, workflow), fact('gates_evaluated', 1, workflow), fact('promoted', 1, person)];
    expect(originOf(1, history)).toBe('retraining');
  });

  it('came by hand when somebody registered it, or evaluated its gates last', () => {
    const gates = fact('gates_evaluated', 1, workflow);
    expect(originOf(1, [fact('version_registered', 1, person), gates])).toBe('hand');
    expect(originOf(1, [fact('version_registered', 1, workflow), gates, fact('gates_evaluated', 1, person)])).toBe('hand');
    expect(originOf(1, [fact('version_registered', 1, workflow)])).toBe('hand');
  });

  it('is not mistaken for another one, nor a person for the workflow', () => {
    const other = [fact('version_registered', 1, workflow), fact('gates_evaluated', 1, workflow)];
    expect(originOf(2, [...other, fact('version_registered', 2, person), fact('gates_evaluated', 2, person)])).toBe('hand');
    const named = { kind: 'user', id: 'retraining' };
    expect(originOf(3, [fact('version_registered', 3, named), fact('gates_evaluated', 3, named)])).toBe('hand');
  });
});

it('the share of models that came without a hand counts releases and retraining', () => {
  expect(automatedShare(['release', 'retraining', 'hand', 'release'])).toEqual({ inUse: 4, automated: 3, share: 0.75 });
  expect(automatedShare([])).toEqual({ inUse: 0, automated: 0, share: null });
});
