import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { choiceShares, contributionsOf, type Means, type OptionFeatures } from './preferences.ts';

const dayMs = 86_400_000;
const bounds = { days: 14, parcels: 3 } as const;

/** What of an option its customer cares about. */
export type Rankable = {
  readonly kind: 'delivery' | 'pickup';
  readonly priceMinor: number;
  /** When it is there in one half of such orders; undefined where nobody knows. */
  readonly likely: Instant | undefined;
  /** Probability of keeping the promise; undefined where there is none to keep. */
  readonly chance: number | undefined;
  readonly parcels: number;
};

export type Ranked<Option> = {
  readonly option: Option;
  readonly features: OptionFeatures;
  readonly contributions: Means;
  /** How likely somebody of this taste chooses it, 0 to 1. */
  readonly share: number;
};

const between = (value: number, most: number): number => Math.min(most, Math.max(0, value));
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** What options differ in, beside the best of each kind among them. One whose days nobody knows counts as the slowest. */
export const featuresOf = (options: readonly Rankable[], goodsMinor: number): readonly OptionFeatures[] => {
  const cheapest = Math.min(...options.map(({ priceMinor }) => priceMinor));
  const moments = options.flatMap(({ likely }) => (likely === undefined ? [] : [toEpochMs(likely)]));
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  return options.map(({ kind, priceMinor, likely, chance, parcels }) => ({
    price: rounded(between((priceMinor - cheapest) / Math.max(1, goodsMinor + cheapest), 1)),
    days: moments.length === 0 ? 0 : rounded(between(((likely === undefined ? last : toEpochMs(likely)) - first) / dayMs, bounds.days)),
    risk: chance === undefined ? 0 : rounded(1 - chance),
    pickup: kind === 'pickup' ? 1 : 0,
    parcels: between(parcels - 1, bounds.parcels),
  }));
};

/** Options in the order in which somebody of this taste most likely wants them; of equals the cheaper one stands first. */
export const rankOptions = <Option extends Rankable>(
  options: readonly Option[],
  goodsMinor: number,
  means: Means,
): readonly Ranked<Option>[] => {
  const features = featuresOf(options, goodsMinor);
  const shares = choiceShares(means, features);
  return options
    .map((option, index): Ranked<Option> => {
      const own = features[index] as OptionFeatures;
      return { option, features: own, contributions: contributionsOf(means, own), share: shares[index] ?? 0 };
    })
    .toSorted((left, right) => right.share - left.share || left.option.priceMinor - right.option.priceMinor);
};
