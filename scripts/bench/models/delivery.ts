// Deliveries: how long one takes and whether it will be late, said when the order is placed, beside what was promised then.
import { areaUnderRoc } from '../../../lib/intelligence/domain/training/evaluation.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { type Delivery, deliveryRows, type DeliverySet, type DeliverySplit, deliverySplit } from './deliveries.ts';
import { readDeliveries } from './delivery-data.ts';
import type { ModelPart } from './part.ts';
import { averagePrecision, type FeatureRow, type Learner, learnByTrees, recallAt, shuffled, type Task } from './tables.ts';

export type DeliveryReport = {
  readonly set: string;
  readonly what: string;
  readonly promise: string;
  readonly learntFrom: number;
  readonly measuredOn: number;
  readonly latePct: number;
  /** Mean absolute errors in days. */
  readonly maeDays: {
    readonly waybill: number;
    readonly promise: number;
    /** The promise moved by its median error in what was learnt from: a promise is padded on purpose. */
    readonly movedPromise: number;
    /** The median of what was learnt from, for all alike. */
    readonly median: number;
  };
  readonly lateness: {
    readonly auc: number;
    /** Of the share of late ones that was learnt for each number of promised days. */
    readonly aucOfPromise: number;
    readonly averagePrecision: number;
    readonly recallAt1PctFalsePositives: number;
    readonly isCalibrated: boolean;
  };
  /** AUC of lateness when outcomes are shuffled over the orders before anything is counted: 0.5 unless something leaks. */
  readonly aucOfShuffledOutcomes: number;
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const median = (values: readonly number[]): number => {
  const order = values.toSorted((one, other) => one - other);
  const middle = order.length >> 1;
  return order.length % 2 === 1 ? (order[middle] ?? 0) : ((order[middle - 1] ?? 0) + (order[middle] ?? 0)) / 2;
};

const tasksOf = (name: string, deliveries: readonly Delivery[], { learnt, fitted, measured }: DeliverySplit): readonly [Task, Task] => {
  const known = deliveryRows(deliveries);
  const order = [...learnt, ...measured];
  const rows: readonly FeatureRow[] = order.map((index) => known[index] ?? {});
  const labels = (of: (delivery: Delivery) => number): readonly number[] => order.map((index) => of(deliveries[index] as Delivery));
  const parts = { rows, fitted, calibrated: learnt.length };
  return [
    { name: `${name} days`, kind: 'amount', labels: labels(({ days }) => days), ...parts },
    { name: `${name} late`, kind: 'probability', labels: labels(({ late }) => (late ? 1 : 0)), ...parts },
  ];
};

/** Other outcomes to the same orders; each keeps its promise, its place in time and what it says by itself. */
const withShuffledOutcomes = (deliveries: readonly Delivery[]): readonly Delivery[] => {
  const outcomes = shuffled(deliveries, createRandom(8).next);
  return deliveries.map((delivery, index) => {
    const { days, late, arrivedAt, placedAt } = outcomes[index] as Delivery;
    return { ...delivery, days, late, arrivedAt: delivery.placedAt + arrivedAt - placedAt };
  });
};

const promisePriorWeight = 20;

/** Share of late ones by whole promised days in what was learnt from, drawn towards the share of all. */
const lateByPromise = (learnt: readonly Delivery[]): ((delivery: Delivery) => number) => {
  const share = (some: readonly Delivery[]): number => mean(some.map(({ late }) => (late ? 1 : 0)));
  const whole = share(learnt);
  const groups = Map.groupBy(learnt, ({ promisedDays }) => Math.round(promisedDays));
  return ({ promisedDays }) => {
    const some = groups.get(Math.round(promisedDays)) ?? [];
    return (share(some) * some.length + whole * promisePriorWeight) / (some.length + promisePriorWeight);
  };
};

/** Learns and measures one set. */
export const measureDeliveries = async ({ name, what, promise, deliveries }: DeliverySet, learn: Learner): Promise<DeliveryReport> => {
  const split = deliverySplit(deliveries);
  const [days, late] = tasksOf(name, deliveries, split);
  const mixed = withShuffledOutcomes(deliveries);
  const mixedSplit = deliverySplit(mixed);
  const [, control] = tasksOf(`${name} shuffled`, mixed, mixedSplit);
  const answers = await learn([days, late, control]);
  const of = (places: readonly number[]): readonly Delivery[] => places.map((index) => deliveries[index] as Delivery);
  const [learnt, measured] = [of(split.learnt), of(split.measured)];
  const mae = (said: (delivery: Delivery, place: number) => number): number =>
    mean(measured.map((delivery, place) => Math.abs(delivery.days - said(delivery, place))));
  const padding = median(learnt.map((delivery) => delivery.days - delivery.promisedDays));
  const usual = median(learnt.map((delivery) => delivery.days));
  const labels = late.labels.slice(late.calibrated);
  const margins = answers[late.name]?.margins ?? [];
  return {
    set: name,
    what,
    promise,
    learntFrom: learnt.length,
    measuredOn: measured.length,
    latePct: 100 * mean(labels),
    maeDays: {
      waybill: mae((_, place) => answers[days.name]?.scores[place] ?? 0),
      promise: mae(({ promisedDays }) => promisedDays),
      movedPromise: mae(({ promisedDays }) => promisedDays + padding),
      median: mae(() => usual),
    },
    lateness: {
      auc: areaUnderRoc(labels, margins),
      aucOfPromise: areaUnderRoc(labels, measured.map(lateByPromise(learnt))),
      averagePrecision: averagePrecision(labels, margins),
      recallAt1PctFalsePositives: recallAt(labels, margins, 0.01),
      isCalibrated: (answers[late.name]?.calibration ?? null) !== null,
    },
    aucOfShuffledOutcomes: areaUnderRoc(control.labels.slice(control.calibrated), answers[control.name]?.margins ?? []),
  };
};

const tableOf = (reports: readonly DeliveryReport[]): readonly string[] => [
  '| set | learnt from | measured on | MAE, days | of the promise | of the promise moved | of the median |',
  '|---|--:|--:|--:|--:|--:|--:|',
  ...reports.map(
    ({ set, learntFrom, measuredOn, maeDays }) =>
      `| ${set} | ${learntFrom} | ${measuredOn} | ${maeDays.waybill.toFixed(2)} | ${maeDays.promise.toFixed(2)} | ${maeDays.movedPromise.toFixed(2)} | ${maeDays.median.toFixed(2)} |`,
  ),
  '',
  '| set | late | AUC of lateness | of the promise | average precision | recall at 1 % false positives | AUC, outcomes shuffled |',
  '|---|--:|--:|--:|--:|--:|--:|',
  ...reports.map(
    ({ set, latePct, lateness, aucOfShuffledOutcomes }) =>
      `| ${set} | ${latePct.toFixed(1)} % | ${lateness.auc.toFixed(3)} | ${lateness.aucOfPromise.toFixed(3)} | ${lateness.averagePrecision.toFixed(3)} | ${lateness.recallAt1PctFalsePositives.toFixed(3)} | ${aucOfShuffledOutcomes.toFixed(3)} |`,
  ),
];

/** Delivery time and lateness on public orders. */
export const deliveryPart: ModelPart = async ({ data, tell }) => {
  const sets = readDeliveries(data);
  if (sets.length === 0) return { kind: 'skipped', why: `${data} has no deliveries of olist or dataco` };
  const reports: DeliveryReport[] = [];
  for (const set of sets) {
    tell(`${set.name}: learning from ${set.deliveries.length} deliveries`);
    reports.push(await measureDeliveries(set, learnByTrees));
  }
  return { kind: 'measured', report: { sets: reports }, lines: tableOf(reports) };
};
