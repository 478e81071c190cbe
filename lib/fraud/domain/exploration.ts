import type { FraudBandsPolicy } from '../../kernel/fraud-policies.ts';

/**
 * What decided whether an order was passed to learn from it. The propensity is the probability with which what was done would
 * be done again, which is what weighting by its inverse takes.
 */
export type Exploration = {
  readonly explored: boolean;
  /** Above 0, at most 1. */
  readonly propensity: number;
  readonly reason: 'drawn' | 'not-drawn' | 'amount' | 'day-is-full' | 'switched-off';
};

const drawDigits = 13;

/** A number from 0 to below 1, from a keyed hash in hexadecimal: the same order always draws the same. */
export const drawOf = (mac: string): number => Number.parseInt(mac.slice(0, drawDigits), 16) / 16 ** drawDigits;

/** Why an order cannot be passed whatever it draws; undefined when it may be. */
export const notExplored = ({ explore }: Pick<FraudBandsPolicy, 'explore'>, valueMinor: number): 'amount' | 'switched-off' | undefined => {
  if (explore.sharePerMille <= 0 || explore.perDayMax <= 0) return 'switched-off';
  return valueMinor > explore.amountMaxMinor ? 'amount' : undefined;
};

/** @param draw 0 to below 1 */
export const explore = ({ explore: { sharePerMille } }: Pick<FraudBandsPolicy, 'explore'>, draw: number): Exploration => {
  const share = Math.min(1, sharePerMille / 1_000);
  return draw < share
    ? { explored: true, propensity: share, reason: 'drawn' }
    : { explored: false, propensity: 1 - share, reason: 'not-drawn' };
};
