import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { systemCaller } from '../../../platform/event-store/caller.ts';
import type { Clock } from '../../../platform/ports.ts';
import type { Features } from '../../domain/feature-schema.ts';
import type { ScoreHistogram } from '../../domain/registry/model.values.ts';
import type { Scoring } from '../score.ts';
import type { RegisteredArtefact } from './artefact-store.ts';
import type { ModelRegistry } from './model-registry.ts';

/** What a drill has shown. Times are seconds of its own clock, from the promotion on. */
export type DrillReport = {
  readonly model: string;
  readonly badVersion: number;
  /** Scores asked for, and those for which nobody answered: there has to be none. */
  readonly calls: number;
  readonly failedCalls: number;
  /** Answers that the bad version gave before it was gone everywhere. */
  readonly badAnswers: number;
  /** Null when nothing was rolled back. */
  readonly rolledBackAfterSeconds: number | null;
  /** When the last process gave its last bad answer. */
  readonly goneAfterSeconds: number;
  readonly figure: string | null;
  readonly passed: boolean;
};

/** What the drill runs on: nothing of it is the installation's. */
export type DrillParts = {
  readonly tenantId: TenantId;
  readonly model: string;
  readonly registry: ModelRegistry;
  /** Each as one process of a fleet, with caches of its own. */
  readonly processes: readonly Scoring[];
  readonly clock: Clock & { readonly advanceMs: (ms: number) => void };
  /** A version that loads and answers, and is badly wrong. */
  readonly bad: RegisteredArtefact;
  /** How the scores lay when the gates of the bad version were evaluated. */
  readonly histogram: ScoreHistogram;
  /** Features of the n-th order. */
  readonly features: (order: number) => Features;
};

const stepMs = 500;
const callsPerStep = 10;
const lastsMs = 120_000;
/** A rollback has to be everywhere by then. */
export const drillBoundSeconds = 60;

const promoteBad = async ({ tenantId, model, registry, bad, histogram }: DrillParts): Promise<number> => {
  const caller = systemCaller(tenantId, 'rollback-drill', { correlationId: 'rollback-drill', causationId: 'rollback-drill' });
  const registered = await registry.register(caller, model, bad, { histogram, note: 'a version that is wrong on purpose' });
  if (!registered.ok) throw new Error(`the drill's version was refused: ${registered.error.code}`);
  const { version } = registered.value.version;
  const steps = [
    await registry.evaluate(caller, model, version, [{ name: 'drill', value: 1, bound: 1, wants: 'at_least' }]),
    await registry.approve(caller, model, version, { by: 'person', reason: 'a drill' }),
    await registry.promote(caller, model, version, { reason: 'a drill' }),
  ];
  for (const step of steps) if (!step.ok) throw new Error(`the drill was refused: ${step.error.code}`);
  return version;
};

/**
 * Promotes a version that is wrong on purpose while a fleet scores orders all the time, and measures how long it takes until
 * nobody answers by it any more. Nobody in the drill rolls anything back: the fleet's own watch has to.
 */
export const runRollbackDrill = async (parts: DrillParts): Promise<DrillReport> => {
  const { tenantId, model, registry, processes, clock, features } = parts;
  let [orders, calls, failedCalls, badAnswers, goneAfterMs] = [0, 0, 0, 0, 0];

  const step = async (badVersion: number | undefined, since: Instant): Promise<void> => {
    const asked = processes.flatMap((scoring) =>
      Array.from({ length: callsPerStep }, () => {
        orders += 1;
        return scoring.score(model, features(orders), { tenantId, id: `drill-${orders}` });
      }),
    );
    for (const scored of await Promise.allSettled(asked)) {
      calls += 1;
      if (scored.status === 'rejected' || scored.value.source === 'none') failedCalls += 1;
      else if (scored.value.assignment.registryVersion === badVersion) {
        badAnswers += 1;
        goneAfterMs = toEpochMs(clock.now()) - toEpochMs(since);
      }
    }
    clock.advanceMs(stepMs);
  };

  // The fleet is at work before anything happens, so that its caches are warm.
  for (let warm = 0; warm < 10; warm += 1) await step(undefined, clock.now());
  const badVersion = await promoteBad(parts);
  const since = clock.now();
  while (clock.now() < plusMs(since, lastsMs)) await step(badVersion, since);

  const history = await registry.history(tenantId, model);
  const rollback = history.findLast(({ type, payload }) => type === 'model.rolled_back' && payload['version'] === badVersion);
  const breach = rollback?.payload['breach'] as { readonly figure: string } | null | undefined;
  const goneAfterSeconds = goneAfterMs / 1_000;
  const rolledBackAfterSeconds = rollback ? (toEpochMs(rollback.recorded_at) - toEpochMs(since)) / 1_000 : null;
  return {
    model,
    badVersion,
    calls,
    failedCalls,
    badAnswers,
    rolledBackAfterSeconds,
    goneAfterSeconds,
    figure: breach?.figure ?? null,
    // A version that nobody ever asked would be gone at once, and show nothing.
    passed: rolledBackAfterSeconds !== null && badAnswers > 0 && failedCalls === 0 && goneAfterSeconds < drillBoundSeconds,
  };
};
