import { assertNever } from '../../../kernel/result.ts';
import type { ModelEvent, ModelPromoted, ModelRolledBack, ModelVersionRegistered } from './model.events.ts';
import type { ModelState, ModelVersion } from './model.state.ts';
import { previousMax, retiredKept } from './model.values.ts';

const withVersion = (state: ModelState, version: number, change: Partial<ModelVersion>): ModelState => ({
  ...state,
  versions: state.versions.map((known) => (known.version === version ? { ...known, ...change } : known)),
});

const registered = (state: ModelState, event: ModelVersionRegistered): ModelState => {
  const { type: _type, ...described } = event;
  const version: ModelVersion = {
    ...described,
    gates: [],
    gatesPassed: null,
    approvedBy: null,
    promotedAt: null,
    rolledBackAt: null,
    isRetired: false,
  };
  return { ...state, newest: event.version, versions: [...state.versions, version] };
};

const without = (versions: readonly number[], version: number): readonly number[] => versions.filter((known) => known !== version);

const promoted = (state: ModelState, event: ModelPromoted): ModelState => {
  const { version, previous, promotedAt, watchUntil } = event;
  // One that is promoted again does not stand behind itself, and nobody stands in the line twice.
  const line = [...without(without(state.previous, previous), version), previous];
  return withVersion(
    {
      ...state,
      champion: version,
      previous: line.slice(-previousMax),
      challenger: state.challenger?.version === version ? null : state.challenger,
      shadows: without(state.shadows, version),
      watch: { version, since: promotedAt, until: watchUntil },
    },
    version,
    { promotedAt },
  );
};

const rolledBack = (state: ModelState, { version, to, rolledBackAt }: ModelRolledBack): ModelState =>
  withVersion(
    {
      ...state,
      champion: to,
      previous: without(state.previous, to),
      challenger: state.challenger?.version === to ? null : state.challenger,
      shadows: without(state.shadows, to),
      watch: null,
    },
    version,
    { rolledBackAt, gatesPassed: null, approvedBy: null },
  );

const retired = (state: ModelState, version: number): ModelState => {
  const { versions } = withVersion(state, version, { isRetired: true, files: [], metrics: [], gates: [], histogram: null });
  const surplus = versions.filter(({ isRetired }) => isRetired).length - retiredKept;
  const dropped = new Set(versions.filter(({ isRetired }) => isRetired).slice(0, Math.max(0, surplus)));
  return { ...state, versions: versions.filter((known) => !dropped.has(known)), previous: without(state.previous, version) };
};

/** Records a fact of a model. */
export const evolveModel = (state: ModelState, event: ModelEvent): ModelState => {
  switch (event.type) {
    case 'model.version_registered':
      return registered(state, event);
    case 'model.gates_evaluated':
      return withVersion(state, event.version, { gates: event.gates, gatesPassed: event.passed, approvedBy: null });
    case 'model.version_approved':
      return withVersion(state, event.version, { approvedBy: event.by });
    case 'model.shadow_started':
      return { ...state, shadows: [...state.shadows, event.version] };
    case 'model.shadow_ended':
      return { ...state, shadows: without(state.shadows, event.version) };
    case 'model.challenger_started': {
      const { version, sharePerMille, watchUntil, startedAt } = event;
      return { ...state, challenger: { version, sharePerMille, startedAt, watchUntil }, shadows: without(state.shadows, version) };
    }
    case 'model.challenger_ended':
      return { ...state, challenger: null };
    case 'model.promoted':
      return promoted(state, event);
    case 'model.rolled_back':
      return rolledBack(state, event);
    case 'model.version_retired':
      return retired(state, event.version);
    case 'model.slot_assigned':
      return { ...state, slots: { ...state.slots, [event.slot]: event.version } };
    default:
      return assertNever(event);
  }
};
