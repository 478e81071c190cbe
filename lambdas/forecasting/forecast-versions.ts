import {
  bundledForecastModel,
  type ComparedVersions,
  type ForecastModel,
  type ForecastModels,
  forecastModelOf,
  modelForecaster,
  versionBreach,
} from '../../lib/forecasting/index.ts';
import { createServedVersions, type ServedVersionsReader } from '../../lib/intelligence/app/registry/served-versions.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelRegistryOf, once, storeOf } from '../composition.ts';

// Apart from the other use cases, because only the functions that forecast everything, or train, open the model.

const model = 'forecast';
/** A version is compared with the one before it until three weeks that began after its promotion have been judged. */
const comparedMs = 35 * 86_400_000;

/** Versions of the model of demand, opened from the registry. */
export const forecastVersionsOf: (platform: Platform) => ServedVersionsReader<ForecastModel> = /* @__PURE__ */ once((platform) =>
  createServedVersions<ForecastModel>({
    platform,
    store: storeOf(platform),
    model,
    metaFiles: ['counts.json', 'shape.json'],
    open: ({ model: mean, meta }) => forecastModelOf({ mean, counts: meta?.['counts.json'], shape: meta?.['shape.json'] }),
    starter: bundledForecastModel,
    comparedMs,
  }),
);

/** How the model serves a tenant. Forecasts go by rules where it cannot be had: they are worse then, and never missing. */
export const forecastModelsOf =
  (platform: Platform) =>
  async (tenantId: TenantId): Promise<ForecastModels | undefined> => {
    const served = await forecastVersionsOf(platform)
      .serving(tenantId)
      .catch((error: unknown) => {
        platform.observability.logger.error('forecast model could not be opened', { tenant_id: tenantId, error: error as Error });
        return undefined;
      });
    if (!served) return undefined;
    const forecasters = new Map([...served.opened].map(([version, opened]) => [version, modelForecaster(opened)]));
    return {
      of: (sku) => forecasters.get(served.answersFor(sku)),
      compared: forecasters.size < 2 ? [] : [...forecasters].map(([version, forecaster]) => ({ version, forecaster })),
    };
  };

/**
 * Takes back a version that a week has shown to be worse than the one that it replaced, and ends a canary that is worse than the
 * champion, on the same articles.
 */
export const watchForecastVersions =
  (platform: Platform) =>
  async (tenantId: TenantId, { week, versions }: ComparedVersions): Promise<void> => {
    const registry = modelRegistryOf(platform);
    const found = await registry.state(tenantId, model);
    if (!found) return;
    const { champion, challenger, previous } = found.state;
    const measures = new Map(versions.map((one) => [one.version, one.measures]));
    const breachOf = (version: number, other: number | undefined) => {
      const [own, beside] = [measures.get(version), other === undefined ? undefined : measures.get(other)];
      return own && beside ? versionBreach(own, beside) : undefined;
    };
    const trace = `forecast-watch-${platform.ids.next()}`;
    const caller = systemCaller(tenantId, 'forecast-watch', { correlationId: trace, causationId: trace });
    const tell = (version: number, did: string, breach: NonNullable<ReturnType<typeof breachOf>>): void => {
      platform.observability.metrics.addMetric('ModelsRolledBack', 'Count', 1);
      platform.observability.logger.error('model version left its bounds', { tenant_id: tenantId, model, version, did, ...breach });
    };
    const reason = (value: number): string =>
      `In the week of ${week} it lost ${value} times as much as the version before it on the same articles.`;
    const ofChampion = breachOf(champion, previous.at(-1));
    if (ofChampion) {
      const rollback = { cause: 'watch', version: champion, reason: reason(ofChampion.value), breach: ofChampion } as const;
      if ((await registry.rollBack(caller, model, rollback)).ok) tell(champion, 'rolled-back', ofChampion);
    }
    const ofChallenger = challenger && breachOf(challenger.version, champion);
    if (!ofChallenger) return;
    const ending = { reason: reason(ofChallenger.value), breach: ofChallenger };
    if ((await registry.endChallenger(caller, model, challenger.version, ending)).ok)
      tell(challenger.version, 'challenger-ended', ofChallenger);
  };
