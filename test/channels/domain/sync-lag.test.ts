import { describe, expect, it } from 'vitest';
import { type LagClasses, lagP95, syncLagOf, withLags } from '../../../lib/channels/domain/sync-lag.ts';

const seconds = (count: number, each: number): readonly number[] => Array.from({ length: count }, () => each);

describe('how long a channel may show an old number', () => {
  it('is the usual figure until twenty times were measured', () => {
    expect(syncLagOf('shopify', withLags([], seconds(19, 3)))).toEqual({ seconds: 6.5, basis: 'prior' });
    expect(syncLagOf('amazon', [])).toEqual({ seconds: 906, basis: 'prior' });
    expect(syncLagOf('shopify', withLags([], seconds(20, 4)))).toEqual({ seconds: 4.5, basis: 'measured' });
  });

  it('is what 95 of 100 stayed below, within a factor of 1.42', () => {
    const counts = withLags(withLags([], seconds(95, 2)), seconds(5, 700));
    expect(lagP95(counts)).toBe(2);
    const p95 = lagP95(withLags(counts, seconds(5, 700))) ?? 0;
    expect(p95).toBeGreaterThanOrEqual(700);
    expect(p95).toBeLessThanOrEqual(700 * 1.42);
  });

  it('follows a channel that becomes slower, and keeps no more than 32 numbers', () => {
    let counts: LagClasses = withLags([], seconds(10_000, 2));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThan(400);
    counts = withLags(counts, seconds(500, 120));
    expect(lagP95(counts)).toBe(128);
    expect(withLags(counts, [1e9])).toHaveLength(32);
  });
});
