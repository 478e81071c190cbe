import type { Sku } from '../../../kernel/ids.ts';
import { Sku as toSku } from '../../../kernel/ids.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome, StockNotice, StockOutcome } from '../../app/channel-client.ts';
import { type JsonObject, isObject, listAt, scalarText, textAt } from '../reading/json.ts';
import type { WooCommerceApi } from './woocommerce.api.ts';
import { wireId } from './woocommerce.cancellations.ts';
import { idOf } from './woocommerce.fields.ts';
import { codeOf, done, known, refused } from './woocommerce.outcomes.ts';

// After `WC_REST_Products_Controller::prepare_objects_query` (the `sku` filter takes several, with commas, and finds variations
// too), `check_batch_limit` (100 entries) and the pages "Products" and "Product variations" of REST v3.

const batchMax = 100;
const skusLengthMax = 1_500; // Servers refuse long addresses; 8 KB is common, and each character may take three.

const productFields = 'id,sku,type,parent_id,manage_stock,stock_quantity';

// A comma separates SKUs in the filter, so a SKU with one is asked for alone: the filter tries the whole text too.
const lookUps = (skus: readonly string[]): readonly string[] => {
  const plain = skus.filter((sku) => !sku.includes(','));
  const texts: string[] = [];
  let text = '';
  let count = 0;
  for (const sku of plain) {
    if (text !== '' && (text.length + sku.length > skusLengthMax || count === batchMax)) {
      texts.push(text);
      text = '';
      count = 0;
    }
    text = text === '' ? sku : `${text},${sku}`;
    count += 1;
  }
  return [...(text === '' ? texts : [...texts, text]), ...skus.filter((sku) => sku.includes(','))];
};

const findProducts = async (api: WooCommerceApi, skus: readonly Sku[]): Promise<ReadonlyMap<string, readonly JsonObject[]>> => {
  const wanted = new Set<string>(skus);
  const found = new Map<string, Map<string, JsonObject>>();
  for (const sku of lookUps([...wanted])) {
    for (const product of await api.list('products.list', 'wc/v3/products', { sku, _fields: productFields })) {
      const own = textAt(product, 'sku');
      const id = idOf(product);
      // The database compares SKUs without regard to case; they are different articles to us.
      if (own === null || id === undefined || !wanted.has(own)) continue;
      found.set(own, (found.get(own) ?? new Map<string, JsonObject>()).set(id, product));
    }
  }
  return new Map([...found].map(([sku, products]) => [sku, [...products.values()]]));
};

type Update = { readonly sku: Sku; readonly id: string; readonly path: string; readonly quantity: number };

const withoutOwnStock: ReadonlySet<string> = new Set(['variable', 'grouped', 'external']);

const toUpdate = (notice: StockNotice, products: readonly JsonObject[]): Update | NoticeOutcome => {
  if (notice.channelLocationId !== null) return refused('location-unknown', 'WooCommerce counts stock in one place only');
  const [product, ...others] = products;
  if (product === undefined) return refused('sku-unknown', 'The shop has no product with this SKU');
  if (others.length > 0) return refused('sku-ambiguous', `${products.length} products of the shop have this SKU`);
  const type = textAt(product, 'type') ?? '';
  if (withoutOwnStock.has(type))
    return refused('product-without-stock', `A ${type} product has no stock of its own; its variations or parts do`);
  // Of a variation that is `parent` when the product counts for all of them; our count is of this very article.
  if (product['manage_stock'] === true && scalarText(product['stock_quantity']) === String(notice.quantity)) return known();
  const parent = scalarText(product['parent_id']) ?? '0';
  const path = type === 'variation' ? `wc/v3/products/${parent}/variations/batch` : 'wc/v3/products/batch';
  return { sku: notice.sku, id: idOf(product) ?? '', path, quantity: notice.quantity };
};

const isUpdate = (entry: Update | NoticeOutcome): entry is Update => 'path' in entry;

/** Sets stock absolutely, in batches; variations go through their product's own address. */
export const setStock = async (api: WooCommerceApi, notices: readonly StockNotice[]): Promise<readonly StockOutcome[]> => {
  const products = await findProducts(
    api,
    notices.map(({ sku }) => sku),
  );
  const entries = notices.map((notice) => toUpdate(notice, products.get(notice.sku) ?? []));
  const byPath = new Map<string, Update[]>();
  // The last notice about an article is the one that counts.
  const last = new Map(entries.filter(isUpdate).map((update) => [update.id, update]));
  for (const update of last.values()) byPath.set(update.path, [...(byPath.get(update.path) ?? []), update]);
  const outcomes = new Map<string, NoticeOutcome>();
  for (const [path, updates] of byPath) {
    for (let at = 0; at < updates.length; at += batchMax) {
      for (const [id, outcome] of await sendBatch(api, path, updates.slice(at, at + batchMax))) outcomes.set(id, outcome);
    }
  }
  return notices.map(({ sku }, at) => {
    const entry = entries[at] as Update | NoticeOutcome;
    return {
      sku,
      outcome: isUpdate(entry) ? (outcomes.get(entry.id) ?? refused('not-confirmed', 'The shop did not confirm the stock')) : entry,
    };
  });
};

const sendBatch = async (api: WooCommerceApi, path: string, updates: readonly Update[]): Promise<ReadonlyMap<string, NoticeOutcome>> => {
  const body = { update: updates.map(({ id, quantity }) => ({ id: wireId(id), manage_stock: true, stock_quantity: quantity })) };
  try {
    const answer = await api.write('products.batch', 'POST', path, body, { repeatable: true });
    return new Map(listAt(answer, 'update').map(({ value }) => [scalarText(value['id']) ?? '', outcomeOf(value)]));
  } catch (error) {
    // A product that was deleted meanwhile takes its variations' address along; other articles are none the worse for it.
    if (!(error instanceof ChannelApiError) || error.problem !== 'refused') throw error;
    return new Map(updates.map(({ id }) => [id, refused(codeOf(error.code), error.message)]));
  }
};

const outcomeOf = (entry: JsonObject): NoticeOutcome => {
  const { error } = entry;
  return isObject(error)
    ? refused(codeOf(textAt(error, 'code')), 'The shop refused the stock of this product')
    : done(scalarText(entry['id']));
};

/** What the shop counts now. Products whose stock it does not count are left out; below zero, as back-orders make it, is none. */
export const readStock = async (api: WooCommerceApi, skus: readonly Sku[]): Promise<readonly StockNotice[]> => {
  const notices: StockNotice[] = [];
  for (const [sku, products] of await findProducts(api, skus)) {
    const [product, ...others] = products;
    const quantity = Number(scalarText(product?.['stock_quantity']) ?? 'none');
    if (product?.['manage_stock'] !== true || others.length > 0 || !Number.isFinite(quantity)) continue;
    notices.push({ sku: toSku(sku), channelLocationId: null, quantity: Math.max(0, Math.floor(quantity)) });
  }
  return notices;
};
