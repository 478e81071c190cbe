import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Key, Table } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import type { ArticleFigures, CustomerFigures, ReturnSummary } from '../../domain/return-risk/return-figures.ts';

/** What is known of all orders together, and when it was counted. */
export type CountedSummary = ReturnSummary & { readonly countedAt: Instant };

/** What was not counted anew for a week is forgotten. */
const keptMs = 7 * 86_400_000;

const tally = { sold: z.number(), returned: z.number() };
const SummaryRow = z.object({
  counted_at: z.string(),
  overall: z.object(tally),
  categories: z.array(z.object({ category: z.string().nullable(), ...tally, kept_best: z.array(z.string()) })),
});
const ArticleRow = z.object({
  article: z.string(),
  category: z.string().nullable(),
  sku: z.string(),
  unit_price_minor: z.number(),
  currency: z.string(),
  ...tally,
  too_small: z.number(),
  too_large: z.number(),
  sizes: z.array(z.object({ size: z.string(), sku: z.string(), ...tally })),
  kept_instead: z.array(z.object({ from: z.string(), to: z.string(), people: z.number() })),
});
const CustomerRow = z.object({ ...tally, expected: z.number() });

const summaryKey = (tenantId: TenantId): Key => ({ PK: `${tenantId}#RETURNSHARES`, SK: 'SUMMARY' });
const articleKey = (tenantId: TenantId, article: string): Key => ({ PK: `${tenantId}#RETURNSHARES#${article}`, SK: 'ARTICLE' });
const customerKey = (tenantId: TenantId, personId: string): Key => ({ PK: `${tenantId}#RETURNSOF#${personId}`, SK: 'CUSTOMER' });

const marked = (countedAt: Instant) => ({ ...snapshotMark, ttl: Math.ceil(toEpochMs(plusMs(countedAt, keptMs)) / 1_000) });

/**
 * What comes back, in rows of the views that are made anew each night: one for each article, one for all, and one for each person
 * who bought something and agrees to personalisation.
 */
export const createReturnFigureRows = (views: Table) => ({
  saveArticle: (tenantId: TenantId, article: ArticleFigures, countedAt: Instant): Promise<void> =>
    views.put({ ...articleKey(tenantId, article.article), ...(toWire(article) as object), ...marked(countedAt) }),
  saveCustomer: (tenantId: TenantId, { personId, sold, returned, expected }: CustomerFigures, countedAt: Instant): Promise<void> =>
    views.put({ ...customerKey(tenantId, personId), sold, returned, expected: Number(expected.toFixed(3)), ...marked(countedAt) }),
  saveSummary: (tenantId: TenantId, summary: ReturnSummary, countedAt: Instant): Promise<void> =>
    views.put({ ...summaryKey(tenantId), ...(toWire({ ...summary, countedAt }) as object), ...marked(countedAt) }),
  summary: async (tenantId: TenantId): Promise<CountedSummary | undefined> => {
    const parsed = SummaryRow.safeParse(await views.get(summaryKey(tenantId)));
    if (!parsed.success) return undefined;
    const { counted_at: countedAt, ...rest } = parsed.data;
    return { ...fromWire<ReturnSummary>(rest), countedAt: Instant(countedAt) };
  },
  articles: async (tenantId: TenantId, articles: readonly string[]): Promise<ReadonlyMap<string, ArticleFigures>> => {
    const wanted = [...new Set(articles)];
    const rows = wanted.length === 0 ? [] : await views.getMany(wanted.map((article) => articleKey(tenantId, article)));
    return new Map(
      rows.flatMap((row) => {
        const parsed = ArticleRow.safeParse(row);
        return parsed.success ? [[parsed.data.article, fromWire<ArticleFigures>(parsed.data)] as const] : [];
      }),
    );
  },
  customer: async (tenantId: TenantId, personId: string): Promise<Omit<CustomerFigures, 'personId'> | undefined> => {
    const parsed = CustomerRow.safeParse(await views.get(customerKey(tenantId, personId)));
    return parsed.success ? parsed.data : undefined;
  },
});

export type ReturnFigureRows = ReturnType<typeof createReturnFigureRows>;
