import type { FraudBandsPolicy } from '../../kernel/fraud-policies.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { type Band, bandsOf } from './bands.ts';

/** From which probability on each action is the cheapest, for orders of some values. */
export type BandTable = {
  readonly mode: FraudBandsPolicy['mode'];
  readonly currency: CurrencyCode;
  readonly values: readonly { readonly valueMinor: number; readonly bands: readonly Band[] }[];
};

/** Minor units of a currency with two digits; of one without they are a hundred times as much, and show as well where bands lie. */
const usualValues: readonly number[] = [2_500, 10_000, 25_000, 50_000, 100_000];
const rounded = (probability: number): number => Number(probability.toFixed(6));

export const describeBands = (policy: FraudBandsPolicy, valuesMinor: readonly number[] = usualValues): BandTable => ({
  mode: policy.mode,
  currency: policy.currency,
  values: valuesMinor.map((valueMinor) => ({
    valueMinor,
    bands: bandsOf(valueMinor, policy).map(({ action, from, to }) => ({ action, from: rounded(from), to: rounded(to) })),
  })),
});
