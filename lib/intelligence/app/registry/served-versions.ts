import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import { assign } from '../../domain/registry/assignment.ts';
import { type ModelState, standIns, versionOf } from '../../domain/registry/model.state.ts';
import { starterVersion } from '../../domain/registry/model.values.ts';
import { createArtefactStore, type RegisteredArtefact } from './artefact-store.ts';
import { modelAggregate, modelStream } from './model.stream.ts';

/** Opened versions kept in a process; a few tenants and their champions. */
const keptMax = 12;

/** The versions of a model that serve a tenant, opened. */
export type ServedVersions<T> = {
  readonly state: ModelState;
  /** Number of the version that answers for a subject: the one assigned, or what stands in for it. */
  readonly answersFor: (subjectId: string) => number;
  /** By number: champion, challenger, those in shadow, and the champion before where it is compared. */
  readonly opened: ReadonlyMap<number, T>;
};

export type ServedVersionsParts<T> = {
  readonly platform: Pick<Platform, 'blobs' | 'clock' | 'sha256' | 'observability'>;
  readonly store: EventStore;
  readonly model: string;
  /** Files of `meta` that it takes beside the trees. */
  readonly metaFiles: readonly string[];
  /** @throws when the files do not make a model */
  readonly open: (artefact: RegisteredArtefact) => T;
  /** What the release brings as version 0. @throws when it cannot be opened */
  readonly starter: () => T;
  /** For so long after a promotion the champion before is opened too, to be compared; not at all when left out. */
  readonly comparedMs?: number;
};

const isRecent = (at: Instant | null | undefined, ms: number, now: Instant): boolean =>
  at !== null && at !== undefined && toEpochMs(now) - toEpochMs(at) < ms;

/**
 * Versions of a model for work in batches, which opens them once and asks them often. A version that cannot be opened is told of
 * and stood in for, in the end by the starter, so that no trouble with the registry costs an answer.
 */
export const createServedVersions = <T>(parts: ServedVersionsParts<T>) => {
  const { platform, store, model } = parts;
  const { observability, clock, sha256 } = platform;
  const artefacts = createArtefactStore(platform);
  const kept = createRecentMap<string, T>(keptMax);

  const open = async (state: ModelState, version: number): Promise<T | undefined> => {
    const registered = versionOf(state, version);
    const name = version === starterVersion ? 'starter' : registered?.files.map((file) => file.sha256).join(' ');
    if (name === undefined || registered?.isRetired) return undefined;
    const known = kept.get(name);
    if (known !== undefined) return known;
    try {
      const opened = registered ? parts.open(await artefacts.get(registered.files, parts.metaFiles)) : parts.starter();
      kept.set(name, opened);
      return opened;
    } catch (error) {
      observability.metrics.addMetric('ModelVersionsUnavailable', 'Count', 1);
      observability.logger.error('model version could not be loaded', { model, version, error: error as Error });
      return undefined;
    }
  };

  const compared = ({ champion, previous, versions }: ModelState): readonly number[] => {
    const promotedAt = versions.find(({ version }) => version === champion)?.promotedAt;
    const before = previous.at(-1);
    return before !== undefined && isRecent(promotedAt, parts.comparedMs ?? 0, clock.now()) ? [before] : [];
  };

  const all = async (state: ModelState): Promise<ReadonlyMap<number, T>> => {
    const { champion, challenger, shadows } = state;
    const wanted = new Set([champion, ...(challenger ? [challenger.version] : []), ...shadows, ...compared(state)]);
    const opened = new Map<number, T>();
    for (const version of wanted) {
      const one = await open(state, version);
      if (one !== undefined) opened.set(version, one);
    }
    if (opened.has(champion)) return opened;
    for (const version of standIns(state, champion)) {
      const one = opened.get(version) ?? (await open(state, version));
      if (one === undefined) continue;
      opened.set(version, one);
      break;
    }
    return opened;
  };

  return {
    /** One version; undefined when it cannot be had. */
    version: async (tenantId: TenantId, version: number): Promise<T | undefined> =>
      open((await store.load(modelAggregate, modelStream(tenantId, model))).state, version),
    /** @returns undefined when not even the starter can be opened */
    serving: async (tenantId: TenantId): Promise<ServedVersions<T> | undefined> => {
      const { state } = await store.load(modelAggregate, modelStream(tenantId, model));
      const opened = await all(state);
      if (opened.size === 0) return undefined;
      const answersFor = (subjectId: string): number => {
        const { version } = assign(state, model, subjectId, sha256);
        return [version, ...standIns(state, version)].find((candidate) => opened.has(candidate)) ?? [...opened.keys()][0] ?? starterVersion;
      };
      return { state, answersFor, opened };
    },
  };
};

export type ServedVersionsReader<T> = ReturnType<typeof createServedVersions<T>>;
