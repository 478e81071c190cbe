import type { LocationId, TenantId } from '../../../kernel/ids.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Platform, UnavailableError } from '../../../platform/ports.ts';
import type { AnomalyKind, ResolutionCode } from '../../domain/anomalies/anomaly.ts';
import type { Caller } from '../inventory.types.ts';
import { type CountDuePage, createCheckRows } from './anomalies.rows.ts';
import { createFlagStore, type FlagPage, type StockFlag } from './anomalies.store.ts';

export type AnomalyRejection = { readonly code: 'anomaly-not-found' } | { readonly code: 'anomaly-closed' };

/** Why an anomaly is not resolved, in words. */
export const describeAnomalyRejection = ({ code }: AnomalyRejection): string =>
  code === 'anomaly-not-found' ? 'There is no such anomaly.' : 'What it told of is over: there is nothing left to resolve.';

type Page = { readonly limit: number; readonly cursor?: string | undefined };
type MayShow = (locationId: string) => boolean;

const attemptsMax = 3;

/** What was told about stock, for the people who look at it. */
export const createStockAlerts = (platform: Pick<Platform, 'ledger' | 'views' | 'sha256' | 'clock'>) => {
  const flags = createFlagStore(platform);
  const rows = createCheckRows(platform.views);

  const resolveOnce = async (
    { tenantId, context }: Caller,
    flagId: string,
    told: { readonly code: ResolutionCode; readonly note: string | null; readonly mayShow: MayShow },
  ): Promise<Result<StockFlag, AnomalyRejection> | undefined> => {
    const flag = await flags.get(tenantId, flagId);
    if (!flag || flag.kind === 'safety_stock' || !told.mayShow(flag.locationId)) return err({ code: 'anomaly-not-found' });
    // Who has resolved it first has resolved it.
    if (flag.status === 'resolved') return ok(flag);
    if (flag.status === 'closed') return err({ code: 'anomaly-closed' });
    const resolution = { code: told.code, note: told.note, by: context.actor, at: platform.clock.now() };
    const after = await flags.resolve(tenantId, flag, resolution);
    return after && ok(after);
  };

  return {
    anomalies: (
      tenantId: TenantId,
      choice: {
        readonly list: 'open' | 'ended';
        readonly kind?: AnomalyKind | undefined;
        readonly locationId?: LocationId | undefined;
        readonly mayShow: MayShow;
      },
      page: Page,
    ): Promise<FlagPage> =>
      flags.list(
        tenantId,
        {
          family: 'anomaly',
          list: choice.list,
          locationId: choice.locationId,
          shows: ({ kind, locationId }) => choice.mayShow(locationId) && (choice.kind === undefined || choice.kind === kind),
        },
        page,
      ),
    safetyStock: (
      tenantId: TenantId,
      choice: { readonly locationId?: LocationId | undefined; readonly mayShow: MayShow },
      page: Page,
    ): Promise<FlagPage> =>
      flags.list(
        tenantId,
        { family: 'safety_stock', list: 'open', locationId: choice.locationId, shows: ({ locationId }) => choice.mayShow(locationId) },
        page,
      ),
    /** @throws UnavailableError when others keep changing it */
    resolve: async (
      caller: Caller,
      flagId: string,
      told: { readonly code: ResolutionCode; readonly note: string | null; readonly mayShow: MayShow },
    ): Promise<Result<StockFlag, AnomalyRejection>> => {
      for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
        const resolved = await resolveOnce(caller, flagId, told);
        if (resolved) return resolved;
      }
      throw new UnavailableError('The anomaly kept changing while it was being resolved');
    },
    countsDue: (tenantId: TenantId, locationId: LocationId, page: Page): Promise<CountDuePage> => rows.due(tenantId, locationId, page),
  };
};

export type StockAlerts = ReturnType<typeof createStockAlerts>;
