import { describe, expect, it } from 'vitest';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { balancedPolicy, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { request, sends, sha256, stock } from '../domain/sourcing.fixtures.ts';

const exploring = (explorePercent: number, exploreWithinPercent: number, more: Partial<SourcingPolicy> = {}): SourcingPolicy => ({
  ...balancedPolicy,
  ...more,
  learned: { enabled: true, explorePercent, exploreWithinPercent },
});
const asked = (draw: number | undefined, change: Partial<SourcingRequest> = {}): SourcingRequest =>
  request({ availability: stock('A', { W1: 5, W2: 5, W3: 5 }), ...(draw === undefined ? {} : { draw }), ...change });

describe('exploration', () => {
  it('is not there unless the policy wants it and the order was drawn for', () => {
    const plain = chooseSources(asked(0.3), balancedPolicy, sha256);
    expect(plain.receipt).not.toHaveProperty('exploration');
    expect(chooseSources(asked(undefined), exploring(5, 50), sha256).receipt).not.toHaveProperty('exploration');
    expect(chooseSources(asked(0.3), exploring(0, 50), sha256).assignments).toEqual(plain.assignments);
  });

  it('draws as often as it says, each with the propensity that stands on the receipt', () => {
    const policy = exploring(5, 100);
    const random = createRandom(5);
    const count = 4_000;
    const seen = new Map<string, { drawn: number; propensity: number }>();
    for (let index = 0; index < count; index += 1) {
      const { assignments, receipt } = chooseSources(asked(random.next()), policy, sha256);
      const { exploration } = receipt;
      expect(exploration?.among.reduce((sum, { propensity }) => sum + propensity, 0)).toBeCloseTo(1, 9);
      const key = JSON.stringify(sends({ assignments }));
      const entry = seen.get(key) ?? { drawn: 0, propensity: exploration?.propensity ?? 0 };
      expect(exploration?.propensity).toBe(entry.propensity);
      seen.set(key, { ...entry, drawn: entry.drawn + 1 });
    }
    expect(seen.size).toBeGreaterThan(1);
    for (const { drawn, propensity } of seen.values()) {
      const deviation = Math.sqrt(propensity * (1 - propensity) * count);
      expect(Math.abs(drawn - propensity * count)).toBeLessThan(5 * deviation);
    }
  });

  it('takes no plan that is dearer than nearly equal', () => {
    const best = chooseSources(asked(undefined), balancedPolicy, sha256).receipt.candidates[0]?.scoreMinor ?? 0;
    const random = createRandom(9);
    for (let index = 0; index < 1_500; index += 1) {
      const { receipt } = chooseSources(asked(random.next()), exploring(5, 20), sha256);
      const score = receipt.candidates[0]?.scoreMinor ?? 0;
      expect(score).toBeLessThanOrEqual(best * 1.2);
      if (receipt.exploration?.explored) expect(receipt).toMatchObject({ optimal: false, gapMinor: score - best });
    }
  });

  it('never breaks a promise or a hard constraint', () => {
    const now = Instant('2026-11-20T12:00:00.000Z');
    // From the far coast the parcel comes a day after the promise.
    const promise = { deliverBy: plusMs(now, 4 * 86_400_000) };
    const random = createRandom(11);
    for (const [change, policy] of [
      [{ now, promise }, exploring(5, 400)],
      [{ maxParcels: 1 }, exploring(5, 400, { constraints: { locationTypes: ['warehouse'] } })],
    ] as const)
      for (let index = 0; index < 800; index += 1) {
        const { assignments } = chooseSources(asked(random.next(), change), policy, sha256);
        expect(assignments).toHaveLength(1);
        for (const { lateDays = 0 } of assignments) expect(lateDays).toBe(0);
      }
  });

  it('comes to the same again for the same draw', () => {
    const policy = exploring(5, 100);
    for (const draw of [0.00001, 0.12345, 0.99999])
      expect(chooseSources(asked(draw), policy, sha256)).toEqual(chooseSources(asked(draw), policy, sha256));
  });
});
