import { describe, expect, it } from 'vitest';
import { couldBeBought, type LagClasses, lagP95, syncLagOf, withLags } from '../../../lib/channels/domain/sync-lag.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

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

describe('an account that was told of none at noon', () => {
  const told = { quantity: 0, shownUntil: Instant('2026-11-20T12:00:00.000Z') };
  it.each([
    ['shopify', '2026-11-20T12:00:00.400Z', true],
    ['shopify', '2026-11-20T12:00:02.000Z', false],
    ['amazon', '2026-11-20T12:14:00.000Z', true],
    ['walmart', '2026-11-20T12:15:00.000Z', true],
    ['amazon', '2026-11-20T12:15:01.000Z', false],
  ])('could be bought from on %s at %s: %s', (channel, placedAt, expected) => {
    expect(couldBeBought(told, channel, Instant(placedAt))).toBe(expected);
  });

  it('could never be bought from where it never showed any', () => {
    expect(couldBeBought({ quantity: 0, shownUntil: null }, 'amazon', Instant('2026-11-20T12:00:00.000Z'))).toBe(false);
  });
});
