/** What was wanted of everything together, day by day. */
export type PastDemand = {
  /** Number of the first day. */
  readonly firstDay: number;
  readonly units: readonly number[];
};

/** How much is wanted on a day, as a multiple of what is wanted on the days of a forecast. */
export type Season = {
  /** Undefined where the past does not reach that day of an earlier year. */
  readonly of: (day: number) => number | undefined;
  /** Earlier years that it rests on, 0 to 2. */
  readonly years: number;
};

/** Fifty-two weeks, so that weekdays fall on weekdays. */
const yearDays = 364;
const yearsMax = 2;
/** Days before and after a day that count as its season: a week more or less shifts feasts and counts the same weekdays. */
const aroundDays = 14;
/** Units by which a season is drawn towards none: of few units nobody can tell a season from chance. */
const priorUnits = 200;
const [lowest, highest] = [0.2, 5];

/**
 * The season of the year by the days around the same weekday of earlier years, over those of the forecast a year earlier: a ratio
 * of sums, as in the ratio-to-moving-average method, with a prior of none. Growth of the whole from year to year is not in it,
 * because both parts of the ratio are of the same year.
 * @param from number of the forecast's first day, of which there are `days`
 */
export const seasonOf = ({ firstDay, units }: PastDemand, from: number, days: number): Season => {
  const end = firstDay + units.length;
  const sumOf = (first: number, count: number): number => {
    let sum = 0;
    for (let day = first; day < first + count; day += 1) sum += units[day - firstDay] ?? 0;
    return sum;
  };
  const isKnown = (first: number, count: number): boolean => first >= firstDay && first + count <= end;
  const width = 2 * aroundDays + 1;
  const bases = Array.from({ length: yearsMax }, (_, index) => from - (index + 1) * yearDays).filter((first) => isKnown(first, days));
  return {
    years: bases.length,
    of: (day) => {
      let [then, base] = [0, 0];
      for (const first of bases) {
        const around = first + (day - from) - aroundDays;
        if (!isKnown(around, width)) continue;
        then += (sumOf(around, width) / width) * days;
        base += sumOf(first, days);
      }
      if (base === 0) return undefined;
      return Math.min(highest, Math.max(lowest, (then + priorUnits) / (base + priorUnits)));
    },
  };
};

/** How far volumes beyond a forecast would have been off in the tenant's own past, in percent of what was wanted. */
export type SeasonProof = {
  readonly withoutPercent: number;
  readonly withPercent: number;
  /** Spans of four weeks that were told, each from another four weeks before it. */
  readonly spans: number;
};

const spanDays = 28;
/** Spans after a forecast that are looked at: with it a year. */
const spansAhead = 12;
/** With fewer there is nothing to conclude. */
const spansLeast = 6;
/** A season has to have told better by a twentieth, or what it adds may be chance. */
const gainLeast = 0.95;

/**
 * What the season would have told of the past itself: from every four weeks for which a year before is known, and what was really
 * wanted in the year after it. Each is told by nothing but the days before it.
 * @returns undefined where too little is known
 */
export const proofOf = ({ firstDay, units }: PastDemand): SeasonProof | undefined => {
  const sum = (from: number): number => units.slice(from, from + spanDays).reduce((total, value) => total + value, 0);
  let [real, without, withIt, spans] = [0, 0, 0, 0];
  for (let at = yearDays + aroundDays; at + 2 * spanDays <= units.length; at += spanDays) {
    const mean = sum(at) / spanDays;
    const season = seasonOf({ firstDay, units: units.slice(0, at) }, firstDay + at, spanDays);
    for (let span = 1; span <= spansAhead && at + (span + 1) * spanDays <= units.length; span += 1) {
      const from = at + span * spanDays;
      const wanted = sum(from);
      const told = Array.from({ length: spanDays }, (_, day) => mean * (season.of(firstDay + from + day) ?? 1));
      real += wanted;
      without += Math.abs(wanted - mean * spanDays);
      withIt += Math.abs(wanted - told.reduce((total, value) => total + value, 0));
      spans += 1;
    }
  }
  if (spans < spansLeast || real === 0) return undefined;
  const percent = (missed: number): number => Math.round((missed / real) * 1_000) / 10;
  return { withoutPercent: percent(without), withPercent: percent(withIt), spans };
};

/** Whether the season counts: it has told the tenant's own past better than doing without. */
export const isProven = (proof: SeasonProof | undefined): boolean =>
  proof !== undefined && proof.withPercent <= proof.withoutPercent * gainLeast;
