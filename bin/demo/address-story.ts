import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';
import { placeOrder } from './place-order.ts';
import { customer } from './retailer.ts';

const isHeld = (order: Readonly<Record<string, unknown>>): boolean =>
  ((order['holds'] ?? []) as readonly { readonly type: string; readonly outcome: string }[]).some(
    ({ type, outcome }) => type === 'address' && outcome === 'open',
  );

/** An order whose ZIP code has lost its leading zero: it is held, and somebody corrects it. */
export const correctAnAddress = async (stage: {
  readonly api: ApiClient;
  readonly operator: ApiClient;
  readonly signal: AbortSignal;
  /** For how long the order is left held, in ms. */
  readonly lookMs: number;
}): Promise<void> => {
  const { api, operator, signal, lookMs } = stage;
  const { name, line1, city, region, postalCode } = customer(3);
  const right = { name, line1, city, region, postal_code: postalCode, country: 'US' };
  const wrong = { ...right, postal_code: postalCode.replace(/^0/, '') };
  const lines = [{ sku: 'MUG-STEEL', quantity: 1 }];
  const placed = await placeOrder(api, { channel: 'web', name: 'W-3005', lines, who: 3, known: { shipping_address: wrong } });
  const orderId = String(placed['order_id']);
  for (let tries = 0; tries < 100; tries += 1) {
    if (isHeld(await must(api.send('GET', `/orders/${orderId}`), orderId))) break;
    await sleep(100, undefined, { signal });
  }
  await sleep(lookMs, undefined, { signal });
  const correction = { shipping_address: right, reason_code: 'typing-error' };
  await must(operator.send('PUT', `/orders/${orderId}/shipping-address`, correction), 'correcting the address');
  say('web W-3005', 'its ZIP code had lost a zero; somebody corrected the address, and it goes on', new Date().toISOString());
};
