import type { Sku, TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import { dailyUnits, dayNumber, dayOf } from '../../domain/daily-series.ts';
import type { DemandOfDay } from '../../domain/demand.ts';
import { cleanedHistory, type Spread } from '../../domain/driven-forecast.ts';
import { type Drivers, driversOf } from '../../domain/feeds/drivers.ts';
import { type Feeds, holidaysOf, noFeeds } from '../../domain/feeds/feeds.ts';
import { horizonMost } from '../../domain/model/series.ts';
import { servedLines } from '../../domain/model/served-rows.ts';
import { trainingColumns } from '../../domain/model/training-rows.ts';
import type { DemandHistory } from '../demand-history.ts';
import type { ArticleList } from '../forecasts.ts';

export type ForecastTrainingParts = {
  readonly history: DemandHistory;
  readonly articles: ArticleList;
  readonly feeds?: (tenantId: TenantId, span: { readonly from: string; readonly to: string }) => Promise<Feeds>;
  readonly sha256: (text: string) => string;
};

/** `history.csv` of the model of demand, and what is known of it. */
export type ForecastTrainingSet = {
  readonly csv: string;
  readonly dataset: { readonly rows: number; readonly positives: null; readonly from: Instant; readonly to: Instant };
};

/** Articles whose demand is looked at, and those with demand that are learnt from: enough that more would change little. */
const [readMost, learntMost] = [2_000, 500] as const;
const [pageSize, readsAtOnce, readTogether] = [500, 8, 100] as const;
/** Rows that the script learns from at most; more would be drawn lots for there. */
const rowsWanted = 60_000;
/** Regions by which what was told is taken out of an article's demand; the small ones go with the largest. */
const regionsMost = 6;
const [everyHorizon, stepLeast] = [7, 3] as const;

type Article = { readonly sku: string; readonly category?: string | undefined };
type Known = { readonly article: Article; readonly history: readonly DemandOfDay[] };

const shareOf = <K extends string>(history: readonly DemandOfDay[], key: (one: DemandOfDay) => K): readonly (readonly [K, number])[] => {
  const units = new Map<K, number>();
  for (const one of history) units.set(key(one), (units.get(key(one)) ?? 0) + one.units);
  const total = [...units.values()].reduce((sum, value) => sum + value, 0);
  return [...units].map(([name, value]) => [name, value / total] as const).toSorted(([, one], [, other]) => other - one);
};

const spreadOf = (history: readonly DemandOfDay[]): Spread => {
  const regions = shareOf(history, ({ region }) => region).slice(0, regionsMost);
  const told = regions.reduce((sum, [, share]) => sum + share, 0);
  return {
    regions: regions.map(([region, share]) => ({ region, share: share / told })),
    channels: shareOf(history, ({ channel }) => channel).map(([channel, share]) => ({ channel, share })),
  };
};

/** Units by day without what was told beside them. */
const unitsOf = (
  history: readonly DemandOfDay[],
  { firstDay, lastDay }: { readonly firstDay: number; readonly lastDay: number },
  drivers: Drivers,
): readonly number[] => {
  const raw = dailyUnits(history, firstDay, lastDay);
  return drivers.isSilent ? raw : cleanedHistory(raw, { history, firstDay, spread: spreadOf(history), drivers }).units;
};

/** Names of articles stand between commas. */
const nameOf = ({ sku }: Article): string => sku.replaceAll(/[,\r\n"]/g, ' ');

/**
 * What the model of demand learns from: the demand of a tenant's articles as orders and the imported past tell it, in rows as the
 * nightly forecasts ask with. Of a large catalog articles are drawn by a hash, so that the same ones are drawn again.
 */
export const createForecastTrainingSet = (parts: ForecastTrainingParts) => {
  const listed = async (tenantId: TenantId): Promise<readonly Article[]> => {
    const found: Article[] = [];
    let cursor: string | undefined;
    do {
      const page = await parts.articles(tenantId, { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.items.map(({ sku, category }) => ({ sku, category })));
      cursor = page.cursor;
    } while (cursor !== undefined);
    const drawn = found.map((article) => ({ article, lot: parts.sha256(`forecast ${article.sku}`) }));
    return drawn
      .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
      .slice(0, readMost)
      .map(({ article }) => article);
  };

  const read = async (tenantId: TenantId, window: { readonly from: Instant; readonly to: Instant }): Promise<readonly Known[]> => {
    const articles = await listed(tenantId);
    const found: Known[] = [];
    for (let at = 0; at < articles.length && found.length < learntMost; at += readTogether) {
      const part = articles.slice(at, at + readTogether);
      const ofPart: (Known | undefined)[] = part.map(() => undefined);
      await concurrently([...part.entries()], readsAtOnce, async ([place, article]) => {
        const history = await parts.history.ofSku(tenantId, article.sku as Sku, window);
        if (history.length > 0) ofPart[place] = { article, history };
      });
      found.push(...ofPart.filter((one) => one !== undefined));
    }
    return found.slice(0, learntMost);
  };

  return async (tenantId: TenantId, window: { readonly from: Instant; readonly to: Instant }): Promise<ForecastTrainingSet | undefined> => {
    // Whole days that are over: of the last one more may come.
    const lastDay = dayNumber(window.to.slice(0, 10)) - 1;
    const to = `${dayOf(lastDay + 1)}T00:00:00.000Z` as Instant;
    const known = await read(tenantId, { from: window.from, to });
    const everything = known.flatMap(({ history }) => history);
    const firstDay = everything.reduce((first, { day }) => Math.min(first, dayNumber(day)), lastDay + 1);
    if (everything.length === 0 || firstDay > lastDay) return undefined;
    const group = dailyUnits(everything, firstDay, lastDay);
    const reach = horizonMost('daily');
    const feeds = (await parts.feeds?.(tenantId, { from: dayOf(firstDay), to: dayOf(lastDay + reach) })) ?? noFeeds;
    const usual = shareOf(everything, ({ region }) => region).map(([region, share]) => ({ region, share }));
    const holiday = holidaysOf(feeds, usual, { firstDay, days: lastDay - firstDay + 1 + reach });
    // About as many rows of each article as the script takes, whatever their number.
    const perArticle = rowsWanted / known.length;
    const step = Math.max(stepLeast, Math.ceil(((lastDay - firstDay) * (reach / everyHorizon)) / perArticle));
    const lines: string[] = [];
    for (const { article, history } of known) {
      const units = unitsOf(history, { firstDay, lastDay }, driversOf(feeds, article, lastDay));
      const days = { firstDay, units, group, ...(holiday ? { holiday } : {}) };
      for (const line of servedLines(nameOf(article), days, { step, everyHorizon })) lines.push(line);
    }
    if (lines.length === 0) return undefined;
    return {
      csv: `${[trainingColumns.join(','), ...lines].join('\n')}\n`,
      dataset: { rows: lines.length, positives: null, from: `${dayOf(firstDay)}T00:00:00.000Z` as Instant, to },
    };
  };
};

export type ReadForecastTrainingSet = ReturnType<typeof createForecastTrainingSet>;
