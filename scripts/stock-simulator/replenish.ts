import { knownUnits, meanOf, type StockedArticle, type SupplySetting } from './articles.ts';
import type { Policy } from './planners.ts';

/** What became of some articles over the measured periods, in units and in periods. */
export type Tally = {
  readonly demand: number;
  /** Units that were wanted while none was there; nobody waits for them. */
  readonly lost: number;
  /** Periods of an article at whose end nothing was left. */
  readonly emptyPeriods: number;
  readonly periods: number;
  /** Units on the shelf at the end of a period, mean over the periods, sum over the articles. */
  readonly stock: number;
  /** Units on the shelf when a delivery arrives, mean over the deliveries of an article, sum over the articles. */
  readonly safetyStock: number;
};

type Kept = { lost: number; demand: number; empty: number; stock: number; before: number; deliveries: number; onHand: number };

const simulateOne = (article: StockedArticle, setting: SupplySetting, policy: Policy, span: Span): Kept => {
  const { from, to } = span;
  const planner = policy(article, from);
  // Everybody opens with the same stock: what the last two months say of the time until the second delivery.
  const recent = meanOf(knownUnits(article.units, from - 8 * setting.reviewPeriods, from));
  let onHand = Math.ceil(recent * (setting.leadPeriods + 2 * setting.reviewPeriods));
  let incoming: readonly { readonly arrives: number; readonly units: number }[] = [];
  const kept: Kept = { lost: 0, demand: 0, empty: 0, stock: 0, before: 0, deliveries: 0, onHand };
  for (let period = from; period < to; period += 1) {
    const isMeasured = period >= from + setting.warmUpPeriods;
    const arrived = incoming.filter(({ arrives }) => arrives <= period);
    if (arrived.length > 0) {
      if (isMeasured) [kept.before, kept.deliveries] = [kept.before + onHand, kept.deliveries + 1];
      onHand += arrived.reduce((sum, { units }) => sum + units, 0);
      incoming = incoming.filter(({ arrives }) => arrives > period);
    }
    const ordered = planner(period, { onHand, incoming: incoming.map(({ arrives, units }) => ({ inDays: arrives - period, units })) });
    if (ordered > 0) incoming = [...incoming, { arrives: period + setting.leadPeriods, units: ordered }];
    const wanted = article.units[period] ?? 0;
    const sold = Math.min(onHand, wanted);
    onHand -= sold;
    if (!isMeasured) continue;
    kept.demand += wanted;
    kept.lost += wanted - sold;
    kept.empty += onHand === 0 ? 1 : 0;
    kept.stock += onHand;
  }
  return { ...kept, onHand };
};

/** First period in which goods are ordered, and the one after the last. */
export type Span = { readonly from: number; readonly to: number };

/** Lets one policy order for some articles, day by day; it sees the past alone. */
export const replenish = (articles: readonly StockedArticle[], setting: SupplySetting, policy: Policy, span: Span): Tally => {
  const measured = span.to - span.from - setting.warmUpPeriods;
  const all = articles.map((article) => simulateOne(article, setting, policy, span));
  const total = (of: (one: Kept) => number): number => all.reduce((sum, one) => sum + of(one), 0);
  return {
    demand: total(({ demand }) => demand),
    lost: total(({ lost }) => lost),
    emptyPeriods: total(({ empty }) => empty),
    periods: measured * articles.length,
    stock: total(({ stock }) => stock) / measured,
    // Of what was never delivered, what is left would have been there.
    safetyStock: total(({ before, deliveries, onHand }) => (deliveries === 0 ? onHand : before / deliveries)),
  };
};
