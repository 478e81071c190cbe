// Orders that may be fraudulent, in words.
import type { FraudCase, FraudReview } from '../../shared/types.ts';

type Costs = NonNullable<FraudReview['costs_minor']>;
export type BandAction = keyof Costs;

/** From the gentlest to the hardest. */
export const bandActions: readonly BandAction[] = ['pass', 'verify', 'review', 'decline'];

export const actionWords: Readonly<Record<BandAction, string>> = {
  pass: 'Let it pass',
  verify: 'Verify by a code',
  review: 'Review it',
  decline: 'Decline it',
};

// The words beside the colours say the same, so that nobody has to tell them apart.
export const actionColours: Readonly<Record<BandAction, string>> = {
  pass: 'green.7',
  verify: 'blue.6',
  review: 'orange.6',
  decline: 'red.8',
};

/** What to do with an order that waits for a reviewer. */
export const recommendedWords: Readonly<Record<NonNullable<FraudReview['recommended']>['action'], string>> = {
  pass: 'Release it',
  verify: 'Have a code confirmed',
  decline: 'Reject it',
};

export const verificationWords: Readonly<Record<FraudReview['verification'], { readonly word: string; readonly colour: string }>> = {
  none: { word: 'none', colour: 'gray' },
  waiting: { word: 'code sent', colour: 'yellow' },
  confirmed: { word: 'confirmed', colour: 'green' },
  failed: { word: 'failed', colour: 'red' },
};

export const failureWords: Readonly<Record<NonNullable<FraudCase['verification']['reason']>, string>> = {
  'no-phone': 'the order has no phone number',
  undeliverable: 'the phone takes no texts',
  expired: 'no code was entered in time',
  'too-many-tries': 'a wrong code was entered too often',
  'no-sends-left': 'no more codes are sent for this order',
};

type Label = NonNullable<FraudCase['label']>;

const bases: Readonly<Record<Label['basis'], string>> = {
  chargeback: 'because of a chargeback',
  review: 'because a person decided so',
  verification: 'by the code',
  'no-chargeback': 'because no chargeback came in time',
};

/** What the models learn of an order, as one phrase. */
export const labelText = ({ label, strength, basis }: Label): string => `${label}, ${strength}, ${bases[basis]}`;

/** A probability as people say it. @param probability 0 to 1 */
export const probabilityText = (probability: number): string =>
  `${(probability * 100).toFixed(probability > 0 && probability < 0.01 ? 2 : 1)} %`;
