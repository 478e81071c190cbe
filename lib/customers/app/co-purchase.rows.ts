import * as z from 'zod';
import type { TenantId } from '../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { fromWire, toWire } from '../../kernel/wire.ts';
import type { Table } from '../../platform/ports.ts';
import { snapshotMark } from '../../platform/projection/snapshot-rows.ts';
import type { Bundle, CoPurchase, Partner } from '../domain/co-purchase.ts';

/** What is known of all orders together. */
export type CoPurchaseSummary = Pick<CoPurchase, 'baskets' | 'bundles' | 'bestSelling'> & { readonly countedAt: Instant };

/** What was not counted anew for a week is forgotten: the article is no longer bought with others. */
const keptMs = 7 * 86_400_000;

const PartnersRow = z.object({
  partners: z.array(z.object({ sku: z.string(), orders: z.number(), share: z.number(), lift: z.number() })),
});
const SummaryRow = z.object({
  counted_at: z.string(),
  baskets: z.number(),
  bundles: z.array(z.object({ skus: z.array(z.string()), orders: z.number(), support: z.number(), lift: z.number() })),
  best_selling: z.array(z.object({ sku: z.string(), orders: z.number() })),
});

const partnersKey = (tenantId: TenantId, sku: string) => ({ PK: `${tenantId}#BOUGHTWITH#${sku}`, SK: 'PARTNERS' });
const summaryKey = (tenantId: TenantId) => ({ PK: `${tenantId}#COPURCHASE`, SK: 'SUMMARY' });

/** What is bought together, in rows of the views that are made anew each night: one for each article, and one for all. */
export const createCoPurchaseRows = (views: Table) => ({
  save: async (tenantId: TenantId, found: CoPurchase, now: Instant): Promise<void> => {
    const rest = { ...snapshotMark, ttl: Math.ceil(toEpochMs(plusMs(now, keptMs)) / 1_000) };
    for (const [sku, partners] of found.partners) await views.put({ ...partnersKey(tenantId, sku), partners: toWire(partners), ...rest });
    const { baskets, bundles, bestSelling } = found;
    // Last, so that a pass that breaks off is made anew.
    await views.put({ ...summaryKey(tenantId), ...(toWire({ baskets, bundles, bestSelling, countedAt: now }) as object), ...rest });
  },
  partners: async (tenantId: TenantId, skus: readonly string[]): Promise<readonly (readonly Partner[])[]> => {
    const rows = skus.length === 0 ? [] : await views.getMany(skus.map((sku) => partnersKey(tenantId, sku)));
    return rows.map((row) => {
      const parsed = PartnersRow.safeParse(row);
      return parsed.success ? parsed.data.partners : [];
    });
  },
  summary: async (tenantId: TenantId): Promise<CoPurchaseSummary | undefined> => {
    const parsed = SummaryRow.safeParse(await views.get(summaryKey(tenantId)));
    if (!parsed.success) return undefined;
    const { counted_at, baskets, bundles, best_selling } = parsed.data;
    return { countedAt: Instant(counted_at), baskets, bundles: fromWire<readonly Bundle[]>(bundles), bestSelling: best_selling };
  },
});

export type CoPurchaseRows = ReturnType<typeof createCoPurchaseRows>;
