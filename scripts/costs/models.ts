import type { Assumptions } from '../../lib/operations/domain/costs/assumptions.ts';
import { billOf, type PriceList, type UsdE10 } from '../../lib/operations/domain/costs/bill.ts';

/** What models cost: scores in the function that asks, scores at an endpoint, and training. */
export type ModelCosts = {
  readonly perThousandInProcessE10: UsdE10;
  /** Each of its scores is a call of a serverless endpoint, which is not asked where `models` is `in-process`. */
  readonly perThousandAtEndpointE10: UsdE10;
  readonly perTrainingE10: UsdE10;
  readonly trainingsPerMonthE10: UsdE10;
  /** Most that a thousand scores in the process may cost. */
  readonly goalE10: UsdE10;
  readonly met: boolean;
};

const scores = 1_000;
/** A tenth of a cent for a thousand decisions. */
const goalE10 = 10_000_000n;

/** Times are assumed, as all times are: a score is taken to last as long as the slowest of a hundred may, with its explanation. */
export const modelCosts = (list: PriceList, assumed: Assumptions): ModelCosts => {
  const inProcess = billOf({ 'lambda.mb-ms': scores * assumed['task-memory-mb'] * assumed['score-ms'] }, list).totalE10;
  const atEndpoint = billOf({ 'sagemaker.mb-ms': scores * assumed['model-memory-mb'] * assumed['model-ms'] }, list).totalE10;
  const training = billOf({ 'sagemaker.training-seconds': assumed['training-seconds'] }, list).totalE10;
  return {
    perThousandInProcessE10: inProcess,
    perThousandAtEndpointE10: atEndpoint,
    perTrainingE10: training,
    trainingsPerMonthE10: BigInt(assumed['trainings-per-month']) * training,
    goalE10,
    met: inProcess <= goalE10,
  };
};
