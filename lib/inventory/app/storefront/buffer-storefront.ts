import type { Sku, TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { StorefrontPolicy } from '../../../kernel/stock-policies.ts';
import type { Clock, Platform } from '../../../platform/ports.ts';
import { shownAvailability, type ShownAvailability } from '../../domain/buffers/buffer.storefront.ts';
import { crossingKey, CrossingRow } from './buffer-purge.rows.ts';

/** How long an answer may be kept that nobody would throw out, at most. */
const unsettledSeconds = 10;

export type ArticleAvailability = ShownAvailability & {
  readonly sku: Sku;
  /** Of an article that is not in stock: when the next units are expected, as far as anybody said; null otherwise. */
  readonly expectedAt: Instant | null;
};

export type StorefrontAvailability = {
  /** In the order asked; articles that never had stock are left out. */
  readonly articles: readonly ArticleAvailability[];
  /** For how long caches may keep the answer, and give it out afterwards while they ask for a new one; seconds. */
  readonly kept: Pick<StorefrontPolicy, 'freshSeconds' | 'staleSeconds'>;
};

/** What the availability of a website is made of. */
export type StorefrontParts = {
  readonly clock: Clock;
  readonly ledger: Pick<Platform['ledger'], 'getMany'>;
  readonly policy: (tenantId: TenantId) => Promise<StorefrontPolicy>;
  /** By strong reads, over all active locations. */
  readonly forSale: (
    tenantId: TenantId,
    skus: readonly Sku[],
    locations: 'all',
  ) => Promise<ReadonlyMap<Sku, { readonly available: number; readonly safetyStock: number }>>;
  /** Dates of what will come, earliest first. */
  readonly expected: (tenantId: TenantId, sku: Sku) => Promise<readonly { readonly expectedAt: Instant }[]>;
};

/** Whether each article stands as it was noted last, as far as it was. */
const isNoted = async (
  ledger: StorefrontParts['ledger'],
  tenantId: TenantId,
  articles: readonly ArticleAvailability[],
): Promise<boolean> => {
  if (articles.length === 0) return true;
  const rows = await ledger.getMany(articles.map(({ sku }) => crossingKey(tenantId, sku)));
  return articles.every(({ inStock }, index) => rows[index] === undefined || CrossingRow.parse(rows[index]).in_stock === inStock);
};

/**
 * What a website shows of articles: available less safety stock, and no buffer, because the website asks us and is late by no
 * more than its cache. Undefined when the tenant shows nothing to the public.
 *
 * An answer may be kept for long because it is thrown out when an article sells out or comes back, after that has been noted
 * (`buffer-purge.ts`). Where an article stands otherwise than was noted last, the note is yet to come, or never will: sold out
 * and back within moments is one look, which finds nothing changed. Such an answer is kept for moments. What was noted is read
 * after the stock, so that an answer from before a note does not pass for one from after it. Of an article without a note the
 * first is yet to come, whatever it will say.
 */
export const createStorefrontAvailability =
  ({ clock, ledger, policy: policyOf, forSale, expected }: StorefrontParts) =>
  async (tenantId: TenantId, skus: readonly Sku[]): Promise<StorefrontAvailability | undefined> => {
    const policy = await policyOf(tenantId);
    if (!policy.public) return undefined;
    const wanted = [...new Set(skus)];
    const [units, now] = [await forSale(tenantId, wanted, 'all'), clock.now()];
    const articleOf = async (sku: Sku): Promise<readonly ArticleAvailability[]> => {
      const found = units.get(sku);
      if (!found) return [];
      const shown = shownAvailability(found.available - found.safetyStock, policy.exactUpTo);
      // A date that has passed is no promise.
      const coming = shown.inStock ? undefined : (await expected(tenantId, sku)).find(({ expectedAt }) => expectedAt > now);
      return [{ sku, ...shown, expectedAt: coming?.expectedAt ?? null }];
    };
    const articles = (await Promise.all(wanted.map(articleOf))).flat();
    const { freshSeconds, staleSeconds } = policy;
    if (freshSeconds + staleSeconds === 0 || (await isNoted(ledger, tenantId, articles)))
      return { articles, kept: { freshSeconds, staleSeconds } };
    return { articles, kept: { freshSeconds: Math.min(freshSeconds, unsettledSeconds), staleSeconds: 0 } };
  };
