import * as z from 'zod';
import { trainingStates, trainingTriggers } from '../../intelligence/domain/training/training-run.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, pageCursor, pageLimit, refused, rejectedResponse, words } from './common.ts';

const count = z.int().min(0);
const instant = z.iso.datetime();

const Training = z
  .object({
    run_id: z.string(),
    model: z.string(),
    trigger: z.enum(trainingTriggers),
    reason: z.string(),
    seed: z.int(),
    distil: z.boolean().optional().meta({ description: 'A small model learns from a large one' }),
    state: z.enum(trainingStates).meta({
      description:
        'skipped: too little history; refused: a gate was not passed; declined: nobody approved, or the canary was ended; rolled_back: the watch took the champion back',
    }),
    dataset: z
      .object({
        rows: count,
        positives: count.nullable(),
        from: instant,
        to: instant,
        sha256: z.string(),
      })
      .nullable()
      .meta({ description: 'What it learnt from; null until that is there' }),
    seconds: z.number().nullable().meta({ description: 'For which the job ran' }),
    cost_micro_usd: z.int().nullable().meta({ description: 'Millionths of a dollar; 0 where nobody is billed' }),
    version: z.int().nullable().meta({ description: 'In the registry of the model' }),
    gates: z.array(
      z.object({ name: z.string(), value: z.number(), bound: z.number(), wants: z.enum(['at_least', 'at_most']), passed: z.boolean() }),
    ),
    outcome: z.string().nullable().meta({ description: 'Why it ended as it did, in a sentence' }),
    requested_by: z.string(),
    started_at: instant,
    updated_at: instant,
    ended_at: instant.nullable(),
  })
  .meta({ id: 'Training', description: 'One training of a model, from its history to the champion or to the reason why not' });

const ModelPath = z.object({ model: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be the name of a model, such as fraud') });

export const beginTrainingRoute = {
  method: 'POST',
  path: '/models/{model}/trainings',
  scope: 'models:write',
  operationId: 'beginTraining',
  summary: 'Trains a model anew from what is kept of the past',
  params: ModelPath,
  body: z.strictObject({
    reason: words(200).meta({ description: 'Why, in the words of whoever asks' }),
    seed: z.int().min(0).max(2_147_483_647).optional().meta({ description: 'The same seed makes the same model of the same history' }),
    distil: z
      .boolean()
      .optional()
      .meta({ description: 'A model of half the trees learns from one with eight times as many; of fraud, routing and returns' }),
  }),
  responses: {
    202: { description: 'It has begun', schema: Training },
    400: { description: 'A field is not as it must be; `problems` names it' },
    ...refused,
    ...notFoundResponse,
    ...rejectedResponse,
  },
} as const satisfies Route;

export const listTrainingsRoute = {
  method: 'GET',
  path: '/trainings',
  scope: 'models:read',
  summary: 'Trainings of all models, newest first',
  query: z.strictObject({ limit: pageLimit, cursor: pageCursor }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(Training), cursor: z.string().optional() }) },
    ...refused,
  },
} as const satisfies Route;

export const getTrainingRoute = {
  method: 'GET',
  path: '/trainings/{id}',
  scope: 'models:read',
  summary: 'How far a training has come, and what its gates said',
  params: z.object({ id: z.string().regex(/^[a-z0-9]{26}$/, 'must be the id of a training: 26 characters a–z, 0–9') }),
  responses: { 200: { description: 'The training', schema: Training }, ...refused, ...notFoundResponse },
} as const satisfies Route;
