import { type Instant, toEpochMs } from '../../kernel/instant.ts';

/** Country after ISO 3166-1; subdivision after ISO 3166-2, with or without its country. */
type AskedPlace = { readonly country: string; readonly region?: string | undefined };

/** Where nothing else is known. */
const unknownTimeZone = 'UTC';

// Subdivisions of countries with several zones, by the zone in which most of their people live (IANA Time Zone Database, 2025b).
const zonesByRegion: readonly (readonly [zone: string, country: string, regions: string])[] = [
  ['America/New_York', 'US', 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV'],
  ['America/Chicago', 'US', 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI'],
  ['America/Denver', 'US', 'CO ID MT NM UT WY'],
  ['America/Phoenix', 'US', 'AZ'],
  ['America/Los_Angeles', 'US', 'CA NV OR WA'],
  ['America/Anchorage', 'US', 'AK'],
  ['Pacific/Honolulu', 'US', 'HI'],
  ['America/Puerto_Rico', 'US', 'PR VI'],
  ['Pacific/Guam', 'US', 'GU MP'],
  ['Pacific/Pago_Pago', 'US', 'AS'],
  ['America/St_Johns', 'CA', 'NL'],
  ['America/Halifax', 'CA', 'NB NS PE'],
  ['America/Toronto', 'CA', 'NU ON QC'],
  ['America/Winnipeg', 'CA', 'MB'],
  ['America/Regina', 'CA', 'SK'],
  ['America/Edmonton', 'CA', 'AB NT'],
  ['America/Vancouver', 'CA', 'BC'],
  ['America/Whitehorse', 'CA', 'YT'],
  ['Australia/Sydney', 'AU', 'ACT NSW TAS VIC'],
  ['Australia/Brisbane', 'AU', 'QLD'],
  ['Australia/Adelaide', 'AU', 'SA'],
  ['Australia/Darwin', 'AU', 'NT'],
  ['Australia/Perth', 'AU', 'WA'],
];
const byRegion: ReadonlyMap<string, string> = new Map(
  zonesByRegion.flatMap(([zone, country, regions]) => regions.split(' ').map((region) => [`${country}-${region}`, zone] as const)),
);

// Countries with several zones in one of which nearly everybody lives.
const mainZones: Readonly<Record<string, string>> = {
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
};

const zonesOf = (country: string): readonly string[] => {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  // Of the ECMAScript internationalisation API, and not among the types of the language yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { readonly getTimeZones?: () => readonly string[] | undefined };
  return locale.getTimeZones?.() ?? [];
};

const partsAt = (at: Instant, timeZone: string): ReadonlyMap<string, string> => {
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const parts = new Intl.DateTimeFormat('en', { timeZone, calendar: 'iso8601', numberingSystem: 'latn', ...fields }).formatToParts(
    toEpochMs(at),
  );
  return new Map(parts.map(({ type, value }) => [type, value]));
};

/** The day that calendars in a zone show at a moment, as ISO 8601 writes it. @param timeZone of the IANA database, or `UTC` */
export const calendarDay = (at: Instant, timeZone: string): string => {
  const parts = partsAt(at, timeZone);
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
};

const clockAt = (at: Instant, timeZone: string): string => [...partsAt(at, timeZone).values()].join('');

/**
 * The zone whose clocks people at a place go by: that of the subdivision where its country has several and we know which is where,
 * else the one that all of the country shares at that moment, or nearly all. `UTC` where neither is known.
 */
export const timeZoneOf = ({ country, region }: AskedPlace, at: Instant): string => {
  const code = region?.trim().toUpperCase() ?? '';
  const ofRegion = byRegion.get(code.startsWith(`${country}-`) ? code : `${country}-${code}`);
  if (ofRegion !== undefined) return ofRegion;
  const main = mainZones[country];
  if (main !== undefined) return main;
  const zones = zonesOf(country);
  const [first = unknownTimeZone] = zones;
  return new Set(zones.map((zone) => clockAt(at, zone))).size <= 1 ? first : unknownTimeZone;
};
