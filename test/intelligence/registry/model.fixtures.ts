import { Instant } from '../../../lib/kernel/instant.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import type { ModelCommand } from '../../../lib/intelligence/domain/registry/model.commands.ts';
import { modelDecider } from '../../../lib/intelligence/domain/registry/model.decide.ts';
import type { ModelState } from '../../../lib/intelligence/domain/registry/model.state.ts';

export const now = Instant('2026-11-20T14:00:00.000Z');
export const schema = 'a'.repeat(64);

/** An artefact of which only the hashes matter. */
export const registration = (
  modelVersion: string,
  more: Partial<Extract<ModelCommand, { type: 'RegisterVersion' }>> = {},
): ModelCommand => ({
  type: 'RegisterVersion',
  modelVersion,
  schemaHash: schema,
  servingSchema: schema,
  files: [
    { path: 'model.json', key: `models/main/fraud/${modelVersion}/model.json`, sha256: modelVersion.padEnd(64, '0'), byteLength: 10 },
  ],
  metrics: [{ name: 'auc', value: 0.9 }],
  training: { sha256: null, rows: 1_000, rowsHeldOut: 200, from: null, to: null, seed: 7 },
  histogram: null,
  note: 'trained on the autumn',
  now,
  ...more,
});

export const evaluation = (version: number, auc = 0.9): ModelCommand => ({
  type: 'EvaluateGates',
  version,
  gates: [{ name: 'auc', value: auc, bound: 0.8, wants: 'at_least' }],
});
export const approval = (version: number): ModelCommand => ({ type: 'ApproveVersion', version, by: 'person', reason: 'figures are fine' });
export const promotion = (version: number, more: object = {}): ModelCommand => ({
  type: 'PromoteVersion',
  version,
  watchSeconds: 3_600,
  servingSchema: schema,
  reason: 'better',
  now,
  ...more,
});
export const rollback = (version: number | null = null): ModelCommand => ({
  type: 'RollBack',
  version,
  cause: 'person',
  reason: 'too many reviews',
  breach: null,
  now,
});
export const challenge = (version: number, sharePerMille = 100, more: object = {}): ModelCommand => ({
  type: 'StartChallenger',
  version,
  sharePerMille,
  watchSeconds: null,
  servingSchema: schema,
  reason: 'to compare',
  now,
  ...more,
});
export const shadow = (version: number, more: object = {}): ModelCommand => ({
  type: 'StartShadow',
  version,
  servingSchema: schema,
  reason: 'to look',
  ...more,
});
export const retirement = (version: number): ModelCommand => ({ type: 'RetireVersion', version, reason: 'old' });

/** Every step up to a version that may be promoted. */
export const readied = (version: number): readonly ModelCommand[] => [
  registration(String(version).padStart(16, '0')),
  evaluation(version),
  approval(version),
];

/** The state after commands that are all accepted. @throws Error for one that is refused */
export const after = (...commands: readonly ModelCommand[]): ModelState =>
  commands.reduce((state, command) => {
    const decided = modelDecider.decide(state, command);
    if (!decided.ok) throw new Error(`${command.type}: ${decided.error.code}`);
    return fold(modelDecider, state, decided.value);
  }, modelDecider.initial);
