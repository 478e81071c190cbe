import { type Forest, growForest, strangeness } from './isolation-forest.ts';
import { type CheckedRecord, featuresOf, medianOf, recordFeatures, type UsualRecords, usualRecords } from './record-features.ts';
import { reasonOf, type RecordReason, type UsualRange } from './record-words.ts';

/** A record that was kept; `released` where a person let it go on although the check had set it aside. */
export type KeptRecord = CheckedRecord & { readonly released?: true };

/** Of records that are as they should be, the share that may be set aside. */
export const falsePositiveBudget = 0.001;

/** Records held out, needed before a threshold can keep the budget: below it, even the strangest of them proves nothing. */
export const heldOutMin = Math.ceil(1 / falsePositiveBudget) - 1;
/** Records trained on at least: one sample of the forest. */
const trainedMin = 256;
/** Records of a source before its check speaks. */
export const recordsMin = trainedMin + heldOutMin;
/** Records that are kept of a source, the newest. */
export const recordsMax = 6_000;

/** What one source is checked by, as it is kept. Trees are grown from it by the seed when it is loaded. */
export type RecordModel = {
  /** Of the code: a model of another form is trained anew. */
  readonly form: 1;
  readonly seed: number;
  readonly usual: UsualRecords;
  /** What the forest grows from: one number for each feature, for each of the records. */
  readonly points: readonly (readonly number[])[];
  readonly medians: readonly number[];
  readonly ranges: readonly UsualRange[];
  /** For each feature, between which all but two of a thousand records lie. */
  readonly bounds: readonly UsualRange[];
  /** A record scored above it is set aside. */
  readonly threshold: number;
  readonly heldOut: number;
  /** Of the held out ones, how many a person has released. */
  readonly released: number;
};

export type Verdict = {
  readonly unusual: boolean;
  /** Above 0 and at most 1. */
  readonly score: number;
  readonly threshold: number;
  readonly reasons: readonly RecordReason[];
};

const least = recordFeatures.map((feature) => feature.least);
const pointsMax = 1_024;
const reasonsMax = 3;
const [rangeTail, boundsTail] = [0.05, 0.001];
const digits = 1e6;
const rounded = (value: number): number => Math.round(value * digits) / digits;

/** @param tail share that is left out at each end */
const rangeOf = (values: readonly number[], tail: number): UsualRange => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { from: at(tail), to: at(1 - tail) };
};

/**
 * How far a value is outside of its bounds, from 0 to 1: the distance ÷ (distance + width of the bounds). A mean over trees
 * hardly moves for one field that is far out; this does.
 */
const beyond = (value: number, { from, to }: UsualRange, smallest: number): number => {
  const distance = Math.max(0, from - value, value - to);
  return distance / (distance + Math.max(smallest, to - from));
};

type Scored = { readonly score: number; readonly forest: number; readonly fields: readonly number[] };

/** The greater of two: how few cuts set it apart, and how far its farthest field is out. */
const scoreOf = (forest: Forest, bounds: readonly UsualRange[], point: readonly number[]): Scored => {
  const fields = point.map((value, index) => beyond(value, bounds[index] as UsualRange, least[index] as number));
  const byForest = strangeness(forest, point);
  return { score: Math.max(byForest, ...fields), forest: byForest, fields };
};

/** Every n-th of them, so that all of the time is in it. */
const thinned = <T>(values: readonly T[], max: number): readonly T[] => {
  const step = Math.max(1, values.length / max);
  return Array.from({ length: Math.min(max, values.length) }, (_, index) => values[Math.floor(index * step)] as T);
};

/**
 * Trains on the older records of a source and sets the threshold by the newer ones, which the forest has not seen: the split
 * conformal test of Laxhammar and Falkman (2010) and of Bates, Candès, Lei, Romano and Sesia ("Testing for outliers with
 * conformal p-values", Annals of Statistics 51, 2023). A record is set aside when (1 + held-out records at least as strange) ÷
 * (1 + held-out records) is at most the budget; for records that come from the same source as those before, that happens to no
 * larger share of them, whatever their distribution. Released records are always held out, so each of them raises the threshold.
 *
 * @param records the oldest first
 * @returns undefined for fewer than `recordsMin` records
 */
export const trainRecordModel = (records: readonly KeptRecord[], seed: number, budget = falsePositiveBudget): RecordModel | undefined => {
  const released = records.filter((record) => record.released === true);
  const plain = records.filter((record) => record.released !== true);
  const heldMin = Math.ceil(1 / budget) - 1;
  if (plain.length < trainedMin + heldMin) return undefined;
  const heldCount = Math.max(heldMin, Math.floor(plain.length / 2));
  const trained = plain.slice(0, plain.length - heldCount);
  const held = [...plain.slice(plain.length - heldCount), ...released];
  const usual = usualRecords(trained);
  const all = trained.map((record) => featuresOf(record, usual).map(rounded));
  const points = thinned(all, pointsMax);
  const forest = growForest(points, { seed, least });
  const columns = recordFeatures.map((_, index) => all.map((point) => point[index] as number));
  const bounds = columns.map((values) => rangeOf(values, boundsTail));
  const scores = held.map((record) => scoreOf(forest, bounds, featuresOf(record, usual)).score).toSorted((one, other) => other - one);
  const rank = Math.floor(budget * (held.length + 1));
  return {
    form: 1,
    seed,
    usual,
    points,
    medians: columns.map(medianOf),
    ranges: columns.map((values) => rangeOf(values, rangeTail)),
    bounds,
    threshold: scores[rank - 1] ?? 1,
    heldOut: held.length,
    released: released.length,
  };
};

/** Share of the score that a field must account for to be named. */
const namedShare = 0.1;

/**
 * Fields that make a record strange: by how far each is out, and by how much less strange the forest finds the record with the
 * field put back to its median.
 */
const reasonsFor = (model: RecordModel, forest: Forest, record: CheckedRecord, point: readonly number[], scored: Scored) => {
  const gains = recordFeatures.map(({ name }, index) => {
    const without = strangeness(forest, point.with(index, model.medians[index] as number));
    return { name, index, gain: Math.max(0, scored.forest - without) + (scored.fields[index] as number) };
  });
  const total = gains.reduce((sum, { gain }) => sum + gain, 0);
  return gains
    .filter(({ gain }) => gain > 0 && gain >= namedShare * total)
    .toSorted((one, other) => other.gain - one.gain)
    .slice(0, reasonsMax)
    .flatMap(({ name, index }) => reasonOf(name, { record, usual: model.usual, range: model.ranges[index] as UsualRange }) ?? []);
};

/** What a record is judged by. Equal models judge equally. */
export const createRecordJudge = (model: RecordModel): ((record: CheckedRecord) => Verdict) => {
  const forest = growForest(model.points, { seed: model.seed, least });
  return (record) => {
    const point = featuresOf(record, model.usual);
    const scored = scoreOf(forest, model.bounds, point);
    const unusual = scored.score > model.threshold;
    return {
      unusual,
      score: rounded(scored.score),
      threshold: rounded(model.threshold),
      reasons: unusual ? reasonsFor(model, forest, record, point, scored) : [],
    };
  };
};
