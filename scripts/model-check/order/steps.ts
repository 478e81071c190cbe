// Everything that can happen next to an order: what its channel says, what people do, what locations report, and the handling
// of messages, in any order.
import type { Step } from '../explore.ts';
import { HoldId, type LineId } from '../../../lib/kernel/ids.ts';
import { fulfillmentOrderExists, fulfillmentReport, workRemaining } from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import { ShipmentId } from '../../../lib/fulfilment/domain/fulfillment-order.values.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { activeHolds, lineProgress, type Order, orderExists, unassignedLines } from '../../../lib/orders/domain/order.state.ts';
import { type Assignment, type Hold, holdBlocks } from '../../../lib/orders/domain/order.values.ts';
import { decideOrder, heardVersion, onOrder, onPayment, onWork, withFault } from './changes.ts';
import { messageSteps } from './messages.ts';
import type { HoldKind, OrderScope, Revision, Routing } from './scope.ts';
import { assignmentOf, childName, contentOf, lineId, lineOf, moment, orderId, type OrderWorld, reservationId, workAt } from './world.ts';

type Steps = readonly Step<OrderWorld>[];

const step = (action: string, state: OrderWorld | undefined): Steps => (state ? [{ action, state }] : []);

/** Steps that somebody may take or not: nobody may have to rely on them for an order to end. */
const whims = ['the channel says', 'comes back', 'a hold is placed', 'hold is rejected', 'turns the work down', 'misses a unit'];
export const isOurDoing = (action: string): boolean => !whims.some((whim) => action.includes(whim));

const beginning = (scope: OrderScope, world: OrderWorld): Steps => {
  const lines = scope.lines.map((quantity, index) => lineOf(lineId(index), quantity));
  const content = contentOf(lines, 1, { status: scope.payment, cancelled: false });
  return step(
    'the order is created',
    onOrder(world, { type: 'CreateOrder', orderId, content, discrepancyHoldId: HoldId('discrepancy-1'), receivedAt: moment }),
  );
};

/** The channel's lines after a revision, or undefined when it would leave the order as it is. */
const revisedLines = (order: Order, revision: Revision): Order['lines'] | undefined => {
  const lines = order.lines.filter(({ quantity }) => quantity > 0);
  const [first] = lines;
  if (!first) return undefined;
  if (revision === 'one-more') return lines.with(0, { ...first, quantity: first.quantity + 1 });
  if (revision !== 'one-less') return lines;
  return first.quantity > 1 ? lines.with(0, { ...first, quantity: first.quantity - 1 }) : lines.slice(1);
};

const revision = (scope: OrderScope, world: OrderWorld, order: Order, said: Revision): Steps => {
  const lines = revisedLines(order, said);
  if (!lines || world.revised.includes(said)) return [];
  const status = said === 'paid' || said === 'refunded' ? said : order.paymentMethod.status;
  const content = contentOf(
    lines.map((line) => lineOf(line.lineId, line.quantity)),
    world.revised.length + 2,
    { status, cancelled: order.cancelledByChannel || said === 'cancelled' },
  );
  const command: OrderCommand = {
    type: 'ReviseOrder',
    content,
    discrepancyHoldId: HoldId(`discrepancy-${world.revised.length + 2}`),
    receivedAt: moment,
  };
  return step(`the channel says ${said}`, onOrder({ ...world, revised: [...world.revised, said] }, command, scope.mistake));
};

type Units = readonly { readonly lineId: LineId; readonly quantity: number }[];

/** The open units in two halves. */
const halves = (units: Units): readonly [Units, Units] => {
  const [first, ...rest] = units;
  if (!first) return [[], []];
  if (rest.length > 0) return [[first], rest];
  const half = Math.floor(first.quantity / 2);
  return half === 0 ? [[], units] : [[{ ...first, quantity: first.quantity - half }], [{ ...first, quantity: half }]];
};

/** Stock is reserved for what was routed without it. */
const reserving = (scope: OrderScope, world: OrderWorld, { fulfillments }: Order): Steps =>
  [...new Set(fulfillments.flatMap(({ status, attempt }) => (status === 'routed' ? [attempt] : [])))].flatMap((attempt) =>
    step(
      `stock is reserved for attempt ${attempt}`,
      onOrder(world, { type: 'RecordAllocation', attempt, reservationIds: [reservationId(attempt)] }, scope.mistake),
    ),
  );

const sourcing = (scope: OrderScope, world: OrderWorld, order: Order): Steps => {
  const open: Units = unassignedLines(order).map((line) => ({ lineId: line.lineId, quantity: line.quantity }));
  if (open.length === 0) return reserving(scope, world, order);
  const attempt = order.lastAttempt + 1;
  const next = order.fulfillments.length;
  const room = scope.childrenMax - next;
  const routing = (assignments: readonly Assignment[], remainder: 'refuse' | 'wait' = 'refuse') => ({
    attempt,
    decisionId: `decision-${attempt}`,
    policy: { name: 'balanced', version: 1 },
    assignments,
    remainder,
  });
  const allocate = (...args: Parameters<typeof routing>): OrderWorld | undefined =>
    onOrder(world, { type: 'AllocateOrder', ...routing(...args), reservationIds: [reservationId(attempt)] }, scope.mistake);
  const [one, other] = halves(open);
  const backorder: OrderCommand = { type: 'RecordBackorder', decisionId: `decision-${attempt}-short`, lines: open };
  const wants = (way: Routing, places: number): boolean => scope.routing.includes(way) && room >= places;
  const inOnePlace = [assignmentOf(next, open)];
  return [
    ...reserving(scope, world, order),
    ...(wants('all', 1) ? step('all of it is allocated in one place', allocate(inOnePlace)) : []),
    ...(wants('route-first', 1)
      ? step('all of it is routed to one place', onOrder(world, { type: 'RouteOrder', ...routing(inOnePlace) }, scope.mistake))
      : []),
    ...(wants('split', 2) && one.length > 0
      ? step('it is allocated in two places', allocate([assignmentOf(next, one), assignmentOf(next + 1, other)]))
      : []),
    ...(wants('part', 1) && one.length > 0 ? step('a part is allocated, the rest waits', allocate([assignmentOf(next, one)], 'wait')) : []),
    ...(order.backordered.length === 0 ? step('no place has the units', onOrder(world, backorder, scope.mistake)) : []),
  ];
};

const holdOf = (kind: HoldKind): Hold => ({
  holdId: HoldId(kind),
  type: kind === 'review' ? 'fraud-review' : 'operator',
  reason: kind,
  blocks: kind === 'review' ? ['sourcing', 'release'] : holdBlocks,
  placedBy: 'somebody',
  placedAt: moment,
  until: null,
  releasableBy: [],
});

const holds = (scope: OrderScope, world: OrderWorld, order: Order): Steps => [
  ...scope.holds
    .filter((kind) => !world.held.includes(kind))
    .flatMap((kind) =>
      step(
        `a hold is placed: ${kind}`,
        onOrder({ ...world, held: [...world.held, kind] }, { type: 'PlaceHold', hold: holdOf(kind) }, scope.mistake),
      ),
    ),
  ...order.holds
    .filter(({ outcome }) => outcome === 'open')
    .flatMap(({ holdId, type }) => {
      const release: OrderCommand = { type: 'ReleaseHold', holdId, roles: [], releasedBy: 'lead', releasedAt: moment };
      const reject: OrderCommand = { type: 'RejectHold', holdId, roles: [], rejectedBy: 'lead', rejectedAt: moment };
      return [
        ...step(`the ${type} hold is released`, onOrder(world, release, scope.mistake)),
        ...step(`the ${type} hold is rejected`, onOrder(world, reject, scope.mistake)),
      ];
    }),
];

const returns = (scope: OrderScope, world: OrderWorld, order: Order): Steps => {
  if (!scope.returns) return [];
  const out = lineProgress(order).flatMap(({ lineId: id, shippedQuantity, returnedQuantity }) =>
    shippedQuantity > returnedQuantity ? [{ lineId: id, quantity: shippedQuantity - returnedQuantity }] : [],
  );
  const [first] = out;
  const comeBack = (lines: Units): OrderWorld | undefined =>
    onOrder(world, { type: 'MarkReturned', returnId: `return-${order.returnIds.length}`, recordedAt: moment, lines }, scope.mistake);
  if (!first) return [];
  const several = out.length > 1 || first.quantity > 1;
  return [...step('all comes back', comeBack(out)), ...(several ? step('one unit comes back', comeBack([{ ...first, quantity: 1 }])) : [])];
};

/** An operator's confirmation moves the money on the operator's word; a paid order's money has been reported by its channel. */
const confirmed = (scope: OrderScope, world: OrderWorld, order: Order): Steps => {
  const state = onOrder(world, { type: 'ConfirmOrder', payment: { basis: 'captured', reference: null } }, scope.mistake);
  if (!state || order.paymentMethod.status === 'paid') return step('payment is secured', state);
  const money = {
    type: 'ReportPayment',
    currency: order.currency,
    source: 'operator',
    reference: null,
    capturedMinor: order.totals.total,
  } as const;
  return step('an operator confirms the payment', onPayment(state, money));
};

const orderSteps = (scope: OrderScope, world: OrderWorld, order: Order): Steps => [
  ...confirmed(scope, world, order),
  ...holds(scope, world, order),
  ...sourcing(scope, world, order),
  ...step('the order is cancelled', onOrder(world, { type: 'CancelOrder', reason: 'customer', requestedBy: 'user' }, scope.mistake)),
  ...step('the order is completed', onOrder(world, { type: 'CompleteOrder' }, scope.mistake)),
  ...returns(scope, world, order),
  ...scope.revisions.flatMap((said) => revision(scope, world, order, said)),
];

/** Work is created for what the order has allocated and no report has come of, in one look at the order. */
const birth = (scope: OrderScope, world: OrderWorld, order: Order, child: number): Steps => {
  const entry = order.fulfillments[child];
  if (entry?.status !== 'allocated' || entry.version !== 0) return [];
  const { fulfillmentOrderId, locationId, attempt, reservationIds } = entry;
  const lines = entry.lines.map(({ lineId: id, sku, quantity }) => ({ lineId: id, sku, quantity }));
  const { priority, shippingMethod, destination } = order;
  const command = { type: 'CreateFulfillmentOrder', fulfillmentOrderId, orderId, locationId, attempt, lines, reservationIds } as const;
  const created = onWork(world, child, { ...command, priority, shippingMethod, destination });
  // Without holds nothing comes between the two.
  const released = created && scope.holds.length === 0 ? onWork(created, child, { type: 'ReleaseFulfillmentOrder' }) : created;
  return step(`${childName(child)} is created`, released);
};

/** Tells the order how the work stands now. A refusal would leave the report in a dead-letter queue. */
const hearing = (scope: OrderScope, world: OrderWorld, child: number): Steps => {
  const { state, version } = workAt(world, child);
  if (!fulfillmentOrderExists(state) || version <= heardVersion(world, child)) return [];
  if (state.status === 'open' || state.status === 'released') return [];
  const command: OrderCommand = { type: 'RecordFulfillment', ...fulfillmentReport(state), fulfillmentVersion: version, occurredAt: moment };
  const action = `the order hears that ${childName(child)} is ${state.status}`;
  const decision = decideOrder(world.order, command, scope.mistake);
  if (!decision.ok) return step(action, withFault(world, `the order refuses a report: ${decision.error.code}`));
  return step(action, onOrder(world, command, scope.mistake));
};

const workSteps = (scope: OrderScope, world: OrderWorld, order: Order, child: number): Steps => {
  const { state } = workAt(world, child);
  const name = childName(child);
  if (!fulfillmentOrderExists(state)) return birth(scope, world, order, child);
  const [first] = workRemaining(state);
  const shipment = {
    shipmentId: ShipmentId(`parcel-${name}`),
    carrier: 'carrier',
    service: null,
    trackingNumber: name,
    labelRef: null,
    cost: null,
    lines: null,
  };
  const isHeld = activeHolds(order, 'release').length > 0;
  const turnedDown =
    world.rejections < scope.rejectionsMax ? onWork(world, child, { type: 'RejectFulfillmentOrder', reason: 'capacity' }) : undefined;
  const short =
    first && world.shorts < scope.shortsMax
      ? onWork(world, child, {
          type: 'RecordShortPick',
          lines: [{ lineId: first.lineId, pickedQuantity: first.quantity - 1 }],
          reason: 'not-found',
        })
      : undefined;
  return [
    ...(isHeld ? [] : step(`${name} is released to its warehouse`, onWork(world, child, { type: 'ReleaseFulfillmentOrder' }))),
    ...step(`${name} misses a unit`, short && { ...short, shorts: world.shorts + 1 }),
    ...(scope.picking ? step(`${name} is being picked`, onWork(world, child, { type: 'StartPicking' })) : []),
    ...step(`${name} is packed`, onWork(world, child, { type: 'RecordPacked', packages: [{ weightGrams: 1, dimensionsMm: null }] })),
    ...(state.status === 'packed'
      ? step(`${name} is shipped`, onWork(world, child, { type: 'ShipFulfillmentOrder', shipment, shippedAt: moment }))
      : []),
    ...step(`${name} is delivered`, onWork(world, child, { type: 'RecordDelivery', shipmentId: null, deliveredAt: moment })),
    ...step(`${name} turns the work down`, turnedDown && { ...turnedDown, rejections: world.rejections + 1 }),
    ...hearing(scope, world, child),
  ];
};

export const orderModelSteps = (scope: OrderScope, world: OrderWorld): Steps => {
  const { order } = world;
  if (!orderExists(order)) return beginning(scope, world);
  return [
    ...orderSteps(scope, world, order),
    ...order.fulfillments.flatMap((_child, child) => workSteps(scope, world, order, child)),
    ...messageSteps(scope, world, order),
  ];
};
