import type { TenantId } from '../../../kernel/ids.ts';
import { assign, type Assignment } from '../../domain/registry/assignment.ts';
import { type ModelState, slotOf, standIns, versionOf } from '../../domain/registry/model.state.ts';
import { type ScoreHistogram, slotEndpoint, starterVersion } from '../../domain/registry/model.values.ts';
import type { Features } from '../../domain/feature-schema.ts';
import type { Scorer } from '../../domain/scorer.ts';
import type { Clock } from '../../../platform/ports.ts';
import { atMost } from './deadline.ts';
import type { ModelTallies, ScoreNote } from './model-tallies.ts';
import type { ModelVersions } from './model-versions.ts';

/** Whom a score is for: a subject meets the same version again and again. */
export type ScoreSubject = {
  readonly tenantId: TenantId;
  /** Of an order, as a rule: the unit of assignment. Nothing personal. */
  readonly id: string;
};

/** What a version in shadow said of the same features. Nobody acts on it. */
export type ShadowScore = { readonly registryVersion: number; readonly version: string; readonly score: number };

/** Who is to answer for a subject, and what else is to be known for that. */
export type ScorePlan = {
  readonly tenantId: TenantId;
  readonly model: string;
  readonly state: ModelState;
  readonly assignment: Assignment;
};

/** Endpoints are one set for the whole installation, and what they serve stands in the registry of this tenant. */
export const endpointsTenant = 'main' as TenantId;

/** For so long a score waits at most for a shadow whose artefact has not been loaded yet. */
const shadowWaitMs = 50;

const isWatched = ({ watch, challenger, shadows }: ModelState, clock: Clock): boolean =>
  challenger !== null || shadows.length > 0 || (watch !== null && clock.now() < watch.until);

export type RegisteredModelsParts = {
  readonly versions: ModelVersions;
  readonly tallies: ModelTallies;
  /** Looks at what has been counted, and rolls back what is beyond its bounds. */
  readonly guard?: (tenantId: TenantId, model: string) => Promise<unknown>;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
  readonly metrics: { readonly addMetric: (name: string, unit: 'Count', value: number) => void };
};

/** Scoring's side of the registry. Nothing here throws: what goes wrong with the registry must not cost a score. */
export const createRegisteredModels = (parts: RegisteredModelsParts) => {
  const { versions, tallies, guard, clock, sha256, metrics } = parts;

  return {
    plan: async (model: string, { tenantId, id }: ScoreSubject): Promise<ScorePlan> => {
      const state = await versions.serving(tenantId, model);
      return { tenantId, model, state, assignment: assign(state, model, id, sha256) };
    },

    /** Hash of a version's model; undefined for one that the registry does not name any more. */
    hashOf: ({ state }: ScorePlan, version: number, starter: Scorer | undefined): string | undefined =>
      version === starterVersion ? starter?.version : versionOf(state, version)?.modelVersion,

    /** The endpoint that serves a model of this hash, if there is one. */
    endpointOf: async (model: string, hash: string, starter: Scorer | undefined): Promise<string | undefined> => {
      const installed = await versions.serving(endpointsTenant, model);
      const version = [starterVersion, ...installed.versions.map((known) => known.version)].find(
        (candidate) =>
          slotOf(installed, candidate) !== undefined &&
          (candidate === starterVersion ? starter?.version : versionOf(installed, candidate)?.modelVersion) === hash,
      );
      const slot = version === undefined ? undefined : slotOf(installed, version);
      return slot && slotEndpoint(model, slot);
    },

    scorer: ({ tenantId, model }: ScorePlan, version: number): Promise<Scorer | undefined> => versions.scorer(tenantId, model, version),

    /** The version that was meant first, then those that stand in for it. */
    line: ({ state, assignment }: ScorePlan): readonly number[] => [assignment.version, ...standIns(state, assignment.version)],

    /**
     * What the versions in shadow say, once the answer stands. They are scored within the same call, because a function of
     * AWS is frozen as soon as it has answered, and a queue would cost two requests for some microseconds of work.
     */
    shadows: async ({ tenantId, model, state }: ScorePlan, answered: number, features: Features): Promise<readonly ShadowScore[]> => {
      const scores = await Promise.all(
        state.shadows
          .filter((version) => version !== answered)
          .map(async (version): Promise<ShadowScore | undefined> => {
            const scorer = await atMost(versions.scorer(tenantId, model, version), shadowWaitMs);
            const scored = scorer?.score(features);
            if (scorer && scored?.ok && Number.isFinite(scored.value.score))
              return { registryVersion: version, version: scorer.version, score: scored.value.score };
            metrics.addMetric('ShadowScoresSkipped', 'Count', 1);
            return undefined;
          }),
      );
      return scores.filter((score) => score !== undefined);
    },

    /** Counts a score while somebody looks at versions of the model; otherwise it costs nothing. */
    count: async (plan: ScorePlan, outcome: ScoreNote['outcome'], score: number | null, shadows: readonly ShadowScore[]): Promise<void> => {
      const { tenantId, model, state, assignment } = plan;
      if (!isWatched(state, clock)) return;
      const histogramOf = (version: number): ScoreHistogram | null => versionOf(state, version)?.histogram ?? null;
      const { version } = assignment;
      const { challenger, watch } = state;
      const since = challenger?.version === version ? challenger.startedAt : watch?.version === version ? watch.since : null;
      const notes: readonly ScoreNote[] = [
        // The shadows first: what is counted last is what decides whether it is time to write.
        ...shadows.map(
          (shadow): ScoreNote => ({
            version: shadow.registryVersion,
            outcome: 'scored',
            score: shadow.score,
            histogram: histogramOf(shadow.registryVersion),
            since: null,
          }),
        ),
        { version, outcome, score, histogram: histogramOf(version), since },
      ];
      try {
        let written = false;
        for (const note of notes) written = (await tallies.note(tenantId, model, note)) || written;
        if (written) await guard?.(tenantId, model);
      } catch {
        // The next score counts again, and the schedule looks in any case.
        metrics.addMetric('ModelTalliesLost', 'Count', 1);
      }
    },
  };
};

export type RegisteredModels = ReturnType<typeof createRegisteredModels>;
