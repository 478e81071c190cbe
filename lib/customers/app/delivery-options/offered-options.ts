import type { Instant } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import type { DeliveryPlan, LeftOut } from '../../../sourcing/index.ts';
import type { Means, OptionFeatures } from '../../domain/delivery-options/preferences.ts';
import type { Ranked } from '../../domain/delivery-options/rank-options.ts';

/** What the order of the options rests on. `assumed`: hardly anybody has chosen yet. */
export type RankingBasis = 'personal' | 'shop' | 'assumed';

/** An option as a shop shows it, with why it stands where it does. */
export type OfferedOption = {
  /** Names the option in its answer. */
  readonly optionId: string;
  readonly kind: 'delivery' | 'pickup';
  readonly method: string;
  readonly locationId: string | null;
  /** What the customer pays, in minor units: as the shop said, or what sending costs where it said nothing. */
  readonly priceMinor: number;
  readonly priceBasis: 'shop' | 'rates';
  readonly costMinor: number;
  readonly deliverBy: Instant | null;
  readonly estimate: { readonly earliest: Instant; readonly likely: Instant; readonly latest: Instant } | null;
  readonly dateBasis: DeliveryPlan['basis'];
  /** Parcels of the past that the dates rest on. */
  readonly seen: number;
  /** Probability of keeping `deliverBy`, 0 to 1. */
  readonly chance: number | null;
  readonly parcels: number;
  readonly distanceKm: number | null;
  readonly co2: { readonly grams: number; readonly modes: readonly string[] } | null;
  /** How likely somebody of this taste chooses it, 0 to 1. */
  readonly share: number;
  readonly features: OptionFeatures;
  readonly contributions: Means;
  readonly reason: string;
};

/** What was answered, whole: it is its own receipt. */
export type OfferedOptions = {
  readonly optionsId: string;
  readonly answeredAt: Instant;
  readonly expiresAt: Instant;
  readonly currency: CurrencyCode;
  readonly goodsMinor: number;
  readonly policy: { readonly name: string; readonly version: number };
  readonly figuresVersion: string | null;
  readonly ranking: {
    readonly basis: RankingBasis;
    /** Whether the customer agrees to personalisation; null where nobody was named. */
    readonly consent: boolean | null;
    readonly choicesOfShop: number;
    readonly choicesOfPerson: number;
    readonly weights: Means;
  };
  readonly items: readonly OfferedOption[];
  readonly leftOut: readonly LeftOut[];
  /** Whether it is still to be seen what becomes of it. */
  readonly isOpen: boolean;
  /** What was ordered; null where that is not known. `optionId` is null where it was none of these. */
  readonly choice: { readonly optionId: string | null; readonly orderId: string; readonly learnedAt: Instant } | null;
};

/** A plan with the price that its customer sees. */
export type PricedPlan = DeliveryPlan & { readonly priceMinor: number; readonly priceBasis: OfferedOption['priceBasis'] };

/** Names of options: the method, or the place where the customer comes. */
export const optionIdOf = (kind: DeliveryPlan['kind'], method: string, locationId: string | null | undefined): string =>
  kind === 'pickup' ? `pickup:${locationId ?? ''}` : method.trim().toLowerCase();

const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;
const percent = (share: number): string => `${Math.max(1, Math.round(share * 100))} %`;

/** Why an option stands where it does, in words: what it has over the others, and what it lacks. */
const reasonOf = (features: OptionFeatures, { kind, km, chance }: PricedPlan): string => {
  const words = [
    features.price === 0 ? 'the cheapest' : `dearer than the cheapest by ${percent(features.price)} of the order`,
    features.days === 0 ? 'the fastest' : `${rounded(features.days, 1)} days after the fastest`,
    ...(chance === undefined ? [] : [`kept with a probability of ${percent(chance)}`]),
    ...(kind === 'pickup' ? [km === undefined ? 'to be collected nearby' : `to be collected ${km} km away`] : []),
    ...(features.parcels > 0 ? [`in ${features.parcels + 1} parcels`] : []),
  ];
  const text = words.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

/** A ranked plan as the answer has it. */
export const offeredOption = ({ option, features, contributions, share }: Ranked<PricedPlan>): OfferedOption => {
  const { kind, method, locationId, priceMinor, priceBasis, costMinor, deliverBy, range, basis, seen, chance, parcels, km, carbon } =
    option;
  const parts = Object.fromEntries(Object.entries(contributions).map(([feature, part]) => [feature, rounded(part, 4) + 0]));
  return {
    optionId: optionIdOf(kind, method, locationId),
    kind,
    method,
    locationId: locationId ?? null,
    priceMinor,
    priceBasis,
    costMinor,
    deliverBy: deliverBy ?? null,
    estimate: range ?? null,
    dateBasis: basis,
    seen,
    chance: chance === undefined ? null : rounded(chance, 3),
    parcels,
    distanceKm: km ?? null,
    co2: carbon ?? null,
    share: rounded(share, 4),
    features,
    contributions: parts as Means,
    reason: reasonOf(features, option),
  };
};
