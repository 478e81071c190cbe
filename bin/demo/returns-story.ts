import { orderWatchParts } from '../../lambdas/orders/watch-parts.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { createWatchOrders } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';
import { placeOrder } from './place-order.ts';
import { customer, type DemoCustomer, type DemoLine, flask, newcomers } from './retailer.ts';
import { until } from './waiting.ts';

type Item = Readonly<Record<string, unknown>>;
/** Units of a line that come back, why, and how. */
type Back = { readonly sku: string; readonly quantity: number; readonly reason: string; readonly condition: string };
type Parcel = { readonly name: string; readonly who: DemoCustomer; readonly lines: readonly DemoLine[]; readonly back: readonly Back[] };
type Stage = { readonly platform: Platform; readonly api: ApiClient; readonly signal: AbortSignal };

const main = TenantId('main');
const note = (who: string, text: string): void => say(who, text, new Date().toISOString());
const list = (value: unknown): readonly Item[] => (value ?? []) as readonly Item[];
const newcomer = (index: number): DemoCustomer => newcomers[index % newcomers.length] as DemoCustomer;

/** A size of the jacket that more people buy than any other. */
const tooSmall = 'JACKET-RAIN-M';

const jackets = [1, 2, 2, 1].map((kept, index): Parcel => {
  const quantity = 3;
  const back = { sku: tooSmall, quantity: quantity - kept, reason: 'too-small', condition: index === 0 ? 'opened' : 'new' };
  return { name: `R-700${index + 1}`, who: newcomer(index), lines: [{ sku: tooSmall, quantity }], back: [back] };
});
const flasks = [0, 1, 0].map((kept, index): Parcel => {
  const quantity = 2;
  const back = { sku: flask.sku, quantity: quantity - kept, reason: index === 2 ? 'incomplete' : 'defective', condition: 'damaged' };
  return { name: `R-701${index + 1}`, who: newcomer(4 + index), lines: [{ sku: flask.sku, quantity }], back: [back] };
});
/** What comes back everywhere, and says nothing of an article; the last found nobody at home, and its customer still waits for it. */
const others: readonly Parcel[] = [
  {
    name: 'R-7021',
    who: customer(3),
    lines: [
      { sku: 'SHOE-TRAIL-41', quantity: 1 },
      { sku: 'SHOE-TRAIL-42', quantity: 1 },
    ],
    back: [{ sku: 'SHOE-TRAIL-41', quantity: 1, reason: 'ordered-several', condition: 'new' }],
  },
  {
    name: 'R-7022',
    who: newcomer(7),
    lines: [
      { sku: 'LANTERN-GLASS', quantity: 1 },
      { sku: 'BAG-DOWN', quantity: 1 },
    ],
    back: [
      { sku: 'LANTERN-GLASS', quantity: 1, reason: 'damaged-in-transit', condition: 'damaged' },
      { sku: 'BAG-DOWN', quantity: 1, reason: 'changed-mind', condition: 'opened' },
    ],
  },
  {
    name: 'R-7023',
    who: newcomer(8),
    lines: [{ sku: 'LANTERN-GLASS', quantity: 2 }],
    back: [{ sku: 'LANTERN-GLASS', quantity: 2, reason: 'undeliverable', condition: 'new' }],
  },
];

const arrived = new Set(['delivered', 'completed']);

/** Ordered, delivered, tried, and sent back to where it came from. @returns whether it came back */
const sendBack = async ({ api, signal }: Stage, { name, who, lines, back }: Parcel): Promise<boolean> => {
  const { order_id: orderId } = await placeOrder(api, { channel: 'web', name, lines, who });
  const order = await until(async () => {
    const found = await must(api.send('GET', `/orders/${String(orderId)}`), name);
    return arrived.has(String(found['status'])) ? found : undefined;
  }, signal);
  if (!order) return false;
  const lineIds = new Map(list(order['line_items']).map((line) => [line['sku'], line['line_id']]));
  const returned = back.map(({ sku, ...rest }) => ({ line_id: lineIds.get(sku), ...rest }));
  const body = { return_id: `back-${name}`, lines: returned, location_id: 'newark' };
  await must(api.send('POST', `/orders/${String(orderId)}/returns`, body), `the return of ${name}`);
  const told = back.map(({ sku, quantity, reason }) => `${quantity} × ${sku} (${reason})`).join(', ');
  note(`web ${name}`, `came back: ${told}`);
  return true;
};

const openAnomalies = async (api: ApiClient): Promise<readonly Item[]> =>
  list((await must(api.send('GET', '/order-anomalies?limit=200'), 'the anomalies'))['items']);

/** One screen from which four people order within minutes. */
const onOneDevice = async (api: ApiClient): Promise<void> => {
  const device = { visitor_id: '7be20c4419d8a6f35b7be20c4419d8a6' };
  for (const [index, quantity] of [1, 2, 3, 4].entries())
    await placeOrder(api, {
      channel: 'web',
      name: `D-800${index + 1}`,
      lines: [{ sku: 'MAT-AIR', quantity }],
      who: newcomer(index + 4),
      known: { device },
    });
};

/**
 * Goods come back for reasons of their own, one size of the jacket because it is cut small, and flasks because they leak; and four
 * customers share a device. Whoever looks at the orders then finds all three, and so does the demo, without waiting for the night.
 */
export const playReturns = async (stage: Stage): Promise<void> => {
  const { platform, api, signal } = stage;
  await onOneDevice(api);
  for (const some of [jackets, flasks, others]) await Promise.all(some.map((parcel) => sendBack(stage, parcel)));
  const watch = createWatchOrders(orderWatchParts(platform));
  // The lists that are looked at follow the orders after a moment.
  const found = await until(
    async () => {
      await watch.runNow(main);
      const open = await openAnomalies(api);
      const isWhole =
        open.filter(({ kind }) => kind === 'listing_problem').length >= 2 && open.some(({ kind }) => kind === 'shared_device');
      return isWhole ? open : undefined;
    },
    signal,
    20,
  );
  for (const { kind, sentence } of found ?? [])
    if (kind === 'listing_problem' || kind === 'shared_device') note('anomaly', String(sentence));
};
