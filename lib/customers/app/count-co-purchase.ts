import { forEveryTenant } from '../../platform/every-tenant.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import { countCoPurchase } from '../domain/co-purchase.ts';
import { countCadences } from '../domain/promotions/cadence.ts';
import { createCoPurchaseRows } from './co-purchase.rows.ts';
import { createCadenceRows } from './promotions/promotion.rows.ts';

/** What the nightly count sees of the rest of the product. */
export type CoPurchaseParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  /** The newest orders, without tests. */
  readonly recentOrders: (
    tenantId: TenantId,
    window: { readonly since: Instant; readonly limit: number },
  ) => Promise<
    readonly { readonly placedAt: string; readonly personId: string | null; readonly lines: readonly { readonly sku: string }[] }[]
  >;
  readonly tenants: () => Promise<readonly TenantId[]>;
};

const dayMs = 86_400_000;
/** A season: what was bought together a year ago is not what is bought together now. */
const windowMs = 90 * dayMs;
/** Somebody may buy an article again after months. */
const yearMs = 365 * dayMs;
const basketsMax = 10_000;
const everyMs = 20 * 3_600_000;

/**
 * Counts each night what is bought together, and after how long it is bought again. It reads the newest orders once, and writes a
 * row for each article that has partners.
 */
export const createCountCoPurchase = ({ platform, recentOrders, tenants }: CoPurchaseParts) => {
  const { clock, observability } = platform;
  const [rows, cadences] = [createCoPurchaseRows(platform.views), createCadenceRows(platform.views)];

  const count = async (tenantId: TenantId): Promise<void> => {
    const now = clock.now();
    const found = await recentOrders(tenantId, { since: plusMs(now, -yearMs), limit: basketsMax });
    const orders = found.map(({ lines, ...order }) => ({ ...order, skus: lines.map(({ sku }) => sku) }));
    const season = plusMs(now, -windowMs);
    await cadences.save(tenantId, countCadences(orders), now);
    const baskets = orders.filter(({ placedAt }) => placedAt >= season);
    await rows.save(tenantId, countCoPurchase(baskets), now);
  };

  return {
    /** Counts now. */
    count,
    /** Counts for every tenant whose last count is a night old. One tenant's trouble holds back no other. @throws Error after all have been tried */
    runAll: async (): Promise<{ readonly tenants: number; readonly counted: number }> => {
      let counted = 0;
      const all = await forEveryTenant(
        { observability, tenants, metric: 'CoPurchaseFailed', trouble: 'what is bought together could not be counted' },
        async (tenantId) => {
          const last = await rows.summary(tenantId);
          if (last && clock.now() < plusMs(last.countedAt, everyMs)) return;
          await count(tenantId);
          counted += 1;
        },
      );
      return { ...all, counted };
    },
  };
};
