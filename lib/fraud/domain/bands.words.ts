import { type CurrencyCode, decimalMinor } from '../../kernel/money.ts';
import type { BandAction, BandCosts, BandRange } from './bands.ts';
import type { Exploration } from './exploration.ts';

const doing: Readonly<Record<BandAction, string>> = {
  pass: 'passing',
  verify: 'verifying by a code',
  review: 'reviewing',
  decline: 'declining',
};

const decided: Readonly<Record<BandAction, string>> = {
  pass: 'The order passes',
  verify: 'The customer is asked for a code',
  review: 'A person looks at the order',
  decline: 'The order is declined',
};

const amount = (minor: number, currency: CurrencyCode): string => `${decimalMinor(Math.round(minor), currency)} ${currency}`;

/** A probability with as many digits as tell it from its neighbours, such as `0.8 %`. */
export const percentText = (probability: number): string => {
  const percent = probability * 100;
  return `${Number(percent.toFixed(percent < 1 ? 2 : 1))} %`;
};

/** What each action costs and what would have changed the choice, in sentences. */
export const bandReasons = (
  action: BandAction,
  {
    probability,
    costs,
    range,
    currency,
  }: {
    readonly probability: number;
    readonly costs: BandCosts;
    readonly range: BandRange;
    readonly currency: CurrencyCode;
  },
): readonly string[] => {
  const each = (['pass', 'verify', 'review', 'decline'] as const).map((one) => `${doing[one]} costs ${amount(costs[one], currency)}`);
  const turns = [
    ...(range.below === null ? [] : [`${doing[range.below]} would be cheaper below ${percentText(range.from)}`]),
    ...(range.above === null ? [] : [`${doing[range.above]} above ${percentText(range.to)}`]),
  ];
  return [
    `At a fraud probability of ${percentText(probability)}, ${each.join(', ')} in expectation.`,
    `${decided[action]}${turns.length === 0 ? '.' : `; ${turns.join(', ')}.`}`,
  ];
};

/** Why an order that would not have passed did. */
export const explorationReason = ({ propensity }: Exploration): string =>
  `It passes all the same, as one of the ${percentText(propensity)} of such orders from which the model learns what it would otherwise never see.`;

/** Why an order that is best declined is looked at by a person first. */
export const consentReason =
  'Declining it costs least, but nobody is declined without a person unless they agreed to automated decisions, and no such consent is on record.';

const recommendation: Readonly<Record<'pass' | 'verify' | 'decline', string>> = {
  pass: 'Release the hold',
  verify: 'Have the customer confirm a code',
  decline: 'Reject the hold, which cancels the order',
};

/** What to do with an order in review, with its cost. */
export const recommendationSentence = (recommended: 'pass' | 'verify' | 'decline', costMinor: number, currency: CurrencyCode): string =>
  `${recommendation[recommended]}: that costs least in expectation, ${amount(costMinor, currency)}.`;
