// Dates that channels give with an order. They stand among the channel's own fields, because not every channel has them.
import type { Json } from '../../kernel/canonical-json.ts';
import { type Instant, parseInstant } from '../../kernel/instant.ts';
import type { CanonicalOrder } from './canonical-order.ts';

/** Until when goods are to leave, and until when the customer was told that they arrive. */
export type StatedDates = { readonly shipBy?: Instant; readonly deliverBy?: Instant };

type Fields = CanonicalOrder['channelMetadata'];

const instantIn = (value: Json | undefined): Instant | undefined => (typeof value === 'string' ? parseInstant(value) : undefined);

/** The end of a window, where one is given. */
const latestIn = (value: Json | undefined): Instant | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? instantIn((value as Readonly<Record<string, Json>>)['latest'])
    : undefined;

type ReadDates = (fields: Fields) => { readonly shipBy: Instant | undefined; readonly deliverBy: Instant | undefined };

const readers: ReadonlyMap<string, ReadDates> = new Map([
  ['amazon', (fields) => ({ shipBy: latestIn(fields['ship_by']), deliverBy: latestIn(fields['deliver_by']) })],
  ['walmart', (fields) => ({ shipBy: instantIn(fields['estimatedShipDate']), deliverBy: instantIn(fields['estimatedDeliveryDate']) })],
]);

/** What the channel says of the dates of an order; nothing for a channel that gives none. */
export const statedDates = ({ channel, channelMetadata }: Pick<CanonicalOrder, 'channel' | 'channelMetadata'>): StatedDates => {
  const { shipBy, deliverBy } = readers.get(channel)?.(channelMetadata) ?? {};
  return { ...(shipBy === undefined ? {} : { shipBy }), ...(deliverBy === undefined ? {} : { deliverBy }) };
};
