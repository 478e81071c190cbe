import type { Decider } from '../../../kernel/decider.ts';
import { plusMs } from '../../../kernel/instant.ts';
import { assertNever, err, ok, type Result } from '../../../kernel/result.ts';
import type {
  ApproveVersion,
  AssignSlot,
  EndChallenger,
  EvaluateGates,
  ModelCommand,
  PromoteVersion,
  RegisterVersion,
  RetireVersion,
  RollBack,
  StartChallenger,
  StartShadow,
} from './model.commands.ts';
import type { ModelEvent } from './model.events.ts';
import { evolveModel } from './model.evolve.ts';
import type { ModelRejection } from './model.rejections.ts';
import { initialModel, type ModelState, type ModelVersion, roleOf, versionOf } from './model.state.ts';
import {
  type ArtefactFile,
  type EvaluatedGate,
  evaluateGate,
  modelFile,
  shadowsMax,
  shareMaxPerMille,
  shareMinPerMille,
  starterVersion,
  versionsMax,
} from './model.values.ts';

type Decision = Result<readonly ModelEvent[], ModelRejection>;

const treesOf = (files: readonly ArtefactFile[]): string | undefined => files.find(({ path }) => path === modelFile)?.sha256;

const register = (state: ModelState, command: RegisterVersion): Decision => {
  const { modelVersion, schemaHash, servingSchema, files, metrics, training, histogram, note, now } = command;
  const live = state.versions.filter(({ isRetired }) => !isRetired);
  // The same artefact again, such as after an answer that was lost on its way.
  const known = live.find((one) => one.modelVersion === modelVersion);
  if (known) return treesOf(known.files) === treesOf(files) ? ok([]) : err({ code: 'artefact-conflict', version: known.version });
  if (schemaHash !== servingSchema) return err({ code: 'feature-schema-differs', expected: servingSchema, found: schemaHash });
  if (live.length >= versionsMax) return err({ code: 'too-many-versions', limit: versionsMax });
  const version = state.newest + 1;
  return ok([
    {
      type: 'model.version_registered',
      version,
      modelVersion,
      schemaHash,
      files,
      metrics,
      training,
      histogram,
      registeredAt: now,
      note,
    },
  ]);
};

/** A version that is there and has not been retired. */
const usable = (state: ModelState, version: number): Result<ModelVersion, ModelRejection> => {
  const found = versionOf(state, version);
  if (!found) return err(version === starterVersion ? { code: 'starter-stays' } : { code: 'version-not-found', version });
  return found.isRetired ? err({ code: 'version-retired', version }) : ok(found);
};

const namesOfFailed = (gates: readonly EvaluatedGate[]): readonly string[] => gates.filter(({ passed }) => !passed).map(({ name }) => name);

/** Whether a version may answer anybody: on the features of this release, and with its gates passed. The starter always may. */
const mayAnswer = (
  state: ModelState,
  { version, servingSchema }: { readonly version: number; readonly servingSchema: string },
): Result<ModelVersion | undefined, ModelRejection> => {
  if (version === starterVersion) return ok(undefined);
  const found = usable(state, version);
  if (!found.ok) return found;
  const { schemaHash, gatesPassed, gates } = found.value;
  if (schemaHash !== servingSchema) return err({ code: 'feature-schema-differs', expected: servingSchema, found: schemaHash });
  if (gatesPassed === null) return err({ code: 'gates-not-evaluated', version });
  return gatesPassed ? ok(found.value) : err({ code: 'gates-failed', version, gates: namesOfFailed(gates) });
};

const isSame = (one: readonly EvaluatedGate[], other: readonly EvaluatedGate[]): boolean =>
  one.length === other.length &&
  one.every((gate, index) => {
    const { name, value, bound, wants } = other[index] ?? {};
    return gate.name === name && gate.value === value && gate.bound === bound && gate.wants === wants;
  });

const evaluate = (state: ModelState, { version, gates: given }: EvaluateGates): Decision => {
  const found = usable(state, version);
  if (!found.ok) return found;
  if (given.length === 0) return err({ code: 'gates-missing' });
  // A figure that could not be measured is no figure: it must be said so, not passed or failed.
  const empty = given.find(({ value, bound }) => !Number.isFinite(value) || !Number.isFinite(bound));
  if (empty) return err({ code: 'gate-without-value', gate: empty.name });
  const gates = given.map(evaluateGate);
  if (found.value.gatesPassed !== null && isSame(found.value.gates, gates)) return ok([]);
  const passed = gates.every((gate) => gate.passed);
  const evaluated: ModelEvent = { type: 'model.gates_evaluated', version, gates, passed };
  if (passed || state.challenger?.version !== version) return ok([evaluated]);
  // What fails its gates answers nobody; a champion is rolled back by whoever finds it so.
  return ok([evaluated, { type: 'model.challenger_ended', version, reason: 'its gates failed', breach: null }]);
};

const approve = (state: ModelState, { version, by, reason }: ApproveVersion): Decision => {
  const found = usable(state, version);
  if (!found.ok) return found;
  const { approvedBy, gatesPassed, gates } = found.value;
  if (gatesPassed === null) return err({ code: 'gates-not-evaluated', version });
  if (!gatesPassed) return err({ code: 'gates-failed', version, gates: namesOfFailed(gates) });
  return approvedBy === null ? ok([{ type: 'model.version_approved', version, by, reason }]) : ok([]);
};

const startShadow = (state: ModelState, { version, servingSchema, reason }: StartShadow): Decision => {
  if (state.shadows.includes(version)) return ok([]);
  if (version !== starterVersion) {
    const found = usable(state, version);
    if (!found.ok) return found;
    const { schemaHash } = found.value;
    if (schemaHash !== servingSchema) return err({ code: 'feature-schema-differs', expected: servingSchema, found: schemaHash });
  }
  const role = roleOf(state, version);
  if (role !== 'none') return err({ code: 'in-use', version, role });
  if (state.shadows.length >= shadowsMax) return err({ code: 'too-many-shadows', limit: shadowsMax });
  return ok([{ type: 'model.shadow_started', version, reason }]);
};

const startChallenger = (state: ModelState, command: StartChallenger): Decision => {
  const { version, sharePerMille, watchSeconds, reason, now } = command;
  if (!Number.isInteger(sharePerMille) || sharePerMille < shareMinPerMille || sharePerMille > shareMaxPerMille)
    return err({ code: 'share-out-of-range', sharePerMille });
  const found = mayAnswer(state, command);
  if (!found.ok) return found;
  if (state.champion === version) return err({ code: 'is-champion', version });
  const { challenger } = state;
  if (challenger && challenger.version !== version) return err({ code: 'other-challenger', version: challenger.version });
  if (challenger?.sharePerMille === sharePerMille) return ok([]);
  const watchUntil = watchSeconds === null ? null : plusMs(now, watchSeconds * 1_000);
  return ok([{ type: 'model.challenger_started', version, sharePerMille, watchUntil, startedAt: now, reason }]);
};

const endChallenger = (state: ModelState, { version, reason, breach }: EndChallenger): Decision =>
  ok(state.challenger?.version === version ? [{ type: 'model.challenger_ended', version, reason, breach }] : []);

const promote = (state: ModelState, command: PromoteVersion): Decision => {
  const { version, watchSeconds, reason, now } = command;
  const found = mayAnswer(state, command);
  if (!found.ok) return found;
  if (state.champion === version) return ok([]);
  if (found.value && found.value.approvedBy === null) return err({ code: 'not-approved', version });
  const watchUntil = plusMs(now, watchSeconds * 1_000);
  return ok([{ type: 'model.promoted', version, previous: state.champion, promotedAt: now, watchUntil, reason }]);
};

const rollBack = (state: ModelState, { version, cause, reason, breach, now }: RollBack): Decision => {
  const { champion, previous } = state;
  if (version !== null && version !== champion) return ok([]);
  const to = previous.at(-1) ?? starterVersion;
  if (to === champion) return err({ code: 'nothing-to-roll-back-to' });
  return ok([{ type: 'model.rolled_back', version: champion, to, cause, reason, breach, rolledBackAt: now }]);
};

const retire = (state: ModelState, { version, reason }: RetireVersion): Decision => {
  if (version === starterVersion) return err({ code: 'starter-stays' });
  const found = versionOf(state, version);
  if (!found) return err({ code: 'version-not-found', version });
  if (found.isRetired) return ok([]);
  const role = roleOf(state, version);
  if (role !== 'none') return err({ code: 'in-use', version, role });
  if (state.previous.at(-1) === version) return err({ code: 'in-use', version, role: 'what a rollback goes to' });
  return ok([{ type: 'model.version_retired', version, reason }]);
};

const assignSlot = (state: ModelState, { slot, version }: AssignSlot): Decision => {
  if (state.slots[slot] === version) return ok([]);
  if (version !== null && version !== starterVersion) {
    const found = usable(state, version);
    if (!found.ok) return found;
  }
  return ok([{ type: 'model.slot_assigned', slot, version }]);
};

export const decideModel = (state: ModelState, command: ModelCommand): Decision => {
  switch (command.type) {
    case 'RegisterVersion':
      return register(state, command);
    case 'EvaluateGates':
      return evaluate(state, command);
    case 'ApproveVersion':
      return approve(state, command);
    case 'StartShadow':
      return startShadow(state, command);
    case 'EndShadow':
      return ok(state.shadows.includes(command.version) ? [{ ...command, type: 'model.shadow_ended' }] : []);
    case 'StartChallenger':
      return startChallenger(state, command);
    case 'EndChallenger':
      return endChallenger(state, command);
    case 'PromoteVersion':
      return promote(state, command);
    case 'RollBack':
      return rollBack(state, command);
    case 'RetireVersion':
      return retire(state, command);
    case 'AssignSlot':
      return assignSlot(state, command);
    default:
      return assertNever(command);
  }
};

/** Versions of a model. Whatever is answered with has passed its gates, or is the starter. */
export const modelDecider: Decider<ModelState, ModelCommand, ModelEvent, ModelRejection> = {
  initial: initialModel,
  decide: decideModel,
  evolve: evolveModel,
};
