import { type Instant, plusMs } from '../../kernel/instant.ts';

/** What is known of how an order turned out. Moments say when it became known. */
export type FraudFacts = {
  readonly chargebacks: readonly { readonly receivedAt: Instant; readonly fraudulent: boolean }[];
  readonly review: { readonly outcome: 'released' | 'rejected'; readonly decidedAt: Instant } | null;
  readonly verification: { readonly outcome: 'confirmed' | 'failed'; readonly reason: string | null; readonly endedAt: Instant } | null;
};

/** `strong`: the bank said so, or had its time to. `weak`: somebody of ours, or a code, said so. */
export type FraudLabel = {
  readonly label: 'fraud' | 'honest';
  readonly strength: 'strong' | 'weak';
  readonly basis: 'chargeback' | 'review' | 'verification' | 'no-chargeback';
  /** From when on it may be learnt from; nothing that was trained before may have known it. */
  readonly knownAt: Instant;
};

const dayMs = 86_400_000;

/**
 * Codes under which networks report fraud: Visa 10.x; Mastercard 4837, 4840, 4849, 4863, 4870, 4871; American Express F10, F14,
 * F24, F29–F31, FR2, FR4, FR6; Discover UA01, UA02, UA05, UA06, UA10, UA11; and the plain word, as some providers say it.
 */
const fraudCodes =
  /^(10(\.[1-5])?|48(37|40|49|63|70|71)|F(10|14|24|29|30|31|R2|R4|R6)|UA0[1256]|UA1[01]|FRAUD|FRAUDULENT|UNAUTHORI[SZ]ED)$/;

/** Whether a chargeback says that the card's owner did not order, rather than that the goods were wrong or never came. */
export const isFraudCode = (reasonCode: string): boolean => fraudCodes.test(reasonCode.trim().toUpperCase());

/**
 * The label of an order as it was known at a moment; undefined while nothing is known. An order that somebody turned away has no
 * chargeback to come, so its silence says nothing.
 * @param labelDays days after which an order without a chargeback counts as honest
 */
export const labelAt = (facts: FraudFacts, placedAt: Instant, labelDays: number, asOf: Instant): FraudLabel | undefined => {
  const reported = facts.chargebacks
    .filter(({ fraudulent, receivedAt }) => fraudulent && receivedAt <= asOf)
    .toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1))[0];
  if (reported) return { label: 'fraud', strength: 'strong', basis: 'chargeback', knownAt: reported.receivedAt };
  const review = facts.review && facts.review.decidedAt <= asOf ? facts.review : null;
  if (review?.outcome === 'rejected') return { label: 'fraud', strength: 'weak', basis: 'review', knownAt: review.decidedAt };
  const maturesAt = plusMs(placedAt, labelDays * dayMs);
  if (maturesAt <= asOf) return { label: 'honest', strength: 'strong', basis: 'no-chargeback', knownAt: maturesAt };
  if (review) return { label: 'honest', strength: 'weak', basis: 'review', knownAt: review.decidedAt };
  const verification = facts.verification && facts.verification.endedAt <= asOf ? facts.verification : null;
  if (verification?.outcome === 'confirmed')
    return { label: 'honest', strength: 'weak', basis: 'verification', knownAt: verification.endedAt };
  // A wrong code five times says something; a code that nobody looked at in ten minutes says nothing.
  if (verification?.reason === 'too-many-tries')
    return { label: 'fraud', strength: 'weak', basis: 'verification', knownAt: verification.endedAt };
  return undefined;
};
