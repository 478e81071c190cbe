import type { Sku, TenantId } from '../../../kernel/ids.ts';
import { toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { Platform } from '../../../platform/ports.ts';
import { articleOf } from '../../domain/return-risk/return-facts.ts';
import { articlePriorLines, categoryPriorLines, sharesOf } from '../../domain/return-risk/return-tallies.ts';
import { type CatalogArticle, evidenceOf } from './judged-line.ts';
import { type CountedSummary, createReturnFigureRows } from './return-figures.rows.ts';

/** How likely a line of an article comes back, whoever orders it. */
export type ArticleReturnShare = {
  readonly sku: Sku;
  /** Lines sold of the article, in all its sizes, and of its category. */
  readonly sold: number;
  readonly categorySold: number;
  /** 0 to 1, six decimals; null where too little was sold, so that the share would be an assumption. */
  readonly probability: number | null;
};

export type ReturnSharesParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly products: (tenantId: TenantId, skus: readonly Sku[]) => Promise<ReadonlyMap<string, CatalogArticle>>;
};

/** How long a process goes by a count that it has read: it is made anew once a night. */
const readEveryMs = 60_000;
const tenantsKept = 200;

type Read = { readonly readAtMs: number; readonly summary: CountedSummary | undefined };

/**
 * What has come back of articles by the count of the last night, for decisions that cannot wait for a model: the shares of
 * category, article and size, each drawn towards the one before. A share is told once as much was sold as its assumption weighs.
 * Nothing of who orders is looked at. Where the count cannot be read none is told: no trouble here stops an order.
 */
export const createReturnShares = ({ platform, products }: ReturnSharesParts) => {
  const { views, clock, observability } = platform;
  const rows = createReturnFigureRows(views);
  const known = createRecentMap<TenantId, Read>(tenantsKept);

  const summaryOf = async (tenantId: TenantId): Promise<CountedSummary | undefined> => {
    const nowMs = toEpochMs(clock.now());
    const kept = known.get(tenantId);
    if (kept && nowMs - kept.readAtMs < readEveryMs) return kept.summary;
    const summary = await rows.summary(tenantId);
    // What is not there may be counted any moment, and asking again costs one read.
    if (summary) known.set(tenantId, { readAtMs: nowMs, summary });
    return summary;
  };

  const read = async (tenantId: TenantId, skus: readonly Sku[]) => {
    const summary = await summaryOf(tenantId);
    if (!summary || summary.overall.sold === 0) return undefined;
    const catalog = await products(tenantId, skus);
    const asked = skus.map((sku) => {
      const { category = null, size = null, article = articleOf(sku, size) } = catalog.get(sku) ?? {};
      return { sku, category, size, article };
    });
    const articles = await rows.articles(
      tenantId,
      asked.map(({ article }) => article),
    );
    const of = asked.map(({ sku, category, size, article }): ArticleReturnShare => {
      const evidence = evidenceOf({ category, size }, summary, articles.get(article), null);
      const [sold, categorySold] = [evidence.article.sold, evidence.category.sold];
      const shares = sharesOf(evidence, category);
      const isKnown = sold >= articlePriorLines || categorySold >= categoryPriorLines;
      return { sku, sold, categorySold, probability: isKnown ? Number((shares.size ?? shares.article).toFixed(6)) : null };
    });
    return { version: summary.countedAt as string, of };
  };

  return {
    /** @returns undefined while nothing has been counted, or nothing was sold to count */
    shares: async (
      tenantId: TenantId,
      skus: readonly Sku[],
    ): Promise<{ readonly version: string; readonly of: readonly ArticleReturnShare[] } | undefined> => {
      try {
        return await read(tenantId, skus);
      } catch (error) {
        observability.logger.warn('shares of returns could not be read', { tenant_id: tenantId, error: error as Error });
        return undefined;
      }
    },
  };
};
