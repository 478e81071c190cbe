import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './api-client.ts';

type StoredEvent = {
  readonly type: string;
  readonly version: number;
  readonly recorded_at: string;
  readonly payload: Readonly<Record<string, unknown>>;
};
type OrderRow = {
  readonly order_id: string;
  readonly channel: string;
  readonly channel_order_id: string;
  readonly channel_order_name: string | null;
  readonly updated_at: string;
};

type Sentence = (payload: Readonly<Record<string, unknown>>) => string | undefined;

const list = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  (value ?? []) as readonly Readonly<Record<string, unknown>>[];
const units = (value: unknown): number => list(value).reduce((sum, line) => sum + Number(line['quantity']), 0);
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const amount = (minor: unknown, currency: unknown): string => {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: String(currency) });
  return format.format(Number(minor) / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

/** What each event means to someone who watches. Events not named here are bookkeeping. */
const sentences: Readonly<Record<string, Sentence>> = {
  'order.created': (payload) =>
    `received, ${counted(units(payload['lines']), 'unit')}, ${amount((payload['totals'] as Record<string, unknown>)['total'], payload['currency'])}`,
  'order.confirmed': (payload) => {
    const { basis, reference } = payload['payment'] as { readonly basis: string; readonly reference: string | null };
    return basis === 'terms' ? `confirmed on terms${reference === null ? '' : `, ${reference}`}` : 'confirmed: payment is secured';
  },
  'order.hold_placed': (payload) => {
    const hold = payload['hold'] as Readonly<Record<string, unknown>>;
    return `ON HOLD (${String(hold['type'])}): ${String(hold['reason'])}`;
  },
  'order.hold_released': () => 'hold released',
  'order.backordered': (payload) =>
    `backorder: ${list(payload['lines'])
      .map((line) => `${String(line['quantity'])} × ${String(line['sku'])}`)
      .join(', ')} out of stock`,
  'order.promise_changed': (payload) => {
    const day = list(payload['lines']).find((line) => line['kind'] !== 'allocated' && line['promised_for']);
    return day && `promised for ${String(day['promised_for']).slice(0, 10)}, by ${String(day['reference'])}`;
  },
  'order.routed': (payload) =>
    list(payload['assignments']).length > 1
      ? `SPLIT over ${list(payload['assignments'])
          .map((one) => String(one['location_id']))
          .join(' and ')}`
      : `assigned to ${String(list(payload['assignments'])[0]?.['location_id'])}`,
  'item.allocated': () => 'stock reserved',
  'order.picking_started': () => 'picking',
  'order.packed': () => 'packed',
  'order.partially_shipped': () => 'partially shipped',
  'order.shipped': () => 'shipped',
  'order.delivered': () => 'DELIVERED',
  'order.completed': () => 'completed',
  'order.sourcing_reopened': (payload) =>
    typeof payload['excluded_location_id'] === 'string'
      ? `refused by ${payload['excluded_location_id']}; looking for another source`
      : 'looking for a source again',
  'order.cancelled': (payload) => `CANCELLED by ${String(payload['reason'])}; stock and work are given back`,
};

/** ANSI colours by how a sentence begins. */
const colours: readonly (readonly [readonly string[], number])[] = [
  [['DELIVERED', 'completed'], 32],
  [['ON HOLD', 'backorder', 'refused'], 33],
  [['CANCELLED'], 31],
  [['SPLIT'], 36],
];

const paint = (text: string): string => {
  if (!process.stdout.isTTY) return text;
  const [, code] = colours.find(([words]) => words.some((word) => text.startsWith(word))) ?? [];
  return code === undefined ? text : `\u001b[${code}m${text}\u001b[0m`;
};

const clockTime = (instant: string): string => new Date(instant).toLocaleTimeString('en-GB');

export const say = (order: string, text: string, at: string): void => {
  process.stdout.write(`${clockTime(at)}  ${order.padEnd(22)} ${paint(text)}\n`);
};

/** Tells in the terminal what happens to every order, as it happens, from the API's own events. */
export const startNarrator = (options: { readonly api: ApiClient; readonly signal: AbortSignal; readonly from: string }): Promise<void> => {
  const { api, signal } = options;
  const told = new Map<string, { readonly version: number; readonly updatedAt: string }>();

  const tell = async (row: OrderRow): Promise<void> => {
    const known = told.get(row.order_id);
    if (known?.updatedAt === row.updated_at || row.updated_at < options.from) return;
    const { body } = await api.send('GET', `/orders/${row.order_id}/events`);
    const events = (body['events'] ?? []) as readonly StoredEvent[];
    for (const event of events) {
      if (event.version <= (known?.version ?? 0) || event.recorded_at < options.from) continue;
      const sentence = sentences[event.type]?.(event.payload);
      if (sentence !== undefined) say(`${row.channel} ${row.channel_order_name ?? row.channel_order_id}`, sentence, event.recorded_at);
    }
    told.set(row.order_id, { version: events.at(-1)?.version ?? 0, updatedAt: row.updated_at });
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const { body } = await api.send('GET', '/orders?limit=50');
      for (const row of [...((body['items'] ?? []) as readonly OrderRow[])].reverse()) await tell(row);
      await sleep(300, undefined, { signal });
    }
  };
  return run().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
};
