import type * as z from 'zod';
import type { inventoryBucketEventPayloads, inventoryEventPayloads } from '../../../contracts/events/inventory.ts';
import { counted, spoken, type Vocabulary, type Words } from './words.ts';

type Of<Schemas extends Readonly<Record<string, z.ZodType>>> = { readonly [Type in keyof Schemas]: z.output<Schemas[Type]> };
type Payloads = Of<typeof inventoryEventPayloads> & Of<typeof inventoryBucketEventPayloads>;
type Stream = { readonly stream_id: string };
type Quantity = { readonly quantity: number };

/** `MUG at east` for the stream `MUG@east`, and with its bucket for `MUG@east@3`. A sign within a SKU stands escaped in the id. */
const goods = ({ stream_id: id }: Stream): string => {
  const [sku, location, slot] = id.split('@');
  if (location === undefined) return id;
  return `${sku} at ${location}${slot === undefined ? '' : `, bucket ${slot}`}`;
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

const reserved = ({ quantity, kind }: { readonly quantity: number; readonly kind: 'cart' | 'order' }, stream: Stream): Words =>
  stock('Stock reserved', `${units(quantity, stream)} reserved for ${kind === 'cart' ? 'a cart' : 'an order'}.`, stream);
const allocated = ({ quantity }: Quantity, stream: Stream): Words =>
  stock('Stock allocated', `${units(quantity, stream)} promised to an order.`, stream);
const released = ({ quantity, reason }: Quantity & { readonly reason: string }, stream: Stream): Words =>
  stock('Reservation ended', `${units(quantity, stream)} free again (reason: ${spoken(reason)}).`, stream);
const voided = (_: unknown, stream: Stream): Words =>
  stock('Reservation refused', `A reservation of ${goods(stream)} was given up before it was made.`, stream);
const shipped = ({ quantity }: Quantity, stream: Stream): Words =>
  stock('Goods sold', `${units(quantity, stream)} left the shelf for an order.`, stream);

/** What happened to an article at a location. */
export const inventoryWords: Vocabulary<Payloads> = {
  'inventory.received': ({ quantity }, stream) => stock('Goods received', `${units(quantity, stream)} came in.`, stream),
  'inventory.expected': ({ delta, expected_at: at }, stream) =>
    stock(
      'Delivery expected',
      `What is expected of ${goods(stream)} went ${change(delta)}${at === undefined ? '' : `, for ${at}`}.`,
      stream,
    ),
  'inventory.reserved': reserved,
  'inventory.allocated': allocated,
  'inventory.reservation_released': released,
  'inventory.reservation_voided': voided,
  'inventory.shipped': shipped,
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
  'inventory.leased': ({ quantity, slots }, stream) =>
    stock('Stock leased', `${units(quantity, stream)} handed to ${counted(slots, 'bucket')}, because many buy it at once.`, stream),
  'inventory.lease_returned': ({ quantity, slot }, stream) =>
    stock('Stock given back', `${units(quantity, stream)} came back from bucket ${slot}.`, stream),
  'inventory.lease_ended': (_, stream) => stock('Buckets emptied', `No bucket holds anything of ${goods(stream)} any more.`, stream),
  'inventory_bucket.opened': ({ quantity }, stream) => stock('Bucket opened', `${units(quantity, stream)} are sold from here.`, stream),
  'inventory_bucket.filled': ({ quantity }, stream) => stock('Bucket filled', `${units(quantity, stream)} came in.`, stream),
  'inventory_bucket.drawn': ({ quantity, to_slot: slot }, stream) =>
    stock('Bucket drawn from', `${units(quantity, stream)} went to bucket ${slot}.`, stream),
  'inventory_bucket.reserved': reserved,
  'inventory_bucket.allocated': allocated,
  'inventory_bucket.reservation_released': released,
  'inventory_bucket.reservation_voided': voided,
  'inventory_bucket.shipped': shipped,
  'inventory_bucket.displaced': ({ reservations }, stream) =>
    stock('Reservations displaced', `${counted(reservations.length, 'reservation')} of ${goods(stream)} lost the goods.`, stream),
  'inventory_bucket.returned': ({ quantity }, stream) => stock('Stock given back', `${units(quantity, stream)} went back.`, stream),
  'inventory_bucket.closed': ({ quantity }, stream) =>
    stock('Bucket closed', `${units(quantity, stream)} went back; nothing is sold from here any more.`, stream),
};
