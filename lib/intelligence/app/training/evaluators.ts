import type { TenantId } from '../../../kernel/ids.ts';
import type { Gate, Metric, ScoreHistogram } from '../../domain/registry/model.values.ts';
import type { Scorer } from '../../domain/scorer.ts';
import {
  bestSingleFeature,
  distilledGates,
  distilledIn,
  gatesOf,
  type HeldOut,
  metricsOf,
  overOf,
} from '../../domain/training/evaluation.ts';
import { fairnessGate, type RowGroups } from '../../domain/training/fairness-gate.ts';
import type { RegisteredArtefact } from '../registry/artefact-store.ts';
import { readTrainingSet } from './training-set.ts';

/** What a training left, and what it is held against. */
export type TrainedModel = {
  readonly tenantId: TenantId;
  /** The training set, as the job was given it. */
  readonly csv: string;
  /** Where the rows came from, where groups are compared. */
  readonly groups: RowGroups | undefined;
  readonly artefact: RegisteredArtefact;
  /** Of `model.json`. */
  readonly modelBytes: number;
  /** Number of the version that answers now. */
  readonly champion: number;
};

/** What a version came to on rows that it has not seen. */
export type Measurement = {
  readonly gates: readonly Gate[];
  readonly metrics: readonly Metric[];
  readonly rowsHeldOut: number;
  readonly histogram: ScoreHistogram;
};

/** Measures a new version beside the champion. @throws when one of them cannot be had */
export type Evaluator = (given: TrainedModel) => Promise<Measurement>;

/** The part of the training set that `train.py` holds out when its summary does not say. */
const heldOutShare = 0.2;
const timedRows = 200;
const timedPasses = 5;

/** Rows that the training held out, by its summary; undefined for a summary of other data. */
const heldOutOf = (summary: unknown, tableRows: number): number | undefined => {
  const data = (summary as { readonly training_data?: { readonly rows?: unknown; readonly rows_held_out?: unknown } }).training_data;
  const held = data?.rows_held_out;
  return data?.rows === tableRows && typeof held === 'number' && held > 0 && held < tableRows ? held : undefined;
};

const scoresOf = (scorer: Scorer, names: readonly string[], table: readonly (readonly (number | null)[])[]): readonly number[] =>
  table.map((row) => {
    const scored = scorer.score(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
    return scored.ok ? scored.value.score : Number.NaN;
  });

const p99Of = (times: readonly number[]): number => times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0;

/**
 * Milliseconds that 99 of 100 rows take. Of several passes the quickest counts for each row, so that neither compiling nor whatever
 * else the machine does at that moment is held against the model.
 */
const latencyOf = (scorer: Scorer, names: readonly string[], table: readonly (readonly (number | null)[])[]): number => {
  const rows = table.slice(0, timedRows).map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null] as const)));
  const timeOf = (features: Readonly<Record<string, number | null>>): number => {
    const startedMs = performance.now();
    scorer.score(features);
    return performance.now() - startedMs;
  };
  const passes = Array.from({ length: timedPasses }, () => rows.map(timeOf));
  return p99Of(rows.map((_row, index) => Math.min(...passes.map((times) => times[index] ?? Number.POSITIVE_INFINITY))));
};

/** Scores below each tenth, for the watch over the version once it answers. */
export const histogramOf = (scores: readonly number[]): ScoreHistogram => {
  const sorted = scores.toSorted((one, other) => one - other);
  const edges = [...new Set(Array.from({ length: 9 }, (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / 10)] ?? 0))];
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  for (const score of scores) {
    const bin = edges.findIndex((edge) => score < edge);
    const at = bin === -1 ? edges.length : bin;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { edges, shares: counts.map((count) => count / scores.length) };
};

/** Measures a model that answers with a probability, row by row. */
export const probabilityEvaluator =
  (parts: {
    readonly model: string;
    readonly scorerOf: (artefact: RegisteredArtefact) => Scorer;
    /** A version as serving asks it; undefined when it cannot be had. */
    readonly scorer: (tenantId: TenantId, model: string, version: number) => Promise<Scorer | undefined>;
    /** Whether groups of the held-out rows are compared, where they are told apart. */
    readonly comparesGroups: boolean;
    /** A feature that is a probability itself, by a rule that the model must not be worse than. */
    readonly rule?: string;
  }): Evaluator =>
  async ({ tenantId, csv, groups, artefact, modelBytes, champion: championVersion }) => {
    const { names, rows: table, labels, weights } = readTrainingSet(csv);
    const from = table.length - (heldOutOf(artefact.summary, table.length) ?? Math.ceil(table.length * heldOutShare));
    const held = { table: table.slice(from), labels: labels.slice(from) };
    const challenger = parts.scorerOf(artefact);
    const champion = await parts.scorer(tenantId, parts.model, championVersion);
    if (!champion) throw new Error(`the champion of ${parts.model} cannot be had`);
    const heldOut: HeldOut = {
      kind: 'probability',
      labels: held.labels,
      challenger: scoresOf(challenger, names, held.table),
      champion: scoresOf(champion, names, held.table),
      ...(weights === undefined ? {} : { weights: weights.slice(from) }),
    };
    const gates = gatesOf(heldOut, {
      latencyP99Ms: latencyOf(challenger, names, held.table),
      artefactBytes: modelBytes,
      bestSingleFeature: bestSingleFeature(held.labels, held.table),
      trainedRows: from,
    });
    const byRule = parts.rule === undefined ? undefined : held.table.map((row) => row[names.indexOf(parts.rule ?? '')] ?? Number.NaN);
    const overRule = byRule && overOf('loss_over_rule', heldOut, byRule);
    const distilled = distilledIn(artefact.summary);
    const { channel, region } = groups ?? {};
    const fairness =
      parts.comparesGroups && channel && region
        ? [fairnessGate({ ...heldOut, groups: { channel: channel.slice(from), region: region.slice(from) } })]
        : [];
    return {
      gates: [...gates, ...(overRule ? [overRule] : []), ...(distilled ? distilledGates(distilled) : []), ...fairness],
      metrics: metricsOf(heldOut.kind, heldOut.labels, heldOut.challenger, heldOut.weights),
      rowsHeldOut: heldOut.labels.length,
      histogram: histogramOf(heldOut.challenger),
    };
  };
