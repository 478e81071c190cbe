import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { type Caller, systemCaller } from '../../../platform/event-store/caller.ts';
import type { Platform } from '../../../platform/ports.ts';
import { type ModelState, versionOf } from '../../domain/registry/model.state.ts';
import type { Breach } from '../../domain/registry/model.values.ts';
import { breachOf, noFigures } from '../../domain/registry/watch.ts';
import type { ModelRegistry } from './model-registry.ts';
import type { ModelTallies } from './model-tallies.ts';

const component = 'model-watch';
/** How far back the champion before is looked at, to compare what became of its decisions. */
const comparedMs = 30 * 86_400_000;
/** What was scored at the end of a window is written a little after it. */
const afterWindowMs = 60_000;

/** What the watch has done about a model. */
export type WatchFinding = {
  readonly model: string;
  readonly version: number;
  readonly did: 'rolled-back' | 'challenger-ended';
  readonly breach: Breach;
};

export type ModelWatch = {
  /** Looks at one model of a tenant. */
  readonly look: (tenantId: TenantId, model: string) => Promise<readonly WatchFinding[]>;
  /** Looks at every model of every tenant; a tenant that cannot be looked at does not keep the others from it. */
  readonly lookAtAll: () => Promise<{ readonly findings: number; readonly failures: number }>;
};

const sentence = ({ figure, value, bound }: Breach): string =>
  `${figure.replaceAll('_', ' ')} is ${Number(value.toFixed(4))}, above ${Number(bound.toFixed(4))}`;

/**
 * Rolls a freshly promoted version back, and ends a canary, when what was counted of it leaves its bounds. Whoever scores calls it
 * after each write of its counts, so a rollback takes seconds; the schedule calls it every minute for those who do not score.
 */
export const createModelWatch = (parts: {
  readonly platform: Pick<Platform, 'clock' | 'observability' | 'ids'>;
  readonly registry: Pick<ModelRegistry, 'models' | 'state' | 'rollBack' | 'endChallenger'>;
  readonly tallies: Pick<ModelTallies, 'read'>;
  readonly tenants: () => Promise<readonly TenantId[]>;
  /** Lets this process see at once what it has changed. */
  readonly forget?: (tenantId: TenantId, model: string) => void;
}): ModelWatch => {
  const { platform, registry, tallies, tenants, forget } = parts;
  const { clock, observability, ids } = platform;

  const isOpen = (until: Instant | null): boolean => until !== null && clock.now() <= plusMs(until, afterWindowMs);

  const callerOf = (tenantId: TenantId): Caller => {
    const trace = `${component}-${ids.next()}`;
    return systemCaller(tenantId, component, { correlationId: trace, causationId: trace });
  };

  const tell = (tenantId: TenantId, finding: WatchFinding): WatchFinding => {
    forget?.(tenantId, finding.model);
    observability.metrics.addMetric('ModelsRolledBack', 'Count', 1);
    observability.logger.error('model version left its bounds', {
      tenant_id: tenantId,
      model: finding.model,
      version: finding.version,
      did: finding.did,
      figure: finding.breach.figure,
      value: finding.breach.value,
      bound: finding.breach.bound,
    });
    return finding;
  };

  const lookAtChampion = async (tenantId: TenantId, model: string, state: ModelState): Promise<WatchFinding | undefined> => {
    const { watch, previous } = state;
    if (!watch || !isOpen(watch.until)) return undefined;
    const { version, since } = watch;
    const before = previous.at(-1);
    const figures = await tallies.read(tenantId, model, version, since);
    const compared = before === undefined || figures.good + figures.bad === 0;
    const figuresBefore = compared ? noFigures : await tallies.read(tenantId, model, before, plusMs(clock.now(), -comparedMs));
    const breach = breachOf(figures, versionOf(state, version)?.histogram ?? null, figuresBefore);
    if (!breach) return undefined;
    const done = await registry.rollBack(callerOf(tenantId), model, { cause: 'watch', version, reason: sentence(breach), breach });
    // Refused where there is nothing behind it: a starter that is off is told of by its own alarms.
    return done.ok ? tell(tenantId, { model, version, did: 'rolled-back', breach }) : undefined;
  };

  const lookAtChallenger = async (tenantId: TenantId, model: string, state: ModelState): Promise<WatchFinding | undefined> => {
    const { challenger } = state;
    if (!challenger || !isOpen(challenger.watchUntil)) return undefined;
    const { version, startedAt } = challenger;
    const [figures, champions] = await Promise.all([
      tallies.read(tenantId, model, version, startedAt),
      tallies.read(tenantId, model, state.champion, startedAt),
    ]);
    const breach = breachOf(figures, versionOf(state, version)?.histogram ?? null, champions);
    if (!breach) return undefined;
    const done = await registry.endChallenger(callerOf(tenantId), model, version, { reason: sentence(breach), breach });
    return done.ok ? tell(tenantId, { model, version, did: 'challenger-ended', breach }) : undefined;
  };

  const look: ModelWatch['look'] = async (tenantId, model) => {
    const found = await registry.state(tenantId, model);
    if (!found) return [];
    const findings = [await lookAtChampion(tenantId, model, found.state), await lookAtChallenger(tenantId, model, found.state)];
    return findings.filter((finding) => finding !== undefined);
  };

  return {
    look,
    lookAtAll: async () => {
      let [findings, failures] = [0, 0];
      for (const tenantId of await tenants()) {
        for (const model of registry.models) {
          try {
            findings += (await look(tenantId, model)).length;
          } catch (error) {
            failures += 1;
            observability.logger.error('model could not be watched', { tenant_id: tenantId, model, error: error as Error });
          }
        }
      }
      observability.metrics.addMetric('ModelWatchFailures', 'Count', failures);
      return { findings, failures };
    },
  };
};
