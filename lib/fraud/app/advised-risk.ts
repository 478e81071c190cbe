import type { NotScored, Scored, Scoring } from '../../intelligence/index.ts';
import type { RiskAdvice, RiskScorer } from './risk-scorer.ts';

const fraudModel = 'fraud';
const topContributionsMax = 5;

// Enough to tell contributions apart; what lies beyond differs between machines and would only fill the receipt.
const rounded = (value: number): number => Number(value.toFixed(6));

const adviceOf = (scored: Scored | NotScored): RiskAdvice => {
  if (scored.source === 'none') return scored;
  const { source, model, version, score, bias, fallback } = scored;
  const sorted = Object.entries(scored.contributions).sort(([, one], [, other]) => Math.abs(other) - Math.abs(one));
  const others = sorted.slice(topContributionsMax).reduce((sum, [, contribution]) => sum + contribution, 0);
  return {
    source,
    model,
    version,
    score: rounded(score),
    bias: rounded(bias),
    fallback,
    topContributions: sorted
      .slice(0, topContributionsMax)
      .map(([feature, contribution]) => ({ feature, contribution: rounded(contribution) })),
    otherContributions: rounded(others),
  };
};

/**
 * The assessment of a rule with the model's opinion beside it. The rule alone decides: the model is a starter, trained on
 * a simulation, and its scores are recorded so that they can be compared with what became of the orders.
 */
export const createAdvisedRisk = (parts: { readonly rule: RiskScorer; readonly scoring: Scoring }): RiskScorer => ({
  assess: async (tenantId, subject) => {
    const [assessment, scored] = await Promise.all([
      parts.rule.assess(tenantId, subject),
      parts.scoring.score(fraudModel, subject.features),
    ]);
    return { ...assessment, advice: { usedByPolicy: false, ...adviceOf(scored) } };
  },
});
