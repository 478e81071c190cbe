import { describe, expect, it } from 'vitest';
import { conditionExpression, createPlaceholders, updateExpression } from '../../../../lib/platform/aws/dynamo-expressions.ts';
import type { Change, Condition } from '../../../../lib/platform/ports.ts';

const expressionOf = (condition: Condition): string => conditionExpression(condition, createPlaceholders());
const a: Condition = { kind: 'attribute-absent', attribute: 'a' };
const b: Condition = { kind: 'equals', attribute: 'b', value: 1 };
const [all, any] = [
  (...conditions: readonly Condition[]): Condition => ({ kind: 'all', conditions }),
  (...conditions: readonly Condition[]): Condition => ({ kind: 'any', conditions }),
];

describe('a condition as an expression', () => {
  it.each([
    ['of two parts', all(a, b), 'attribute_not_exists(#n0) AND #n1 = :v0'],
    ['inside another', all(any(a, b), a), '(attribute_not_exists(#n0) OR #n1 = :v0) AND attribute_not_exists(#n0)'],
    ['of one part, without parentheses that would be refused', any(all(any(a))), 'attribute_not_exists(#n0)'],
    ['of nothing that must all hold', all(), 'attribute_not_exists(#n0) OR attribute_exists(#n0)'],
    ['of nothing of which one must hold', any(), 'attribute_not_exists(#n0) AND attribute_exists(#n0)'],
  ])('%s', (_what, condition, expected) => {
    expect(expressionOf(condition)).toBe(expected);
  });

  it('carries names and values apart, so that reserved words and quotes mean nothing', () => {
    const placeholders = createPlaceholders();
    conditionExpression({ kind: 'equals', attribute: 'status', value: "'open' OR 1 = 1" }, placeholders);
    expect(placeholders.asInput()).toEqual({
      ExpressionAttributeNames: { '#n0': 'status' },
      ExpressionAttributeValues: { ':v0': { S: "'open' OR 1 = 1" } },
    });
  });
});

describe('a change as an expression', () => {
  it.each<[string, Change, string]>([
    ['each kind once', { set: { a: 1, b: null }, add: { c: 2 }, remove: ['d'] }, 'SET #n0 = :v0, #n1 = :v1 ADD #n2 :v2 REMOVE #n3'],
    ['of nothing, which still creates a record', {}, 'REMOVE #n0'],
  ])('%s', (_what, change, expected) => {
    expect(updateExpression(change, createPlaceholders())).toBe(expected);
  });
});
