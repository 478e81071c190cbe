import type * as z from 'zod';
import type { fulfilmentEventPayloads } from '../../../contracts/events/fulfilment.ts';
import { counted, goodsOf, listed, spoken, unitsOf, type Vocabulary, type Words } from './words.ts';

type Payloads = { readonly [Type in keyof typeof fulfilmentEventPayloads]: z.output<(typeof fulfilmentEventPayloads)[Type]> };

const work = (title: string, sentence: string, reference: string): Words => ({ kind: 'work', title, sentence, reference });
const parcel = (title: string, sentence: string, reference: string): Words => ({ kind: 'parcel', title, sentence, reference });

/** What happened to a fulfillment order, which is the work of one location. */
export const fulfilmentWords: Vocabulary<Payloads> = {
  'fulfillment_order.created': ({ location_id: place, lines, fulfillment_order_id: id, delivery_method: method }) =>
    work('Work created', `${place} is to ${method === 'pickup' ? 'lay ready' : 'send'} ${goodsOf(lines)}.`, id),
  'fulfillment_order.released': (_, { stream_id: id }) => work('Work released', 'The location can see the work.', id),
  'fulfillment_order.accepted': ({ reference }, { stream_id: id }) =>
    work('Work accepted', `The location accepted the work${reference === null ? '' : ` under its number ${reference}`}.`, id),
  'fulfillment_order.picking_started': (_, { stream_id: id }) => work('Picking', 'The location has begun to pick.', id),
  'fulfillment_order.short_picked': ({ location_id: place, lines, reason }, { stream_id: id }) => {
    const found = lines.map(({ sku, picked_quantity: picked, quantity }) => `${picked} of ${quantity} × ${sku}`);
    return work('Short pick', `${place} found only ${listed(found)} (reason: ${spoken(reason)}).`, id);
  },
  'fulfillment_order.packed': ({ packages }, { stream_id: id }) => {
    const grams = packages.reduce((sum, { weight_grams: weight }) => sum + weight, 0);
    return work('Packed', `Packed in ${counted(packages.length, 'package')} of ${grams} g.`, id);
  },
  'shipment.created': ({ carrier, service, tracking_number: tracking }) =>
    parcel('Parcel', `A parcel goes with ${carrier}${service === null ? '' : ` ${service}`} under tracking number ${tracking}.`, tracking),
  'fulfillment_order.shipped': ({ location_id: place, lines }, { stream_id: id }) =>
    work('Shipped', `${unitsOf(lines)} left ${place}.`, id),
  'shipment.delivered': ({ shipment_id: id, delivered_at: at }) => parcel('Parcel arrived', `Parcel ${id} arrived at ${at}.`, id),
  'shipment.damaged': ({ shipment_id: id, mishap }) =>
    parcel(
      mishap === 'lost' ? 'Parcel lost' : 'Parcel damaged',
      `Parcel ${id} ${mishap === 'lost' ? 'was lost on the way' : 'arrived damaged'}.`,
      id,
    ),
  'fulfillment_order.delivered': ({ delivered_at: at }, { stream_id: id }) =>
    work('Delivered', `Everything that the location sent has arrived, the last of it at ${at}.`, id),
  'fulfillment_order.sent_to_supplier': ({ location_id: place, lines, lead_time_days: days }, { stream_id: id }) =>
    work('Asked of supplier', `${place} was asked to send ${goodsOf(lines)}${days === null ? '' : ` within ${counted(days, 'day')}`}.`, id),
  'fulfillment_order.ready_for_pickup': ({ location_id: place, lines, expires_at: at }, { stream_id: id }) =>
    work('Ready for pickup', `${goodsOf(lines)} can be collected at ${place} until ${at}.`, id),
  'fulfillment_order.pickup_extended': ({ expires_at: at }, { stream_id: id }) =>
    work('Kept for longer', `The goods are kept for the customer until ${at}.`, id),
  'fulfillment_order.pickup_overdue': ({ location_id: place, expires_at: at }, { stream_id: id }) =>
    work('Nobody came', `Nobody had come to ${place} for the goods by ${at}; a person decides.`, id),
  'fulfillment_order.collected': ({ location_id: place, lines, collected_by: by, proof }, { stream_id: id }) =>
    work('Collected', `${unitsOf(lines)} collected at ${place} by the ${spoken(by)} (shown: ${spoken(proof)}).`, id),
  'fulfillment_order.pickup_expired': ({ location_id: place }, { stream_id: id }) =>
    work('Pickup expired', `Nobody came to ${place} in time, so the goods go back to the shelf.`, id),
  'fulfillment_order.reduced': ({ location_id: place, lines }, { stream_id: id }) =>
    work('Work reduced', `${place} is no longer to send ${goodsOf(lines)}.`, id),
  'fulfillment_order.rejected': ({ location_id: place, reason }, { stream_id: id }) =>
    work('Work rejected', `${place} rejected the work (reason: ${spoken(reason)}).`, id),
  'fulfillment_order.cancelled': ({ location_id: place, reason }, { stream_id: id }) =>
    work('Work called off', `The work at ${place} was called off (reason: ${spoken(reason)}).`, id),
};
