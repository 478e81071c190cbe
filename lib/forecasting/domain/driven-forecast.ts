import { dayNumber, dayOf, weekdayOf } from './daily-series.ts';
import type { DemandOfDay } from './demand.ts';
import { driverNames, type DriverRow, type DriverVector, fitDrivers, liftOf, priorVector } from './feeds/driver-fit.ts';
import type { Drivers } from './feeds/drivers.ts';

/** Shares that the demand of a SKU is spread by. */
export type Spread = {
  readonly regions: readonly { readonly region: string; readonly share: number; readonly locationId?: string }[];
  readonly channels: readonly { readonly channel: string; readonly share: number }[];
};

/** The history and its shares with what was told taken out of them, and how strongly demand answered to it. */
export type Cleaned = { readonly units: readonly number[]; readonly spread: Spread; readonly strengths: DriverVector };

type Place = { readonly channel: string; readonly region: string; readonly share: number };

const placesOf = ({ regions, channels }: Spread, byChannel: boolean): readonly Place[] =>
  byChannel
    ? regions.flatMap(({ region, share }) => channels.map((own) => ({ channel: own.channel, region, share: share * own.share })))
    : regions.map(({ region, share }) => ({ channel: channels[0]?.channel ?? '', region, share }));

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** What a day of the history would usually have wanted: its weekday's mean, which leans towards the mean of all. */
const usualByWeekday = (units: readonly number[], firstDay: number): ((at: number) => number) => {
  const level = meanOf(units);
  const means = Array.from({ length: 7 }, (_, weekday) => {
    const own = units.filter((_units, at) => weekdayOf(firstDay + at) === weekday);
    return (own.reduce((sum, value) => sum + value, 0) + level) / (own.length + 1);
  });
  return (at) => Math.max(1e-6, means[weekdayOf(firstDay + at)] ?? level);
};

type ToldDay = { readonly at: number; readonly places: readonly (Place & { readonly x: DriverVector; readonly units: number })[] };

/** Days of the history on which something was told, place by place. */
const toldDays = (
  history: readonly DemandOfDay[],
  span: { readonly firstDay: number; readonly days: number },
  places: readonly Place[],
  drivers: Drivers,
): readonly ToldDay[] => {
  const sold = new Map<string, number>();
  for (const { day, channel, region, units } of history) {
    const key = `${dayNumber(day)}#${drivers.byChannel ? channel : ''}#${region}`;
    sold.set(key, (sold.get(key) ?? 0) + units);
  }
  return Array.from({ length: span.days }, (_, at) => at).flatMap((at): readonly ToldDay[] => {
    const day = span.firstDay + at;
    const told = places.map((place) => drivers.at(day, place.channel, place.region).x);
    if (!told.some((x) => x.some((value) => value !== 0))) return [];
    return [
      {
        at,
        places: places.map((place, index) => ({
          ...place,
          x: told[index] ?? [],
          units: sold.get(`${day}#${drivers.byChannel ? place.channel : ''}#${place.region}`) ?? 0,
        })),
      },
    ];
  });
};

/** Places of one day that were told the same are one observation: fewer, and none of them too small to say anything. */
const rowsOf = (days: readonly ToldDay[], usual: (at: number) => number): readonly DriverRow[] =>
  days.flatMap(({ at, places }) => {
    const told = places.filter(({ x }) => x.some((value) => value !== 0));
    return [...Map.groupBy(told, ({ x }) => x.join('#')).values()].flatMap((same): readonly DriverRow[] => {
      const expected = usual(at) * same.reduce((sum, { share }) => sum + share, 0);
      const units = same.reduce((sum, one) => sum + one.units, 0);
      return expected > 0 ? [{ units, usual: expected, x: same[0]?.x ?? [] }] : [];
    });
  });

/** Shares of the places without what was told: a region is not the larger for a campaign that ran there. */
const withoutTold = (
  places: readonly Place[],
  history: readonly DemandOfDay[],
  days: readonly ToldDay[],
  byChannel: boolean,
  strengths: DriverVector,
): readonly Place[] => {
  const nameOf = ({ channel, region }: { readonly channel: string; readonly region: string }) => `${byChannel ? channel : ''}#${region}`;
  const sold = new Map<string, number>();
  for (const one of history) sold.set(nameOf(one), (sold.get(nameOf(one)) ?? 0) + one.units);
  const surplus = new Map<string, number>();
  for (const place of days.flatMap((day) => day.places))
    surplus.set(nameOf(place), (surplus.get(nameOf(place)) ?? 0) + place.units * (1 - 1 / liftOf(place.x, strengths)));
  const cleaned = places.map((place) => {
    const units = sold.get(nameOf(place)) ?? 0;
    return { ...place, share: units === 0 ? place.share : (place.share * (units - (surplus.get(nameOf(place)) ?? 0))) / units };
  });
  const total = cleaned.reduce((sum, { share }) => sum + share, 0);
  return total > 0 ? cleaned.map((place) => ({ ...place, share: place.share / total })) : places;
};

const spreadOf = (spread: Spread, places: readonly Place[]): Spread => ({
  ...spread,
  regions: spread.regions.map((one) => ({
    ...one,
    share: Math.round(places.filter(({ region }) => region === one.region).reduce((sum, { share }) => sum + share, 0) * 10_000) / 10_000,
  })),
});

/** First from what is believed before, then from what the round before has shown; after five little changes any more. */
const rounds = 5;

/**
 * Takes out of a history what was told beside it, so that the usual demand is not learned from days of a campaign.
 * @param units by day, oldest first
 */
export const cleanedHistory = (
  units: readonly number[],
  input: { readonly history: readonly DemandOfDay[]; readonly firstDay: number; readonly spread: Spread; readonly drivers: Drivers },
): Cleaned => {
  const { history, firstDay, spread, drivers } = input;
  if (drivers.isSilent) return { units, spread, strengths: priorVector };
  const asSold = placesOf(spread, drivers.byChannel);
  let places = asSold;
  const days = toldDays(history, { firstDay, days: units.length }, asSold, drivers);
  let cleaned = units;
  let strengths = priorVector;
  for (let round = 0; round < rounds; round += 1) {
    const lifts = new Map(
      days.map((day) => [day.at, day.places.reduce((sum, { x }, at) => sum + (places[at]?.share ?? 0) * liftOf(x, strengths), 0)]),
    );
    cleaned = units.map((value, at) => value / (lifts.get(at) ?? 1));
    const shared = days.map((day) => ({
      ...day,
      places: day.places.map((place, at) => ({ ...place, share: places[at]?.share ?? place.share })),
    }));
    strengths = fitDrivers(rowsOf(shared, usualByWeekday(cleaned, firstDay)));
    places = withoutTold(asSold, history, days, drivers.byChannel, strengths);
  }
  return { units: cleaned, spread: spreadOf(spread, places), strengths };
};

/** Something told that moves the days ahead, in figures. */
export type ToldAhead = {
  readonly driver: (typeof driverNames)[number];
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly regions: readonly string[];
  /** Mean factor over the days and regions it was told for. */
  readonly factor: number;
};

/** What the demand of a channel and region is multiplied by on each of the days ahead. */
export const factorsAhead = (
  drivers: Drivers,
  strengths: DriverVector,
  span: { readonly firstDay: number; readonly days: number },
): ((channel: string, region: string) => readonly number[]) => {
  return (channel, region) =>
    Array.from({ length: span.days }, (_, ahead) => {
      const { x, stated } = drivers.at(span.firstDay + ahead, channel, region);
      return Math.round(liftOf(x, strengths) * stated * 10_000) / 10_000;
    });
};

/** What was told for the days ahead, with what it does to the places that it was told for. */
export const toldAhead = (
  drivers: Drivers,
  strengths: DriverVector,
  span: { readonly firstDay: number; readonly days: number; readonly spread: Spread },
): readonly ToldAhead[] => {
  if (drivers.isSilent) return [];
  const found = new Map<string, { driver: ToldAhead['driver']; name: string; days: number[]; regions: Set<string>; factors: number[] }>();
  for (let ahead = 0; ahead < span.days; ahead += 1) {
    for (const { region } of span.spread.regions) {
      for (const { channel } of span.spread.channels) {
        const day = span.firstDay + ahead;
        const { told, x, stated } = drivers.at(day, channel, region);
        for (const { driver, name } of told) {
          const key = `${driver}#${name}`;
          const own = found.get(key) ?? { driver, name, days: [], regions: new Set<string>(), factors: [] };
          own.days.push(day);
          own.regions.add(region);
          // Of several told at once each answers for its own part of the vector.
          const at = driverNames.indexOf(driver);
          const alone = x.map((value, place) => (place === at ? value : 0));
          own.factors.push(liftOf(alone, strengths) * (driver === 'campaign' ? stated : 1));
          found.set(key, own);
        }
      }
    }
  }
  return [...found.values()].map(({ driver, name, days, regions, factors }) => ({
    driver,
    name,
    from: dayOf(Math.min(...days)),
    to: dayOf(Math.max(...days)),
    regions: [...regions].sort(),
    factor: meanOf(factors),
  }));
};
