import type { Instant } from '../../../kernel/instant.ts';

/** What bank, time or verification say of an order. `lib/fraud` knows it. */
export type OrderVerdict = {
  readonly label: 'fraud' | 'honest';
  readonly strength: 'strong' | 'weak';
  readonly basis: 'chargeback' | 'review' | 'verification' | 'no-chargeback';
  readonly knownAt: Instant;
};

/** What somebody said of the order's decision. */
export type WordOnOrder = {
  readonly target: 0 | 1 | null;
  /** 0 to 1. */
  readonly weight: number;
  readonly labelledAt: Instant;
  readonly outcome: string | null;
};

/** What a model is to learn of an order. */
export type FraudTarget = {
  readonly label: 0 | 1;
  /** How far it can be relied on, above 0 and at most 1. */
  readonly weight: number;
  readonly knownAt: Instant;
  /** Nobody said anything, and the time in which a bank would have is over. */
  readonly bySilence: boolean;
};

/** A person's judgement, or a code, counts as much as it does in the labels of decisions. */
const weakWeight = 0.5;

/**
 * One target of everything that was said of an order until a moment: a chargeback goes before anybody's word, the silence of the
 * bank before the word of those who only looked, and of two words the one of more weight, or else the later one.
 * @returns undefined while nothing follows
 */
export const fraudTargetOf = (verdict: OrderVerdict | undefined, words: readonly WordOnOrder[], asOf: Instant): FraudTarget | undefined => {
  const known = words.filter(({ labelledAt, weight }) => labelledAt <= asOf && weight > 0);
  const reported = [
    ...(verdict?.basis === 'chargeback' && verdict.label === 'fraud' ? [verdict.knownAt] : []),
    ...known.flatMap(({ outcome, labelledAt }) => (outcome === 'chargeback' ? [labelledAt] : [])),
  ].toSorted()[0];
  if (reported !== undefined) return { label: 1, weight: 1, knownAt: reported, bySilence: false };
  if (verdict?.strength === 'strong')
    return { label: verdict.label === 'fraud' ? 1 : 0, weight: 1, knownAt: verdict.knownAt, bySilence: true };
  const said: readonly FraudTarget[] = [
    ...(verdict === undefined
      ? []
      : [{ label: verdict.label === 'fraud' ? 1 : 0, weight: weakWeight, knownAt: verdict.knownAt, bySilence: false } as const]),
    // That no chargeback came says the verdict, which knows who was turned away.
    ...known.flatMap(({ target, weight, labelledAt, outcome }) =>
      target === null || outcome !== null ? [] : [{ label: target, weight: Math.min(1, weight), knownAt: labelledAt, bySilence: false }],
    ),
  ];
  return said.toSorted((one, other) => other.weight - one.weight || (one.knownAt < other.knownAt ? 1 : -1))[0];
};
