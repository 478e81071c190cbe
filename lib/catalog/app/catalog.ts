import { stableId } from '../../kernel/hash-chain.ts';
import type { LocationBody, ProductBody } from '../../contracts/http/catalog-bodies.ts';
import type { Clock, Item, Key, Query, Table, Write } from '../../platform/ports.ts';
import { barcodeKey, barcodeKeysOf } from '../domain/barcode.ts';
import { createSearchProducts, type Found } from './search-products.ts';

export type Page<T> = { readonly items: readonly T[]; readonly cursor?: string };
export type Listed<T> = T & { readonly updated_at: string };

/** Master data: the golden list of products and locations, one row each, last write wins. */
export type Catalog = {
  /** @returns whether the product is new */
  readonly putProduct: (tenantId: string, product: ProductBody) => Promise<{ readonly created: boolean }>;
  readonly getProduct: (tenantId: string, sku: string) => Promise<Listed<ProductBody> | undefined>;
  /** Products by SKU, read together; those that there are none of are missing. */
  readonly getProducts: (tenantId: string, skus: readonly string[]) => Promise<ReadonlyMap<string, Listed<ProductBody>>>;
  /** Products that carry a scanned code as their barcode: one as a rule, more where two share it, by SKU. */
  readonly findByBarcode: (tenantId: string, scanned: string) => Promise<readonly Listed<ProductBody>[]>;
  /** Products that a typed or scanned text means: by SKU, by barcode, by how the SKU begins; exact ones first. */
  readonly searchProducts: (tenantId: string, text: string, limit: number) => Promise<readonly Found<Listed<ProductBody>>[]>;
  /** Writes the rows by which products are found by barcode anew, for those stored before there were any. @returns how many */
  readonly renewBarcodes: (tenantId: string) => Promise<number>;
  readonly listProducts: (
    tenantId: string,
    page: { readonly limit: number; readonly cursor?: string },
  ) => Promise<Page<Listed<ProductBody>>>;
  /** The same in the order of their SKUs, as people look for them; reads more than it answers. `cursor` is the last SKU before. */
  readonly listProductsBySku: (
    tenantId: string,
    page: { readonly limit: number; readonly cursor?: string },
  ) => Promise<Page<Listed<ProductBody>>>;
  readonly putLocation: (tenantId: string, location: LocationBody) => Promise<{ readonly created: boolean }>;
  readonly getLocation: (tenantId: string, locationId: string) => Promise<Listed<LocationBody> | undefined>;
  readonly listLocations: (tenantId: string) => Promise<readonly Listed<LocationBody>[]>;
};

// Products are spread over a fixed number of partitions, so that no import can make one of them hot.
const shards = 16;

const keysPerRead = 100;
/** Products under one barcode that are looked at. */
const sharingMax = 20;
const productsPerPage = 100;

export const createCatalog = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
}): Catalog => {
  const { ledger, clock, sha256 } = parts;
  const productPartition = (tenantId: string, shard: number): string => `${tenantId}#PRODUCTS#${shard}`;
  const shardOf = (sku: string): number => stableId(sha256, sku).charCodeAt(0) % shards;
  const locationPartition = (tenantId: string): string => `${tenantId}#LOCATIONS`;

  const productKey = (tenantId: string, sku: string): Key => ({ PK: productPartition(tenantId, shardOf(sku)), SK: sku });
  const barcodePartition = (tenantId: string, key: string): string => `${tenantId}#BARCODE#${key.replaceAll('#', '')}`;
  const barcodeRow = (tenantId: string, { sku, barcode }: Pick<ProductBody, 'sku' | 'barcode'>): Key | undefined =>
    barcode === undefined ? undefined : { PK: barcodePartition(tenantId, barcodeKey(barcode)), SK: sku };

  /**
   * The row of the barcode is written with the product, also where it has not changed: of two writers at once the last then
   * leaves its own row for certain. A row that the other one left behind is told by the product, which has the last word.
   */
  const putProduct: Catalog['putProduct'] = async (tenantId, product) => {
    const key = productKey(tenantId, product.sku);
    const existing = await ledger.get(key);
    const item = { ...key, value: product, updated_at: clock.now() };
    const row = barcodeRow(tenantId, product);
    const before = existing && barcodeRow(tenantId, existing['value'] as ProductBody);
    const writes: Write[] = [
      { kind: 'put', item },
      ...(row ? [{ kind: 'put', item: row } as const] : []),
      ...(before && before.PK !== row?.PK ? [{ kind: 'delete', key: before } as const] : []),
    ];
    await (writes.length === 1 ? ledger.put(item) : ledger.transact(writes));
    return { created: existing === undefined };
  };

  const getProducts: Catalog['getProducts'] = async (tenantId, skus) => {
    const wanted = [...new Set(skus)];
    const found = new Map<string, Listed<ProductBody>>();
    for (let start = 0; start < wanted.length; start += keysPerRead) {
      const items = await ledger.getMany(wanted.slice(start, start + keysPerRead).map((sku) => productKey(tenantId, sku)));
      for (const item of items) if (item) found.set(item.SK, listed<ProductBody>(item));
    }
    return found;
  };

  const findByBarcode: Catalog['findByBarcode'] = async (tenantId, scanned) => {
    const keys = barcodeKeysOf(scanned);
    const pages = await Promise.all(keys.map((key) => ledger.query({ PK: barcodePartition(tenantId, key), limit: sharingMax })));
    const rows = pages.flatMap(({ items }) => items);
    const products = await getProducts(
      tenantId,
      rows.map(({ SK }) => SK),
    );
    return [...products.values()].filter(({ barcode }) => barcode !== undefined && keys.includes(barcodeKey(barcode)));
  };

  const renewBarcodes: Catalog['renewBarcodes'] = async (tenantId) => {
    let renewed = 0;
    let cursor: string | undefined;
    do {
      const page = await listProducts(tenantId, { limit: productsPerPage, ...(cursor === undefined ? {} : { cursor }) });
      const rows = page.items.flatMap((product) => barcodeRow(tenantId, product) ?? []);
      await Promise.all(rows.map((row) => ledger.put(row)));
      renewed += rows.length;
      cursor = page.cursor;
    } while (cursor !== undefined);
    return renewed;
  };

  const put = async (key: { readonly PK: string; readonly SK: string }, value: object): Promise<{ readonly created: boolean }> => {
    const existing = await ledger.get(key);
    await ledger.put({ ...key, value, updated_at: clock.now() });
    return { created: existing === undefined };
  };

  const listed = <T>(item: Item): Listed<T> => ({ ...(item['value'] as T), updated_at: String(item['updated_at']) });

  /** Walks the shards one after the other; the cursor names shard and place. */
  const listProducts: Catalog['listProducts'] = async (tenantId, { limit, cursor }) => {
    const [from = '0', inner = ''] = (cursor ?? '').split(/:(.*)/s);
    const items: Listed<ProductBody>[] = [];
    let after = inner;
    for (let shard = Number(from) || 0; shard < shards; shard += 1) {
      const page = await ledger.query({
        PK: productPartition(tenantId, shard),
        limit: limit - items.length,
        ...(after ? { cursor: after } : {}),
      });
      items.push(...page.items.map((item) => listed<ProductBody>(item)));
      if (page.cursor !== undefined) return { items, cursor: `${shard}:${page.cursor}` };
      after = '';
      if (items.length >= limit && shard + 1 < shards) return { items, cursor: `${shard + 1}:` };
    }
    return { items };
  };

  const getProduct: Catalog['getProduct'] = async (tenantId, sku) => {
    const item = await ledger.get(productKey(tenantId, sku));
    return item && listed<ProductBody>(item);
  };

  /** The first products by SKU: as many of each shard, since any one of them may have all that come first. */
  const firstBySku = async (
    tenantId: string,
    where: Pick<Query, 'prefix' | 'from'>,
    limit: number,
  ): Promise<readonly Listed<ProductBody>[]> => {
    const pages = await Promise.all(
      Array.from({ length: shards }, (_, shard) => ledger.query({ PK: productPartition(tenantId, shard), ...where, limit })),
    );
    const products = pages.flatMap(({ items }) => items.map((item) => listed<ProductBody>(item)));
    return products.sort((left, right) => (left.sku < right.sku ? -1 : 1)).slice(0, limit);
  };

  const listProductsBySku: Catalog['listProductsBySku'] = async (tenantId, { limit, cursor }) => {
    // Two more: the one that the page before ended with comes again, and whether one follows is to be known.
    const found = await firstBySku(tenantId, cursor === undefined ? {} : { from: cursor }, limit + 2);
    const rest = found.filter(({ sku }) => sku !== cursor);
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(rest.length > limit && last ? { cursor: last.sku } : {}) };
  };

  return {
    putProduct,
    getProducts,
    findByBarcode,
    searchProducts: createSearchProducts({
      bySku: getProduct,
      byBarcode: findByBarcode,
      beginningWith: (tenantId, prefix, limit) => firstBySku(tenantId, { prefix }, limit),
    }),
    renewBarcodes,
    getProduct,
    listProducts,
    listProductsBySku,
    putLocation: (tenantId, location) => put({ PK: locationPartition(tenantId), SK: location.location_id }, location),
    getLocation: async (tenantId, locationId) => {
      const item = await ledger.get({ PK: locationPartition(tenantId), SK: locationId });
      return item && listed<LocationBody>(item);
    },
    listLocations: async (tenantId) =>
      (await ledger.query({ PK: locationPartition(tenantId) })).items.map((item) => listed<LocationBody>(item)),
  };
};
