import { LocationId, Sku, type TenantId } from '../../lib/kernel/ids.ts';
import { parseInstant } from '../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { type ArticleBook, createEvaluateRoute, type EvaluateRoute, type KnownArticle } from '../../lib/sourcing/index.ts';
import type { KnownProducts } from '../article-reader.ts';
import { catalogOf, inventoryOf, learnedFiguresOf } from '../composed/base.ts';
import { knownProductsOf, sourcingOf } from '../composed/orders.ts';

const releasedFrom = (text: string | undefined): Pick<KnownArticle, 'availableFrom'> => {
  const availableFrom = text === undefined ? undefined : parseInstant(text);
  return availableFrom === undefined ? {} : { availableFrom };
};

/** Articles of the catalog, and those that only the stock knows. */
const createArticleBook = (products: KnownProducts, platform: Platform): ArticleBook => {
  const [catalog, inventory] = [catalogOf(platform), inventoryOf(platform)];
  const inStock = async (tenantId: TenantId, skus: readonly Sku[]): Promise<ReadonlySet<Sku>> => {
    const locations = skus.length === 0 ? [] : await catalog.listLocations(tenantId);
    const items = skus.flatMap((sku) => locations.map((location) => ({ sku, locationId: LocationId(location.location_id) })));
    const levels = await inventory.stockLevels(tenantId, items);
    return new Set(levels.filter(({ version }) => version > 0).map(({ sku }) => sku));
  };
  return {
    articles: async (tenantId, skus) => {
      const known = new Map(
        (await products(tenantId, skus)).map(({ sku, price, currency, available_from: from }): readonly [Sku, KnownArticle] => [
          Sku(sku),
          {
            ...(price === undefined || currency === undefined ? {} : { priceMinor: price, currency: CurrencyCode(currency) }),
            ...releasedFrom(from),
          },
        ]),
      );
      const others = await inStock(
        tenantId,
        skus.filter((sku) => !known.has(sku)),
      );
      return new Map([...known, ...[...others].map((sku): readonly [Sku, KnownArticle] => [sku, {}])]);
    },
  };
};

/** What is known of articles that somebody might order. */
export const articleBookOf = (platform: Platform): ArticleBook => createArticleBook(knownProductsOf(platform), platform);

/** What would be chosen now; apart from the other use cases, because only whoever asks needs it. */
export const openEvaluation = (platform: Platform): EvaluateRoute =>
  createEvaluateRoute({
    choose: sourcingOf(platform).choose,
    book: articleBookOf(platform),
    clock: platform.clock,
    sha256: platform.sha256,
    learned: learnedFiguresOf(platform),
  });
