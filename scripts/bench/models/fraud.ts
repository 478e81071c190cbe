// Fraud: what a model finds of it, and what its bands by expected cost come to cost beside the best single threshold.
import { defaultFraudBands } from '../../../lib/fraud/app/default-bands.ts';
import { type BandAction, bandActions, cheapest, expectedCosts, realisedCost } from '../../../lib/fraud/domain/bands.ts';
import { areaUnderRoc } from '../../../lib/intelligence/domain/training/evaluation.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { fraudRows, fraudSplits, type Purchase, readPurchases, type Split } from './fraud-rows.ts';
import type { ModelPart } from './part.ts';
import { averagePrecision, type FeatureRow, type Learner, type Learnt, learnByTrees, recallAt, shuffled, type Task } from './tables.ts';

/** Costs are US dollars for 1,000 purchases, by what happened. */
export type FraudReport = {
  readonly split: string;
  readonly learntFrom: number;
  readonly measuredOn: number;
  readonly fraudulentPct: number;
  readonly auc: number;
  readonly averagePrecision: number;
  readonly recallAt1PctFalsePositives: number;
  /** AUC when the labels are shuffled before learning: 0.5 unless something leaks. */
  readonly aucOfShuffledLabels: number;
  readonly isCalibrated: boolean;
  readonly cost: {
    readonly everythingPasses: number;
    /** The threshold above which all is declined, chosen in hindsight from these very purchases. */
    readonly bestDeclineThreshold: number;
    /** The same with a person who looks at all above it. */
    readonly bestReviewThreshold: number;
    /** The same with a code that all above it are asked for. */
    readonly bestVerificationThreshold: number;
    readonly bandsWithoutVerification: number;
    readonly bands: number;
  };
  readonly byBand: readonly {
    readonly band: BandAction;
    readonly sharePct: number;
    /** Of all fraud, how much is in the band. */
    readonly fraudPct: number;
    readonly cost: number;
  }[];
};

type Scored = { readonly score: number; readonly fraudulent: boolean; readonly valueMinor: number };

const costOf = (action: BandAction, { fraudulent, valueMinor }: Scored): number =>
  realisedCost(action, fraudulent, valueMinor, defaultFraudBands);

const per1000 = (minor: number, purchases: number): number => (minor / 100 / purchases) * 1_000;

/** The least that a rule `action from this score on, else pass` could have cost. */
export const bestThreshold = (scored: readonly Scored[], action: BandAction): number => {
  const order = scored.toSorted((one, other) => other.score - one.score);
  let cost = order.reduce((sum, one) => sum + costOf('pass', one), 0);
  let least = cost;
  for (const [index, one] of order.entries()) {
    cost += costOf(action, one) - costOf('pass', one);
    // Between equal scores no threshold can be drawn.
    if (one.score !== order[index + 1]?.score) least = Math.min(least, cost);
  }
  return least;
};

const banded = (scored: readonly Scored[], among: readonly BandAction[]) =>
  scored.map((one) => {
    const band = cheapest(expectedCosts(one.score, one.valueMinor, defaultFraudBands), among);
    return { ...one, band, cost: costOf(band, one) };
  });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What the scores would have cost, by the default terms of the product. */
export const costsOf = (scored: readonly Scored[]): Pick<FraudReport, 'cost' | 'byBand'> => {
  const frauds = scored.filter(({ fraudulent }) => fraudulent).length;
  const all = banded(scored, bandActions);
  const withoutVerification = banded(
    scored,
    bandActions.filter((action) => action !== 'verify'),
  );
  const of = (minor: number): number => per1000(minor, scored.length);
  return {
    cost: {
      everythingPasses: of(sum(scored.map((one) => costOf('pass', one)))),
      bestDeclineThreshold: of(bestThreshold(scored, 'decline')),
      bestReviewThreshold: of(bestThreshold(scored, 'review')),
      bestVerificationThreshold: of(bestThreshold(scored, 'verify')),
      bandsWithoutVerification: of(sum(withoutVerification.map(({ cost }) => cost))),
      bands: of(sum(all.map(({ cost }) => cost))),
    },
    byBand: bandActions.map((band) => {
      const inside = all.filter((one) => one.band === band);
      return {
        band,
        sharePct: (100 * inside.length) / scored.length,
        fraudPct: (100 * inside.filter(({ fraudulent }) => fraudulent).length) / Math.max(1, frauds),
        cost: of(sum(inside.map(({ cost }) => cost))),
      };
    }),
  };
};

const taskOf = (purchases: readonly Purchase[], rows: readonly FeatureRow[], split: Split): Task => ({
  name: split.name,
  kind: 'probability',
  rows: split.order.map((index) => rows[index] ?? {}),
  labels: split.order.map((index) => (purchases[index]?.fraudulent ? 1 : 0)),
  fitted: split.fitted,
  calibrated: split.calibrated,
});

const control = 'shuffled ';
const shuffleSeed = 8;

const withShuffledLabels = (task: Task): Task => ({
  ...task,
  name: `${control}${task.name}`,
  labels: shuffled(task.labels, createRandom(shuffleSeed).next),
});

const reportOf = (purchases: readonly Purchase[], split: Split, task: Task, answers: Readonly<Record<string, Learnt>>): FraudReport => {
  const { margins, scores, calibration } = answers[task.name] as Learnt;
  const labels = task.labels.slice(task.calibrated);
  const shuffledTask = withShuffledLabels(task);
  const scored = split.order.slice(split.calibrated).map((index, place): Scored => {
    const purchase = purchases[index] as Purchase;
    return { score: scores[place] ?? 0, fraudulent: purchase.fraudulent, valueMinor: purchase.valueMinor };
  });
  return {
    split: split.name,
    learntFrom: split.calibrated,
    measuredOn: labels.length,
    fraudulentPct: (100 * sum(labels)) / labels.length,
    auc: areaUnderRoc(labels, margins),
    averagePrecision: averagePrecision(labels, margins),
    recallAt1PctFalsePositives: recallAt(labels, margins, 0.01),
    aucOfShuffledLabels: areaUnderRoc(shuffledTask.labels.slice(task.calibrated), answers[shuffledTask.name]?.margins ?? []),
    isCalibrated: calibration !== null,
    ...costsOf(scored),
  };
};

/** Learns and measures each split. @param purchases in the order of time */
export const measureFraud = async (purchases: readonly Purchase[], learn: Learner): Promise<readonly FraudReport[]> => {
  const rows = fraudRows(purchases);
  const splits = fraudSplits(purchases);
  const tasks = splits.map((split) => taskOf(purchases, rows, split));
  const answers = await learn([...tasks, ...tasks.map(withShuffledLabels)]);
  return splits.map((split, place) => reportOf(purchases, split, tasks[place] as Task, answers));
};

const dollars = (value: number): string => `$${value.toFixed(0)}`;

const tableOf = (reports: readonly FraudReport[]): readonly string[] => [
  '| held out | learnt from | measured on | fraud | AUC | average precision | recall at 1 % false positives | AUC, labels shuffled |',
  '|---|--:|--:|--:|--:|--:|--:|--:|',
  ...reports.map(
    (one) =>
      `| ${one.split} | ${one.learntFrom} | ${one.measuredOn} | ${one.fraudulentPct.toFixed(1)} % | ${one.auc.toFixed(3)} | ${one.averagePrecision.toFixed(3)} | ${one.recallAt1PctFalsePositives.toFixed(3)} | ${one.aucOfShuffledLabels.toFixed(3)} |`,
  ),
  '',
  'Cost of 1,000 purchases:',
  '',
  '| held out | everything passes | best threshold: decline | review | verify | bands without verification | bands | ÷ best decline | ÷ best of all thresholds |',
  '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
  ...reports.map(({ split, cost }) => {
    const thresholds = [cost.bestDeclineThreshold, cost.bestReviewThreshold, cost.bestVerificationThreshold];
    const costs = [cost.everythingPasses, ...thresholds, cost.bandsWithoutVerification, cost.bands].map(dollars).join(' | ');
    return `| ${split} | ${costs} | ${(cost.bands / cost.bestDeclineThreshold).toFixed(2)} | ${(cost.bands / Math.min(...thresholds)).toFixed(2)} |`;
  }),
  '',
  '| held out | band | of purchases | of fraud | cost of 1,000 purchases |',
  '|---|---|--:|--:|--:|',
  ...reports.flatMap(({ split, byBand }) =>
    byBand.map(
      ({ band, sharePct, fraudPct, cost }) =>
        `| ${split} | ${band} | ${sharePct.toFixed(1)} % | ${fraudPct.toFixed(1)} % | ${dollars(cost)} |`,
    ),
  ),
];

/** Fraud on public purchases. */
export const fraudPart: ModelPart = async ({ data, tell }) => {
  const purchases = readPurchases(data);
  if (purchases === undefined) return { kind: 'skipped', why: `${data} has no purchases of fraud_ecommerce` };
  tell(`fraud: learning from ${purchases.length} purchases`);
  const reports = await measureFraud(purchases, learnByTrees);
  return { kind: 'measured', report: { splits: reports }, lines: tableOf(reports) };
};
