import { toEpochMs } from '../../../kernel/instant.ts';
import type { NoticeOutcome, ShipmentNotice } from '../../app/channel-client.ts';
import { type JsonObject, objectAt, textAt } from '../reading/json.ts';
import { withJson } from './walmart.api.ts';
import { walmartCarrierOf } from './walmart.carriers.ts';
import { isChannelNode } from './walmart.lines.ts';
import { type KnownLine, knownLines, trackingKey } from './walmart.known.ts';
import { done, known, matchLines, orderUnknown, refusalOf, refused, statusLines } from './walmart.notices.ts';
import { type OrdersParts, readOrderJson } from './walmart.orders.ts';

const orderUrl = ({ settings }: OrdersParts, channelOrderId: string, verb: string): string =>
  `${settings.baseUrl}/v3/orders/${encodeURIComponent(channelOrderId)}/${verb}`;

/** Posts a change of an order. Not repeated here: whether it was done is seen by looking, when the notice comes again. */
export const postChange = async (parts: OrdersParts, channelOrderId: string, verb: string, body?: object): Promise<void> => {
  const call = {
    name: `orders.${verb}`,
    method: 'POST',
    url: orderUrl(parts, channelOrderId, verb),
    repeatable: verb === 'acknowledge',
  } as const;
  await parts.api.writing.call(body === undefined ? call : withJson(call, body));
};

const postAcknowledgement = async (parts: OrdersParts, channelOrderId: string, lines: readonly KnownLine[]): Promise<void> => {
  // The US API acknowledges an order whole and takes no body; the global API wants its lines.
  const body = {
    orderAcknowledgement: {
      orderLines: statusLines(lines.map(({ lineId, units }) => ({ lineId, status: 'Acknowledged', quantity: units.created }))),
    },
  };
  await postChange(parts, channelOrderId, 'acknowledge', parts.settings.market === 'us' ? undefined : body);
};

/** Walmart wants to hear within four hours that an order is in our hands. Its own warehouses' orders are acknowledged by itself. */
export const acknowledgeOrder = async (parts: OrdersParts, channelOrderId: string): Promise<NoticeOutcome> => {
  const order = await readOrderJson(parts, channelOrderId);
  if (order === undefined) return orderUnknown();
  const created = [...knownLines(order).values()].filter(({ units }) => units.created > 0);
  if (created.length === 0 || isByChannel(order)) return known(channelOrderId);
  try {
    await postAcknowledgement(parts, channelOrderId, created);
    return done(channelOrderId);
  } catch (error) {
    return refusalOf(error);
  }
};

const isByChannel = (order: JsonObject): boolean => isChannelNode(textAt(objectAt(order, 'shipNode'), 'type'));

const methodCodes = ['Standard', 'Express', 'OneDay', 'Freight', 'WhiteGlove', 'Value'];

const methodOf = (order: JsonObject): string => {
  const chosen = textAt(objectAt(order, 'shippingInfo'), 'methodCode')?.toLowerCase();
  return methodCodes.find((code) => code.toLowerCase() === chosen) ?? 'Standard';
};

type Parcel = { readonly line: KnownLine; readonly quantity: number };

/** Units of the parcel that Walmart does not know to be shipped under its tracking number. */
const missingOf = (parcels: readonly Parcel[], trackingNumber: string): readonly Parcel[] =>
  parcels
    .map(({ line, quantity }) => ({ line, quantity: quantity - (line.shippedBy.get(trackingKey(trackingNumber)) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);

const shipmentBody = (order: JsonObject, notice: ShipmentNotice, parcels: readonly Parcel[]): object => {
  const carrier = walmartCarrierOf(notice.carrier);
  const trackingInfo = {
    shipDateTime: toEpochMs(notice.shippedAt),
    carrierName: carrier === undefined ? { otherCarrier: notice.carrier } : { carrier },
    methodCode: methodOf(order),
    trackingNumber: notice.trackingNumber,
    ...(notice.trackingUrl === null ? {} : { trackingURL: notice.trackingUrl }),
  };
  return {
    orderShipment: {
      orderLines: statusLines(
        parcels.map(({ line, quantity }) => ({
          lineId: line.lineId,
          status: 'Shipped',
          quantity,
          more: { trackingInfo },
          extra: {
            // Required, at most 30 characters; printed on return labels.
            sellerOrderId: notice.channelOrderId.slice(0, 30),
            // The customer asked to cancel and the parcel has left: Walmart takes it only when told that we know.
            ...(line.wantsCancelling ? { intentToCancelOverride: true } : {}),
          },
        })),
      ),
    },
  };
};

/**
 * Tells Walmart of a parcel; the customer is charged. A parcel that Walmart knows, by tracking number and units, is not told
 * again. An order that nobody has acknowledged yet is acknowledged first, without which Walmart takes no shipment.
 */
export const confirmShipment = async (parts: OrdersParts, notice: ShipmentNotice): Promise<NoticeOutcome> => {
  const order = await readOrderJson(parts, notice.channelOrderId);
  if (order === undefined) return orderUnknown();
  if (isByChannel(order)) return refused('fulfilled-by-channel', 'Walmart ships this order from a warehouse of its own');
  const { matched, unknown } = matchLines(knownLines(order), notice.lines);
  if (unknown !== undefined || matched.length === 0) return refused('line-unknown', `The order has no line ${unknown ?? '(none named)'}`);
  const missing = missingOf(matched, notice.trackingNumber);
  if (missing.length === 0) return known(notice.trackingNumber);
  const short = missing.find(({ line, quantity }) => quantity > line.units.open);
  if (short)
    return refused('quantity-not-open', `Line ${short.line.lineId} has ${short.line.units.open} open units, not ${short.quantity}`);
  if (walmartCarrierOf(notice.carrier) === undefined && notice.trackingUrl === null)
    return refused(
      'tracking-url-missing',
      'Walmart does not name this carrier, and takes another only with the address of its tracking page',
    );
  try {
    const created = missing.filter(({ line }) => line.units.created > 0).map(({ line }) => line);
    if (created.length > 0) await postAcknowledgement(parts, notice.channelOrderId, created);
    await postChange(parts, notice.channelOrderId, 'shipping', shipmentBody(order, notice, missing));
    return done(notice.trackingNumber);
  } catch (error) {
    return refusalOf(error);
  }
};
