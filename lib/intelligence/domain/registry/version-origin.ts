import { starterVersion } from './model.values.ts';

/** The part of an event of the registry that says who brought a version. */
type RegistryFact = {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: { readonly kind: string; readonly id: string };
};

/**
 * How a version came to be: with the `release`, whose starters are trained, tested and committed with its code; by `retraining`,
 * whose workflow registered it and evaluated its gates; or by `hand`, where a person did either.
 */
export const versionOrigins = ['release', 'retraining', 'hand'] as const;
export type VersionOrigin = (typeof versionOrigins)[number];

/** Name under which the workflow that trains models writes to the registry. */
export const retrainingActor = 'retraining';

const byRetraining = (fact: RegistryFact | undefined): boolean => fact?.actor.kind === 'system' && fact.actor.id === retrainingActor;

/** @param history every event of the model, oldest first */
export const originOf = (version: number, history: readonly RegistryFact[]): VersionOrigin => {
  if (version === starterVersion) return 'release';
  const last = (type: string): RegistryFact | undefined =>
    history.findLast((fact) => fact.type === type && fact.payload['version'] === version);
  return byRetraining(last('model.version_registered')) && byRetraining(last('model.gates_evaluated')) ? 'retraining' : 'hand';
};

/** Of the versions that answer, how many came without anybody's hand, and as a share from 0 to 1; null where none answers. */
export const automatedShare = (
  origins: readonly VersionOrigin[],
): { readonly inUse: number; readonly automated: number; readonly share: number | null } => {
  const automated = origins.filter((origin) => origin !== 'hand').length;
  return { inUse: origins.length, automated, share: origins.length === 0 ? null : automated / origins.length };
};
