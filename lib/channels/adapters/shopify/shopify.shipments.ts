import type { NoticeLine, NoticeOutcome, ShipmentNotice } from '../../app/channel-client.ts';
import { type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { allNodes, connectionAt, gidOf, nodeAt, type ShopParts } from './shopify.api.ts';
import { readGid } from './shopify.ids.ts';
import {
  fulfillmentCreateOperation,
  fulfillmentOrderLinesOperation,
  fulfillmentOrdersOperation,
  orderParcelsOperation,
  parcelLinesOperation,
} from './shopify.notice-documents.ts';
import { done, known, orderUnknown, refusalOf, refused, tryAgain, userErrorsOf } from './shopify.outcomes.ts';

/** Units by the number of the order's line. */
type Units = ReadonlyMap<string, number>;

/** Units by line; lines named twice are added up. */
export const unitsOf = (lines: readonly NoticeLine[]): Units => {
  const units = new Map<string, number>();
  for (const { lineId, quantity } of lines) units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  return units;
};

/** Whole number of units at a key; 0 when there is none. */
export const unitsAt = (parent: JsonObject, key: string): number => {
  const value = parent[key];
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
};

// A cancelled or failed fulfilment has shipped nothing.
const standing: ReadonlySet<unknown> = new Set(['SUCCESS', 'OPEN', 'PENDING']);

/** Fulfilments that bear the tracking number already; undefined when there is no such order. */
const parcelsOf = async ({ api }: ShopParts, orderGid: string, trackingNumber: string): Promise<readonly string[] | undefined> => {
  const order = nodeAt(await api.run(orderParcelsOperation, { id: orderGid }), 'order');
  return (
    order &&
    listAt(order, 'fulfillments')
      .map(({ value }) => value)
      .filter((parcel) => standing.has(parcel['status']))
      .filter((parcel) => listAt(parcel, 'trackingInfo').some(({ value }) => textAt(value, 'number') === trackingNumber))
      .map((parcel) => String(parcel['id']))
  );
};

const unitsIn = async ({ api }: ShopParts, parcels: readonly string[]): Promise<Units> => {
  const lines: NoticeLine[] = [];
  for (const id of parcels) {
    const nodes = await allNodes(async (after) => {
      const parcel = nodeAt(await api.run(parcelLinesOperation, { id, after }), 'fulfillment');
      return parcel && connectionAt(parcel, 'fulfillmentLineItems');
    });
    for (const node of nodes ?? []) lines.push({ lineId: lineNumberOf(node), quantity: unitsAt(node, 'quantity') });
  }
  return unitsOf(lines);
};

const lineNumberOf = (node: JsonObject): string => readGid(objectAt(node, 'lineItem')['id'])?.id ?? '';

/** Work that Shopify still expects of a place. */
type OpenWork = {
  readonly id: string;
  readonly status: string | null;
  readonly location: string;
  readonly lines: readonly { readonly id: string; readonly lineId: string; readonly remaining: number }[];
};

const openWork = async ({ api }: ShopParts, orderGid: string): Promise<readonly OpenWork[]> => {
  const nodes = await allNodes(async (after) => {
    const order = nodeAt(await api.run(fulfillmentOrdersOperation, { id: orderGid, after }), 'order');
    return order && connectionAt(order, 'fulfillmentOrders');
  });
  const work: OpenWork[] = [];
  for (const node of nodes ?? []) {
    const id = String(node['id']);
    const first = connectionAt(node, 'lineItems');
    const others =
      first.next === undefined
        ? []
        : await allNodes(async (after) => {
            const more = nodeAt(await api.run(fulfillmentOrderLinesOperation, { id, after: after ?? first.next }), 'fulfillmentOrder');
            return more && connectionAt(more, 'lineItems');
          });
    work.push({
      id,
      status: textAt(node, 'status'),
      location: textAt(objectAt(objectAt(node, 'assignedLocation'), 'location'), 'id') ?? '',
      lines: [...first.nodes, ...(others ?? [])].map((line) => ({
        id: String(line['id']),
        lineId: lineNumberOf(line),
        remaining: unitsAt(line, 'remainingQuantity'),
      })),
    });
  }
  return work;
};

const fulfillable: ReadonlySet<string | null> = new Set(['OPEN', 'IN_PROGRESS']);
const waiting: ReadonlySet<string | null> = new Set(['ON_HOLD', 'SCHEDULED']);

type Planned = { readonly workId: string; readonly lines: { id: string; quantity: number }[] };

/** Which units come from which fulfillment order, by place: Shopify takes only those of one place in one fulfilment. */
const plan = (
  work: readonly OpenWork[],
  wanted: Units,
): { readonly byLocation: ReadonlyMap<string, readonly Planned[]>; readonly missing: Units } => {
  const missing = new Map(wanted);
  const byLocation = new Map<string, Planned[]>();
  for (const { id, status, location, lines } of work) {
    if (!fulfillable.has(status)) continue;
    const taken = lines.flatMap((line) => {
      const quantity = Math.min(line.remaining, missing.get(line.lineId) ?? 0);
      if (quantity === 0) return [];
      missing.set(line.lineId, (missing.get(line.lineId) ?? 0) - quantity);
      return [{ id: line.id, quantity }];
    });
    if (taken.length > 0) byLocation.set(location, [...(byLocation.get(location) ?? []), { workId: id, lines: taken }]);
  }
  return { byLocation, missing: new Map([...missing].filter(([, quantity]) => quantity > 0)) };
};

const whyMissing = (work: readonly OpenWork[], missing: Units): NoticeOutcome => {
  const held = work.some(({ status, lines }) => waiting.has(status) && lines.some(({ lineId }) => missing.has(lineId)));
  return held
    ? refused('fulfillment-on-hold', 'Shopify holds these units back or has scheduled them for later; release them there first')
    : refused('units-not-open', 'Shopify has fewer units of a line open than were shipped: they are fulfilled, removed or not ours');
};

// Names that Shopify makes tracking links of ("FulfillmentTrackingInput"); any other name is shown as it is.
const shopifyCarriers: ReadonlyMap<string, string> = new Map(
  ['UPS', 'USPS', 'FedEx', 'DHL Express', 'DHL eCommerce', 'Canada Post', 'Royal Mail', 'Australia Post'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

const trackingOf = (notice: ShipmentNotice): JsonObject => ({
  company: shopifyCarriers.get(notice.carrier.trim().toLowerCase()) ?? notice.carrier,
  number: notice.trackingNumber,
  ...(notice.trackingUrl === null ? {} : { url: notice.trackingUrl }),
});

const inputItemsMax = 250; // "Input limits": an array in the input holds at most 250 items.

/** The fulfilments of one place: one, unless it has more lines than an input may hold. */
const inputsOf = (planned: readonly Planned[]): readonly JsonObject[][] => {
  const whole: JsonObject[] = [];
  const more: JsonObject[][] = [];
  for (const { workId, lines } of planned) {
    for (let start = 0; start < lines.length; start += inputItemsMax) {
      const input = { fulfillmentOrderId: workId, fulfillmentOrderLineItems: lines.slice(start, start + inputItemsMax) };
      if (start === 0 && whole.length < inputItemsMax) whole.push(input);
      else more.push([input]);
    }
  }
  return [whole, ...more];
};

/**
 * Tells Shopify of a parcel. Shopify takes no key of ours for it, so fulfilments with the tracking number are looked for
 * first: a repeated notice sends only the units that are not in them yet.
 */
export const confirmShipment = async (parts: ShopParts, notice: ShipmentNotice): Promise<NoticeOutcome> => {
  const orderGid = gidOf('Order', notice.channelOrderId);
  const parcels = await parcelsOf(parts, orderGid, notice.trackingNumber);
  if (!parcels) return orderUnknown();
  const shipped = parcels.length === 0 ? new Map<string, number>() : await unitsIn(parts, parcels);
  const wanted = new Map(
    [...unitsOf(notice.lines)]
      .map(([lineId, quantity]) => [lineId, quantity - (shipped.get(lineId) ?? 0)] as const)
      .filter(([, quantity]) => quantity > 0),
  );
  if (wanted.size === 0) return known(readGid(parcels[0])?.id ?? null);

  const work = await openWork(parts, orderGid);
  const { byLocation, missing } = plan(work, wanted);
  if (missing.size > 0) return whyMissing(work, missing);
  let reference: string | null = null;
  for (const planned of byLocation.values()) {
    for (const lineItemsByFulfillmentOrder of inputsOf(planned)) {
      const data = await parts.api.run(fulfillmentCreateOperation, {
        fulfillment: { lineItemsByFulfillmentOrder, notifyCustomer: parts.settings.notifyCustomers, trackingInfo: trackingOf(notice) },
      });
      const problem = refusalOf(fulfillmentCreateOperation.name, userErrorsOf(data, 'fulfillmentCreate'));
      if (problem) return problem;
      const created = readGid(objectAt(objectAt(data, 'fulfillmentCreate'), 'fulfillment')['id'])?.id;
      if (created === undefined) throw tryAgain(fulfillmentCreateOperation.name, 'answer-unreadable');
      reference ??= created;
    }
  }
  return done(reference);
};
