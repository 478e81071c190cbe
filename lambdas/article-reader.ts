import type { Catalog, Listed } from '../lib/catalog/index.ts';
import type { ProductBody } from '../lib/contracts/http/catalog-bodies.ts';
import { Sku, type TenantId } from '../lib/kernel/ids.ts';
import { parseInstant, toEpochMs } from '../lib/kernel/instant.ts';
import { createRecentMap } from '../lib/kernel/recent-map.ts';
import type { ReleaseDates } from '../lib/orders/index.ts';
import type { Clock } from '../lib/platform/ports.ts';
import type { ArticleNeeds, ArticleReader, PackageKind } from '../lib/sourcing/index.ts';

/** Names of the catalog for what goods ask of a place, and those of sourcing. */
export const handlingNames = { cold_chain: 'cold-chain', hazmat: 'hazmat' } as const;

/** Sourcing asks twice for the articles of one order, and many orders are for the same ones. */
const rememberedForMs = 5_000;
const productsRemembered = 10_000;

/** Products as they stood within the last seconds; one that there is none of is asked for each time. */
export const createKnownProducts = (catalog: Pick<Catalog, 'getProducts'>, clock: Clock) => {
  const known = createRecentMap<string, { readonly atMs: number; readonly product: Listed<ProductBody> }>(productsRemembered);
  return async (tenantId: TenantId, skus: readonly Sku[]): Promise<readonly Listed<ProductBody>[]> => {
    const nowMs = toEpochMs(clock.now());
    const fresh = skus.map((sku) => {
      const entry = known.get(`${tenantId} ${sku}`);
      return entry && nowMs - entry.atMs < rememberedForMs && nowMs >= entry.atMs ? entry.product : undefined;
    });
    const missing = skus.filter((_, index) => fresh[index] === undefined);
    const read = missing.length === 0 ? new Map<string, Listed<ProductBody>>() : await catalog.getProducts(tenantId, missing);
    for (const [sku, product] of read) known.set(`${tenantId} ${sku}`, { atMs: nowMs, product });
    return [...fresh.filter((product) => product !== undefined), ...read.values()];
  };
};

export type KnownProducts = ReturnType<typeof createKnownProducts>;

/** From when on the articles of the catalog are sold. One that it does not know is sold already. */
export const createReleaseDates = (products: KnownProducts, clock: Clock): ReleaseDates => ({
  notReleased: async (tenantId, skus) => {
    const now = clock.now();
    const found = await products(tenantId, skus);
    return new Map(
      found.flatMap(({ sku, available_from: text }) => {
        // The catalog keeps moments as they were given, also without milliseconds.
        const from = text === undefined ? undefined : parseInstant(text);
        return from !== undefined && from > now ? [[Sku(sku), from] as const] : [];
      }),
    );
  },
});

/** How delicate an article is for its carrier. */
export const packageKindOf = (product: ProductBody | undefined): PackageKind =>
  product?.fragile ? 'fragile' : product?.cold_chain ? 'cold' : product?.bulky ? 'bulky' : 'standard';

const needsOf = (product: ProductBody): ArticleNeeds => {
  const { weight_grams: weightGrams, location_types: locationTypes, ships_from: fromCountries } = product;
  const requirements = (['cold_chain', 'hazmat'] as const).filter((name) => product[name] === true).map((name) => handlingNames[name]);
  return {
    ...(weightGrams === undefined ? {} : { weightGrams }),
    ...(product.fragile || product.bulky ? { packageKind: packageKindOf(product) } : {}),
    ...(requirements.length === 0 ? {} : { requirements }),
    ...(locationTypes === undefined ? {} : { locationTypes }),
    ...(fromCountries === undefined ? {} : { fromCountries }),
  };
};

/** What the articles of the catalog ask of the place that sends them. */
export const createArticleReader = (products: KnownProducts): ArticleReader => ({
  needs: async (tenantId, skus) => new Map((await products(tenantId, skus)).map((product) => [Sku(product.sku), needsOf(product)])),
});
