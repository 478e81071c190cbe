import { addSums, type Cell, type CellSums, type Moments, noSums } from './cells.ts';
import type { LogNormal } from './distributions.ts';
import { heldByMean, heldByShare } from './likeness.ts';
import { cellText, type PackageKind } from './outcome.ts';
import { baselineDays, type Zone } from './zones.ts';

/**
 * What has been learned of carriers, as a decision rests on it. Its version is the hash of the cells, so that equal versions are
 * equal figures. It is plain JSON.
 */
export type LearnedFigures = { readonly version: string; readonly cells: readonly Cell[] };

/** An estimate with the range within which it lies with a probability of nine in ten, as far as the data tell. */
export type Estimated = { readonly mean: number; readonly low: number; readonly high: number };

/** What is to be expected of a parcel. */
export type Expected = {
  readonly zone: Zone;
  /** Parcels of this service in this zone that it rests on, before forgetting. */
  readonly parcels: number;
  /** Those of the same kind of goods among them. */
  readonly parcelsOfKind: number;
  /** Fewer than `enoughParcels` count, so that it is hardly more than what was assumed to begin with. */
  readonly isPrior: boolean;
  /** Price paid over the price of the rates. */
  readonly costRatio: Estimated;
  readonly damage: Estimated;
  /** Share that came after the promise; of parcels that had one. */
  readonly late: Estimated;
  /** Days on the way. */
  readonly days: LogNormal;
};

/** Parcels, after forgetting, from which on an estimate is told as learned. */
export const enoughParcels = 5;

/**
 * Parcels that each level counts for at least when the next finer one has few of its own; more, where the finer ones turn out to
 * be alike. A cell of 20 parcels is thus half its own figure at most.
 */
const strength = { service: 10, zone: 15, cell: 20 } as const;
/** Before anything is known: one parcel in 200 is damaged, and one in 10 of those promised is late, both held weakly. */
const damagePrior = { mean: 0.005, strength: 40 } as const;
const latePrior = { mean: 0.1, strength: 10 } as const;
/** How far single parcels stray: deviations of the logarithm, and the parcels that this assumption counts for. */
const spreadPrior = { cost: 0.1, days: 0.3, strength: 10 } as const;
const z95 = 1.6448536269514722;

const meanOfMoments = ({ weight, sum }: Moments, prior: number, priorStrength: number): number =>
  (priorStrength * prior + sum) / (priorStrength + weight);

/** Deviation around the mean of one's own, pulled towards what is usual. */
const deviationOf = ({ weight, sum, squares }: Moments, usual: number): number => {
  const around = weight > 0 ? Math.max(0, squares - sum ** 2 / weight) : 0;
  return Math.sqrt((spreadPrior.strength * usual ** 2 + around) / (spreadPrior.strength + weight));
};

/** What is known of a service, of it in a zone, and of it there with a kind of goods. */
type Levels = readonly [service: CellSums, zone: CellSums, cell: CellSums];
type Pick = (sums: CellSums) => Moments;
/** Parcels that the two coarser levels count for in the next finer one. */
type Held = readonly [zone: number, cell: number];

/**
 * Normal figure, shrunk level by level: m = (κ·m₀ + Σx) / (κ + n), where m₀ is the estimate of the coarser level and κ the
 * parcels that it counts for. The conjugate normal model applied down a hierarchy: Gelman et al., Bayesian Data Analysis,
 * 3rd ed., sections 2.5 and 5.4; in insurance the credibility formula of Bühlmann (1967).
 */
const shrunkMean = (levels: Levels, pick: Pick, prior: number, held: Held): number => {
  const [service, zone, cell] = levels.map(pick) as [Moments, Moments, Moments];
  const ofService = meanOfMoments(service, prior, strength.service);
  return meanOfMoments(cell, meanOfMoments(zone, ofService, held[0]), held[1]);
};

/** Weight of the data against the assumptions at the finest level. */
const sharpness = (levels: Levels, pick: Pick, held: Held): number => {
  const [service, zone, cell] = levels.map((level) => pick(level).weight) as [number, number, number];
  return cell + Math.min(held[1], zone + Math.min(held[0], service + strength.service));
};

/**
 * Share, shrunk level by level: p = (κ·p₀ + k) / (κ + n), the mean of the Beta posterior with prior Beta(κ·p₀, κ·(1−p₀));
 * Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.4. The range is the normal one around that mean.
 */
const shrunkShare = (
  levels: Levels,
  count: (sums: CellSums) => { readonly of: number; readonly hits: number },
  prior: { readonly mean: number; readonly strength: number },
  held: Held,
): Estimated => {
  const strengths = [prior.strength, ...held];
  let mean = prior.mean;
  let total = prior.strength;
  levels.forEach((sums, level) => {
    const { of, hits } = count(sums);
    // A coarser figure counts for no more parcels than it rests on itself.
    const before = Math.min(strengths[level] as number, total);
    mean = (before * mean + hits) / (before + of);
    total = before + of;
  });
  const around = z95 * Math.sqrt((mean * (1 - mean)) / (total + 1));
  return { mean, low: Math.max(0, mean - around), high: Math.min(1, mean + around) };
};

/** How alike the parts of a service are: its zones, the kinds of goods in each, and the zones of each kind. */
type Likeness = { readonly days: Held; readonly cost: Held; readonly damage: ReadonlyMap<PackageKind, number> };
type Index = { readonly sums: ReadonlyMap<string, CellSums>; readonly likeness: ReadonlyMap<string, Likeness> };
const levelKey = (...parts: readonly string[]): string => parts.join('\u0000');
const unknownLikeness: Likeness = { days: [strength.zone, strength.cell], cost: [strength.zone, strength.cell], damage: new Map() };

const together = (parts: readonly CellSums[]): CellSums => parts.reduce((left, right) => addSums(left, right), noSums);

const likenessOf = (cells: readonly Cell[]): Likeness => {
  const zones = [...Map.groupBy(cells, ({ zone }) => zone).values()];
  const kinds = Map.groupBy(cells, ({ kind }) => kind);
  const heldOf = (pick: Pick): Held => [
    heldByMean([zones.map((parts) => pick(together(parts)))], strength.zone),
    heldByMean(
      zones.map((parts) => parts.map(pick)),
      strength.cell,
    ),
  ];
  return {
    days: heldOf(({ days }) => days),
    cost: heldOf(({ cost }) => cost),
    damage: new Map(
      [...kinds].map(([kind, parts]) => [
        kind,
        heldByShare(
          parts.map(({ weight, damaged }) => ({ of: weight, hits: damaged })),
          strength.cell,
        ),
      ]),
    ),
  };
};

/** Cells of all carriers as if they were one, for where prices do not depend on who carries. */
const withoutNames = (cells: readonly Cell[]): readonly Cell[] =>
  [...Map.groupBy(cells, ({ zone, kind }) => levelKey(zone, kind)).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ ...first, ...together([first, ...rest]), carrier: '', service: '' }],
  );

const indexOf = (cells: readonly Cell[]): Index => {
  const sums = new Map<string, CellSums>();
  const likeness = new Map<string, Likeness>();
  for (const [named, parts] of Map.groupBy([...cells, ...withoutNames(cells)], ({ carrier, service }) => levelKey(carrier, service))) {
    likeness.set(named, likenessOf(parts));
    for (const part of parts) {
      for (const finer of [[], [part.zone], ['', part.kind], [part.zone, part.kind]]) {
        const key = levelKey(named, ...finer);
        sums.set(key, addSums(sums.get(key) ?? noSums, part));
      }
    }
  }
  return { sums, likeness };
};

const indexes = new WeakMap<LearnedFigures, Index>();
const indexFor = (figures: LearnedFigures): Index => {
  const known = indexes.get(figures) ?? indexOf(figures.cells);
  indexes.set(figures, known);
  return known;
};

/** A way of sending a parcel; without a carrier the parcels of all carriers are looked at. */
export type Way = {
  readonly carrier: string | undefined;
  readonly service: string | undefined;
  readonly zone: Zone;
  readonly km: number;
  /** Days that the rates say; undefined where they say none. */
  readonly ratedDays: number | undefined;
};

/** What is to be expected of a parcel that goes this way with goods of this kind. */
export const expectedOf = (figures: LearnedFigures, way: Way, kind: PackageKind): Expected => {
  const { sums, likeness } = indexFor(figures);
  const { carrier, service, zone, km } = way;
  const named = carrier === undefined ? levelKey('', '') : levelKey(cellText(carrier), cellText(service));
  const at = (...finer: readonly string[]): CellSums => sums.get(levelKey(named, ...finer)) ?? noSums;
  const levels: Levels = [at(), at(zone), at(zone, kind)];
  // What breaks is a matter of the goods before it is one of the way.
  const byKind: Levels = [levels[0], at('', kind), levels[2]];
  const alike = likeness.get(named) ?? unknownLikeness;
  const [, inZone, ofKind] = levels;
  const rated = way.ratedDays === undefined ? 0 : Math.log(Math.max(0.5, way.ratedDays) / baselineDays(km));
  const location = shrunkMean(levels, ({ days }) => days, rated, alike.days) + Math.log(baselineDays(km));
  const logCost = shrunkMean(levels, ({ cost }) => cost, 0, alike.cost);
  const costSpread = deviationOf(inZone.cost, spreadPrior.cost);
  const costError = costSpread / Math.sqrt(sharpness(levels, ({ cost }) => cost, alike.cost));
  // Without a parcel whose price is known, the price is that of the rates.
  const ratio = (value: number): number => (levels[0].cost.weight === 0 ? 1 : Math.exp(value + costSpread ** 2 / 2));
  return {
    zone,
    parcels: inZone.parcels,
    parcelsOfKind: ofKind.parcels,
    isPrior: inZone.weight < enoughParcels,
    costRatio: { mean: ratio(logCost), low: ratio(logCost - z95 * costError), high: ratio(logCost + z95 * costError) },
    damage: shrunkShare(byKind, ({ weight, damaged }) => ({ of: weight, hits: damaged }), damagePrior, [
      strength.cell,
      alike.damage.get(kind) ?? strength.cell,
    ]),
    late: shrunkShare(levels, ({ promised, late }) => ({ of: promised, hits: late }), latePrior, [strength.zone, strength.cell]),
    days: { location, deviation: deviationOf(inZone.days, spreadPrior.days) },
  };
};
