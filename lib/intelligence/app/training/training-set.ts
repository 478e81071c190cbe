import type { Instant } from '../../../kernel/instant.ts';
import type { Features } from '../../domain/feature-schema.ts';
import type { RowGroups } from '../../domain/training/fairness-gate.ts';
import type { TrainingDataset } from '../../domain/training/training-run.ts';

/** One row that a model learns from: what was known at a moment, and what came of it. */
export type LabelledRow = {
  readonly id: string;
  readonly at: Instant;
  readonly features: Features;
  readonly label: number;
  /**
   * For how many it counts, above 0. Below 1 for a label that may be wrong, above 1 for a row that stands for others.
   * @default 1
   */
  readonly weight?: number;
  /** Where it came from, for the comparison of groups; nothing is learnt from it. */
  readonly group?: { readonly channel: string; readonly region: string | null };
};

/** A training set as `train.py` takes it, and what is known of it. */
export type TrainingSet = {
  readonly csv: string;
  readonly dataset: Omit<TrainingDataset, 'sha256'>;
  /** In the order of the rows; absent where no groups are compared. */
  readonly groups?: RowGroups;
};

// As much as the trees can tell apart, and a form that Python reads back to the same number.
const cell = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : Number(value.toPrecision(10)).toString();

/**
 * The file `history.csv`: a column for each feature of the schema in its order, and the label. Rows stand in the order of time,
 * because the last of them are held out. Where not all rows count the same a column for the weight follows.
 * @returns undefined when there is not a row
 */
export const trainingSetOf = (names: readonly string[], rows: readonly LabelledRow[]): TrainingSet | undefined => {
  const sorted = rows.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return undefined;
  const isWeighted = sorted.some(({ weight = 1 }) => weight !== 1);
  const lines = sorted.map(({ features, label, weight = 1 }) =>
    [...names.map((name) => cell(features[name])), cell(label), ...(isWeighted ? [cell(weight)] : [])].join(','),
  );
  const labels = new Set(sorted.map(({ label }) => label));
  const isBinary = [...labels].every((label) => label === 0 || label === 1);
  return {
    csv: `${[...names, 'label', ...(isWeighted ? ['weight'] : [])].join(',')}\n${lines.join('\n')}\n`,
    dataset: {
      rows: sorted.length,
      positives: isBinary ? sorted.filter(({ label }) => label === 1).length : null,
      from: first.at,
      to: last.at,
    },
    groups: { channel: sorted.map(({ group }) => group?.channel ?? null), region: sorted.map(({ group }) => group?.region ?? null) },
  };
};

/** Reads back what {@link trainingSetOf} wrote. */
export const readTrainingSet = (
  csv: string,
): {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (number | null)[])[];
  readonly labels: readonly number[];
  /** Absent where all rows count the same. */
  readonly weights?: readonly number[];
} => {
  const [heading = '', ...lines] = csv.trimEnd().split('\n');
  const columns = heading.split(',');
  const features = columns.indexOf('label');
  const table = lines.map((line) => line.split(',').map((text) => (text === '' ? null : Number(text))));
  return {
    names: columns.slice(0, features),
    rows: table.map((row) => row.slice(0, features)),
    labels: table.map((row) => row[features] ?? 0),
    ...(columns.at(-1) === 'weight' ? { weights: table.map((row) => row.at(-1) ?? 1) } : {}),
  };
};
