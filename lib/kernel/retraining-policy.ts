/** When models are trained anew, what it may cost, and how a new version goes live. */
export type RetrainingPolicy = {
  /** False trains nothing by itself; people still can. */
  readonly enabled: boolean;
  /** A model is trained anew this long after its last training; 0 never because of time alone. */
  readonly everyDays: number;
  /** So long nothing is trained after a training of the same model, whatever asks for it but a person. */
  readonly cooldownDays: number;
  /** Trainings of all models in a month, those of people among them. */
  readonly runsPerMonth: number;
  /** Dollars for trainings in a month, all models together; none begins that would go beyond it. */
  readonly monthlyBudgetUsd: number;
  /** Whether drift begins a training; it always tells. */
  readonly onDrift: 'alert' | 'retrain';
  /** `policy`: whoever passes the gates goes on; `person`: somebody approves it first. */
  readonly approval: 'policy' | 'person';
  /** Share of the orders that a new version answers for first, 10 to 500 per mille, and for how long. 0 hours promotes at once. */
  readonly canaryPerMille: number;
  readonly canaryHours: number;
  /** How long the new champion is watched. */
  readonly watchHours: number;
  /** History that is learnt from, in months. */
  readonly windowMonths: number;
};

/** Gates decide and a person approves; a few dollars a month at most. */
export const defaultRetraining: RetrainingPolicy = {
  enabled: true,
  everyDays: 30,
  cooldownDays: 7,
  runsPerMonth: 12,
  monthlyBudgetUsd: 5,
  onDrift: 'alert',
  approval: 'person',
  canaryPerMille: 50,
  canaryHours: 24,
  watchHours: 24,
  windowMonths: 24,
};
