import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';
import { placeOrder } from './place-order.ts';
import { storeId } from './retailer.ts';

type Work = { readonly fulfillment_order_id: string; readonly pickup_until?: string };

/** The work of an order once it lies ready at the counter; undefined when it never does. */
const layReady = async (api: ApiClient, orderId: string, signal: AbortSignal): Promise<Work | undefined> => {
  for (let tries = 0; tries < 150; tries += 1) {
    const order = await must(api.send('GET', `/orders/${orderId}`), orderId);
    const ready = ((order['fulfillment_orders'] ?? []) as readonly Work[]).find((work) => work.pickup_until !== undefined);
    if (ready) return ready;
    await sleep(200, undefined, { signal });
  }
  return undefined;
};

/** One customer orders for the store and comes for the goods; another one's stay at the counter for whoever opens the console. */
export const collectAtStore = async (api: ApiClient, signal: AbortSignal): Promise<void> => {
  const note = (order: string, text: string): void => say(order, text, new Date().toISOString());
  const place = (name: string, who: number, sku: string, quantity: number) =>
    placeOrder(api, { channel: 'web', name, lines: [{ sku, quantity }], who, pickupAt: storeId });
  const [first, second] = await Promise.all([place('C-5001', 0, 'LAMP-HEAD', 1), place('C-5002', 3, 'MUG-STEEL', 2)]);
  const collected = async (): Promise<void> => {
    const work = await layReady(api, String(first['order_id']), signal);
    if (!work) return;
    note('web C-5001', 'lies ready in the store for its customer');
    await sleep(2_500, undefined, { signal });
    const proof = { collected_by: 'customer', proof: 'order-confirmation' };
    await must(api.send('POST', `/fulfillment-orders/${work.fulfillment_order_id}/collect`, proof), 'the pickup');
    note('web C-5001', 'collected; the confirmation of the order was shown');
  };
  const waits = async (): Promise<void> => {
    if (await layReady(api, String(second['order_id']), signal))
      note('web C-5002', 'lies ready in the store: hand it over in the console, under Work');
  };
  await Promise.all([collected(), waits()]);
};
