import type { FraudBandsPolicy } from '../../kernel/fraud-policies.ts';
import { type PersonId, TenantId } from '../../kernel/ids.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { Scoring } from '../../intelligence/index.ts';
import { type BandAction, bandRange, cheapest, expectedCosts } from '../domain/bands.ts';
import { bandReasons, consentReason, explorationReason } from '../domain/bands.words.ts';
import type { Exploration } from '../domain/exploration.ts';
import { adviceOf, fraudModel } from './advised-risk.ts';
import type { Explorer } from './explorer.ts';
import type { BandsReceipt, BandsSilent, RiskAdvice, RiskAssessment, RiskScorer, RiskSubject } from './risk-scorer.ts';

/** What a tenant's actions cost it, and who decided so. */
export type BandsChoice = (tenantId: TenantId) => Promise<{ readonly value: FraudBandsPolicy; readonly decidedBy: PolicyRef }>;

export type BandedRiskParts = {
  readonly rule: RiskScorer;
  readonly scoring: Scoring;
  readonly bands: BandsChoice;
  readonly explorer: Explorer;
  /** Whether whoever ordered agreed to decisions that no person has looked at. Asked only where an order would be declined. */
  readonly mayDecideAlone: (tenantId: TenantId, personId: PersonId | null) => Promise<boolean>;
};

const bandsPolicy = { name: 'expected-cost', version: 1 } as const;
const gentle: readonly BandAction[] = ['pass', 'verify', 'review'];
/** A person who looks at the order has paid for the look already. */
const afterLooking = ['pass', 'verify', 'decline'] as const;

/** Whether the policy lets an order of this probability be declined without a person. */
const mayDecline = ({ declineAbovePercent }: FraudBandsPolicy, probability: number): boolean =>
  declineAbovePercent !== null && probability * 100 >= declineAbovePercent;

const judge = (
  policy: FraudBandsPolicy,
  decidedBy: PolicyRef,
  advice: RiskAdvice,
  { totalMinor, currency }: RiskSubject,
): BandsReceipt | BandsSilent | undefined => {
  if (policy.mode === 'off') return undefined;
  const { mode } = policy;
  if (currency !== policy.currency) return { mode, decidedBy, silent: 'currency' };
  if (advice.source === 'none') return { mode, decidedBy, silent: 'no-score' };
  const probability = advice.score;
  const valueMinor = Math.max(0, totalMinor);
  const costs = expectedCosts(probability, valueMinor, policy);
  const among: readonly BandAction[] = mayDecline(policy, probability) ? [...gentle, 'decline'] : gentle;
  const action = cheapest(costs, among);
  const range = bandRange(action, probability, valueMinor, policy, among);
  const rounded = (minor: number): number => Math.round(minor);
  return {
    mode,
    decidedBy,
    currency,
    valueMinor,
    probability,
    costsMinor: {
      pass: rounded(costs.pass),
      verify: rounded(costs.verify),
      review: rounded(costs.review),
      decline: rounded(costs.decline),
    },
    action,
    recommended: cheapest(costs, afterLooking) as (typeof afterLooking)[number],
    range: { ...range, from: Number(range.from.toFixed(6)), to: Number(range.to.toFixed(6)) },
    exploration: null,
    reasons: bandReasons(action, { probability, costs, range, currency }),
  };
};

/** An order that only a person may decline: the costs stay as they are, and somebody looks at it. */
const withheld = (bands: BandsReceipt): BandsReceipt => ({
  ...bands,
  withheld: 'no-consent',
  reasons: [...bands.reasons.slice(0, 1), consentReason],
});

/** What of an assessment follows from the costs where they decide. */
const decidedByCosts = (rule: RiskAssessment, bands: BandsReceipt, exploration: Exploration | null): Partial<RiskAssessment> => {
  const explored = exploration?.explored === true;
  return {
    band: explored ? 'pass' : bands.withheld ? 'review' : bands.action,
    policy: bandsPolicy,
    decidedBy: bands.decidedBy,
    reasons: [...bands.reasons, ...(exploration && explored ? [explorationReason(exploration)] : []), ...rule.reasons],
    bands: { ...bands, exploration },
  };
};

/**
 * The assessment of the rule, and beside it the model's opinion and what each action would cost by it. Where the policy decides
 * by costs the cheapest action is taken; the rule stands above it, and decides alone where no model answers.
 */
export const createBandedRisk = ({ rule, scoring, bands: choose, explorer, mayDecideAlone }: BandedRiskParts): RiskScorer => ({
  assess: async (tenantId, subject, personId = null) => {
    const [ruled, scored, { value: policy, decidedBy }] = await Promise.all([
      rule.assess(tenantId, subject),
      scoring.score(fraudModel, subject.features, { tenantId: TenantId(tenantId), id: subject.orderId }),
      choose(TenantId(tenantId)),
    ]);
    const advice = adviceOf(scored);
    const bands = judge(policy, decidedBy, advice, subject);
    const advised = { ...ruled, advice: { usedByPolicy: false, ...advice }, ...(bands ? { bands } : {}) };
    // What the tenant has said it wants to see, whatever a model thinks of it, is seen.
    if (bands === undefined || 'silent' in bands || bands.mode === 'advise' || ruled.band !== 'pass') return advised;
    const mayExplore = bands.action === 'review' || bands.action === 'decline';
    const exploration = mayExplore ? await explorer(tenantId, subject.orderId, bands.valueMinor, policy) : null;
    // Where the vault does not answer nobody knows of a consent, and a person costs less than an order that was wrongly declined.
    const agreed =
      bands.action !== 'decline' ||
      exploration?.explored === true ||
      (await mayDecideAlone(TenantId(tenantId), personId).catch(() => false));
    const allowed = agreed ? bands : withheld(bands);
    return { ...advised, ...decidedByCosts(ruled, allowed, exploration), advice: { ...advice, usedByPolicy: true } };
  },
});
