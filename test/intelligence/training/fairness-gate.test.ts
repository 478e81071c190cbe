import { describe, expect, it } from 'vitest';
import { evaluateGate } from '../../../lib/intelligence/domain/registry/model.values.ts';
import { fairnessGate, stoppedShare } from '../../../lib/intelligence/domain/training/fairness-gate.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';

const random = createRandom(3);
const rows = 4_000;
const indices = Array.from({ length: rows }, (_, index) => index);
const channel = indices.map((index) => (index % 2 === 0 ? 'web' : 'market'));
const region = indices.map((index) => ['US-NY', 'US-CA', null][index % 3] ?? null);
const honest = indices.map(() => 0);
const fair = indices.map(() => random.next());
/** The same scores, with those of one channel pushed up. */
const against = (which: string) => fair.map((score, index) => (channel[index] === which ? score + 0.08 : score));
const gate = (challenger: readonly number[], champion = fair, labels: readonly number[] = honest) =>
  evaluateGate(fairnessGate({ labels, challenger, champion, groups: { channel, region } }));

describe('the gate of fairness', () => {
  it('lets through a model that stops all groups alike', () => {
    expect(gate(indices.map(() => random.next()))).toMatchObject({ name: 'fairness_new_gaps', value: 0, passed: true });
  });

  it('stops one that hits the honest orders of one group more than the champion did', () => {
    expect(gate(against('market'))).toMatchObject({ value: 1, passed: false });
  });

  it('does not hold against it what the champion does as well', () => {
    expect(gate(against('market'), against('market'))).toMatchObject({ value: 0, passed: true });
  });

  it('does not hold against it that a group has more fraud', () => {
    // Every order that is stopped in the market is one.
    const scores = against('market');
    const cut = scores.toSorted((one, other) => other - one)[Math.ceil(rows * stoppedShare) - 1] ?? 1;
    const labels = indices.map((index) => (channel[index] === 'market' && (scores[index] ?? 0) >= cut ? 1 : 0));
    expect(gate(scores, fair, labels)).toMatchObject({ value: 0, passed: true });
  });

  it('says nothing of groups too small to tell', () => {
    const few = indices.map((index) => (index < 40 ? 'new' : 'web'));
    const challenger = fair.map((score, index) => (index < 40 ? 2 : score));
    const labels = honest;
    expect(fairnessGate({ labels, challenger, champion: fair, groups: { channel: few, region } }).value).toBe(0);
  });
});
