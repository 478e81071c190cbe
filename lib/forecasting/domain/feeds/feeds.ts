// What people and other systems tell beside the demand. Each feed is optional: without it the forecast goes by the history alone.
import { dayOf } from '../daily-series.ts';

/** Each kind has rows of its own. */
export const feedKinds = ['promotions', 'marketing', 'weather', 'economy', 'holidays'] as const;
export type FeedKind = (typeof feedKinds)[number];

/** Goods under a promotion, over whole days in UTC. A member that is absent means all. */
export type Promotion = {
  readonly promotionId: string;
  readonly sku?: string;
  readonly category?: string;
  readonly channel?: string;
  /** ISO 3166-1 or 3166-2, such as `US` or `US-NY`: a country stands for all its regions. */
  readonly region?: string;
  readonly from: string;
  /** Included. */
  readonly to: string;
  /** Discount in percent of the price, 0 to 95. */
  readonly depthPercent: number;
};

/** What a campaign spends on one day. */
export type MarketingSpend = {
  readonly campaign: string;
  readonly day: string;
  readonly region?: string;
  readonly sku?: string;
  readonly category?: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** By how much whoever planned it expects demand to rise, in percent; absent where the spend alone is to speak. */
  readonly upliftPercent?: number;
};

/** Weather of a day, foretold or as it was. */
export type DayWeather = {
  readonly region: string;
  readonly day: string;
  readonly basis: 'forecast' | 'actual';
  /** Degrees Celsius above what is usual for the time of the year. */
  readonly temperatureAnomaly: number;
  readonly precipitationMm?: number;
};

/** Value of an index of the economy in a month. */
export type EconomyIndex = { readonly index: string; readonly month: string; readonly value: number };

/** A public holiday or a day of an event. */
export type Holiday = { readonly country: string; readonly day: string; readonly name: string };

export type FeedRows = {
  readonly promotions: Promotion;
  readonly marketing: MarketingSpend;
  readonly weather: DayWeather;
  readonly economy: EconomyIndex;
  readonly holidays: Holiday;
};

/** Everything that has been told for a window of days. */
export type Feeds = { readonly [K in FeedKind]: readonly FeedRows[K][] };

export const noFeeds: Feeds = { promotions: [], marketing: [], weather: [], economy: [], holidays: [] };

/** What tells the rows of a kind apart; a row of the same name replaces the one before. Days come first, so that rows sort by them. */
export const feedNames: { readonly [K in FeedKind]: (row: FeedRows[K]) => readonly string[] } = {
  promotions: ({ promotionId }) => [promotionId],
  marketing: ({ day, region = '', campaign, sku = '', category = '' }) => [day, region, campaign, sku, category],
  weather: ({ day, region, basis }) => [day, region, basis],
  economy: ({ month, index }) => [month, index],
  holidays: ({ day, country }) => [day, country],
};

/** First and last day that a row says something of, both included. */
export const feedSpans: { readonly [K in FeedKind]: (row: FeedRows[K]) => { readonly from: string; readonly to: string } } = {
  promotions: ({ from, to }) => ({ from, to }),
  marketing: ({ day }) => ({ from: day, to: day }),
  weather: ({ day }) => ({ from: day, to: day }),
  economy: ({ month }) => ({ from: `${month}-01`, to: `${month}-31` }),
  holidays: ({ day }) => ({ from: day, to: day }),
};

/** Whether a place of a feed takes in a region: a country takes in all its regions, and no place takes in everything. */
export const takesIn = (place: string | undefined, region: string): boolean =>
  place === undefined || place === region || (!place.includes('-') && region.startsWith(`${place}-`));

/** Share of the demand for which a day has to be free, so that it counts as a holiday of everything. */
const freeShare = 0.5;

/**
 * Holidays of the regions that most demand comes from, by day: 1 on one, 0 on others.
 * @returns undefined where no holiday was told
 */
export const holidaysOf = (
  feeds: Pick<Feeds, 'holidays'>,
  usual: readonly { readonly region: string; readonly share: number }[],
  span: { readonly firstDay: number; readonly days: number },
): readonly number[] | undefined => {
  if (feeds.holidays.length === 0) return undefined;
  const placesOfDay = Map.groupBy(feeds.holidays, ({ day }) => day);
  return Array.from({ length: span.days }, (_, ahead) => {
    const free = placesOfDay.get(dayOf(span.firstDay + ahead)) ?? [];
    const share = usual.reduce((sum, one) => sum + (free.some(({ country }) => takesIn(country, one.region)) ? one.share : 0), 0);
    return share >= freeShare ? 1 : 0;
  });
};
