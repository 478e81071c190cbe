// Models that answer, and where they are trained.
import { UnavailableError } from './errors.ts';

/** The model did not answer within its deadline, or not in the agreed form. Callers fall back to a rule. */
export class ModelUnavailableError extends UnavailableError {
  override readonly name = 'ModelUnavailableError';
}

/** Models that answer over the network, after SageMaker endpoints. */
export interface ModelEndpoint {
  /** @throws ModelUnavailableError */
  invoke(request: { readonly endpoint: string; readonly payload: unknown; readonly deadlineMs: number }): Promise<unknown>;
}

/** A model that is to be trained on what lies in the blob store. */
export type TrainingJob = {
  /** 1 to 63 of `A-Za-z0-9-`, different for every try. */
  readonly name: string;
  /** Folder of `models/`, whose `train.py` is run. */
  readonly model: string;
  /** Folder of the blob store, ending in `/`, that holds `history.csv`. */
  readonly input: string;
  /** Folder of the blob store, ending in `/`; `archiveOf` says where the archive lies below it. */
  readonly output: string;
  readonly seed: number;
  /** A small model is to learn from a large one that is trained before it. */
  readonly distil?: boolean;
  /** Seconds after which the job is stopped. */
  readonly secondsMax: number;
};

/** How a job ended, as a message in the queue `training-jobs`. */
export type TrainingEnd = {
  readonly name: string;
  readonly ok: boolean;
  /** Seconds for which it ran, as they are paid for. */
  readonly seconds: number;
  /** Why it failed, in a sentence. */
  readonly reason: string | null;
};

/** Key of the archive that a job leaves, as SageMaker names it. */
export const archiveOf = ({ output, name }: Pick<TrainingJob, 'output' | 'name'>): string => `${output}${name}/output/model.tar.gz`;

/** Queue into which every engine says how jobs ended. */
export const trainingEndsQueue = 'training-jobs';

/** Models that are asked behind an endpoint while somebody waits. The others answer in batches, in process. */
export const endpointModels: readonly string[] = ['fraud'];

/** A version of a model that is to answer behind an endpoint. */
export type ServedArchive = {
  /** Name of the model. */
  readonly model: string;
  /** Its hash, 16 hex digits; the same one again is the same endpoint again. */
  readonly version: string;
  /** Key of its archive in the blob store, below `models/`. */
  readonly archive: string;
};

/** How far an endpoint has come. */
export type PutUpState = 'pending' | 'ready' | 'failed';

/** Where models are trained, after SageMaker training jobs. */
export interface Training {
  /** Answers once the job has been accepted; a job of the same name is not begun again. */
  start(job: TrainingJob): Promise<void>;
  /**
   * Has the second endpoint of a model answer by a version, and says how far it is; it is asked until it no longer says `pending`.
   * Absent where no model stands behind an endpoint.
   */
  putUp?(served: ServedArchive): Promise<PutUpState>;
  /** What a machine like the one that trains costs in a second, in millionths of a dollar; 0 where nobody is billed. */
  readonly microUsdPerSecond: number;
}
