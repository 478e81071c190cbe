import { expect, it } from 'vitest';
import { compareNeeds } from '../../scripts/support/needs-used.ts';

const used = (entries: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(entries).map(([handler, needs]) => [handler, new Set(needs)]));

it('finds nothing where every function used just what it declares', () => {
  expect(compareNeeds({ a: ['bus:publish'], b: [] }, used({ a: ['bus:publish'] }))).toEqual({ right: 2, problems: [] });
});

it('names a right that was used without its being declared', () => {
  expect(compareNeeds({ a: [] }, used({ a: ['bus:publish'] }))).toEqual({
    right: 0,
    problems: ['a used bus:publish, which is not declared for it'],
  });
});

it('names a right that is declared and was never used', () => {
  expect(compareNeeds({ a: ['bus:publish', 'ledger:get'] }, used({ a: ['ledger:get'], c: [] }))).toEqual({
    right: 1,
    problems: ['a is declared to need bus:publish and never used it'],
  });
});
