import type * as z from 'zod';
import type { purchaseOrderEventPayloads, transferEventPayloads } from '../../../contracts/events/supply.ts';
import { counted, inner, listed, spoken, type Vocabulary, type Words } from './words.ts';

type Of<Schemas extends Readonly<Record<string, z.ZodType>>> = { readonly [Type in keyof Schemas]: z.output<Schemas[Type]> };
type Payloads = Of<typeof transferEventPayloads> & Of<typeof purchaseOrderEventPayloads>;
type Stream = { readonly stream_id: string };
type Units = { readonly sku: string; readonly quantity: number };
type Arrived = { readonly quantity: number; readonly damaged: number };

const supply = (title: string, sentence: string, { stream_id: id }: Stream): Words => ({ kind: 'stock', title, sentence, reference: id });
const goods = (lines: readonly Units[]): string => listed(lines.map(({ sku, quantity }) => `${quantity} × ${sku}`));
const count = (lines: readonly { readonly quantity: number }[]): string =>
  counted(
    lines.reduce((sum, { quantity }) => sum + quantity, 0),
    'unit',
  );
const because = (reason: string | undefined): string => (reason === undefined ? '' : ` (reason: ${inner(reason)})`);

/** What has arrived, and how much of it is damaged. */
const arrived = (lines: readonly Arrived[]): string => {
  const damaged = lines.reduce((sum, line) => sum + line.damaged, 0);
  return `${count(lines)} arrived for sale${damaged === 0 ? '' : `, and ${damaged} damaged`}`;
};

const missing = { write_off: 'written off', return: 'back at the origin' } as const;

/** What happened to transfers and purchase orders. */
export const supplyWords: Vocabulary<Payloads> = {
  'transfer.created': ({ lines, from_location_id: from, to_location_id: to }, stream) =>
    supply('Transfer asked for', `Transfer ${stream.stream_id} is to bring ${goods(lines)} from ${from} to ${to}.`, stream),
  'transfer.approved': (_, stream) => supply('Transfer approved', `Transfer ${stream.stream_id} may go.`, stream),
  'transfer.shipment_begun': ({ lines, expected_at: at }, stream) =>
    supply('Transfer leaving', `Transfer ${stream.stream_id} takes ${goods(lines)} off the shelf, expected by ${at}.`, stream),
  'transfer.shipped': (_, stream) => supply('Transfer on its way', `Transfer ${stream.stream_id} has left.`, stream),
  'transfer.shipment_refused': ({ lines }, stream) => {
    const why = listed(lines.map(({ sku, code }) => `${sku} (${spoken(code)})`));
    return supply('Transfer not sent', `Transfer ${stream.stream_id} could not leave: ${why}.`, stream);
  },
  'transfer.received': ({ lines, reason }, stream) =>
    supply('Transfer received', `Of transfer ${stream.stream_id} ${arrived(lines)}${because(reason)}.`, stream),
  'transfer.closed': ({ missing: how, lines, reason }, stream) =>
    supply(
      'Transfer closed',
      `What of transfer ${stream.stream_id} is missing, ${count(lines)}, is ${missing[how]}${because(reason)}.`,
      stream,
    ),
  'transfer.cancelled': ({ reason }, stream) =>
    supply('Transfer cancelled', `Transfer ${stream.stream_id} was called off${because(reason)}.`, stream),
  'purchase_order.created': ({ supplier, location_id: place, lines }, stream) =>
    supply('Goods ordered', `${inner(supplier)} is to bring ${goods(lines)} to ${place}.`, stream),
  'purchase_order.rescheduled': ({ lines, reason }, stream) => {
    const dates = listed(lines.map(({ line_id: id, expected_at: at }) => `line ${id} ${at === null ? 'without a date' : `for ${at}`}`));
    return supply('Delivery moved', `Expected anew: ${dates}${because(reason)}.`, stream);
  },
  'purchase_order.received': ({ lines, reason }, stream) => supply('Delivery received', `${arrived(lines)}${because(reason)}.`, stream),
  'purchase_order.closed': ({ lines, reason }, stream) =>
    supply('Purchase closed', `Nothing more comes; ${count(lines)} did not${because(reason)}.`, stream),
  'purchase_order.cancelled': ({ lines, reason }, stream) =>
    supply('Purchase cancelled', `${count(lines)} will not come${because(reason)}.`, stream),
};
