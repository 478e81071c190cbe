import { Instant, plusMs } from '../../lib/kernel/instant.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import { cellsOf } from '../../lib/sourcing/domain/learning/cells.ts';
import { expectedBeyond, type LogNormal } from '../../lib/sourcing/domain/learning/distributions.ts';
import { expectedOf, type LearnedFigures } from '../../lib/sourcing/domain/learning/estimate.ts';
import { mostDelicate, type Outcome, type PackageKind } from '../../lib/sourcing/domain/learning/outcome.ts';
import { baselineDays, type Zone, zoneOf } from '../../lib/sourcing/domain/learning/zones.ts';
import { distanceTo } from '../../lib/sourcing/domain/parcel-price.ts';
import type { SourcingPolicy } from '../../lib/sourcing/domain/sourcing.policy.ts';
import type { Network } from './network.ts';

// Carriers whose rates say little of what they are: one is cheap and breaks fragile goods on long ways, one is late, one charges
// more than its rates say. What they really are stands here, and decisions only see their outcomes.

const bandsKm = [250, 600, 1_000, 1_600, 2_400, 3_200, 6_000] as const;
const bandPrices = [640, 740, 840, 960, 1_090, 1_210, 1_340] as const;

type CarrierTruth = {
  readonly carrier: string;
  /** Its rates in percent of the usual ones, and what it charges over them. */
  readonly ratesPercent: number;
  readonly surcharge: number;
  /** Days on the way over the usual ones, and how far they stray. */
  readonly pace: number;
  readonly spread: number;
  readonly damage: (zone: Zone, kind: PackageKind) => number;
};

const isFar = (zone: Zone): boolean => zone >= '5';
const carriers: readonly CarrierTruth[] = [
  {
    carrier: 'rough',
    ratesPercent: 94,
    surcharge: 1,
    pace: 1,
    spread: 0.2,
    damage: (zone, kind) => (kind === 'fragile' ? (isFar(zone) ? 0.12 : 0.03) : 0.004),
  },
  {
    carrier: 'slow',
    ratesPercent: 96,
    surcharge: 1,
    pace: 1.45,
    spread: 0.45,
    damage: (_zone, kind) => (kind === 'fragile' ? 0.02 : 0.003),
  },
  {
    carrier: 'steep',
    ratesPercent: 97,
    surcharge: 1.12,
    pace: 0.9,
    spread: 0.2,
    damage: (_zone, kind) => (kind === 'fragile' ? 0.015 : 0.003),
  },
  {
    carrier: 'sound',
    ratesPercent: 101,
    surcharge: 1,
    pace: 0.95,
    spread: 0.2,
    damage: (_zone, kind) => (kind === 'fragile' ? 0.02 : 0.003),
  },
];
const service = 'ground';

/** Minor units of a unit, of which a damaged parcel loses what is in it; and of a day after the promise. */
export const unitValueMinor = 2_000;
const perDayLateMinor = 400;
/** Days that customers are promised. */
const promisedDays = 5;
/** One article in so many is fragile. */
const fragileEvery = 4;
const dayMs = 86_400_000;
const start = Instant('2026-10-01T00:00:00.000Z');

export const kindOfSku = (sku: number): PackageKind => (sku % fragileEvery === 0 ? 'fragile' : 'standard');

export const marketPolicy: SourcingPolicy = {
  name: 'market',
  version: 1,
  method: 'lowest-score',
  shipping: {
    kind: 'rate-table',
    carriers: carriers.map(({ carrier, ratesPercent }) => ({
      carrier,
      service,
      bands: bandsKm.map((upToKm, band) => ({
        upToKm,
        priceMinor: Math.round(((bandPrices[band] as number) * ratesPercent) / 100),
        // All of them promise what is usual.
        transitDays: Math.round(baselineDays(upToKm)),
      })),
    })),
  },
  splitCostMinor: 350,
  lateness: { perDayLateMinor, perTransitDayMinor: 0 },
  weightsPercent: { shipping: 100, handling: 100, split: 100, lateness: 100, future: 100 },
  unknownDistanceKm: 3_000,
  remainder: 'wait',
};
export const learningPolicy: SourcingPolicy = { ...marketPolicy, name: 'market-learned', learned: { enabled: true } };

/** What a carrier really comes to on a way. */
export type Way = { readonly km: number; readonly zone: Zone };

const rateOf = ({ ratesPercent }: CarrierTruth, km: number): number =>
  Math.round(((bandPrices[bandsKm.findIndex((upToKm) => km <= upToKm)] as number) * ratesPercent) / 100);
const daysOf = ({ pace, spread }: CarrierTruth, km: number): LogNormal => ({
  location: Math.log(baselineDays(km) * pace),
  deviation: spread,
});

/** Expected minor units of a parcel by a carrier, without what is in it: price and days after the promise. */
const parcelTruth = (truth: CarrierTruth, { km }: Way): number =>
  rateOf(truth, km) * truth.surcharge + perDayLateMinor * expectedBeyond(daysOf(truth, km), promisedDays);
const damageTruth = (truth: CarrierTruth, { zone }: Way, kind: PackageKind): number => truth.damage(zone, kind) * unitValueMinor;

const truthNamed = (name: string | undefined): CarrierTruth => {
  const found = carriers.find(({ carrier }) => `${carrier} ${service}` === name);
  if (!found) throw new Error(`there is no carrier ${name}`);
  return found;
};

/** What a carrier charges for a parcel on a way. */
export const trueCharge = (carrier: string | undefined, { km }: Way): number => {
  const truth = truthNamed(carrier);
  return rateOf(truth, km) * truth.surcharge;
};

/** What a parcel really costs to be expected, by whom it goes. */
export const trueCost = (carrier: string | undefined, way: Way, kinds: readonly PackageKind[]): number => {
  const truth = truthNamed(carrier);
  return kinds.reduce((sum, kind) => sum + damageTruth(truth, way, kind), parcelTruth(truth, way));
};

/** The least that a parcel can cost on a way without what is in it, and that a unit of a kind adds on any way. */
export const leastParcel = (way: Way): number => Math.min(...carriers.map((truth) => parcelTruth(truth, way)));
export const leastDamage = (kind: PackageKind): number =>
  Math.min(...carriers.flatMap((truth) => (['1', '5'] as const).map((zone) => damageTruth(truth, { km: 0, zone }, kind))));

/** The same as far as what was learned tells: what λ goes by, because nobody knows the truth. */
export const leastLearnedParcel = (figures: LearnedFigures, { km, zone }: Way): number =>
  Math.min(
    ...carriers.map((truth) => {
      const way = { carrier: truth.carrier, service, zone, km, ratedDays: Math.round(baselineDays(km)) };
      const { costRatio, days } = expectedOf(figures, way, 'standard');
      return rateOf(truth, km) * costRatio.mean + perDayLateMinor * expectedBeyond(days, promisedDays);
    }),
  );

const placed = (region: string) => ({ country: 'US', region });

/** The way from each warehouse to each state, `[region][centre]`. */
export const waysOf = ({ regions, centres }: Network): readonly (readonly Way[])[] =>
  regions.map((region) => {
    const kmFrom = distanceTo(placed(region));
    return centres.map((centre) => {
      const km = kmFrom(placed(centre.region)) ?? 0;
      return { km, zone: zoneOf(km, false) };
    });
  });

/** A moment of a simulated day, and until when its customers are promised their goods. */
export const promiseOn = (day: number) => {
  const now = plusMs(start, day * dayMs);
  return { now, promise: { deliverBy: plusMs(now, promisedDays * dayMs) } };
};

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** How one parcel goes that is sent by a carrier: what it costs, when it comes, and whether what is in it breaks. */
export const drawParcel = (
  random: Random,
  parcel: { readonly carrier: string | undefined; readonly way: Way; readonly kinds: readonly PackageKind[]; readonly at: Instant },
): Outcome => {
  const { way, kinds, at } = parcel;
  const truth = truthNamed(parcel.carrier);
  const { location, deviation } = daysOf(truth, way.km);
  const days = Math.exp(location + deviation * normal(random));
  const costRatio = truth.surcharge * Math.exp(0.03 * normal(random));
  // The whole parcel breaks or nothing in it, as often as its units break on average.
  const damage = kinds.reduce((sum, kind) => sum + truth.damage(way.zone, kind), 0) / kinds.length;
  return {
    carrier: truth.carrier,
    service,
    zone: way.zone,
    kind: mostDelicate(kinds),
    km: way.km,
    at,
    costRatio,
    days,
    late: days > promisedDays,
    lateDays: Math.max(0, days - promisedDays),
    damaged: random.next() < damage,
    foretold: { actualCostMinor: rateOf(truth, way.km) * costRatio },
  };
};

/** How the parcels of the history went: from a warehouse by size of its range, by a carrier that nobody chose with a reason. */
export const learnFrom = (network: Network, seed: number): LearnedFigures => {
  const random = createRandom(seed).fork('outcomes');
  const ways = waysOf(network);
  const outcomes = network.history.map((order): Outcome => {
    const truth = carriers[random.between(0, carriers.length - 1)] as CarrierTruth;
    const way = (ways[order.region] as readonly Way[])[random.between(0, network.centres.length - 1)] as Way;
    const kind = order.skus.some((sku) => kindOfSku(sku) === 'fragile') ? 'fragile' : 'standard';
    const { location, deviation } = daysOf(truth, way.km);
    const days = Math.exp(location + deviation * normal(random));
    return {
      carrier: truth.carrier,
      service,
      zone: way.zone,
      kind,
      km: way.km,
      at: plusMs(start, order.day * dayMs),
      costRatio: truth.surcharge * Math.exp(0.03 * normal(random)),
      days,
      late: days > promisedDays,
      damaged: random.next() < truth.damage(way.zone, kind),
    };
  });
  return { version: `simulated-${seed}`, cells: cellsOf(outcomes) };
};
