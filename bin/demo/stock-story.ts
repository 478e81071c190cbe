import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';

const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
const note = (place: string, text: string): void => say(place, text, new Date().toISOString());

const filters = { id: 'PO-77', place: 'dallas', line: '1', units: 50 } as const;

/** Fifty water filters are ordered from their maker, so that whoever buys one meanwhile can be told when it comes. */
export const orderFilters = (api: ApiClient): Promise<unknown> =>
  must(
    api.send('POST', '/purchase-orders', {
      purchase_order_id: filters.id,
      supplier: 'Clearwater Filters',
      location_id: filters.place,
      lines: [{ line_id: filters.line, sku: 'FILTER-H2O', quantity: filters.units, expected_at: inDays(2) }],
    }),
    filters.id,
  );

/** They come before their day. */
export const receiveFilters = async (api: ApiClient): Promise<void> => {
  note(filters.place, `${filters.units} water filters of ${filters.id} arrive, before their day`);
  await must(
    api.send('POST', `/purchase-orders/${filters.id}/receive`, {
      receipt_id: 'dock-1',
      lines: [{ line_id: filters.line, received: filters.units }],
    }),
    'the receipt of the filters',
  );
};

/** Mattresses are sent to the store, and stay on their way. */
export const sendToStore = async (api: ApiClient): Promise<void> => {
  const id = 'T-12';
  note('dallas', 'sends 15 air mattresses to the store in Hoboken, transfer T-12');
  await must(
    api.send('POST', '/transfers', {
      transfer_id: id,
      from_location_id: 'dallas',
      to_location_id: 'hoboken',
      lines: [{ sku: 'MAT-AIR', quantity: 15 }],
      expected_at: inDays(3),
    }),
    id,
  );
  await must(api.send('POST', `/transfers/${id}/approve`), `approving ${id}`);
  await must(api.send('POST', `/transfers/${id}/ship`, {}), `sending ${id}`);
};

/** A shelf has far less than the book: it is put right, and somebody is to find out why. */
export const countShelf = async (api: ApiClient, signal: AbortSignal): Promise<void> => {
  const count = { count_id: 'shelf-4', lines: [{ sku: 'BAG-DOWN', location_id: 'reno', on_hand: 12 }] };
  await must(api.send('POST', '/inventory/counts', count), 'the count');
  note('reno', 'counts 12 sleeping bags where the book has 20 …');
  for (let tries = 0; tries < 50; tries += 1) {
    const { body } = await api.send('GET', '/inventory/anomalies?location_id=reno');
    if (((body['items'] ?? []) as readonly unknown[]).length > 0) return note('reno', '… which is told as an anomaly, with what to do');
    await sleep(200, undefined, { signal });
  }
};
