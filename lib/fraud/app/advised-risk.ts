import type { NotScored, Scored } from '../../intelligence/index.ts';
import type { RiskAdvice } from './risk-scorer.ts';

export const fraudModel = 'fraud';
const topContributionsMax = 5;

// Enough to tell contributions apart; what lies beyond differs between machines and would only fill the receipt.
const rounded = (value: number): number => Number(value.toFixed(6));

/** What of a score stands on a receipt. */
export const adviceOf = (scored: Scored | NotScored): RiskAdvice => {
  if (scored.source === 'none') return scored;
  const { source, model, version, score, bias, fallback, assignment } = scored;
  const sorted = Object.entries(scored.contributions).sort(([, one], [, other]) => Math.abs(other) - Math.abs(one));
  const others = sorted.slice(topContributionsMax).reduce((sum, [, contribution]) => sum + contribution, 0);
  return {
    source,
    model,
    version,
    score: rounded(score),
    bias: rounded(bias),
    fallback,
    // Where nothing but the starter could have answered, there is nothing to say.
    ...(assignment.registryVersion === 0 && assignment.propensity === 1 && assignment.shadows.length === 0 ? {} : { assignment }),
    topContributions: sorted
      .slice(0, topContributionsMax)
      .map(([feature, contribution]) => ({ feature, contribution: rounded(contribution) })),
    otherContributions: rounded(others),
  };
};
