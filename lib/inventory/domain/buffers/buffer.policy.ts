import type { BufferOverride, BufferScope, BuffersPolicy, SafetyStockPolicy, StorefrontPolicy } from '../../../kernel/stock-policies.ts';

/** What an override says. */
export type BufferRule = { readonly percent: number } | { readonly units: number } | { readonly oversellProbability: number };

/**
 * 7.5 percent, the middle of the usual five to ten: ten for what sells more than fifty a day, five for what sells less than
 * one. A solved buffer is a decision of the tenant, because its probability is.
 */
export const defaultBuffers: BuffersPolicy = {
  percent: 7.5,
  bands: { high: { aboveUnitsPerDay: 50, percent: 10 }, low: { belowUnitsPerDay: 1, percent: 5 } },
  target: null,
  atMostPercent: 50,
  minimumShown: 1,
  overrides: [],
};

export const defaultSafetyStock: SafetyStockPolicy = { defaultUnits: 0, overrides: [] };

/** Nothing is public until the tenant says so. */
export const defaultStorefront: StorefrontPolicy = { public: false, exactUpTo: 10, freshSeconds: 30, staleSeconds: 60 };

/** Units of an article that a location keeps: those of the article there, else those of the article, else the default. */
export const safetyStockOf = (policy: SafetyStockPolicy, sku: string, locationId: string): number => {
  const ofSku = policy.overrides.filter((override) => override.sku === sku);
  const found = ofSku.find((override) => override.locationId === locationId) ?? ofSku.find(({ locationId: of }) => of === undefined);
  return found?.units ?? policy.defaultUnits;
};

export type BufferPlace = { readonly sku: string; readonly channel: string; readonly account: string };

const weightOf = ({ sku, channel, account }: BufferScope): number =>
  (sku === undefined ? 0 : 4) + (account === undefined ? 0 : 2) + (channel === undefined ? 0 : 1);

const isFor = (scope: BufferScope, place: BufferPlace): boolean =>
  (scope.sku === undefined || scope.sku === place.sku) &&
  (scope.channel === undefined || scope.channel === place.channel) &&
  (scope.account === undefined || scope.account === place.account);

const ruleOf = ({ percent, units, oversellProbability }: BufferOverride): BufferRule | undefined => {
  if (units !== undefined) return { units };
  if (oversellProbability !== undefined) return { oversellProbability };
  return percent === undefined ? undefined : { percent };
};

/** The override that counts for an article at an account: the one that names most, an article before an account before a channel. */
export const overrideFor = ({ overrides }: BuffersPolicy, place: BufferPlace): BufferRule | undefined => {
  const [first] = overrides.filter((override) => isFor(override, place)).toSorted((left, right) => weightOf(right) - weightOf(left));
  return first && ruleOf(first);
};
