// Random but mostly plausible commands: each step of a scenario is numbers, read against the state it meets.
import fc from 'fast-check';
import { FulfillmentOrderId, HoldId, LineId, LocationId, NoteId, PersonId, ReservationId, Sku } from '../../../lib/kernel/ids.ts';
import type { OrderCommand, RecordFulfillment } from '../../../lib/orders/domain/order.commands.ts';
import { type Order, orderExists, type OrderState, unassignedLines } from '../../../lib/orders/domain/order.state.ts';
import {
  type Assignment,
  cancelReasons,
  holdBlocks,
  holdTypes,
  type OrderContent,
  type OrderLine,
  promiseReasons,
  type Promising,
  reportedStatuses,
  rerouteReasons,
} from '../../../lib/orders/domain/order.values.ts';
import { at, content, create, orderId } from './order.fixtures.ts';

export type Step = { readonly kind: string; readonly a: number; readonly b: number; readonly c: number };

const weights: readonly (readonly [string, number])[] = [
  ['create', 2],
  ['revise', 6],
  ['confirm', 4],
  ['place', 1],
  ['release', 3],
  ['reject', 1],
  ['backorder', 2],
  ['promise', 1],
  ['route', 3],
  ['allocate', 6],
  ['record-allocation', 3],
  ['report', 24],
  ['complete', 3],
  ['return', 4],
  ['cancel', 1],
  ['note', 1],
  ['reroute', 2],
];

export const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(...weights.map(([kind, weight]) => ({ arbitrary: fc.constant(kind), weight }))),
  a: fc.nat({ max: 999 }),
  b: fc.nat({ max: 999 }),
  c: fc.nat({ max: 999 }),
});

const pick = <T>(values: readonly T[], n: number): T | undefined => values[n % Math.max(1, values.length)];
const locations = ['W1', 'W2', 'S3'].map(LocationId);

const letters = 'abcdefghijklmnopqrstuvwxyz';
const childId = (attempt: number, index: number): FulfillmentOrderId =>
  FulfillmentOrderId(`child${letters[attempt % 26]}${letters[Math.floor(attempt / 26) % 26]}${letters[index]}`.padEnd(26, '2'));

const scenarioLine = (index: number, quantity: number, flavour: number): OrderLine => ({
  lineId: LineId(`line-${index}`),
  sku: flavour % 11 === 0 ? null : Sku(`SKU-${index}`),
  quantity,
  unitPrice: 500 + index,
  discount: 0,
  tax: 0,
  total: quantity * (500 + index),
  requiresShipping: flavour % 7 !== 3,
  fulfilledBy: flavour % 13 === 5 ? 'channel' : 'merchant',
});

const scenarioContent = ({ a, b, c }: Step, minute: number): Partial<OrderContent> => {
  const quantities = [a % 4, b % 4, c % 3, (a + b) % 2];
  return {
    lines: quantities.flatMap((quantity, index) => (quantity > 0 ? [scenarioLine(index, quantity, (a >> 2) + index * 5)] : [])),
    channelRevision: `2026-11-20T14:${String(minute).padStart(2, '0')}:00Z`,
    contentHash: `hash-${a}-${b}-${c}`,
    cancelledByChannel: c % 29 === 7,
    discrepancies: b % 17 === 4 ? [{ code: 'totals-do-not-add-up', field: 'totals.total' }] : [],
    destination: a % 5 === 0 ? null : { country: 'DE', region: null, postalPrefix: '101' },
  };
};

/** Splits the open units over up to three locations, sometimes leaving some over or naming too many. */
const scenarioAssignments = (order: Order, attempt: number, { a, b, c }: Step): readonly Assignment[] => {
  const count = 1 + (a % 3);
  const parts = Array.from({ length: count }, (_none, index) => ({
    fulfillmentOrderId: childId(attempt, index),
    locationId: pick(locations, b + index) ?? LocationId('W1'),
    lines: [] as { lineId: LineId; sku: Sku; quantity: number }[],
  }));
  for (const [index, line] of unassignedLines(order).entries()) {
    const dropped = c % 5 === 0 && index === 0;
    const extra = c % 23 === 1 ? 1 : 0;
    if (!dropped) parts[(index + b) % count]?.lines.push({ ...line, quantity: line.quantity + extra });
  }
  return parts.filter((part) => part.lines.length > 0);
};

const scenarioReport = (order: Order, { a, b, c }: Step): RecordFulfillment => {
  const child = pick(order.fulfillments, a);
  const ahead = b % 9 < 7;
  const known = reportedStatuses.indexOf(child?.status as (typeof reportedStatuses)[number]);
  const status = ahead ? pick(reportedStatuses.slice(2, 6), Math.max(0, known - 1) + (b % 2)) : pick(reportedStatuses, b);
  const shipped = status === 'shipped' || status === 'delivered';
  const short = c % 6 === 1 ? 1 : 0;
  const lines = child?.lines.map((line, index) => {
    const shortQuantity = Math.min(line.quantity, line.shortQuantity + (index === 0 && !shipped ? short : 0));
    return { lineId: line.lineId, shortQuantity, shippedQuantity: shipped ? line.quantity - shortQuantity : 0 };
  });
  // What it was asked to give back and has not begun, it mostly gives back.
  const gaveBack = !ahead && a % 3 < 2 ? child?.takenBack : undefined;
  return {
    type: 'RecordFulfillment',
    fulfillmentOrderId: child?.fulfillmentOrderId ?? childId(9, 9),
    fulfillmentVersion: (child?.version ?? 0) + (c % 8 === 0 ? 0 : 1 + (c % 3)),
    status: status ?? 'open',
    ...(gaveBack ? { calledOff: gaveBack } : lines && c % 4 !== 3 ? { lines } : {}),
    shipmentIds: shipped ? [`parcel-${a % 4}`] : [],
    occurredAt: at(c % 60),
  };
};

/** What a planner might say of the units that wait; a third of the time it does not know when they come. */
const scenarioPromising = (order: Order, { a, b, c }: Step): Promising => ({
  waiting: unassignedLines(order).map(({ lineId, quantity }, index) => {
    const promisedFor = (a + index) % 3 === 0 ? null : at((b + index) % 60);
    return { lineId, quantity, promisedFor, basis: promisedFor ? 'incoming' : 'unknown', kind: 'backorder', reference: null };
  }),
  reason: pick(promiseReasons, b) ?? 'waiting',
  at: at(c % 60),
});

const existingCommand = (order: Order, current: Step, index: number): OrderCommand => {
  const { a, b, c } = current;
  const attempt = order.lastAttempt + (c % 7 === 0 ? 0 : 1);
  const holdId = pick(order.holds, a)?.holdId ?? HoldId('hold-unknown');
  const routing = {
    attempt,
    decisionId: `d-${index}`,
    policy: { name: 'balanced', version: 1 },
    assignments: scenarioAssignments(order, attempt, current),
    remainder: c % 3 === 0 ? 'refuse' : 'wait',
  } as const;
  switch (current.kind) {
    case 'create':
      return create(scenarioContent(current, index % 60));
    case 'confirm':
      return { type: 'ConfirmOrder', payment: { basis: 'captured', reference: null } };
    case 'place':
      return {
        type: 'PlaceHold',
        hold: {
          holdId: HoldId(`hold-${a % 5}`),
          type: pick(holdTypes, b) ?? 'operator',
          reason: 'check',
          blocks: holdBlocks.filter((_name, bit) => (c >> bit) % 2 === 1),
          placedBy: 'tests',
          placedAt: at(1),
          until: b % 4 === 0 ? at(30) : null,
          releasableBy: a % 3 === 0 ? ['lead'] : [],
        },
      };
    case 'release':
      return { type: 'ReleaseHold', holdId, releasedBy: 'user-1', roles: b % 2 === 0 ? ['lead'] : [], releasedAt: at(c % 60) };
    case 'reject':
      return { type: 'RejectHold', holdId, rejectedBy: 'user-1', roles: ['lead'], rejectedAt: at(c % 60) };
    case 'backorder':
      return {
        type: 'RecordBackorder',
        decisionId: `d-${index}`,
        lines: unassignedLines(order).map(({ lineId, quantity }) => ({ lineId, quantity })),
        promising: scenarioPromising(order, current),
      };
    case 'promise':
      return { type: 'RenewPromises', promising: scenarioPromising(order, current) };
    case 'route':
      return { type: 'RouteOrder', ...routing };
    case 'allocate':
      return {
        type: 'AllocateOrder',
        ...routing,
        reservationIds: [ReservationId(`res-${attempt}`)],
        promising: { waiting: [], reason: 'sourced', at: at(c % 60) },
      };
    case 'record-allocation':
      return {
        type: 'RecordAllocation',
        attempt: 1 + (a % Math.max(1, order.lastAttempt)),
        reservationIds: [ReservationId(`res-${a % 3}`)],
      };
    case 'report':
      return scenarioReport(order, current);
    case 'complete':
      return { type: 'CompleteOrder' };
    case 'return':
      return {
        type: 'MarkReturned',
        returnId: `rma-${index}`,
        recordedAt: at(index % 60),
        lines: order.lines.flatMap((line) => {
          const shipped = order.fulfillments
            .flatMap((child) => child.lines)
            .reduce((sum, held) => (held.lineId === line.lineId ? sum + held.shippedQuantity : sum), 0);
          const quantity = shipped - line.returnedQuantity - (b % 4 === 0 ? 1 : 0) + (c % 19 === 0 ? 1 : 0);
          return quantity > 0 ? [{ lineId: line.lineId, quantity, ...(a % 5 === 0 ? { reason: 'undeliverable' as const } : {}) }] : [];
        }),
      };
    case 'note':
      return { type: 'AddNote', noteId: NoteId(String(a % 9).repeat(26)), personId: PersonId('p'.repeat(26)) };
    case 'reroute':
      return {
        type: 'RerouteOrder',
        fulfillmentOrderId: pick(order.fulfillments, a)?.fulfillmentOrderId ?? childId(9, 9),
        toLocationId: c % 3 === 0 ? null : (pick(locations, b) ?? null),
        reasonCode: pick(rerouteReasons, c) ?? 'other',
        decisionId: a % 4 === 0 ? null : `d-${index}`,
        requestedBy: 'user-1',
      };
    case 'cancel':
      return { type: 'CancelOrder', reason: pick(cancelReasons, a) ?? 'other', requestedBy: 'user-1' };
    default:
      return {
        type: 'ReviseOrder',
        content: content(scenarioContent(current, index % 60)),
        discrepancyHoldId: HoldId(`discrepancy-${index}`),
        receivedAt: at(1),
      };
  }
};

/** The command that a step stands for, given what there is. */
export const commandFor = (state: OrderState, current: Step, index: number): OrderCommand => {
  if (orderExists(state)) return existingCommand(state, current, index);
  return { ...create({ ...scenarioContent({ ...current, c: current.c % 7 }, 0) }), orderId };
};
