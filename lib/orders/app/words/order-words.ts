import type * as z from 'zod';
import type { orderEventPayloads } from '../../../contracts/events/orders.ts';
import { amountOf, counted, goodsOf, inner, listed, spoken, unitsOf, type Vocabulary, type Words } from './words.ts';

type Payloads = { readonly [Type in keyof typeof orderEventPayloads]: z.output<(typeof orderEventPayloads)[Type]> };

const words =
  (kind: Words['kind']) =>
  (title: string, sentence: string, reference: string | null = null): Words => ({ kind, title, sentence, reference });

const [order, hold, work, parcel] = [words('order'), words('hold'), words('work'), words('parcel')];

const securedBy = {
  authorised: 'the money is reserved',
  captured: 'the money has been taken',
  terms: 'terms were agreed on',
} as const;

const standsAs = {
  open: 'has been created',
  released: 'is on the list of its location',
  picking: 'is being picked',
  packed: 'is packed',
  shipped: 'has left',
  delivered: 'has arrived',
  rejected: 'was rejected by its location',
  cancelled: 'was called off',
} as const;

const revisionOf = ({ changes, lines }: Payloads['order.revised']): string => {
  const parts = [
    lines.added.length > 0 ? `added ${counted(lines.added.length, 'line')}` : '',
    lines.changed.length > 0 ? `changed ${counted(lines.changed.length, 'line')}` : '',
    lines.removed.length > 0 ? `removed ${counted(lines.removed.length, 'line')}` : '',
    ...Object.keys(changes).map((name) => (name === 'person_id' ? 'changed whose it is' : `changed its ${spoken(name)}`)),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'The channel sent a newer revision that changes nothing here.' : `The channel ${listed(parts)}.`;
};

/** A person's correction of the address is a revision that the channel knows nothing of. */
const addressOf = ({ changes }: Payloads['order.revised']): string | undefined => {
  const confirmed = changes.address_check?.confirmed === true ? ' It is right, somebody said, although the check finds something.' : '';
  if (changes.address_correction) return `The address was corrected with us.${confirmed}`;
  return confirmed === '' ? undefined : `The address was looked at.${confirmed}`;
};

const shortOf = (lines: Payloads['order.fulfillment_recorded']['lines']): string => {
  const short = lines.reduce((sum, line) => sum + line.short_quantity, 0);
  return short === 0 ? '' : `, ${counted(short, 'unit')} short`;
};

const promisesOf = (lines: Payloads['order.promise_changed']['lines']): string => {
  if (lines.length === 0) return 'Nothing is promised any more';
  const isAllThere = lines.every(({ kind }) => kind === 'allocated');
  const parts = lines.map(({ line_id: id, quantity, promised_for: at, kind, reference }) => {
    const units = `${counted(quantity, 'unit')} of line ${id}`;
    const due = isAllThere && at !== null ? `, to arrive by ${at}` : '';
    if (kind === 'allocated') return `${units}: a location has ${quantity === 1 ? 'it' : 'them'}${due}`;
    const from = reference === null ? '' : ` (${reference})`;
    return at === null ? `${units}: nobody knows when` : `${units}: for ${at}${from}`;
  });
  return listed(parts);
};

const calledOff = (fulfillments: readonly unknown[]): string =>
  fulfillments.length === 0 ? '' : ` ${counted(fulfillments.length, 'fulfillment order')} called off.`;

/** What happened to an order, by its own events. */
export const orderWords: Vocabulary<Payloads> = {
  'order.created': ({ channel, channel_account: account, lines, totals, currency, test }) =>
    order(
      'Order came in',
      `${channel} ${account} brought ${test ? 'a test order' : 'the order'}: ${unitsOf(lines)} for ${amountOf(totals.total, currency)}.`,
    ),
  'order.revised': (payload) => {
    const address = addressOf(payload);
    return address === undefined
      ? order('Order revised', revisionOf(payload), payload.channel_revision)
      : order('Address corrected', address);
  },
  'order.confirmed': ({ payment }) => order('Payment secured', `Payment is secured: ${securedBy[payment.basis]}.`, payment.reference),
  'order.hold_placed': ({ hold: placed }) => {
    const stops = placed.blocks.length === 0 ? 'marks the order' : `stops ${listed(placed.blocks)}`;
    const until = placed.until === null ? '' : ` From ${placed.until} on anybody who may handle holds can release it.`;
    return hold('Hold placed', `A hold (${spoken(placed.type)}) ${stops}: ${inner(placed.reason)}.${until}`, placed.hold_id);
  },
  'order.hold_released': ({ hold_id: id }) => hold('Hold released', `The hold ${id} was released.`, id),
  'order.hold_rejected': ({ hold_id: id }) => hold('Hold upheld', `The hold ${id} was upheld: what it stops does not go on.`, id),
  'order.backordered': ({ lines, decision_id: id }) =>
    order('Waiting for stock', `No location can send ${goodsOf(lines)} now; the order waits for stock.`, id),
  'order.routed': ({ assignments, waiting, decision_id: id }) => {
    const given = assignments.map(({ location_id: place, lines }) => `${unitsOf(lines)} to ${place}`);
    const rest = waiting.length === 0 ? '' : ` Waiting for stock: ${goodsOf(waiting)}.`;
    return order('Locations chosen', `Sourcing gave ${listed(given)}.${rest}`, id);
  },
  'item.allocated': ({ fulfillment_order_ids: ids }) =>
    order('Stock reserved', `Stock is reserved for ${counted(ids.length, 'fulfillment order')}.`),
  'order.promise_changed': ({ lines, kept }) => {
    const said = kept === false ? ' What was promised before cannot be kept.' : kept === true ? ' What was promised before is kept.' : '';
    return order('Promised', `${promisesOf(lines)}.${said}`);
  },
  'order.fulfillment_recorded': ({ fulfillment_order_id: id, fulfillment_status: status, lines }) =>
    work('Work noted', `The order knows that fulfillment order ${id} ${standsAs[status]}${shortOf(lines)}.`, id),
  'order.sourcing_reopened': ({ lines, excluded_location_id: place, fulfillment_order_id: id }) => {
    const without = place === null ? '' : ` ${place} could not supply them and is not asked again for them.`;
    return order('Sourcing reopened', `A location is needed again for ${goodsOf(lines)}.${without}`, id);
  },
  'order.fulfillment_recall_requested': ({ fulfillment_order_id: id, lines, reason, partly }) => {
    if (partly)
      return work('Units recalled', `Fulfillment order ${id} is to go on without ${goodsOf(lines)}: the order no longer wants them.`, id);
    const why =
      reason === undefined
        ? `the order no longer wants ${goodsOf(lines)} of it`
        : reason === 'rerouted'
          ? `somebody wants ${goodsOf(lines)} from another location`
          : `the address changed, so ${goodsOf(lines)} are sourced anew`;
    return work('Work recalled', `Fulfillment order ${id} is to be called off: ${why}.`, id);
  },
  'order.picking_started': () => order('Picking', 'A location has begun to pick the order.'),
  'order.packed': () => order('Packed', 'Everything that is still to leave is packed.'),
  'order.partially_shipped': ({ shipment_ids: ids, remaining }) =>
    parcel('Partly shipped', `A part of the order has left, in ${counted(ids.length, 'parcel')}; still to come: ${goodsOf(remaining)}.`),
  'order.shipped': ({ shipment_ids: ids }) =>
    parcel('Shipped', `Everything that was to be sent has left, in ${counted(ids.length, 'parcel')}.`),
  'order.delivered': ({ delivered_at: at }) => parcel('Delivered', `Everything has arrived, the last of it at ${at}.`),
  'order.completed': ({ basis }) =>
    order(
      'Completed',
      basis === 'delivered'
        ? 'The order is complete: the time to complain after delivery is over.'
        : 'The order is complete: there was nothing for us to send.',
    ),
  'order.return_recorded': ({ return_id: id, lines, location_id: place }) => {
    const reasons = [...new Set(lines.flatMap(({ reason }) => (reason ? [spoken(reason)] : [])))];
    const why = reasons.length === 0 ? '' : ` (${listed(reasons)})`;
    return order('Return', `${unitsOf(lines)} came back${place ? ` to ${place}` : ''} under return ${id}${why}.`, id);
  },
  'order.returned': () => order('Returned', 'Everything that had gone out has come back.'),
  'order.cancelled': ({ reason, fulfillments }) =>
    order('Cancelled', `The order was cancelled (reason: ${spoken(reason)}).${calledOff(fulfillments)}`),
  'order.remainder_cancelled': ({ reason, lines, fulfillments }) =>
    order('Rest cancelled', `What had not left was cancelled (reason: ${spoken(reason)}): ${goodsOf(lines)}.${calledOff(fulfillments)}`),
  'order.rerouted': ({ fulfillment_order_id: id, from_location_id: from, to_location_id: to, reason_code: reason, lines }) =>
    work('Sent elsewhere', `${goodsOf(lines)} are to come from ${to ?? 'another location'} instead of ${from} (${spoken(reason)}).`, id),
  'order.note_added': ({ note_id: id }) => ({ kind: 'note', title: 'Note', sentence: 'A note was written.', reference: id }),
};
