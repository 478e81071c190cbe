import { learnChoicesOf } from '../../lambdas/customers/delivery-option-parts.ts';
import { coPurchaseParts } from '../../lambdas/customers/recommendation-parts.ts';
import { countReturnsParts } from '../../lambdas/customers/return-facts.ts';
import { learnOutcomesOf } from '../../lambdas/customers/promotion-parts.ts';
import { createCountCoPurchase, createCountReturns } from '../../lib/customers/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';
import { placeOrder } from './place-order.ts';
import { customer, type DemoCustomer } from './retailer.ts';
import { until } from './waiting.ts';

type Item = Readonly<Record<string, unknown>>;
type Stage = { readonly platform: Platform; readonly api: ApiClient; readonly signal: AbortSignal };

const main = TenantId('main');
const hourMs = 3_600_000;
const note = (who: string, text: string): void => say(who, text, new Date().toISOString());
const list = (value: unknown): readonly Item[] => (value ?? []) as readonly Item[];

/** What this shop charges for its services, in minor units. */
const prices = [
  { method: 'Standard', price_minor: 695 },
  { method: 'Express', price_minor: 1_140 },
] as const;

/** One of them cannot wait, the other one need not hurry. Both cook on the way. */
const shoppers = [
  { who: customer(0), method: 'Express', name: 'X-901', times: 4 },
  { who: customer(4), method: 'Standard', name: 'X-902', times: 4 },
] as const;

const cartOf = (mugs: number) => [
  { sku: 'STOVE-GAS', quantity: 1 },
  { sku: 'MUG-STEEL', quantity: mugs },
];

const destinationOf = ({ region, postalCode }: DemoCustomer) => ({ country: 'US', region, postal_code: postalCode });

const offer = (api: ApiClient, who: DemoCustomer, mugs: number, reference?: string): Promise<Item> =>
  must(
    api.send('POST', '/checkout/delivery-options', {
      lines: cartOf(mugs),
      destination: destinationOf(who),
      customer: { email: who.email },
      prices,
      ...(reference === undefined ? {} : { order_reference: reference }),
    }),
    'the delivery options',
  );

/** Looks at what is offered and takes the same as ever. After the first order the customer agrees to be known by it. */
const shop = async ({ api, signal }: Stage, { who, method, name, times }: (typeof shoppers)[number]): Promise<void> => {
  for (let time = 1; time <= times; time += 1) {
    const reference = `${name}${time}`;
    await offer(api, who, time, reference);
    const promotions = list((await promotionsOf(api, time, reference))['items']).map(({ promotion_id: id }) => id);
    const known = {
      channel_order_id: reference,
      promotions,
      shipping_lines: [{ code: method, title: method, price: prices.find((one) => one.method === method)?.price_minor }],
    };
    await placeOrder(api, { channel: 'web', name: reference, lines: cartOf(time), who, known });
    const listed = await until(async () => {
      const { items } = await must(api.send('GET', `/orders?channel_order_id=${reference}&limit=1`), reference);
      return list(items)[0];
    }, signal);
    if (time > 1 || !listed) continue;
    const statements = [{ purpose: 'personalisation', granted: true, source: 'checkout' }];
    await must(api.send('POST', `/persons/${String(listed['person_id'])}/consents`, { statements }), 'the consent');
  }
};

/** What happens in the night, and some hours after a checkout: choices are learned, and sales and returns are counted. */
export const countNow = async (platform: Platform): Promise<void> => {
  await learnChoicesOf(platform).learnUntil(main, plusMs(platform.clock.now(), 2 * hourMs));
  await learnOutcomesOf(platform).learnUntil(main, plusMs(platform.clock.now(), 2 * hourMs));
  await createCountCoPurchase(coPurchaseParts(platform)).count(main);
  await createCountReturns(countReturnsParts(platform)).count(main);
};

const tellOptions = async (api: ApiClient, who: DemoCustomer): Promise<void> => {
  const { items, ranking } = await offer(api, who, 1);
  const { basis } = ranking as Item;
  note(
    'checkout',
    `${who.name} is offered ${list(items)
      .map(({ method }) => String(method))
      .join(', then ')} (${String(basis)})`,
  );
};

const tellReturns = async (api: ApiClient): Promise<void> => {
  const lines = ['M', 'L'].map((size) => ({ sku: `JACKET-RAIN-${size}`, quantity: 1 }));
  const answer = await must(api.send('POST', '/checkout/return-risk', { currency: 'USD', channel: 'web', lines }), 'the return risk');
  for (const { sku, probability, suggestion } of list(answer['lines'])) {
    const hint = suggestion === null ? '' : `: ${String((suggestion as Item)['sentence'])}`;
    note('checkout', `${String(sku)} comes back with a chance of ${Math.round(Number(probability) * 100)} %${hint}`);
  }
};

const promotionsOf = (api: ApiClient, mugs: number, reference?: string): Promise<Item> =>
  must(
    api.send('POST', '/checkout/promotions', {
      currency: 'USD',
      channel: 'web',
      lines: cartOf(mugs),
      ...(reference === undefined ? {} : { order_reference: reference }),
    }),
    'the promotions',
  );

const tellPromotions = async (api: ApiClient): Promise<void> => {
  for (const { title, reason } of list((await promotionsOf(api, 4))['items'])) note('checkout', `${String(title)}: ${String(reason)}`);
};

const tellPairs = async (api: ApiClient): Promise<void> => {
  const [first] = list((await must(api.send('GET', '/bundles?limit=1'), 'the bundles'))['items']);
  if (first) note('bundles', `bought together: ${(first['skus'] as readonly string[]).join(' and ')}`);
};

/** Two customers choose as they are, what they chose comes first the next time, and a cart is told what may come back of it. */
export const playCheckout = async (stage: Stage): Promise<void> => {
  await Promise.all(shoppers.map((shopper) => shop(stage, shopper)));
  await countNow(stage.platform);
  for (const { who } of shoppers) await tellOptions(stage.api, who);
  await tellPromotions(stage.api);
  await tellReturns(stage.api);
  await tellPairs(stage.api);
};
