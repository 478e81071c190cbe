import type * as z from 'zod';
import type { inventoryEventPayloads } from '../../../contracts/events/inventory.ts';
import { counted, spoken, type Vocabulary, type Words } from './words.ts';

type Payloads = { readonly [Type in keyof typeof inventoryEventPayloads]: z.output<(typeof inventoryEventPayloads)[Type]> };
type Stream = { readonly stream_id: string };

/** `MUG at east` for the stream `MUG@east`. A SKU may hold the sign itself, a location's end decides. */
const goods = ({ stream_id: id }: Stream): string => {
  const at = id.lastIndexOf('@');
  return at < 0 ? id : `${id.slice(0, at)} at ${id.slice(at + 1)}`;
};

const stock = (title: string, sentence: string, stream: Stream): Words => ({ kind: 'stock', title, sentence, reference: stream.stream_id });
const units = (quantity: number, stream: Stream): string => `${counted(quantity, 'unit')} of ${goods(stream)}`;
const change = (delta: number): string => (delta === 0 ? 'on as it was' : delta > 0 ? `up by ${delta}` : `down by ${-delta}`);

const ends = {
  restock: 'put back for sale',
  damaged: 'kept as damaged',
  quality_control: 'kept for inspection',
  dispose: 'disposed of',
} as const;
const places = { on_hand: 'for sale', damaged: 'damaged', disposed: 'disposed of', quality_control: 'inspection' } as const;

/** What happened to an article at a location. */
export const inventoryWords: Vocabulary<Payloads> = {
  'inventory.received': ({ quantity }, stream) => stock('Goods received', `${units(quantity, stream)} came in.`, stream),
  'inventory.expected': ({ delta, expected_at: at }, stream) =>
    stock(
      'Delivery expected',
      `What is expected of ${goods(stream)} went ${change(delta)}${at === undefined ? '' : `, for ${at}`}.`,
      stream,
    ),
  'inventory.reserved': ({ quantity, kind }, stream) =>
    stock('Stock reserved', `${units(quantity, stream)} reserved for ${kind === 'cart' ? 'a cart' : 'an order'}.`, stream),
  'inventory.allocated': ({ quantity }, stream) => stock('Stock allocated', `${units(quantity, stream)} promised to an order.`, stream),
  'inventory.reservation_released': ({ quantity, reason }, stream) =>
    stock('Reservation ended', `${units(quantity, stream)} free again (reason: ${spoken(reason)}).`, stream),
  'inventory.reservation_voided': (_, stream) =>
    stock('Reservation refused', `A reservation of ${goods(stream)} was given up before it was made.`, stream),
  'inventory.shipped': ({ quantity }, stream) => stock('Goods sold', `${units(quantity, stream)} left the shelf for an order.`, stream),
  'inventory.adjusted': ({ delta, reason_code: reason, counted_on_hand: found }, stream) => {
    const how = found === undefined ? `went ${change(delta)}` : `was counted: ${found} on hand`;
    return stock('Stock adjusted', `The stock of ${goods(stream)} ${how} (reason: ${spoken(reason)}).`, stream);
  },
  'inventory.transferred_out': ({ quantity, transfer_id: id }, stream) =>
    stock('Transfer out', `${units(quantity, stream)} left for another location under transfer ${id}.`, stream),
  'inventory.transferred_in': ({ quantity, transfer_id: id }, stream) =>
    stock('Transfer in', `${units(quantity, stream)} came from another location under transfer ${id}.`, stream),
  'inventory.returned': ({ quantity, disposition }, stream) =>
    stock('Goods returned', `${units(quantity, stream)} came back and were ${ends[disposition]}.`, stream),
  'inventory.damaged': ({ quantity, reason_code: reason }, stream) =>
    stock('Goods damaged', `${units(quantity, stream)} can no longer be sold (reason: ${spoken(reason)}).`, stream),
  'inventory.reclassified': ({ quantity, from, to, reason_code: reason }, stream) =>
    stock(
      'Stock reclassified',
      `${units(quantity, stream)} moved from ${places[from]} to ${places[to]} (reason: ${spoken(reason)}).`,
      stream,
    ),
};
