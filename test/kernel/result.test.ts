import { describe, expect, it } from 'vitest';
import { assertNever, err, invariant, ok } from '../../lib/kernel/result.ts';

describe('Result', () => {
  it('carries a value or an error, told apart by ok', () => {
    expect(ok(3)).toEqual({ ok: true, value: 3 });
    expect(err('no-stock')).toEqual({ ok: false, error: 'no-stock' });
  });
});

describe('invariant', () => {
  it('lets a true statement pass', () => {
    expect(() => invariant(1 + 1 === 2, 'arithmetic holds')).not.toThrow();
  });

  it('names the statement that does not hold', () => {
    expect(() => invariant(false, 'allocated ≤ on hand')).toThrow('Invariant broken: allocated ≤ on hand');
  });
});

describe('assertNever', () => {
  it('shows the case that nobody handled', () => {
    expect(() => assertNever({ type: 'Unheard' } as never)).toThrow('Unreachable case: {"type":"Unheard"}');
  });
});
