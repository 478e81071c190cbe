import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { estimateOffPolicy, type LoggedChoice } from '../../../lib/sourcing/domain/evaluation/off-policy.ts';

// A known problem: three plans whose true costs depend on the kind of order, and a log that draws them unevenly.
const trueCosts = [
  [900, 1_000, 1_150],
  [1_400, 1_100, 1_250],
] as const;
const propensities = [
  [0.9, 0.06, 0.04],
  [0.2, 0.5, 0.3],
] as const;

type Policy = (kind: number) => number;
const policies: readonly Policy[] = [0, 1, 2].flatMap((first) =>
  [0, 1, 2].map(
    (second): Policy =>
      (kind) =>
        kind === 0 ? first : second,
  ),
);
const valueOf = (policy: Policy): number => (trueCosts[0][policy(0)] as number) * 0.5 + (trueCosts[1][policy(1)] as number) * 0.5;

const draw = (seed: number, count: number, policy: Policy, model: (kind: number, plan: number) => number): readonly LoggedChoice[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const kind = random.next() < 0.5 ? 0 : 1;
    const [first, second] = propensities[kind] as readonly [number, number, number];
    const at = random.next();
    const plan = at < first ? 0 : at < first + second ? 1 : 2;
    const cost = (trueCosts[kind]?.[plan] as number) + (random.next() - 0.5) * 400;
    return {
      propensity: propensities[kind]?.[plan] as number,
      agrees: plan === policy(kind),
      supported: true,
      cost,
      modelled: { logged: model(kind, plan), other: model(kind, policy(kind)) },
    };
  });
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (left: readonly number[], right: readonly number[]): number => {
  const [first, second] = [mean(left), mean(right)];
  const product = (some: readonly number[], its: number, others: readonly number[], theirs: number): number =>
    some.reduce((sum, value, index) => sum + (value - its) * ((others[index] as number) - theirs), 0);
  return product(left, first, right, second) / Math.sqrt(product(left, first, left, first) * product(right, second, right, second));
};

describe('the estimate of a policy that did not decide', () => {
  it('comes to its true cost on average, whichever policy it is', () => {
    for (const policy of policies) {
      const estimates = Array.from({ length: 60 }, (_, seed) => estimateOffPolicy(draw(seed, 1_500, policy, () => 1_000)));
      expect(Math.abs(mean(estimates.map((one) => one?.snips.mean ?? 0)) - valueOf(policy))).toBeLessThan(12);
      expect(Math.abs(mean(estimates.map((one) => one?.doublyRobust.mean ?? 0)) - valueOf(policy))).toBeLessThan(12);
    }
  });

  it('holds the true cost in its range in nine cases of ten', () => {
    const policy = policies[5] as Policy;
    const held = Array.from({ length: 300 }, (_, seed) => {
      const { low, high } = estimateOffPolicy(draw(seed, 1_500, policy, () => 1_000))?.snips ?? { low: 0, high: 0 };
      return low <= valueOf(policy) && valueOf(policy) <= high;
    }).filter((one) => one).length;
    expect(held / 300).toBeGreaterThan(0.84);
    expect(held / 300).toBeLessThan(0.96);
  });

  it('ranks policies as their true costs do', () => {
    const estimates = policies.map((policy) => estimateOffPolicy(draw(7, 3_000, policy, () => 1_000))?.snips.mean ?? 0);
    expect(correlation(estimates, policies.map(valueOf))).toBeGreaterThan(0.9);
  });

  it('is narrower with a model that knows the costs', () => {
    const policy = policies[8] as Policy;
    const width = (model: (kind: number, plan: number) => number): number => {
      const { low, high } = estimateOffPolicy(draw(3, 1_500, policy, model))?.doublyRobust ?? { low: 0, high: 0 };
      return high - low;
    };
    expect(width((kind, plan) => trueCosts[kind]?.[plan] as number)).toBeLessThan(width(() => 1_000) * 0.75);
  });

  it('says which of the two is dearer, and says nothing on few decisions', () => {
    const [best, worst] = [policies[1] as Policy, policies[6] as Policy];
    expect(valueOf(best)).toBeLessThan(valueOf(worst));
    expect(estimateOffPolicy(draw(1, 4_000, best, () => 1_000))?.verdict).toBe('better');
    expect(estimateOffPolicy(draw(1, 4_000, worst, () => 1_000))?.verdict).toBe('worse');
    expect(estimateOffPolicy(draw(1, 30, worst, () => 1_000))).toMatchObject({ verdict: 'no-evidence', refusal: 'few-decisions' });
    expect(estimateOffPolicy(draw(1, 4_000, best, () => 1_000))).not.toHaveProperty('refusal');
    expect(estimateOffPolicy([])).toBeUndefined();
  });

  it('says nothing where the log could not have made enough of its choices, however many decisions there are', () => {
    // Orders of which the log never draws what the other policy wants: dear ones, so that the rest looks cheap.
    const apart = (count: number): readonly LoggedChoice[] =>
      Array.from({ length: count }, () => ({
        propensity: 1,
        agrees: false,
        supported: false,
        cost: 2_000,
        modelled: { logged: 2_000, other: 2_000 },
      }));
    const rest = draw(1, 4_000, policies[6] as Policy, () => 1_000);
    const [enough, toofew] = [estimateOffPolicy([...rest, ...apart(1_000)]), estimateOffPolicy([...rest, ...apart(1_001)])];
    expect(enough).toMatchObject({ decisions: 5_000, supported: 4_000 });
    expect(enough?.verdict).not.toBe('no-evidence');
    expect(toofew).toMatchObject({ decisions: 5_001, supported: 4_000, verdict: 'no-evidence', refusal: 'little-overlap' });
  });

  it('is what the log has cost where both always agree', () => {
    const choices = Array.from(
      { length: 50 },
      (_, index): LoggedChoice => ({
        propensity: 1,
        agrees: true,
        supported: true,
        cost: 1_000 + index,
        modelled: { logged: 900, other: 900 },
      }),
    );
    const estimate = estimateOffPolicy(choices);
    expect(estimate?.snips.mean).toBe(estimate?.logged.mean);
    expect(estimate).toMatchObject({ decisions: 50, matched: 50, effective: 50, verdict: 'undecided' });
  });
});
