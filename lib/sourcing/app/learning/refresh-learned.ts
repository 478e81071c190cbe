import type { TenantId } from '../../../kernel/ids.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { tryEachTenant } from '../../../platform/every-tenant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { type Cell, cellsOf, type Moments, tableOf } from '../../domain/learning/cells.ts';
import type { LearnedFigures } from '../../domain/learning/estimate.ts';
import { createFiguresRows } from './figures.rows.ts';
import { dayOfInstant, type OutcomeRows } from './outcome.rows.ts';
import type { ParcelRisks } from './parcel-risks.ts';

export type RefreshLearnedParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability' | 'sha256'>;
  readonly tenants: () => Promise<readonly TenantId[]>;
  readonly rows: OutcomeRows;
  readonly risks: ParcelRisks;
};

const dayMs = 24 * 3_600_000;

// Four decimals say all that so few parcels can, and keep a version the same where nothing has happened.
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
const roundedMoments = ({ weight, sum, squares }: Moments): Moments => ({
  weight: rounded(weight),
  sum: rounded(sum),
  squares: rounded(squares),
});
const roundedCell = (cell: Cell): Cell => ({
  ...cell,
  weight: rounded(cell.weight),
  damaged: rounded(cell.damaged),
  promised: rounded(cell.promised),
  late: rounded(cell.late),
  cost: roundedMoments(cell.cost),
  days: roundedMoments(cell.days),
});

/** Counts what parcels have come to, and looks which of those on their way will be late. */
export const createRefreshLearned = ({ platform, tenants, rows, risks }: RefreshLearnedParts) => {
  const { views, clock, observability, sha256 } = platform;
  const figuresRows = createFiguresRows(views);

  const countDay = async (tenantId: TenantId, day: string): Promise<void> => {
    const outcomes = await rows.outcomesOf(tenantId, day);
    if (outcomes.length > 0) await rows.saveDay(tenantId, day, cellsOf(outcomes.map(({ outcome }) => outcome)));
  };

  const refresh = async (tenantId: TenantId): Promise<LearnedFigures> => {
    const now = clock.now();
    const stale = await rows.staleDays(tenantId);
    const marked = stale.map(({ day }) => day);
    for (const day of new Set([dayOfInstant(now), dayOfInstant(plusMs(now, -dayMs)), ...marked])) await countDay(tenantId, day);
    // Unmarked after they were counted: a run that breaks off in between counts them once more, and so does the next one what came
    // meanwhile.
    for (const day of stale) await rows.unmark(tenantId, day);
    const days = await rows.days(tenantId);
    const today = toEpochMs(Instant(`${dayOfInstant(now)}T00:00:00.000Z`));
    const cells = tableOf(
      days.map(({ day, cells: of }) => ({ ageDays: (today - toEpochMs(Instant(`${day}T00:00:00.000Z`))) / dayMs, cells: of })),
    ).map(roundedCell);
    const figures: LearnedFigures = { version: `carriers-${sha256(canonicalJson(cells)).slice(0, 32)}`, cells };
    if (cells.length > 0) await figuresRows.save(tenantId, { madeAt: now, figures });
    return figures;
  };

  return {
    /** Counts now. @returns what has been learned */
    renew: refresh,
    /** For every tenant. One tenant's trouble holds back no other. */
    refreshAll: async (): Promise<{ readonly tenants: number; readonly failed: number; readonly atRisk: number }> => {
      const all = await tenants();
      let atRisk = 0;
      const { failed } = await tryEachTenant({ observability, trouble: 'carriers could not be learned from' }, all, async (tenantId) => {
        const figures = await refresh(tenantId);
        atRisk += await risks.renew(tenantId, figures);
      });
      observability.metrics.addMetric('LearnedFiguresFailed', 'Count', failed);
      observability.metrics.addMetric('ParcelsAtRisk', 'Count', atRisk);
      return { tenants: all.length, failed, atRisk };
    },
  };
};

export type RefreshLearned = ReturnType<typeof createRefreshLearned>;
