import type { BuffersPolicy } from '../../../kernel/stock-policies.ts';
import { demandModelOf, type DemandModel, demandQuantile } from './buffer.demand.ts';
import { type BufferPlace, type BufferRule, overrideFor } from './buffer.policy.ts';

const daySeconds = 86_400;

/** What is known of how an article sells. */
export type KnownSales = {
  /** Mean units a day over all channels, 0 or more. */
  readonly unitsPerDay: number;
  /** Variance over mean of the daily units; null when there are too few days to tell. */
  readonly dispersion: number | null;
};

/** How long a channel may show an old number. */
export type SyncLag = {
  /** Seconds, 0 or more. */
  readonly seconds: number;
  /** `prior`: too little was measured so far, and the usual figure of the channel counts. */
  readonly basis: 'measured' | 'prior';
};

export type BufferInput = BufferPlace & {
  readonly policy: BuffersPolicy;
  /** Units that may be sold, 0 or more. */
  readonly available: number;
  /** Units of these that their locations keep, 0 to `available`. */
  readonly safetyStock: number;
  /** Undefined when nothing is known. */
  readonly sales: KnownSales | undefined;
  readonly lag: SyncLag;
  /** By how much oversells that happened raise the rate and the percent, 1 or more; see `caution`. */
  readonly caution: number;
};

/** A number that a channel is told, and why it is this one: published = available − safety stock − buffer. */
export type PublishedStock = {
  readonly available: number;
  readonly safetyStock: number;
  readonly buffer: number;
  readonly published: number;
  /** What made the buffer; an override is a fixed number of units, or a percent or target of this article, account or channel. */
  readonly rule: 'percent' | 'target' | 'override';
  /** Percent that was held back; null unless by percent. */
  readonly percent: number | null;
  /** Probability of an oversell that the buffer was solved for; null unless by target. */
  readonly oversellProbability: number | null;
  /** How the article sells; null where its sales are not known. */
  readonly band: 'high' | 'normal' | 'low' | null;
  readonly unitsPerDay: number | null;
  readonly salesBasis: 'measured' | 'unknown';
  readonly distribution: DemandModel['distribution'] | null;
  readonly lagSeconds: number;
  readonly lagBasis: SyncLag['basis'];
  /** What oversells that happened made of it: 1 when there were none lately. */
  readonly caution: number;
  /** What made the buffer smaller than its rule would. */
  readonly limitedBy: 'share' | 'minimum' | null;
};

const bandOf = ({ bands }: BuffersPolicy, sales: KnownSales | undefined): PublishedStock['band'] => {
  if (!sales) return null;
  if (sales.unitsPerDay > bands.high.aboveUnitsPerDay) return 'high';
  return sales.unitsPerDay < bands.low.belowUnitsPerDay ? 'low' : 'normal';
};

const percentOf = (policy: BuffersPolicy, band: PublishedStock['band']): number => {
  if (band === 'high') return policy.bands.high.percent;
  return band === 'low' ? policy.bands.low.percent : policy.percent;
};

/** Whole units, down: a percent of few units is none. The small share is for what 64 bits make of 0.07 × 100. */
const shareOf = (units: number, percent: number): number => Math.floor((units * percent) / 100 + 1e-9);

type Wanted = Pick<PublishedStock, 'percent' | 'oversellProbability' | 'distribution'> & { readonly units: number };
const none = { percent: null, oversellProbability: null, distribution: null } as const;

const byPercent = ({ caution }: BufferInput, sellable: number, percent: number): Wanted => {
  const held = Math.min(100, percent * caution);
  return { ...none, percent: held, units: shareOf(sellable, held) };
};

const byTarget = ({ lag, caution }: BufferInput, sellable: number, sales: KnownSales, probability: number): Wanted => {
  const model = demandModelOf(sales.unitsPerDay, sales.dispersion);
  const mean = (sales.unitsPerDay * caution * lag.seconds) / daySeconds;
  const units = demandQuantile(model, mean, probability, sellable);
  return { ...none, oversellProbability: probability, distribution: model.distribution, units };
};

const wantedOf = (input: BufferInput, sellable: number, override: BufferRule | undefined): Wanted => {
  const { policy, sales } = input;
  if (override && 'units' in override) return { ...none, units: override.units };
  const probability = override && 'oversellProbability' in override ? override.oversellProbability : policy.target?.oversellProbability;
  const percent = override && 'percent' in override ? override.percent : undefined;
  if (percent !== undefined) return byPercent(input, sellable, percent);
  // Without sales nothing can be solved, and the percent stands for it.
  if (probability !== undefined && sales) return byTarget(input, sellable, sales, probability);
  return byPercent(input, sellable, percentOf(policy, bandOf(policy, sales)));
};

/** What a channel is told of an article, with everything that the number was made of. */
export const solveBuffer = (input: BufferInput): PublishedStock => {
  const { policy, available, safetyStock, sales, lag, caution } = input;
  const sellable = Math.max(0, available - safetyStock);
  const override = overrideFor(policy, input);
  const { units, ...how } = wantedOf(input, sellable, override);
  // A fixed number is meant as it stands; what is computed has bounds.
  const isFixed = override !== undefined && 'units' in override;
  const shareMax = isFixed ? sellable : shareOf(sellable, policy.atMostPercent);
  const minimumMax = isFixed ? sellable : Math.max(0, sellable - policy.minimumShown);
  const buffer = Math.min(units, shareMax, minimumMax);
  const byRule = how.oversellProbability === null ? 'percent' : 'target';
  return {
    available,
    safetyStock,
    buffer,
    published: sellable - buffer,
    rule: override ? 'override' : byRule,
    ...how,
    band: bandOf(policy, sales),
    unitsPerDay: sales?.unitsPerDay ?? null,
    salesBasis: sales ? 'measured' : 'unknown',
    lagSeconds: lag.seconds,
    lagBasis: lag.basis,
    caution,
    limitedBy: buffer === Math.min(units, sellable) ? null : minimumMax < shareMax ? 'minimum' : 'share',
  };
};
