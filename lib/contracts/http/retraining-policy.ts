// When models are trained anew, as the policy `retraining` states it.
import * as z from 'zod';

export const RetrainingPolicyValue = z
  .strictObject({
    enabled: z.boolean().describe('False trains nothing by itself; people still can'),
    every_days: z
      .int()
      .min(0)
      .max(365)
      .describe('A model that has been trained before is trained anew this long after; 0 never because of time alone'),
    cooldown_days: z.int().min(0).max(90).describe('So long nothing but a person begins a training of the same model again'),
    runs_per_month: z.int().min(0).max(500).describe('Trainings of all models in a month, those of people among them'),
    monthly_budget_usd: z.number().min(0).max(100_000).describe('Dollars for trainings in a month'),
    on_drift: z.enum(['alert', 'retrain']).describe('Drift always tells; retrain also begins a training'),
    approval: z.enum(['policy', 'person']).describe('policy: whoever passes the gates goes on; person: somebody approves it first'),
    canary_per_mille: z.int().min(10).max(500).describe('Share of orders that a new version answers for first'),
    canary_hours: z.int().min(0).max(720).describe('0 promotes without a canary'),
    watch_hours: z.int().min(0).max(720).describe('How long the new champion is watched'),
    window_months: z.int().min(3).max(120).describe('History that is learnt from'),
  })
  .meta({ id: 'RetrainingPolicyValue' });
