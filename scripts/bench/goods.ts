// What is sold, from where, and what an order of it looks like: the same in every benchmark.
import type { CanonicalOrder } from '../../lib/channels/index.ts';
import { PlaceOrderBody } from '../../lib/contracts/http/orders.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { storefrontOrder } from '../../lib/orders/index.ts';
import type { Caller } from '../../lib/platform/event-store/caller.ts';
import type { Random } from '../../lib/platform/simulation/random.ts';

export const tenantId = TenantId('main');

export const benchCaller: Caller = {
  tenantId,
  context: { actor: { kind: 'system', id: 'bench' }, correlationId: 'bench', causationId: 'bench' },
};

export const linesPerOrder = 5;

export const warehouses = [
  { location_id: 'east', name: 'Newark', type: 'warehouse', country: 'US', region: 'NJ', latitude: 40.73, longitude: -74.17 },
  { location_id: 'west', name: 'Reno', type: 'warehouse', country: 'US', region: 'NV', latitude: 39.53, longitude: -119.81 },
] as const;

/** The SKU of a number from 0. */
export const skuOf = (index: number): string => `ARTICLE-${String(index + 1).padStart(7, '0')}`;

const drawDifferent = (random: Random, from: number, count: number): readonly number[] => {
  const drawn = new Set<number>();
  while (drawn.size < Math.min(count, from)) drawn.add(random.between(0, from - 1));
  return [...drawn];
};

/**
 * The request for one order: five of `skus` articles, a customer of its own, paid by card.
 * @param serial names the order and its customer
 */
export const orderRequest = (random: Random, serial: string, skus: number) => ({
  channel_order_id: serial,
  currency: 'USD',
  line_items: drawDifferent(random, skus, linesPerOrder).map((index) => ({
    sku: skuOf(index),
    title: `Article ${index + 1}`,
    quantity: random.between(1, 3),
    unit_price: random.between(500, 2_999),
  })),
  customer: { email: `${serial}@example.com`, name: `Customer ${serial}` },
  shipping_address: {
    name: `Customer ${serial}`,
    line1: `${random.between(1, 999)} Harbour Row`,
    city: 'Albany',
    region: 'NY',
    postal_code: '12207',
    country: 'US',
  },
  payment_method: { kind: 'card', provider: 'visa', status: 'paid' },
});

export type OrderRequest = ReturnType<typeof orderRequest>;

/** The same order as the use cases get it. */
export const canonicalOrder = (request: OrderRequest, placedAt: Instant): CanonicalOrder =>
  storefrontOrder(PlaceOrderBody.parse(request), { channelOrderId: request.channel_order_id, placedAt });
