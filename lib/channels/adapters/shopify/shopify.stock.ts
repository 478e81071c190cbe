import { Sku, skuPattern } from '../../../kernel/ids.ts';
import type { NoticeOutcome, StockNotice, StockOutcome } from '../../app/channel-client.ts';
import { type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { allNodes, connectionAt, gidOf, type Operation, type ShopParts } from './shopify.api.ts';
import { readGid } from './shopify.ids.ts';
import { itemsBySkuOperation, levelsBySkuOperation, locationsOperation, setQuantitiesOperation } from './shopify.notice-documents.ts';
import { codeOf, done, refusalOf, refused, type UserError, userErrorsOf } from './shopify.outcomes.ts';

const skusAtOnce = 25;

const quoted = (sku: string): string => `sku:"${sku.replace(/[\\"]/g, '\\$&')}"`;

/** Inventory items that bear one of the SKUs exactly: Shopify's search also finds what only resembles it. */
const itemsOf = async ({ api }: ShopParts, operation: Operation, skus: readonly Sku[]): Promise<readonly JsonObject[]> => {
  // By id, because one search may find what the next one looks for.
  const found = new Map<string, JsonObject>();
  for (let start = 0; start < skus.length; start += skusAtOnce) {
    const wanted: readonly string[] = skus.slice(start, start + skusAtOnce);
    const query = wanted.map(quoted).join(' OR ');
    const nodes = await allNodes(async (after) => connectionAt(await api.run(operation, { query, after }), 'inventoryItems'));
    for (const node of nodes ?? []) if (wanted.includes(textAt(node, 'sku') ?? '')) found.set(String(node['id']), node);
  }
  return [...found.values()];
};

/** The place whose stock is meant when none is named: the one in the settings, or the shop's only one. */
const createDefaultLocation = ({ api, settings }: ShopParts): (() => Promise<string | undefined>) => {
  let only: string | undefined;
  return async () => {
    if (settings.defaultLocationId !== null) return gidOf('Location', settings.defaultLocationId);
    if (only !== undefined) return only;
    const { nodes } = connectionAt(await api.run(locationsOperation, {}), 'locations');
    const [first, ...others] = nodes;
    if (first && others.length === 0) only = String(first['id']);
    return only;
  };
};

// A new key for each call: setting the same number again later is meant, because the shop may have sold since.
const uuidOf = (random: () => number): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(random() * 16).toString(16));

type Planned = { readonly index: number; readonly inventoryItemId: string; readonly locationId: string; readonly quantity: number };

const fieldPattern = /^input\.quantities\.(\d+)(\.|$)/;

/** Place in the list that an error speaks of; undefined when it is about the whole input. */
const placeOf = ({ field }: UserError): number | undefined => {
  const place = fieldPattern.exec(field)?.[1];
  return place === undefined ? undefined : Number(place);
};

/** Sets quantities all together, as Shopify does: where it refuses some of them, the others are sent again without these. */
const setTogether = async (parts: ShopParts, planned: readonly Planned[], outcomes: Map<number, NoticeOutcome>): Promise<void> => {
  let left = planned;
  while (left.length > 0) {
    const data = await parts.api.run(setQuantitiesOperation, {
      input: {
        name: 'available',
        reason: 'correction',
        // The number is absolute and ours, so what Shopify held before does not matter: a comparison is left out explicitly.
        quantities: left.map(({ inventoryItemId, locationId, quantity }) => ({
          inventoryItemId,
          locationId,
          quantity,
          changeFromQuantity: null,
        })),
      },
      idempotencyKey: uuidOf(parts.random),
    });
    const errors = userErrorsOf(data, 'inventorySetQuantities');
    const whole = refusalOf(setQuantitiesOperation.name, errors);
    const refusedPlaces = new Map(errors.flatMap((error) => [[placeOf(error), error] as const]).filter(([place]) => place !== undefined));
    for (const [place, { index }] of left.entries()) {
      const error = refusedPlaces.get(place);
      if (error) outcomes.set(index, refused(codeOf(error.code), error.message));
      else if (!whole) outcomes.set(index, done());
      else if (refusedPlaces.size === 0) outcomes.set(index, whole);
    }
    left = left.filter(({ index }) => !outcomes.has(index));
  }
};

const plan = async (
  parts: ShopParts,
  notices: readonly StockNotice[],
  outcomes: Map<number, NoticeOutcome>,
): Promise<readonly Planned[]> => {
  const items = await itemsOf(parts, itemsBySkuOperation, [...new Set(notices.map(({ sku }) => sku))]);
  const defaultLocation = createDefaultLocation(parts);
  const planned = new Map<string, Planned>();
  for (const [index, { sku, channelLocationId, quantity }] of notices.entries()) {
    const [item, ...others] = items.filter((one) => textAt(one, 'sku') === sku);
    const locationId = channelLocationId === null ? await defaultLocation() : gidOf('Location', channelLocationId);
    if (!item) outcomes.set(index, refused('sku-unknown', 'The shop has no article with this SKU'));
    else if (others.length > 0) outcomes.set(index, refused('sku-ambiguous', 'Several articles of the shop bear this SKU'));
    else if (locationId === undefined)
      outcomes.set(
        index,
        refused('location-missing', 'The shop has several locations: name one in the notice, or a default one in the settings'),
      );
    else {
      const key = `${String(item['id'])} ${locationId}`;
      const earlier = planned.get(key);
      // Shopify refuses one article twice in one call; the later number is the newer one.
      if (earlier) outcomes.set(earlier.index, done());
      planned.set(key, { index, inventoryItemId: String(item['id']), locationId, quantity });
    }
  }
  return [...planned.values()];
};

/** Sets what may be sold. Each article has an outcome of its own. */
export const setStock = async (parts: ShopParts, notices: readonly StockNotice[]): Promise<readonly StockOutcome[]> => {
  if (notices.length === 0) return [];
  const outcomes = new Map<number, NoticeOutcome>();
  await setTogether(parts, await plan(parts, notices, outcomes), outcomes);
  return notices.map(({ sku }, index) => ({
    sku,
    outcome: outcomes.get(index) ?? refused('not-set', 'Shopify said nothing about this article'),
  }));
};

/** What the shop shows as available, by place; what it has oversold reads as 0. The default place is null, as in notices. */
export const readStock = async (parts: ShopParts, skus: readonly Sku[]): Promise<readonly StockNotice[]> => {
  const items = await itemsOf(parts, levelsBySkuOperation, skus);
  const defaultLocation = await createDefaultLocation(parts)();
  return items.flatMap((item) => {
    const sku = textAt(item, 'sku') ?? '';
    if (!skuPattern.test(sku)) return [];
    return connectionAt(item, 'inventoryLevels').nodes.map((level) => {
      const location = textAt(objectAt(level, 'location'), 'id') ?? '';
      const [available] = listAt(level, 'quantities').map(({ value }) => Number(value['quantity']));
      return {
        sku: Sku(sku),
        channelLocationId: location === defaultLocation ? null : (readGid(location)?.id ?? null),
        quantity: Math.max(0, available ?? 0),
      };
    });
  });
};
