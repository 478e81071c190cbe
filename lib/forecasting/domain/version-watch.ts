import type { AccuracyMeasures } from './accuracy.ts';

/** Articles that a verdict takes: with fewer one odd article decides. */
const articlesLeast = 20;
/** A version may lose so many times what the other loses on the same articles: a week alone is not worth more than a tenth. */
export const versionLossMost = 1.1;

/** Why a version of the model is worse than another on what came. */
export type VersionBreach = { readonly figure: 'wql_over_other' | 'wape_over_other'; readonly value: number; readonly bound: number };

const ratio = (own: number | null, other: number | null): number | undefined =>
  own === null || other === null || other <= 0 ? undefined : Math.round((own / other) * 10_000) / 10_000;

/**
 * Whether a version is worse than another in a week that both have foretold: its quantile loss, or where that cannot be told its
 * absolute error, is more than a tenth above the other's on the same articles.
 */
export const versionBreach = (own: AccuracyMeasures, other: AccuracyMeasures): VersionBreach | undefined => {
  if (Math.min(own.skus, other.skus) < articlesLeast) return undefined;
  const [wql, wape] = [ratio(own.wql, other.wql), ratio(own.wape, other.wape)];
  const [figure, value] = wql === undefined ? (['wape_over_other', wape] as const) : (['wql_over_other', wql] as const);
  return value !== undefined && value > versionLossMost ? { figure, value, bound: versionLossMost } : undefined;
};
