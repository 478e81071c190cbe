import type { Sku, TenantId } from '../../kernel/ids.ts';
import { concurrently } from '../../platform/concurrently.ts';
import type { StockLevelRow } from './stock-level-list.ts';

/** Stock of one article over locations, in wire form. */
export type StockItemRow = {
  readonly sku: string;
  readonly title: string;
  readonly barcode: string | null;
  readonly locations: number;
  readonly on_hand: number;
  readonly allocated: number;
  readonly available: number;
  readonly incoming: number;
  readonly damaged: number;
  readonly quality_control: number;
  readonly updated_at: string | null;
};

type Article = { readonly sku: string; readonly title: string; readonly barcode?: string | undefined };

/** The catalog, as far as it names the articles of a page. */
export type Articles = {
  readonly listProductsBySku: (
    tenantId: string,
    page: { readonly limit: number; readonly cursor?: string },
  ) => Promise<{ readonly items: readonly Article[]; readonly cursor?: string }>;
};

type Levels = (tenantId: TenantId, sku: Sku, mayShow: (locationId: string) => boolean) => Promise<readonly StockLevelRow[]>;

const readsAtOnce = 10;

const sumOf = ({ sku, title, barcode }: Article, levels: readonly StockLevelRow[]): StockItemRow => {
  const sum = (unitsOf: (level: StockLevelRow) => number): number => levels.reduce((total, level) => total + unitsOf(level), 0);
  return {
    sku,
    title,
    barcode: barcode ?? null,
    locations: levels.length,
    on_hand: sum((level) => level.on_hand),
    allocated: sum((level) => level.allocated),
    available: sum((level) => Math.max(0, level.available)),
    incoming: sum((level) => level.incoming),
    damaged: sum((level) => level.damaged),
    quality_control: sum((level) => level.quality_control),
    updated_at: levels.reduce<string | null>((latest, { updated_at: at }) => (latest === null || at > latest ? at : latest), null),
  };
};

/** Stock of the catalog's articles, page by page: a page of products, and of each of them the few rows of its locations. */
export const createStockItemList =
  (parts: { readonly articles: Articles; readonly levels: Levels }) =>
  async (
    tenantId: TenantId,
    page: { readonly limit: number; readonly cursor?: string },
    mayShow: (locationId: string) => boolean,
  ): Promise<{ readonly items: readonly StockItemRow[]; readonly cursor?: string }> => {
    const { items, cursor } = await parts.articles.listProductsBySku(tenantId, page);
    const rows = new Map<string, StockItemRow>();
    await concurrently(items, readsAtOnce, async (article) => {
      rows.set(article.sku, sumOf(article, await parts.levels(tenantId, article.sku as Sku, mayShow)));
    });
    return { items: items.flatMap(({ sku }) => rows.get(sku) ?? []), ...(cursor === undefined ? {} : { cursor }) };
  };
