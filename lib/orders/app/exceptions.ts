import { OrderId, type TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Item, Platform } from '../../platform/ports.ts';
import { readView } from '../../platform/projection/listed-views.ts';
import {
  type Advice,
  adviceOnBackorder,
  adviceOnBrokenPromise,
  adviceOnLateNotice,
  adviceOnRefusedNotice,
  adviceOnRiskyPromise,
  adviseOnHold,
  adviseOnStuck,
  type ExceptionKind,
  exceptionKinds,
  exceptionOf,
  type HeldException,
  heldExceptions,
  holdsToDecide,
  mayWaitForStock,
} from '../domain/order.attention.ts';
import { isOpenStage, isStuck, type StuckAfter } from '../domain/stage-age.ts';
import { lastDate } from '../domain/order.supply.ts';
import { liveFulfillments, type Order, orderExists, unassignedLines } from '../domain/order.state.ts';
import { placeFrom, type PlacedList, readMerged, rowsByPlace } from './merged-lists.ts';
import { type FoldedOrder, type OrderRow, orderListKeys, orderProjection, orderRowOf, stageSince } from './order.projection.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';
import type { StuckList } from './pipeline.rows.ts';
import type { ReadStuckAfter } from './stuck-setting.ts';

/** Something that a channel should have been told of an order. */
export type TroubledNotice = {
  readonly orderId: OrderId;
  readonly noticeId: string;
  readonly state: 'refused' | 'late' | 'settled';
  readonly since: Instant;
  readonly sentence: string;
};

/** What the context of channels tells of notices that did not get through. */
export type TroubledNotices = {
  /** Oldest first; `limit` of them, where there are as many. */
  readonly list: (tenantId: TenantId, after: string | undefined, limit: number) => Promise<readonly Item[]>;
  /** How the notice of a row stands; `settled` for one that nobody need look at any more. */
  readonly read: (tenantId: TenantId, row: Item) => Promise<TroubledNotice | undefined>;
};

/** A parcel on its way that most likely comes after what was promised. */
export type RiskyParcel = {
  readonly orderId: string;
  readonly parcelName: string;
  readonly carrier: string;
  readonly deliverBy: Instant;
  /** Probability of coming later, 0 to 1. */
  readonly risk: number;
  readonly since: Instant;
};

/** What is known of parcels that will be late. */
export type RiskyParcels = {
  /** Those known for longest first; `limit` of them, where there are as many. */
  readonly list: (tenantId: TenantId, after: string | undefined, limit: number) => Promise<readonly Item[]>;
  /** How the parcel of a row stands; undefined once it has arrived. */
  readonly read: (tenantId: TenantId, row: Item) => Promise<RiskyParcel | undefined>;
};

/** An order that needs a person, and why. */
export type OrderException = {
  readonly kind: ExceptionKind;
  readonly since: Instant;
  readonly sentence: string;
  /** Id of the hold or notice that says so; null where none does. */
  readonly reference: string | null;
  readonly order: OrderRow;
  readonly recommendedAction: Advice;
};

export type ExceptionFilter = { readonly kind?: ExceptionKind | undefined };
export type ExceptionPage = { readonly items: readonly OrderException[]; readonly cursor?: string };

type Suspect = { readonly kind: ExceptionKind; readonly orderId: OrderId; readonly row: Item };
type Known = { readonly suspect: Suspect; readonly view: FoldedOrder; readonly order: Order; readonly stuckAfter: StuckAfter };
type Found = Omit<OrderException, 'order'>;

type Parts = Pick<OrdersParts, 'store'> & {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256' | 'clock'>;
  readonly stuck: (tenantId: TenantId) => Promise<StuckList>;
  readonly readStuckAfter: ReadStuckAfter;
  readonly notices: TroubledNotices;
  readonly parcels: RiskyParcels;
};

const units = (count: number): string => `${count} ${count === 1 ? 'unit' : 'units'}`;

const stuckFound = ({ view, stuckAfter }: Known, now: Instant): Found | undefined => {
  const { status } = view;
  const since = stageSince(view) as Instant;
  if (!isOpenStage(status) || !isStuck(stuckAfter, status, since, now)) return undefined;
  const sentence = `The order has been ${status.replaceAll('_', ' ')} since ${since}.`;
  return { kind: 'stuck', since, sentence, reference: null, recommendedAction: adviseOnStuck(status) };
};

const backorderedFound = ({ view, order }: Known): Found | undefined => {
  const waiting = unassignedLines(order);
  const since = view.desk.waiting_since as Instant | null;
  if (waiting.length === 0 || since === null || !mayWaitForStock(order.status)) return undefined;
  const skus = [...new Set(waiting.map(({ sku }) => sku))].join(', ');
  const count = waiting.reduce((sum, { quantity }) => sum + quantity, 0);
  const sentence = `${units(count)} of ${skus} ${count === 1 ? 'waits' : 'wait'} for stock.`;
  return { kind: 'backordered', since, sentence, reference: null, recommendedAction: adviceOnBackorder };
};

const brokenFound = ({ view, order }: Known): Found | undefined => {
  const since = view.desk.broken_since as Instant | null;
  if (since === null || !mayWaitForStock(order.status)) return undefined;
  const waiting = order.promises.filter(({ kind }) => kind !== 'allocated');
  const last = lastDate(waiting);
  const dated = last === null ? 'nobody knows when they come now' : `they are to be there by ${last} now`;
  const expected = lastDate(liveFulfillments(order).map(({ expectedAt }) => ({ promisedFor: expectedAt ?? null })));
  const at = expected === null ? 'a location has them now' : `a location has them, and they are expected for ${expected}`;
  const now = waiting.length === 0 ? at : dated;
  const sentence = `Units come later than was promised; ${now}.`;
  return { kind: 'promise-broken', since, sentence, reference: null, recommendedAction: adviceOnBrokenPromise };
};

const heldFound = (kind: HeldException, { suspect, order }: Known, now: Instant): Found | undefined => {
  const holdId = suspect.row.SK.split('#').at(-1);
  const hold = holdsToDecide(order).find((one) => one.holdId === holdId && exceptionOf(one) === kind);
  return hold && { kind, since: hold.placedAt, sentence: hold.reason, reference: hold.holdId, recommendedAction: adviseOnHold(hold, now) };
};

const noticeFound = async (tenantId: TenantId, { suspect }: Known, notices: TroubledNotices): Promise<Found | undefined> => {
  const notice = await notices.read(tenantId, suspect.row);
  if (!notice || notice.state === 'settled') return undefined;
  const { since, sentence, noticeId: reference } = notice;
  return notice.state === 'refused'
    ? { kind: 'notice-refused', since, sentence, reference, recommendedAction: adviceOnRefusedNotice }
    : { kind: 'notice-late', since, sentence, reference, recommendedAction: adviceOnLateNotice };
};

const riskFound = async (tenantId: TenantId, { suspect }: Known, parcels: RiskyParcels): Promise<Found | undefined> => {
  const parcel = await parcels.read(tenantId, suspect.row);
  if (!parcel) return undefined;
  const { since, carrier, deliverBy, risk, parcelName } = parcel;
  const sentence =
    risk >= 1
      ? `A parcel with ${carrier} has not arrived by ${deliverBy}, as was promised.`
      : `A parcel with ${carrier} comes after ${deliverBy} with a probability of ${Math.round(risk * 100)} %, by how long that service takes on such ways.`;
  return {
    kind: 'promise-at-risk',
    since,
    sentence,
    reference: parcelName.split('#').at(-1) ?? null,
    recommendedAction: adviceOnRiskyPromise,
  };
};

const isNotice = (kind: ExceptionKind): boolean => kind === 'notice-refused' || kind === 'notice-late';
const isHeld = (kind: ExceptionKind): kind is HeldException => heldExceptions.some((one) => one === kind);

/**
 * Orders that need a person or are late, those first whose trouble began first. Each kind has its list, and the order, or
 * the notice, says how it stands: what is over is left out, so a page may hold fewer than were asked for and still have a cursor.
 */
export const createExceptions = ({ platform, store, stuck, readStuckAfter, notices, parcels }: Parts) => {
  const suspectList =
    (kind: ExceptionKind, rows: PlacedList<Item>): PlacedList<Suspect> =>
    async (after, limit) =>
      (await rows(after, limit)).map(({ place, entry }) => ({
        place,
        entry: { kind, orderId: OrderId(String(entry['order_id'])), row: entry },
      }));

  const stuckList =
    (tenantId: TenantId): PlacedList<Item> =>
    async (after, limit) => {
      const { orders } = await stuck(tenantId);
      const placed = orders.map(({ orderId, since }) => {
        const place = placeFrom(since, orderId, 'stuck');
        return { place, entry: { PK: 'STUCK', SK: place, order_id: orderId } };
      });
      return placed.filter(({ place }) => after === undefined || place > after).slice(0, limit);
    };

  const noticeList =
    (tenantId: TenantId): PlacedList<Item> =>
    async (after, limit) =>
      (await notices.list(tenantId, after, limit)).map((entry) => ({ place: entry.SK, entry }));

  const riskList =
    (tenantId: TenantId): PlacedList<Item> =>
    async (after, limit) =>
      (await parcels.list(tenantId, after, limit)).map((entry) => ({ place: entry.SK, entry }));

  const listsOf = (tenantId: TenantId, kinds: readonly ExceptionKind[]): readonly PlacedList<Suspect>[] => [
    ...(kinds.includes('stuck') ? [suspectList('stuck', stuckList(tenantId))] : []),
    // Refused ones and late ones stand in one list, and say themselves which they are.
    ...(kinds.includes('promise-at-risk') ? [suspectList('promise-at-risk', riskList(tenantId))] : []),
    ...(kinds.some(isNotice) ? [suspectList('notice-refused', noticeList(tenantId))] : []),
    ...kinds
      .filter((kind) => kind === 'backordered' || kind === 'promise-broken' || isHeld(kind))
      .map((kind) => suspectList(kind, rowsByPlace(platform.views, orderListKeys.exceptions(tenantId, kind)))),
  ];

  const find = (tenantId: TenantId, known: Known): Found | undefined | Promise<Found | undefined> => {
    const { kind } = known.suspect;
    if (kind === 'stuck') return stuckFound(known, platform.clock.now());
    if (kind === 'backordered') return backorderedFound(known);
    if (kind === 'promise-broken') return brokenFound(known);
    if (kind === 'promise-at-risk') return riskFound(tenantId, known, parcels);
    if (isHeld(kind)) return heldFound(kind, known, platform.clock.now());
    return noticeFound(tenantId, known, notices);
  };

  const exceptionAbout = async (tenantId: TenantId, suspect: Suspect, stuckAfter: StuckAfter): Promise<OrderException | undefined> => {
    const stream = orderStream(tenantId, suspect.orderId);
    const [row, { state }] = await Promise.all([readView(platform, orderProjection, stream), store.load(orderAggregate, stream)]);
    if (!row || !orderExists(state)) return undefined;
    const found = await find(tenantId, { suspect, view: row.view, order: state, stuckAfter });
    return found && { ...found, order: orderRowOf(row.view) };
  };

  return async (
    tenantId: TenantId,
    { kind }: ExceptionFilter,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<ExceptionPage> => {
    const kinds = kind === undefined ? exceptionKinds : [kind];
    const [{ entries, ...rest }, stuckAfter] = await Promise.all([readMerged(listsOf(tenantId, kinds), page), readStuckAfter(tenantId)]);
    const found = await Promise.all(entries.map((suspect) => exceptionAbout(tenantId, suspect, stuckAfter)));
    return { items: found.filter((one) => one !== undefined && kinds.includes(one.kind)) as OrderException[], ...rest };
  };
};

export type ReadExceptions = ReturnType<typeof createExceptions>;
