import * as z from 'zod';
import type { NoticeLine } from '../../app/channel-client.ts';
import type { CanonicalOrder } from '../../domain/canonical-order.ts';
import { type JsonObject, listAt, scalarText } from '../reading/json.ts';
import { idOf, statusOf } from './woocommerce.fields.ts';
import { normalizeWooCommerceOrder } from './woocommerce.normalize.ts';

// A shipment leaves a mark in the order's metadata, hidden in the shop: WooCommerce's core knows no shipments, and marks tell
// which notices have arrived, and when all units are on their way.
const markPrefix = '_waybill_shipment_';
const Mark = z.object({ tracking: z.string(), lines: z.record(z.string(), z.int().min(0)) });
type Mark = z.output<typeof Mark>;

export const markOf = (
  shipmentId: string,
  tracking: string,
  lines: readonly NoticeLine[],
): { readonly key: string; readonly value: string } => {
  const units: Record<string, number> = {};
  for (const { lineId, quantity } of lines) units[lineId] = (units[lineId] ?? 0) + quantity;
  return { key: `${markPrefix}${shipmentId}`, value: JSON.stringify({ tracking, lines: units } satisfies Mark) };
};

/** How an order stands in the shop. */
export type Standing = {
  readonly order: JsonObject;
  readonly id: string;
  readonly status: string;
  /** Units still wanted, by line; empty when nothing is. */
  readonly wanted: ReadonlyMap<string, number>;
  /** Units on their way, by line. */
  readonly shipped: ReadonlyMap<string, number>;
  readonly marks: ReadonlyMap<string, Mark>;
};

const readMark = (text: string | null): Mark | undefined => {
  try {
    const parsed = Mark.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

export const standingOf = (order: JsonObject): Standing => {
  const marks = new Map<string, Mark>();
  for (const { value } of listAt(order, 'meta_data')) {
    const { key } = value;
    const mark = typeof key === 'string' && key.startsWith(markPrefix) ? readMark(scalarText(value['value'])) : undefined;
    if (mark) marks.set((key as string).slice(markPrefix.length), mark);
  }
  const shipped = new Map<string, number>();
  for (const { lines } of marks.values())
    for (const [lineId, quantity] of Object.entries(lines)) shipped.set(lineId, (shipped.get(lineId) ?? 0) + quantity);
  const read = normalizeWooCommerceOrder(order, { account: 'main' });
  const canonical: CanonicalOrder | undefined = read.ok ? read.value[0] : undefined;
  const wanted = new Map((canonical?.lineItems ?? []).map(({ lineId, quantity }) => [lineId, quantity]));
  return { order, id: idOf(order) ?? '', status: statusOf(order), wanted, shipped, marks };
};

/** Units that have neither been shipped nor taken off the order. */
export const openUnits = ({ wanted, shipped }: Standing): readonly NoticeLine[] =>
  [...wanted]
    .map(([lineId, quantity]) => ({ lineId, quantity: quantity - (shipped.get(lineId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);

/** Statuses in which nothing is wanted any more. */
export const closedStatuses: ReadonlySet<string> = new Set(['cancelled', 'refunded', 'trash']);
