import { decimalMinor, CurrencyCode } from '../../lib/kernel/money.ts';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';
import { placeOrder } from './place-order.ts';
import { customer } from './retailer.ts';
import type { RatingTwin } from './twins/rating/rating.twin.ts';
import { until } from './waiting.ts';

type Item = Readonly<Record<string, unknown>>;
type Stage = { readonly api: ApiClient; readonly rating: RatingTwin; readonly signal: AbortSignal };

const note = (who: string, text: string): void => say(who, text, new Date().toISOString());
const list = (value: unknown): readonly Item[] => (value ?? []) as readonly Item[];
const dollars = (minor: unknown): string => `$${decimalMinor(Number(minor), CurrencyCode('USD'))}`;

const buyer = customer(0);
const destination = { country: 'US', region: `US-${buyer.region}`, postal_code: buyer.postalCode, city: buyer.city };

/** Reads the policy, and sets another value of it. @returns how to put it back */
const changeSourcing = async (api: ApiClient, change: (value: Item) => Item, why: string): Promise<() => Promise<void>> => {
  const path = '/policies/sourcing';
  const { items } = await must(api.send('GET', '/policies'), 'the policies');
  const before = list(items).find(({ name }) => name === 'sourcing') ?? {};
  const put = async (value: unknown, version: unknown, reason: string): Promise<Item> =>
    must(api.send('PUT', path, { value, note: reason, expected_version: version }), 'the policy');
  const after = await put(change(before['value'] as Item), before['version'], why);
  return async () => void (await put(before['value'], (after['policy'] as Item)['version'], 'The demo has shown what quotes do.'));
};

/** What carriers ask for a parcel of a kilogram; undefined until the policy counts here. */
const askFrom = async (api: ApiClient, locationId: string): Promise<Item | undefined> => {
  const body = { location_id: locationId, destination, weight_grams: 1_000 };
  const { status, body: given } = await api.send('POST', '/carriers/quotes', body);
  return status === 200 ? given : undefined;
};

/** How an order was routed, and what its receipt says of prices. */
const tellRouting = async ({ api, signal }: Stage, name: string, orderId: string): Promise<void> => {
  const routed = await until(async () => {
    const { decisions } = await must(api.send('GET', `/orders/${orderId}/decisions`), 'the decisions');
    return list(decisions).find(({ kind }) => kind === 'routing');
  }, signal);
  const decision = (routed?.['receipt'] ?? {}) as Item;
  const [parcel] = list(decision['assignments']);
  const { reasons } = (decision['receipt'] ?? {}) as { readonly reasons?: readonly string[] };
  note(`web ${name}`, `sent from ${String(parcel?.['location_id'])} by ${String(parcel?.['carrier'])}`);
  for (const reason of (reasons ?? []).filter((text) => text.startsWith('Prices from'))) note(`web ${name}`, reason);
};

const order = async (stage: Stage, name: string, sku: string): Promise<void> => {
  const placed = await placeOrder(stage.api, { channel: 'web', name, lines: [{ sku, quantity: 1 }], who: 0 });
  await tellRouting(stage, name, String(placed['order_id']));
};

/**
 * Carriers are asked for prices instead of the table's; then the service that asks them breaks down, and orders go on by the
 * table. At the end the policy is as it was.
 */
export const playQuotes = async (stage: Stage): Promise<void> => {
  const { api, rating, signal } = stage;
  const asking = (value: Item): Item => ({ policy: { ...(value['policy'] as Item), quotes: { from: 'easypost' } } });
  const putBack = await changeSourcing(api, asking, 'Carriers are asked for their prices.');
  const given = await until(() => askFrom(api, 'reno'), signal);
  const prices = list(given?.['services'])
    .slice(0, 3)
    .map(({ carrier, service, price_minor: price }) => `${String(carrier)} ${String(service)} ${dollars(price)}`);
  note('carriers', `through EasyPost, a kilogram from reno to ${buyer.city} costs ${prices.join(', ')}, …`);
  await order(stage, 'W-3101', 'STOVE-GAS');
  rating.trouble.down = true;
  note('carriers', 'EasyPost does not answer any more …');
  await order(stage, 'W-3102', 'TENT-2P');
  rating.trouble.down = false;
  await putBack();
  note('carriers', 'from now on the table counts again; oms policy set sourcing would ask carriers for good (docs/sourcing.md)');
};
