import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, refused } from './common.ts';

const share = z.number().min(0).max(1);

const ModelDrift = z
  .object({
    model: z.string(),
    verdict: z
      .enum(['too-few', 'steady', 'drifted', 'unknown'])
      .meta({ description: 'too-few: fewer than 200 decisions of a week; unknown: nobody has looked yet' }),
    version: z.int().nullable().meta({ description: 'Of the registry; 0 is the starter' }),
    observations: z.int().min(0).meta({ description: 'Decisions that were looked at' }),
    from: z.iso.datetime().nullable(),
    to: z.iso.datetime().nullable(),
    made_at: z.iso.datetime().nullable(),
    figures: z
      .array(
        z.object({
          name: z.string().meta({ description: 'A feature, or `score` for what the model says' }),
          psi: z.number().meta({ description: 'Population stability index; above 0.2 it counts as drift' }),
          ks: share.meta({ description: 'Largest gap between the cumulative distributions' }),
          missing_then: share,
          missing_now: share,
          drifted: z.boolean(),
        }),
      )
      .meta({ description: 'Those that moved most first' }),
  })
  .meta({ id: 'ModelDrift', description: 'What a model meets, against what it was trained on' });

export const modelDriftRoute = {
  method: 'GET',
  path: '/models/{model}/drift',
  scope: 'models:read',
  summary: 'How far what a model meets has moved from what it was trained on',
  params: z.object({ model: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be the name of a model, such as fraud') }),
  responses: { 200: { description: 'As of the last night', schema: ModelDrift }, ...refused, ...notFoundResponse },
} as const satisfies Route;
