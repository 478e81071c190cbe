import type { Gate, Metric } from '../../../intelligence/index.ts';
import type { ForecastModel } from '../../domain/model/forecast-model.ts';
import { heldOutRows, type JudgedRow, lossDifference, lossesOf, naiveOf, readTrainingRows, toldBy } from '../../domain/model/judge-rows.ts';

export const forecastGateBounds = {
  /** One-sided 95 percent of a standard normal: a loss that is worse by less is noise. */
  noise: 1.645,
  /** Above 1 it would be better to say the same as last week. */
  overNaive: 1,
  /** The interval of 90 % has to hold nearly that. */
  coverage: 0.84,
  latencyP99Ms: 5,
  /** Of the trees for the mean; those for counts are about as many again. */
  artefactBytes: 400_000,
  trainedRows: 1_000,
} as const;

/** The part of the rows that `train.py` holds out. */
const heldOutShare = 0.2;
const [timedRows, timedPasses] = [100, 5];

/** Milliseconds that 99 of 100 rows take, each by its quickest of several passes; see the gates of other models. */
const latencyOf = (model: ForecastModel, rows: readonly JudgedRow[]): number => {
  const timeOf = (row: JudgedRow): number => {
    const startedMs = performance.now();
    toldBy(model, row);
    model.contributions(row.vector);
    return performance.now() - startedMs;
  };
  const asked = rows.slice(0, timedRows);
  const passes = Array.from({ length: timedPasses }, () => asked.map(timeOf));
  const times = asked.map((_row, at) => Math.min(...passes.map((one) => one[at] ?? Number.POSITIVE_INFINITY)));
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0;
};

export type ForecastEvaluation = {
  readonly gates: readonly Gate[];
  readonly metrics: readonly Metric[];
  readonly rowsHeldOut: number;
  /** Ratios of demand to baseline that it foretells for the rows, for the histogram of the version. */
  readonly scores: readonly number[];
};

/**
 * The new version beside the champion and beside the seasonal naive forecast, on the last rows of the training set: never worse
 * than the champion beyond noise, better than repeating the last week, and sure of itself where it may be.
 * @param csv the training set as `train.py` was given it
 */
export const evaluateForecast = (
  csv: string,
  versions: { readonly challenger: ForecastModel; readonly champion: ForecastModel; readonly artefactBytes: number },
): ForecastEvaluation => {
  const rows = readTrainingRows(csv);
  const held = heldOutRows(rows, heldOutShare);
  const { challenger, champion } = versions;
  const [own, before, naive] = [
    lossesOf(held, (row) => toldBy(challenger, row)),
    lossesOf(held, (row) => toldBy(champion, row)),
    lossesOf(held, naiveOf),
  ];
  // Beside the naive forecast on rows that it can say something of.
  const comparable = lossesOf(
    held.filter((row) => naiveOf(row) !== undefined),
    (row) => toldBy(challenger, row),
  );
  const [wape, wql] = [lossDifference(own, before, 'absolute'), lossDifference(own, before, 'pinball')];
  const { noise, overNaive, coverage, latencyP99Ms, artefactBytes, trainedRows } = forecastGateBounds;
  const atMost = (name: string, value: number, bound: number): Gate => ({ name, value, bound, wants: 'at_most' });
  const atLeast = (name: string, value: number, bound: number): Gate => ({ name, value, bound, wants: 'at_least' });
  return {
    gates: [
      atMost('wape_over_champion', wape.value, noise * wape.standardError),
      atMost('wql_over_champion', wql.value, noise * wql.standardError),
      atMost('wape_of_seasonal_naive', comparable.wape / naive.wape, overNaive),
      atMost('wql_of_seasonal_naive', comparable.wql / naive.wql, overNaive),
      // Where the champion is as unsure of itself, that alone holds nothing up.
      atLeast('coverage_90', own.coverage, Math.min(coverage, before.coverage)),
      atMost('score_p99_ms', latencyOf(challenger, held), latencyP99Ms),
      atMost('artefact_bytes', versions.artefactBytes, artefactBytes),
      atLeast('training_rows', rows.length - held.length, trainedRows),
    ],
    metrics: [
      { name: 'wape', value: own.wape },
      { name: 'wql', value: own.wql },
      { name: 'coverage_90', value: own.coverage },
      { name: 'bias', value: own.bias },
      { name: 'wape_of_seasonal_naive', value: comparable.wape / naive.wape },
      { name: 'wql_of_seasonal_naive', value: comparable.wql / naive.wql },
    ],
    rowsHeldOut: held.length,
    scores: held.map((row) => challenger.ratio(row.vector)),
  };
};
