import { meansOf, type OptionFeature, optionFeatures, type Taste } from '../../domain/delivery-options/preferences.ts';

/** Choices from which on the shop's customers count as known. */
export const choicesKnown = 20;

export type TasteReport = {
  readonly choices: number;
  readonly basis: 'shop' | 'assumed';
  readonly features: readonly { readonly feature: OptionFeature; readonly weight: number; readonly deviation: number }[];
  /** What a day sooner is worth, in percent of the order; null where the price does not matter to anybody. */
  readonly dayPercent: number | null;
};

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000 + 0;

/** What a shop's customers want of a delivery, for people. */
export const tasteReport = (taste: Taste): TasteReport => {
  const means = meansOf(taste);
  return {
    choices: taste.choices,
    basis: taste.choices >= choicesKnown ? 'shop' : 'assumed',
    features: optionFeatures.map((feature) => ({
      feature,
      weight: rounded(means[feature]),
      deviation: rounded(1 / Math.sqrt(taste.weights[feature].precision)),
    })),
    dayPercent: means.price === 0 ? null : rounded((means.days / means.price) * 100),
  };
};
