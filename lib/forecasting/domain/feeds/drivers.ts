import { dayOf } from '../daily-series.ts';
import { driverNames, type DriverName, type DriverVector } from './driver-fit.ts';
import { type Feeds, type Holiday, type MarketingSpend, type Promotion, takesIn } from './feeds.ts';

/** The article that a forecast is for. */
export type DrivenArticle = { readonly sku: string; readonly category?: string | undefined };

/** What was told of one day and place. */
export type DayDrivers = {
  readonly x: DriverVector;
  /** Multiplies demand beside the vector: what whoever planned a campaign expects of it. */
  readonly stated: number;
  /** Names of what was told, such as a campaign's; of what has none, none. */
  readonly told: readonly { readonly driver: DriverName; readonly name: string }[];
};

/** What was told, looked up by day, channel and region. */
export type Drivers = {
  /** Whether anything was told that could change the demand of the article. */
  readonly isSilent: boolean;
  /** Whether it differs between channels, or between regions. */
  readonly byChannel: boolean;
  readonly at: (day: number, channel: string, region: string) => DayDrivers;
};

const nothing: DayDrivers = { x: driverNames.map(() => 0), stated: 1, told: [] };
export const silentDrivers: Drivers = { isSilent: true, byChannel: false, at: () => nothing };

const isFor = ({ sku, category }: Pick<Promotion, 'sku' | 'category'>, article: DrivenArticle): boolean =>
  (sku === undefined || sku === article.sku) && (category === undefined || category === article.category);

const groupBy = <T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> => Map.groupBy(rows, key);

/** A promotion without a discount is seen all the same; it counts as one of a tenth. */
const unseenDepth = 10;

const promotionAt = (promotions: readonly Promotion[], day: string, channel: string, region: string) => {
  const running = promotions.filter(
    (one) => one.from <= day && day <= one.to && (one.channel === undefined || one.channel === channel) && takesIn(one.region, region),
  );
  const deepest = running.toSorted((left, right) => right.depthPercent - left.depthPercent)[0];
  const depth = deepest ? (deepest.depthPercent === 0 ? unseenDepth : deepest.depthPercent) : 0;
  return { x: -Math.log(1 - depth / 100), names: running.map(({ promotionId }) => promotionId) };
};

const campaignAt = (spends: readonly MarketingSpend[], usualMinor: number, region: string, isAhead: boolean) => {
  const own = spends.filter((one) => takesIn(one.region, region));
  // Of what lies behind, the demand itself says what the spend did; what somebody expects speaks of days ahead alone.
  const stated = isAhead ? own.filter(({ upliftPercent }) => upliftPercent !== undefined) : [];
  const spent = own.filter((one) => !stated.includes(one)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    x: usualMinor > 0 ? Math.log(1 + spent / usualMinor) : 0,
    stated: stated.reduce((product, { upliftPercent = 0 }) => product * (1 + upliftPercent / 100), 1),
    names: [...new Set(own.map(({ campaign }) => campaign))],
  };
};

const usualSpend = (spends: readonly MarketingSpend[]): number => {
  const byDay = new Map<string, number>();
  for (const { day, region = '', amountMinor } of spends) {
    const key = `${day}#${region}`;
    byDay.set(key, (byDay.get(key) ?? 0) + amountMinor);
  }
  return byDay.size === 0 ? 0 : [...byDay.values()].reduce((sum, value) => sum + value, 0) / byDay.size;
};

const economyOf = (feeds: Feeds, lastDay: number) => {
  const byMonth = new Map<string, number[]>();
  const reference = new Map<string, number>();
  const month = dayOf(lastDay).slice(0, 7);
  for (const { index, value } of feeds.economy
    .filter((one) => one.month <= month)
    .toSorted((left, right) => (left.month < right.month ? -1 : 1)))
    reference.set(index, value);
  for (const one of feeds.economy) {
    const base = reference.get(one.index);
    if (base !== undefined) byMonth.set(one.month, [...(byMonth.get(one.month) ?? []), Math.log(one.value / base)]);
  }
  return (day: string): number => {
    const values = byMonth.get(day.slice(0, 7)) ?? [];
    return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
};

/** Weather by the feed: of a day that was both foretold and observed, what was observed counts. */
const weatherOf = (feeds: Feeds) => {
  const rows = new Map(
    feeds.weather.toSorted((left, right) => (left.basis < right.basis ? 1 : -1)).map((one) => [`${one.day}#${one.region}`, one]),
  );
  return (day: string, region: string) => rows.get(`${day}#${region}`) ?? rows.get(`${day}#${region.slice(0, 2)}`);
};

/**
 * What the feeds say for an article.
 * @param lastDay day number of the last day of the history: days behind it are ahead
 */
export const driversOf = (feeds: Feeds, article: DrivenArticle, lastDay: number): Drivers => {
  const promotions = feeds.promotions.filter((one) => isFor(one, article));
  const spends = feeds.marketing.filter((one) => isFor(one, article));
  const { weather, economy, holidays } = feeds;
  if (promotions.length + spends.length + weather.length + economy.length + holidays.length === 0) return silentDrivers;
  const spendsOfDay = groupBy(spends, ({ day }) => day);
  const holidaysOfDay = groupBy<Holiday>(holidays, ({ day }) => day);
  const usualMinor = usualSpend(spends);
  const [economyAt, weatherAt] = [economyOf(feeds, lastDay), weatherOf(feeds)];
  // Of most days nothing was told, and a history has hundreds of days and places.
  const told = new Map<number, boolean>();
  const isTold = (number: number, day: string): boolean => {
    const known = told.get(number);
    if (known !== undefined) return known;
    const found =
      spendsOfDay.has(day) ||
      holidaysOfDay.has(day) ||
      economyAt(day) !== 0 ||
      promotions.some(({ from, to }) => from <= day && day <= to) ||
      weather.some((one) => one.day === day);
    told.set(number, found);
    return found;
  };
  const at = (number: number, channel: string, region: string): DayDrivers => {
    if (told.get(number) === false) return nothing;
    const day = dayOf(number);
    if (!isTold(number, day)) return nothing;
    const promotion = promotionAt(promotions, day, channel, region);
    const campaign = campaignAt(spendsOfDay.get(day) ?? [], usualMinor, region, number > lastDay);
    const free = (holidaysOfDay.get(day) ?? []).filter(({ country }) => takesIn(country, region));
    const sky = weatherAt(day, region);
    const values: Readonly<Record<DriverName, number>> = {
      promotion: promotion.x,
      campaign: campaign.x,
      holiday: free.length > 0 ? 1 : 0,
      // Per ten degrees, and per factor of rain, so that all strengths are of one size.
      temperature: (sky?.temperatureAnomaly ?? 0) / 10,
      precipitation: Math.log(1 + (sky?.precipitationMm ?? 0) / 10),
      economy: economyAt(day),
    };
    return {
      x: driverNames.map((name) => values[name]),
      stated: campaign.stated,
      told: [
        ...promotion.names.map((name) => ({ driver: 'promotion' as const, name })),
        ...campaign.names.map((name) => ({ driver: 'campaign' as const, name })),
        ...free.map(({ name }) => ({ driver: 'holiday' as const, name })),
      ],
    };
  };
  return { isSilent: false, byChannel: promotions.some(({ channel }) => channel !== undefined), at };
};
