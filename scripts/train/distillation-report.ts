// What a small model keeps of the large one that it learnt from, and what it saves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scalarTreeModel } from '../../lib/intelligence/adapters/tree-model.ts';

type Metrics = Readonly<Record<string, number>>;
type Summary = {
  readonly model: string;
  readonly model_version: string;
  readonly trees: number;
  readonly metrics_held_out: Metrics;
  readonly distillation: {
    readonly teacher: {
      readonly model_version: string;
      readonly trees: number;
      readonly bytes: number;
      readonly metrics_held_out: Metrics;
    };
    readonly same_size_without_teacher: Metrics;
    readonly bytes: number;
    readonly agreement: { readonly mean_absolute_difference: number; readonly rank_correlation: number };
  };
};

type Golden = readonly { readonly features: Readonly<Record<string, number | null>> }[];

const [warmUp, rounds] = [300, 2_000];

/** Milliseconds of a score with its contributions, in the middle, by this process. */
const millisecondsOf = (file: string, golden: Golden): number => {
  const model = scalarTreeModel(JSON.parse(readFileSync(file, 'utf8')));
  const rows = golden.map(({ features }) => Float32Array.from(model.featureNames, (name) => features[name] ?? Number.NaN));
  const times: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const row = rows[round % rows.length] as Float32Array;
    const startedMs = performance.now();
    model.scores(row);
    model.contributions(row);
    if (round >= warmUp) times.push(performance.now() - startedMs);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
};

/** Lines of Markdown. @param out folder of the artefact, with `teacher.json` beside it */
export const distillationReport = (out: string): readonly string[] => {
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(out, file), 'utf8')) as T;
  const { model, model_version: version, trees, metrics_held_out: own, distillation } = read<Summary>('meta/artefact.json');
  const { teacher, same_size_without_teacher: plain, bytes, agreement } = distillation;
  const golden = read<Golden>('meta/golden.json');
  const [slow, quick] = [millisecondsOf(join(out, 'teacher.json'), golden), millisecondsOf(join(out, 'model.json'), golden)];
  const row = (
    name: string,
    grown: number,
    size: number | undefined,
    ms: number | undefined,
    { log_loss: loss = 0, auc = 0 }: Metrics,
  ): string =>
    `| ${name} | ${grown} | ${size === undefined ? '' : Math.round(size / 1_000)} | ${ms === undefined ? '' : ms.toFixed(3)} | ${loss.toFixed(4)} | ${auc.toFixed(4)} |`;
  return [
    `| ${model} | trees | KB | ms a score | log loss | AUC |`,
    '|---|--:|--:|--:|--:|--:|',
    row(`teacher ${teacher.model_version}`, teacher.trees, teacher.bytes, slow, teacher.metrics_held_out),
    row(`student ${version}`, trees, bytes, quick, own),
    row('as small, without a teacher', trees, undefined, undefined, plain),
    '',
    `The two lie ${agreement.mean_absolute_difference.toFixed(4)} apart in the mean, and put rows in the same order with a rank correlation of ${agreement.rank_correlation.toFixed(4)}.`,
  ];
};
