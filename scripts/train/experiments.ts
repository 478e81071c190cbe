import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Summary = {
  readonly model_version: string;
  readonly seed: number;
  readonly training_data: { readonly kind: string; readonly rows: number; readonly sha256: string };
  readonly metrics_held_out: Readonly<Record<string, unknown>>;
  readonly trained_with: Readonly<Record<string, string>>;
};

/** One line for a training: what it learnt from, with which seed, what came of it and how long it took. */
const entryOf = (summary: Summary, seconds: number) => ({
  model_version: summary.model_version,
  data: summary.training_data.kind,
  data_sha256: summary.training_data.sha256,
  rows: summary.training_data.rows,
  seed: summary.seed,
  metrics: summary.metrics_held_out,
  trained_with: summary.trained_with,
  seconds,
});

/** Appends to the experiment log of a model; the same version again is the same experiment and is noted once. */
export const noteExperiment = (modelFolder: string, out: string, seconds: number): void => {
  const summary = JSON.parse(readFileSync(join(out, 'meta', 'artefact.json'), 'utf8')) as Summary;
  const log = join(modelFolder, 'experiments.jsonl');
  const known = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  if (known.some((line) => line !== '' && (JSON.parse(line) as { readonly model_version: string }).model_version === summary.model_version))
    return;
  appendFileSync(log, `${JSON.stringify(entryOf(summary, seconds))}\n`);
};
