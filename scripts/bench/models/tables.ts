// Rows with a label, in which what was known then stands beside what came of it, and the learner that is measured on them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, runTool } from '../../support/run-tool.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { PythonFailedError, pythonWith } from './python.ts';

/** What is not known is null. */
export type FeatureRow = Readonly<Record<string, number | null>>;

export type Task = {
  readonly name: string;
  /** `probability` of a label of 0 or 1, or `amount`: the median of a number. */
  readonly kind: 'probability' | 'amount';
  readonly rows: readonly FeatureRow[];
  readonly labels: readonly number[];
  /** The first so many rows teach, those from here up to `calibrated` calibrate, and the rest are scored. */
  readonly fitted: number;
  readonly calibrated: number;
};

export type Learnt = {
  /** Of each row that was held out: the calibrated probability, or the amount. */
  readonly scores: readonly number[];
  /** As the scores before they were calibrated, from which the order of the rows is taken. */
  readonly margins: readonly number[];
  /** Null where the margins said nothing of the rows that calibrate, and every score is the share of positives there. */
  readonly calibration: { readonly slope: number; readonly intercept: number } | null;
};

/** Learns each task and scores its held-out rows. */
export type Learner = (tasks: readonly Task[]) => Promise<Readonly<Record<string, Learnt>>>;

/** Names of the features, the same in every row. */
export const featureNames = ({ rows }: Pick<Task, 'rows'>): readonly string[] => Object.keys(rows[0] ?? {});

/** XGBoost in the environment that trains the product's models. @throws PythonFailedError */
export const learnByTrees: Learner = async (tasks) => {
  const python = await pythonWith(join(projectRoot, 'models', 'requirements.txt'), 'train', { dependencies: false });
  return withTemporaryFolder(async (folder) => {
    const [question, answer] = [join(folder, 'question.json'), join(folder, 'answer.json')];
    const asked = tasks.map(({ rows, ...task }) => {
      const names = featureNames({ rows });
      return { ...task, names, rows: rows.map((row) => names.map((name) => row[name] ?? null)) };
    });
    writeFileSync(question, JSON.stringify({ tasks: asked }));
    const { exitCode, output } = await runTool(python, [join(import.meta.dirname, 'tables.py'), question, answer], {
      env: { PYTHONDONTWRITEBYTECODE: '1' },
    });
    if (exitCode !== 0) throw new PythonFailedError(`tables.py ended with ${exitCode}: ${output.trim().split('\n').at(-1) ?? ''}`);
    return JSON.parse(readFileSync(answer, 'utf8')) as Readonly<Record<string, Learnt>>;
  });
};

/** Mean over the positives of the precision at their rank, rows of equal score counted together; 0 without positives. */
export const averagePrecision = (labels: readonly number[], scores: readonly number[]): number => {
  const order = [...labels.keys()].sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
  const positives = labels.reduce((sum, label) => sum + label, 0);
  let [found, counted, area] = [0, 0, 0];
  for (const [rank, index] of order.entries()) {
    found += labels[index] ?? 0;
    if (scores[index] === scores[order[rank + 1] ?? -1]) continue;
    area += (found - counted) * (found / (rank + 1));
    counted = found;
  }
  return positives === 0 ? 0 : area / positives;
};

/** Share of the positives above the lowest threshold that lets at most `share` of the negatives through; 0 without positives. */
export const recallAt = (labels: readonly number[], scores: readonly number[], share: number): number => {
  const of = (label: number): readonly number[] => scores.filter((_, index) => labels[index] === label);
  const negatives = of(0).toSorted((one, other) => other - one);
  const threshold = negatives[Math.min(negatives.length - 1, Math.floor(share * negatives.length))] ?? Number.NEGATIVE_INFINITY;
  const positives = of(1);
  return positives.length === 0 ? 0 : positives.filter((score) => score > threshold).length / positives.length;
};

/** A shuffle that is the same each time (Fisher and Yates). */
export const shuffled = <T>(items: readonly T[], next: () => number): readonly T[] => {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
};
