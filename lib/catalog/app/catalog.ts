import { stableId } from '../../kernel/hash-chain.ts';
import type { LocationBody, ProductBody } from '../../contracts/http/catalog-bodies.ts';
import type { Clock, Item, Table } from '../../platform/ports.ts';

export type Page<T> = { readonly items: readonly T[]; readonly cursor?: string };
export type Listed<T> = T & { readonly updated_at: string };

/** Master data: the golden list of products and locations, one row each, last write wins. */
export type Catalog = {
  /** @returns whether the product is new */
  readonly putProduct: (tenantId: string, product: ProductBody) => Promise<{ readonly created: boolean }>;
  readonly getProduct: (tenantId: string, sku: string) => Promise<Listed<ProductBody> | undefined>;
  readonly listProducts: (
    tenantId: string,
    page: { readonly limit: number; readonly cursor?: string },
  ) => Promise<Page<Listed<ProductBody>>>;
  readonly putLocation: (tenantId: string, location: LocationBody) => Promise<{ readonly created: boolean }>;
  readonly getLocation: (tenantId: string, locationId: string) => Promise<Listed<LocationBody> | undefined>;
  readonly listLocations: (tenantId: string) => Promise<readonly Listed<LocationBody>[]>;
};

// Products are spread over a fixed number of partitions, so that no import can make one of them hot.
const shards = 16;

export const createCatalog = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
}): Catalog => {
  const { ledger, clock, sha256 } = parts;
  const productPartition = (tenantId: string, shard: number): string => `${tenantId}#PRODUCTS#${shard}`;
  const shardOf = (sku: string): number => stableId(sha256, sku).charCodeAt(0) % shards;
  const locationPartition = (tenantId: string): string => `${tenantId}#LOCATIONS`;

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

  return {
    putProduct: (tenantId, product) => put({ PK: productPartition(tenantId, shardOf(product.sku)), SK: product.sku }, product),
    getProduct: async (tenantId, sku) => {
      const item = await ledger.get({ PK: productPartition(tenantId, shardOf(sku)), SK: sku });
      return item && listed<ProductBody>(item);
    },
    listProducts,
    putLocation: (tenantId, location) => put({ PK: locationPartition(tenantId), SK: location.location_id }, location),
    getLocation: async (tenantId, locationId) => {
      const item = await ledger.get({ PK: locationPartition(tenantId), SK: locationId });
      return item && listed<LocationBody>(item);
    },
    listLocations: async (tenantId) =>
      (await ledger.query({ PK: locationPartition(tenantId) })).items.map((item) => listed<LocationBody>(item)),
  };
};
