import { evidenceMax, type OrderFinding } from '../anomalies/order-anomaly.ts';
import { countTail } from '../anomalies/surprise.ts';
import type { ReturnReason } from './return.values.ts';

/** Reasons that say the same of an article: what was shown is not what came, it fits otherwise than said, or it is faulty. */
export const complaints = {
  description: ['not-as-described', 'wrong-item'],
  fit: ['too-small', 'too-large'],
  quality: ['defective', 'incomplete'],
} as const satisfies Readonly<Record<string, readonly ReturnReason[]>>;
export type Complaint = keyof typeof complaints;
export const complaintKinds = Object.keys(complaints) as readonly Complaint[];

/** Which complaint a reason is; undefined for one that says nothing about the article. */
export const complaintOf = (reason: string | null): Complaint | undefined =>
  complaintKinds.find((kind) => (complaints[kind] as readonly (string | null)[]).includes(reason));

/** Units that came back with one complaint, of units sold. */
export type ReturnRate = { readonly returned: number; readonly sold: number };

/** What is known of an article for one complaint. */
export type ArticleReturns = {
  readonly sku: string;
  readonly complaint: Complaint;
  readonly recent: ReturnRate;
  /** The time before, of the article itself. */
  readonly before: ReturnRate;
  /** The time before, of the other articles of its category; of all others where it has none. */
  readonly peers: ReturnRate;
  /** Orders of which units came back with this complaint, newest first. */
  readonly orderIds: readonly string[];
};

/** Limits of what is told. Fewer units, or fewer times what was to be expected, are nobody's concern. */
export const listingLimits = {
  unitsMin: 4,
  timesExpected: 3,
  /** Some hundreds of articles with three complaints each are looked at every day: about one false alarm in a year. */
  chanceMax: 1e-5,
  seriousUnits: 8,
  seriousTimes: 5,
} as const;

/** Share of units that come back with one complaint before anything is known, and for how many units that counts. */
export const listingPrior = { share: 0.02, units: 100 } as const;

const shrunkShare = ({ returned, sold }: ReturnRate, share: number): number =>
  (returned + share * listingPrior.units) / (sold + listingPrior.units);

/**
 * What was to be expected of the recent units. Rates of articles vary as a gamma distribution around their category's, so that
 * the count to come is negative binomial: with a prior of `a` returns in `b` units and `k` in `n` seen, its mean for `m` units is
 * m·(a + k)/(b + n) and its variance over that 1 + m/(b + n) (Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.6).
 */
export const expectedReturns = ({ recent, before, peers }: Pick<ArticleReturns, 'recent' | 'before' | 'peers'>) => {
  const category = shrunkShare(peers, listingPrior.share);
  const units = before.sold + listingPrior.units;
  return { mean: recent.sold * shrunkShare(before, category), dispersion: 1 + recent.sold / units };
};

const said: Readonly<Record<Complaint, string>> = {
  description: 'because it was not what the listing shows',
  fit: 'because it did not fit',
  quality: 'because it was faulty',
};

/** Tells an article of which far more comes back with one complaint than is usual; undefined where nothing is strange. */
export const listingProblemOf = (article: ArticleReturns): OrderFinding | undefined => {
  const { sku, complaint, recent, orderIds } = article;
  const { mean, dispersion } = expectedReturns(article);
  if (recent.returned < listingLimits.unitsMin || recent.returned < listingLimits.timesExpected * mean) return undefined;
  if (countTail(recent.returned, mean, dispersion) > listingLimits.chanceMax) return undefined;
  const isSerious = recent.returned >= listingLimits.seriousUnits && recent.returned >= listingLimits.seriousTimes * mean;
  const expected = Math.round(mean * 10) / 10;
  return {
    kind: 'listing_problem',
    about: `sku:${sku}:${complaint}`,
    severity: isSerious ? 'high' : 'medium',
    evidence: orderIds.slice(0, evidenceMax),
    figures: [
      { name: 'units_returned', value: recent.returned },
      { name: 'units_sold', value: recent.sold },
      { name: 'expected', value: expected },
    ],
    sentence: `${recent.returned} units of ${sku} came back within four weeks ${said[complaint]}, where ${expected} were to be expected.`,
    action: complaint === 'quality' ? 'inspect_stock' : 'check_listing',
  };
};
