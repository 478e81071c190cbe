import { type FieldCall, TwinApiError, type View } from './shopify-twin.execute.ts';
import type { TwinOrder } from './shopify-twin.model.ts';
import type { TwinItem, TwinShop } from './shopify-twin.shop.ts';
import { gid, orderView, parcelView, refundView, workView } from './shopify-twin.view.ts';

/** Digits of a `gid://shopify/<kind>/123`. @throws TwinApiError when it names another kind */
export const idIn = (kind: string, value: unknown): string => {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(String(value));
  if (match?.[1] !== kind) throw new TwinApiError('RESOURCE_NOT_FOUND', `Invalid id: ${String(value)}`);
  return match[2] as string;
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const windowPattern = /^updated_at:>='(\S+Z)' AND updated_at:<'(\S+Z)'$/;

const inWindow = (query: unknown): ((order: TwinOrder) => boolean) => {
  if (query === undefined || query === null) return () => true;
  const text = textOf(query);
  const match = windowPattern.exec(text);
  if (!match) throw new TwinApiError('BAD_REQUEST', `The twin does not understand the search ${text}`);
  const [from, to] = [Date.parse(match[1] as string), Date.parse(match[2] as string)];
  return ({ updatedAt }) => Date.parse(updatedAt) >= from && Date.parse(updatedAt) < to;
};

const skusIn = (query: unknown): readonly string[] => {
  const text = textOf(query);
  const terms = [...text.matchAll(/sku:"((?:[^"\\]|\\.)*)"(?: OR |$)/g)];
  if (text === '' || terms.map(([whole]) => whole).join('') !== text)
    throw new TwinApiError('BAD_REQUEST', `The twin does not understand the search ${text}`);
  return terms.map(([, sku = '']) => sku.replace(/\\(.)/g, '$1'));
};

const itemView = (item: TwinItem): View => ({
  id: gid('InventoryItem', item.id),
  sku: item.sku,
  tracked: true,
  inventoryLevels: () =>
    [...item.available].map(([locationId, quantity]) => ({
      id: gid('InventoryLevel', `${item.id}${locationId}`),
      location: { id: gid('Location', locationId) },
      quantities: ({ args }: FieldCall) => (args['names'] as readonly string[]).map((name) => ({ name, quantity })),
    })),
});

const find = <T>(
  orders: Iterable<TwinOrder>,
  pick: (order: TwinOrder) => readonly T[],
  matches: (one: T) => boolean,
  view: (order: TwinOrder, one: T) => View,
): View | null => {
  for (const order of orders) {
    const one = pick(order).find(matches);
    if (one !== undefined) return view(order, one);
  }
  return null;
};

/** What each query may be asked for. */
export const queryScopes: Readonly<Record<string, readonly string[]>> = {
  order: ['read_orders', 'read_payment_terms'],
  orders: ['read_orders', 'read_payment_terms'],
  refund: ['read_orders'],
  fulfillment: ['read_orders'],
  fulfillmentOrder: ['read_merchant_managed_fulfillment_orders'],
  locations: ['read_locations'],
  inventoryItems: ['read_inventory'],
  webhookSubscriptions: [],
  currentAppInstallation: [],
};

/** @param scopes what the merchant has granted the app */
export const queryRoot = (shop: TwinShop, scopes: readonly string[]): View => ({
  currentAppInstallation: () => ({
    id: gid('AppInstallation', '1'),
    accessScopes: scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
  }),
  order: ({ args }: FieldCall) => {
    const order = shop.orders.get(idIn('Order', args['id']));
    return order ? orderView(order) : null;
  },
  orders: ({ args }: FieldCall) => {
    if (args['sortKey'] !== 'UPDATED_AT') throw new TwinApiError('BAD_REQUEST', 'The twin sorts by UPDATED_AT alone');
    return [...shop.orders.values()]
      .filter(inWindow(args['query']))
      .map(orderView)
      .toSorted((left, right) => (String(left['__cursor']) < String(right['__cursor']) ? -1 : 1));
  },
  refund: ({ args }: FieldCall) => {
    const id = idIn('Refund', args['id']);
    return find(
      shop.orders.values(),
      ({ refunds }) => refunds,
      (one) => one.id === id,
      refundView,
    );
  },
  fulfillment: ({ args }: FieldCall) => {
    const id = idIn('Fulfillment', args['id']);
    return find(
      shop.orders.values(),
      ({ parcels }) => parcels,
      (one) => one.id === id,
      parcelView,
    );
  },
  fulfillmentOrder: ({ args }: FieldCall) => {
    const id = idIn('FulfillmentOrder', args['id']);
    return find(
      shop.orders.values(),
      ({ work }) => work,
      (one) => one.id === id,
      workView,
    );
  },
  locations: () => shop.locations.map((id) => ({ id: gid('Location', id), name: `Location ${id}`, isActive: true })),
  inventoryItems: ({ args }: FieldCall) => {
    const skus = skusIn(args['query']).map((sku) => sku.toLowerCase());
    // Shopify's search also finds what begins alike, in any case.
    return shop.items.filter(({ sku }) => skus.some((wanted) => sku.toLowerCase().startsWith(wanted))).map(itemView);
  },
  webhookSubscriptions: () => shop.webhooks.subscriptions.map((one) => ({ ...one, id: gid('WebhookSubscription', one.id) })),
});
