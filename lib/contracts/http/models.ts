// Versions of the models that score: what there is, which of them answers, and what is done about that.
import * as z from 'zod';
import {
  approvers,
  gatesMax,
  metricsMax,
  modelSlots,
  scoreBinsMax,
  shareMaxPerMille,
  shareMinPerMille,
} from '../../intelligence/domain/registry/model.values.ts';
import { versionStatuses } from '../../intelligence/domain/registry/model.state.ts';
import { versionOrigins } from '../../intelligence/domain/registry/version-origin.ts';
import type { Route } from '../../platform/http/route.ts';
import { Actor } from './actor.ts';
import { ProvenDifference } from './differences.ts';
import { JsonObject, JsonValue, moment, notFoundResponse, refused, rejectedResponse, words } from './common.ts';

/** A function takes six megabytes, of which its event wraps some. */
const registrationBytesMax = 4_500_000;
const watchSecondsMax = 30 * 86_400;

const instant = z.iso.datetime();
const count = z.int().min(0);
const versionNumber = z.int().min(0).meta({ description: 'Counts from 1; 0 is the starter that comes with the release' });
const name = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be lower-case letters, digits and underscores');
const figure = z.number();

const Metric = z.object({ name: z.string(), value: figure }).meta({ id: 'ModelMetric' });
const Gate = z
  .object({ name: z.string(), value: figure, bound: figure, wants: z.enum(['at_least', 'at_most']), passed: z.boolean() })
  .meta({ id: 'ModelGate', description: 'A condition for going live' });

const Training = z
  .object({
    sha256: z.string().nullable(),
    rows: count.nullable(),
    rows_held_out: count.nullable(),
    from: instant.nullable(),
    to: instant.nullable(),
    seed: z.int().nullable(),
  })
  .meta({ id: 'ModelTraining', description: 'What a version was trained on, as far as whoever trained it says' });

const Live = z
  .object({
    since: instant,
    asked: count.meta({ description: 'Scores that the version was meant to give' }),
    failed: count.meta({ description: 'Of them: its endpoint failed or was late' }),
    refused: count.meta({ description: 'Its endpoint answered with another version' }),
    unavailable: count.meta({ description: 'Its artefact could not be loaded' }),
    unscored: count,
    stability_index: figure.nullable().meta({ description: 'Of its scores against those of its gates; null while there are too few' }),
    good: count.meta({ description: 'Decisions that turned out right' }),
    bad: count,
  })
  .meta({ id: 'ModelLiveFigures', description: 'What has been counted of a version while somebody looks at it' });

const Breach = z
  .object({ figure: z.string(), value: figure, bound: figure })
  .meta({ id: 'ModelBreach', description: 'A figure that left its bound' });

const role = z.enum(['champion', 'challenger', 'shadow', 'none']);

const ModelVersion = z
  .object({
    version: versionNumber,
    model_version: z.string().meta({ description: 'Hash of trees and features, as receipts name it' }),
    role,
    status: z.enum([...versionStatuses, 'starter']),
    registered_at: instant.nullable().meta({ description: 'Null for the starter' }),
    promoted_at: instant.nullable(),
    rolled_back_at: instant.nullable(),
    seconds_to_production: count.nullable().meta({ description: 'From its registration to its promotion' }),
    note: z.string(),
    metrics: z.array(Metric),
    gates: z.array(Gate),
    gates_passed: z.boolean().nullable().meta({ description: 'Null until they have been evaluated' }),
    approved_by: z.enum(approvers).nullable(),
    training: Training,
    has_histogram: z.boolean().meta({ description: 'Whether the watch can see a shift of its scores' }),
    byte_length: count.meta({ description: 'Of its files; 0 for the starter and for retired ones' }),
    slot: z.enum(modelSlots).nullable().meta({ description: 'The endpoint that serves it' }),
    live: Live.nullable(),
  })
  .meta({ id: 'ModelVersion', description: 'A version of a model' });

const served = {
  model: z.string(),
  champion: versionNumber,
  champion_model_version: z.string(),
  champion_since: instant.nullable(),
  champion_from: z.enum(versionOrigins).meta({
    description:
      'How the champion came to be: `release` for the starter, `retraining` when the workflow registered it and evaluated its gates, `hand` when somebody did either',
  }),
  rolls_back_to: versionNumber.nullable().meta({ description: 'What a rollback would bring; null where there is nothing' }),
  challenger: z
    .object({
      version: versionNumber,
      share_per_mille: z.int(),
      started_at: instant,
      watch_until: instant.nullable().meta({ description: 'Set for a canary' }),
    })
    .nullable(),
  shadows: z.array(versionNumber),
  watched_until: instant.nullable().meta({ description: 'Until then a champion whose figures leave their bounds is rolled back' }),
  versions_total: count,
} as const;

const ModelSummary = z.object(served).meta({ id: 'ModelSummary', description: 'A model and who answers for it' });

const ModelEvent = z
  .object({
    at: instant,
    type: z.string(),
    version: versionNumber.nullable(),
    actor: Actor,
    sentence: z.string(),
    reason: z.string().nullable(),
    breach: Breach.nullable(),
  })
  .meta({ id: 'ModelHistoryEvent' });

const Model = z
  .object({
    ...served,
    difference: ProvenDifference.nullable().meta({
      description: 'Wrong decisions of the challenger less those of the champion, as shares, since it began; null without a challenger',
    }),
    slots: z
      .object({ a: versionNumber.nullable(), b: versionNumber.nullable() })
      .meta({ description: 'What the endpoints serve, for the whole installation' }),
    versions: z.array(ModelVersion).meta({ description: 'Newest first, the starter last' }),
    history: z.array(ModelEvent).meta({ description: 'The last hundred changes, newest first' }),
  })
  .meta({ id: 'Model', description: 'A model with its versions' });

const modelPath = z.object({ model: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be the name of a model') });
const versionPath = modelPath.extend({ version: z.coerce.number('must be a number').int().min(0).max(1_000_000) });
const reason = words(500).meta({ description: 'Why, in the words of the business; it stands in the history' });
const watchSeconds = z
  .int()
  .min(60)
  .max(watchSecondsMax)
  .meta({ description: 'For how long the watch looks at the version and ends it when its figures leave their bounds' });

const changed = {
  200: { description: 'The model after the change', schema: Model },
  400: { description: 'Fields are missing or wrong; `problems` names each' },
  ...refused,
  ...notFoundResponse,
  ...rejectedResponse,
} as const;

const histogram = z
  .strictObject({
    edges: z
      .array(figure)
      .min(1)
      .max(scoreBinsMax - 1),
    shares: z.array(figure.min(0).max(1)).min(2).max(scoreBinsMax),
  })
  .refine(({ edges, shares }) => shares.length === edges.length + 1, 'must have one share more than edges')
  .refine(({ edges }) => edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge)), 'must have rising edges')
  .refine(({ shares }) => Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-6, 'must have shares that add up to 1')
  .meta({ description: 'How its scores lay on the data that its gates were evaluated on' });

const artefact = z
  .strictObject({
    model: JsonObject.meta({ description: '`model.json`, as XGBoost writes it' }),
    summary: JsonObject.meta({ description: '`meta/artefact.json`' }),
    features: JsonObject.meta({ description: '`meta/features.json`' }),
    golden: z
      .array(JsonValue)
      .max(1_000)
      .optional()
      .meta({ description: '`meta/golden.json`: vectors that have to come out the same here' }),
  })
  .meta({ description: 'The files of an artefact as JSON' });

/** `POST /models/{model}/versions`: the artefact itself, or the folder in which whoever trained it has put it. */
export const RegisterModelVersionBody = z
  .strictObject({
    artefact: artefact.optional(),
    artefact_folder: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be letters, digits, _ and -')
      .optional()
      .meta({ description: 'Name of a folder below `models/<tenant>/<model>/` of the blob store' }),
    metrics: z
      .array(z.strictObject({ name, value: figure }))
      .max(metricsMax)
      .optional()
      .meta({ description: "Those of the artefact's summary where left out" }),
    training: z
      .strictObject({
        sha256: z.string().max(100).nullable(),
        rows: count.nullable(),
        rows_held_out: count.nullable(),
        from: moment.nullable(),
        to: moment.nullable(),
        seed: z.int().nullable(),
      })
      .optional(),
    histogram: histogram.optional(),
    note: reason,
  })
  .refine((body) => (body.artefact === undefined) !== (body.artefact_folder === undefined), {
    path: ['artefact'],
    message: 'must be there, or artefact_folder, and not both',
  });

export const EvaluateGatesBody = z.strictObject({
  gates: z
    .array(z.strictObject({ name, value: figure, bound: figure, wants: z.enum(['at_least', 'at_most']) }))
    .min(1, 'must have at least one gate')
    .max(gatesMax),
});

export const ModelReasonBody = z.strictObject({ reason });
export const PromoteModelBody = z.strictObject({ reason, watch_seconds: watchSeconds.optional() });
export const ShadowModelBody = z.strictObject({ reason, end: z.boolean().optional().meta({ description: 'True ends it' }) });
export const ChallengeModelBody = z
  .strictObject({
    reason,
    end: z.boolean().optional().meta({ description: 'True ends it; the share is not needed then' }),
    share_per_mille: z
      .int()
      .min(shareMinPerMille, `must be ${shareMinPerMille} or more`)
      .max(shareMaxPerMille, `must be ${shareMaxPerMille} or less`)
      .optional()
      .meta({ description: 'Share of the orders that it answers for' }),
    watch_seconds: watchSeconds.optional().meta({ description: 'Makes it a canary: it is ended when its figures leave their bounds' }),
  })
  .refine(({ end, share_per_mille: share }) => end === true || share !== undefined, {
    path: ['share_per_mille'],
    message: 'must be there',
  });

export const listModelsRoute = {
  method: 'GET',
  path: '/models',
  scope: 'models:read',
  summary: 'The models that score, and who answers for each',
  responses: {
    200: {
      description: 'Every model of the release',
      schema: z.object({
        items: z.array(ModelSummary),
        pipelines: z
          .object({
            in_use: count.meta({ description: 'Champions' }),
            automated: count.meta({ description: 'Of them, those that came with the release or by retraining' }),
            share: figure.nullable().meta({ description: '`automated` of `in_use`, 0 to 1' }),
          })
          .meta({ description: 'How many of the models in use came without anybody registering a version or its gates by hand' }),
      }),
    },
    ...refused,
  },
} as const satisfies Route;

export const getModelRoute = {
  method: 'GET',
  path: '/models/{model}',
  scope: 'models:read',
  summary: 'One model: its versions with gates and figures, and what has been done about them',
  params: modelPath,
  responses: { 200: { description: 'The model', schema: Model }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const registerModelVersionRoute = {
  method: 'POST',
  path: '/models/{model}/versions',
  scope: 'models:write',
  summary: 'Registers a trained version; the same artefact again changes nothing',
  params: modelPath,
  body: RegisterModelVersionBody,
  responses: { ...changed, 409: { description: 'Other trees are registered under the same hash' } },
  maxBodyBytes: registrationBytesMax,
} as const satisfies Route;

const ofVersion = (verb: string) => `/models/{model}/versions/{version}/${verb}` as const;

export const evaluateModelGatesRoute = {
  method: 'POST',
  path: ofVersion('gates'),
  scope: 'models:write',
  summary: 'Records what was measured of a version against its bounds; an approval of before is taken back',
  params: versionPath,
  body: EvaluateGatesBody,
  responses: changed,
} as const satisfies Route;

export const approveModelVersionRoute = {
  method: 'POST',
  path: ofVersion('approve'),
  scope: 'models:write',
  summary: 'Finds that a version whose gates are passed may go live',
  params: versionPath,
  body: ModelReasonBody,
  responses: changed,
} as const satisfies Route;

export const promoteModelVersionRoute = {
  method: 'POST',
  path: ofVersion('promote'),
  scope: 'models:write',
  summary: 'Makes a version the champion, everywhere within ten seconds, and has it watched',
  params: versionPath,
  body: PromoteModelBody,
  responses: changed,
} as const satisfies Route;

export const shadowModelVersionRoute = {
  method: 'POST',
  path: ofVersion('shadow'),
  scope: 'models:write',
  summary: 'Has a version score beside the one that answers, without effect, or ends that',
  params: versionPath,
  body: ShadowModelBody,
  responses: changed,
} as const satisfies Route;

export const challengeModelVersionRoute = {
  method: 'POST',
  path: ofVersion('challenge'),
  scope: 'models:write',
  summary: 'Has a version answer for a share of the orders, or ends that',
  params: versionPath,
  body: ChallengeModelBody,
  responses: changed,
} as const satisfies Route;

export const retireModelVersionRoute = {
  method: 'POST',
  path: ofVersion('retire'),
  scope: 'models:write',
  summary: 'Puts a version that is not in use away for good',
  params: versionPath,
  body: ModelReasonBody,
  responses: changed,
} as const satisfies Route;

export const rollBackModelRoute = {
  method: 'POST',
  path: '/models/{model}/rollback',
  scope: 'models:write',
  summary: 'Makes the champion before the champion again, everywhere within ten seconds',
  params: modelPath,
  body: ModelReasonBody,
  responses: changed,
} as const satisfies Route;
