import type { Sku, TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { StorefrontPolicy } from '../../../kernel/stock-policies.ts';
import type { Clock } from '../../../platform/ports.ts';
import { shownAvailability, type ShownAvailability } from '../../domain/buffers/buffer.storefront.ts';

export type ArticleAvailability = ShownAvailability & {
  readonly sku: Sku;
  /** Of an article that is not in stock: when the next units are expected, as far as anybody said; null otherwise. */
  readonly expectedAt: Instant | null;
};

export type StorefrontAvailability = {
  /** In the order asked; articles that never had stock are left out. */
  readonly articles: readonly ArticleAvailability[];
  readonly policy: StorefrontPolicy;
};

/** What the availability of a website is made of. */
export type StorefrontParts = {
  readonly clock: Clock;
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

/**
 * What a website shows of articles: available less safety stock, and no buffer, because the website asks us and is late by no
 * more than its cache. Undefined when the tenant shows nothing to the public.
 */
export const createStorefrontAvailability =
  ({ clock, policy: policyOf, forSale, expected }: StorefrontParts) =>
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
    return { articles: (await Promise.all(wanted.map(articleOf))).flat(), policy };
  };
