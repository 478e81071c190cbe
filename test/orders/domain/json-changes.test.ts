import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonChanges } from '../../../lib/orders/domain/json-changes.ts';

const changes = (before: unknown, after: unknown) => jsonChanges(before, after, ['line_id', 'hold_id']);

describe('changes between two values', () => {
  it('name the member that differs', () => {
    expect(changes({ status: 'pending', totals: { total: 1, tax: 0 } }, { status: 'packed', totals: { total: 2, tax: 0 } })).toEqual([
      { path: 'status', before: 'pending', after: 'packed' },
      { path: 'totals.total', before: 1, after: 2 },
    ]);
  });

  it('take what came or went as one', () => {
    expect(changes({ gone: { a: 1 } }, { come: { b: 2 } })).toEqual([
      { path: 'gone', before: { a: 1 }, after: null },
      { path: 'come', before: null, after: { b: 2 } },
    ]);
  });

  it('follow entries of a list by their id, wherever they stand', () => {
    const before = {
      holds: [
        { hold_id: 'a', outcome: 'open' },
        { hold_id: 'b', outcome: 'open' },
      ],
    };
    const after = {
      holds: [
        { hold_id: 'c', outcome: 'open' },
        { hold_id: 'b', outcome: 'released' },
      ],
    };
    expect(changes(before, after)).toEqual([
      { path: 'holds[a]', before: { hold_id: 'a', outcome: 'open' }, after: null },
      { path: 'holds[b].outcome', before: 'open', after: 'released' },
      { path: 'holds[c]', before: null, after: { hold_id: 'c', outcome: 'open' } },
    ]);
  });

  it('take a list whose entries have no id of their own as a whole', () => {
    expect(changes({ skus: ['A'] }, { skus: ['A', 'B'] })).toEqual([{ path: 'skus', before: ['A'], after: ['A', 'B'] }]);
    const twice = { holds: [{ hold_id: 'a' }, { hold_id: 'a' }] };
    expect(changes({ holds: [] }, twice)).toEqual([{ path: 'holds', before: [], after: twice.holds }]);
  });

  it('see an entry that is null as nothing, and a change of kind as one change', () => {
    expect(changes({ a: null }, { a: null })).toEqual([]);
    expect(changes({ a: [1] }, { a: { b: 1 } })).toEqual([{ path: 'a', before: [1], after: { b: 1 } }]);
  });

  it('are none between equal values, and some between others', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(json, json, (left, right) => {
        expect(changes(left, structuredClone(left))).toEqual([]);
        const differ = JSON.stringify(left) !== JSON.stringify(right);
        if (!differ) expect(changes(left, right)).toEqual([]);
        for (const change of changes(left, right)) expect(change.before).not.toEqual(change.after);
      }),
      { numRuns: 300 },
    );
  });
});
