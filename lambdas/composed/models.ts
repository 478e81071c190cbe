import { createTenantIds } from '../../lib/access/index.ts';
import {
  createModelRegistry,
  createModelTallies,
  createModelVersions,
  createModelWatch,
  createRegisteredModels,
  type ModelRegistry,
  type ModelTallies,
  type ModelWatch,
  type RegisteredModels,
  type Scorer,
} from '../../lib/intelligence/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { once, storeOf } from './base.ts';

export const modelRegistryOf: (platform: Platform) => ModelRegistry = /* @__PURE__ */ once((platform) =>
  createModelRegistry({ platform, store: storeOf(platform) }),
);
/** Counts of scores by version. */
export const modelTalliesOf: (platform: Platform) => ModelTallies = /* @__PURE__ */ once((platform) => createModelTallies(platform));
/** Rolls back what leaves its bounds, for the schedule. */
export const modelWatchOf: (platform: Platform) => ModelWatch = /* @__PURE__ */ once((platform) =>
  createModelWatch({
    platform,
    registry: modelRegistryOf(platform),
    tallies: modelTalliesOf(platform),
    tenants: createTenantIds(platform),
  }),
);

/**
 * Scoring's side of the registry.
 * @param starters the repository's own models that whoever scores carries, by name
 */
export const registeredModelsOf = (platform: Platform, starters: Readonly<Record<string, Scorer>>): RegisteredModels => {
  const { clock, sha256, observability } = platform;
  const versions = createModelVersions({ platform, store: storeOf(platform), starters });
  const watch = createModelWatch({
    platform,
    registry: modelRegistryOf(platform),
    tallies: modelTalliesOf(platform),
    tenants: createTenantIds(platform),
    forget: versions.forget,
  });
  return createRegisteredModels({
    versions,
    tallies: modelTalliesOf(platform),
    guard: watch.look,
    clock,
    sha256,
    metrics: observability.metrics,
  });
};
