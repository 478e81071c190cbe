import * as z from 'zod';

const instant = z.iso.datetime({ precision: 3 });
const version = z.int().min(0);
const registered = z.int().min(1);
const said = z.string().min(1).max(500);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0).nullable();
const breach = z.strictObject({ figure: z.string(), value: z.number(), bound: z.number() }).nullable();

/** Payload of every event of a model's stream, as stored and as published. The stream's id is the model's name; version 0 is the starter. */
export const modelEventPayloads = {
  'model.version_registered': z.strictObject({
    version: registered,
    model_version: z.string().regex(/^[0-9a-f]{16}$/),
    schema_hash: hash,
    files: z.array(z.strictObject({ path: z.string(), key: z.string(), sha256: hash, byte_length: z.int().min(0) })).min(1),
    metrics: z.array(z.strictObject({ name: z.string(), value: z.number() })),
    training: z.strictObject({
      sha256: z.string().nullable(),
      rows: count,
      rows_held_out: count,
      from: instant.nullable(),
      to: instant.nullable(),
      seed: z.int().nullable(),
    }),
    histogram: z.strictObject({ edges: z.array(z.number()), shares: z.array(z.number()) }).nullable(),
    registered_at: instant,
    note: said,
  }),
  'model.gates_evaluated': z.strictObject({
    version: registered,
    gates: z
      .array(
        z.strictObject({
          name: z.string(),
          value: z.number(),
          bound: z.number(),
          wants: z.enum(['at_least', 'at_most']),
          passed: z.boolean(),
        }),
      )
      .min(1),
    passed: z.boolean(),
  }),
  'model.version_approved': z.strictObject({ version: registered, by: z.enum(['person', 'policy']), reason: said }),
  'model.shadow_started': z.strictObject({ version, reason: said }),
  'model.shadow_ended': z.strictObject({ version, reason: said }),
  'model.challenger_started': z.strictObject({
    version,
    share_per_mille: z.int().min(10).max(500),
    watch_until: instant.nullable(),
    started_at: instant,
    reason: said,
  }),
  'model.challenger_ended': z.strictObject({ version, reason: said, breach }),
  'model.promoted': z.strictObject({ version, previous: version, promoted_at: instant, watch_until: instant, reason: said }),
  'model.rolled_back': z.strictObject({
    version,
    to: version,
    cause: z.enum(['person', 'watch', 'drill']),
    reason: said,
    breach,
    rolled_back_at: instant,
  }),
  'model.version_retired': z.strictObject({ version: registered, reason: said }),
  'model.slot_assigned': z.strictObject({ slot: z.enum(['a', 'b']), version: version.nullable() }),
} as const;

export type ModelEventType = keyof typeof modelEventPayloads;

/** EventBridge `detail-type` of each event. */
export const modelDetailTypes: Readonly<Record<ModelEventType, string>> = {
  'model.version_registered': 'ModelVersionRegistered',
  'model.gates_evaluated': 'ModelGatesEvaluated',
  'model.version_approved': 'ModelVersionApproved',
  'model.shadow_started': 'ModelShadowStarted',
  'model.shadow_ended': 'ModelShadowEnded',
  'model.challenger_started': 'ModelChallengerStarted',
  'model.challenger_ended': 'ModelChallengerEnded',
  'model.promoted': 'ModelPromoted',
  'model.rolled_back': 'ModelRolledBack',
  'model.version_retired': 'ModelVersionRetired',
  'model.slot_assigned': 'ModelSlotAssigned',
};
