// What must hold in every state of the order model. The rules are written from the design, not from the code that they check.
import type { Invariant } from '../explore.ts';
import { type FulfillmentOrder, fulfillmentOrderExists } from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import { nextOrderStatus } from '../../../lib/orders/domain/order.machine.ts';
import { type ChildFulfillment, type Order, orderExists, unassignedLines } from '../../../lib/orders/domain/order.state.ts';
import type { OrderStatus } from '../../../lib/orders/domain/order.values.ts';
import { decideOrder, heardVersion } from './changes.ts';
import type { OrderScope } from './scope.ts';
import { childName, type OrderWorld, workAt } from './world.ts';

const rule = (name: string, problem: (world: OrderWorld, order: Order) => string | undefined): Invariant<OrderWorld> => ({
  name,
  violation: (world) => (orderExists(world.order) ? problem(world, world.order) : undefined),
});

const first = <T>(values: readonly T[], problem: (value: T, index: number) => string | undefined): string | undefined => {
  for (const [index, value] of values.entries()) {
    const found = problem(value, index);
    if (found !== undefined) return found;
  }
  return undefined;
};

const given = (child: ChildFulfillment): boolean =>
  child.status === 'rejected' || child.status === 'cancelled' || child.status === 'withdrawn';
const left = (child: ChildFulfillment): boolean => child.status === 'shipped' || child.status === 'delivered';

/** Units of a line that a live fulfillment order holds or has sent. */
const unitsIn = (child: ChildFulfillment, id: string): number =>
  child.lines.reduce((sum, line) => {
    if (line.lineId !== id || given(child)) return sum;
    return sum + (left(child) ? line.shippedQuantity : line.quantity - line.shortQuantity);
  }, 0);

const wantedOf = (line: Order['lines'][number]): number => Math.max(0, line.quantity - line.cancelledQuantity);

const openOf = (order: Order, line: Order['lines'][number]): number =>
  Math.max(0, wantedOf(line) - order.fulfillments.reduce((sum, child) => sum + unitsIn(child, line.lineId), 0));

const over: ReadonlySet<OrderStatus> = new Set(['cancelled', 'returned']);
const progress = ['routed', 'allocated', 'picking', 'packed', 'shipped', 'delivered'] as const;
const progressStatus: readonly OrderStatus[] = ['processing', 'allocated', 'picking', 'packed', 'shipped', 'delivered'];

/** The least advanced live child decides, except that an order of which some has left and some has not is partially shipped. */
const statusFromChildren = (order: Order): OrderStatus => {
  if (order.status === 'pending' || over.has(order.status)) return order.status;
  const isOpen = order.lines.some((line) => openOf(order, line) > 0);
  if (order.status === 'completed' && !isOpen) return 'completed';
  const live = order.fulfillments.filter((child) => !given(child));
  if (live.length === 0) return order.status === 'backorder' ? 'backorder' : 'confirmed';
  if (live.some(left) && (isOpen || !live.every(left))) return 'partially_shipped';
  const least = Math.min(...live.map((child) => progress.findIndex((status) => status === child.status)));
  return progressStatus[least] ?? order.status;
};

const stepsAreSound: Invariant<OrderWorld> = { name: 'every step keeps to the table', violation: ({ fault }) => fault };

const statusAddsUp = rule('the status is what the fulfillment orders add up to', (_world, order) => {
  const expected = statusFromChildren(order);
  return expected === order.status ? undefined : `the order is ${order.status}, its fulfillment orders say ${expected}`;
});

const unitsAddUp = rule('units wanted are shipped, cancelled, under way or open', (_world, order) => {
  const open = new Map(unassignedLines(order).map((line) => [line.lineId, line.quantity]));
  return first(order.lines, (line) => {
    const expected = over.has(order.status) ? 0 : openOf(order, line);
    return (open.get(line.lineId) ?? 0) === expected
      ? undefined
      : `${line.lineId} has ${open.get(line.lineId) ?? 0} units open instead of ${expected}`;
  });
});

const unitsOfWork = ({ lines }: FulfillmentOrder, id: string): number =>
  lines.reduce((sum, line) => (line.lineId === id ? sum + line.quantity - line.shortQuantity : sum), 0);

/** Units of a line that the order has left to a fulfillment order: what it assigned without what it took back. */
const leftTo = ({ assigned, lines, takenBack = [] }: ChildFulfillment, id: string): number => {
  const sumOf = (units: readonly { readonly lineId: string; readonly quantity: number }[]): number =>
    units.reduce((sum, unit) => (unit.lineId === id ? sum + unit.quantity : sum), 0);
  return sumOf(assigned ?? lines) - sumOf(takenBack);
};

/** What locations really hold or have sent of a line, leaving out what the order has called off. */
const trulyUnderWay = (world: OrderWorld, order: Order, id: string): { readonly held: number; readonly sent: number } => {
  let held = 0;
  let sent = 0;
  for (const [index, child] of order.fulfillments.entries()) {
    const { state } = workAt(world, index);
    // A recall may come too late; the order acts upon that once it has heard of it.
    if (!fulfillmentOrderExists(state) || given(child) || (child.recallRequested && !left(child))) continue;
    if (state.status === 'shipped' || state.status === 'delivered') sent += unitsOfWork(state, id);
    else if (state.status !== 'rejected' && state.status !== 'cancelled') held += Math.min(unitsOfWork(state, id), leftTo(child, id));
  }
  return { held, sent };
};

const neverTwiceAtWork = rule('no unit is at work twice', (world, order) =>
  first(order.lines, (line) => {
    const { held, sent } = trulyUnderWay(world, order, line.lineId);
    return held > 0 && held + sent > Math.max(wantedOf(line), sent)
      ? `${held} units of ${line.lineId} are at work and ${sent} have left, of ${wantedOf(line)}`
      : undefined;
  }),
);

const heardRight = rule('the order knows what it has heard', (world, order) =>
  first(order.fulfillments, (child, index) => {
    const { state, version } = workAt(world, index);
    if (!fulfillmentOrderExists(state) || version === 0 || heardVersion(world, index) !== version || given(child)) return undefined;
    const sent = state.status === 'shipped' || state.status === 'delivered';
    return first(child.lines, (line) => {
      const expected = sent ? unitsOfWork(state, line.lineId) : 0;
      return line.shippedQuantity === expected
        ? undefined
        : `${childName(index)} has sent ${expected} of ${line.lineId}, the order says ${line.shippedQuantity}`;
    });
  }),
);

const stopped: ReadonlySet<string> = new Set(['absent', 'shipped', 'delivered', 'rejected', 'cancelled']);

const unbegun: ReadonlySet<string> = new Set(['open', 'released']);

const recallsTakeEffect = rule('work that was recalled does not go on', (world, order) =>
  first(order.fulfillments, (child, index) => {
    const isRecalled = child.recallRequested || child.status === 'withdrawn';
    const isPending = world.messages.some(
      (message) => message.kind === 'compensate' || (message.kind === 'recall' && message.child === index),
    );
    const { state } = workAt(world, index);
    if (isPending) return undefined;
    if (isRecalled && !stopped.has(state.status)) return `${childName(index)} was recalled, and is ${state.status}`;
    if (!fulfillmentOrderExists(state) || !unbegun.has(state.status)) return undefined;
    return first(child.lines, ({ lineId }) =>
      unitsOfWork(state, lineId) > leftTo(child, lineId)
        ? `${childName(index)} goes on with ${unitsOfWork(state, lineId)} of ${lineId}, of which ${leftTo(child, lineId)} were left to it`
        : undefined,
    );
  }),
);

const neverAskedTwice = rule('money is asked back once', ({ payment, askedBack }) =>
  askedBack > payment.capturedMinor ? `${askedBack} asked back of ${payment.capturedMinor}` : undefined,
);

const cancelledMoneyGoesBack = rule("a cancelled order's money is asked back", ({ payment, messages }, order) => {
  if (order.status !== 'cancelled' || messages.length > 0) return undefined;
  const kept = payment.capturedMinor - Math.max(payment.refundedMinor, payment.refundRequestedMinor);
  return kept > 0 ? `${kept} of ${payment.capturedMinor} are kept` : undefined;
});

const excessIsSeen = rule('who ships more than wanted is looked at', (_world, order) =>
  first(order.lines, (line) => {
    const sent = order.fulfillments.reduce((sum, child) => sum + (left(child) ? unitsIn(child, line.lineId) : 0), 0);
    const wanted = order.status === 'cancelled' ? 0 : wantedOf(line);
    return sent > wanted && !order.holds.some(({ type }) => type === 'discrepancy')
      ? `${sent} of ${line.lineId} have left, ${wanted} are wanted, and nobody was told`
      : undefined;
  }),
);

/** Also while a hold stands: the customer's wish to be rid of an order waits for no review. */
const cancelIsFree = (scope: OrderScope): Invariant<OrderWorld> =>
  rule('a hold never stops a cancellation', (_world, order) => {
    const possible = nextOrderStatus(order.status, { type: 'cancel' }) ?? nextOrderStatus(order.status, { type: 'cancel-remainder' });
    if (possible === undefined) return undefined;
    const decision = decideOrder(order, { type: 'CancelOrder', reason: 'customer', requestedBy: 'user' }, scope.mistake);
    return decision.ok ? undefined : `cancelling is refused: ${decision.error.code}`;
  });

export const orderInvariants = (scope: OrderScope): readonly Invariant<OrderWorld>[] => [
  stepsAreSound,
  statusAddsUp,
  unitsAddUp,
  neverTwiceAtWork,
  heardRight,
  recallsTakeEffect,
  neverAskedTwice,
  cancelledMoneyGoesBack,
  excessIsSeen,
  cancelIsFree(scope),
];

/** The order is over, and so is everything that it set in motion. */
export const isOver = (world: OrderWorld): boolean => {
  const { order } = world;
  if (!orderExists(order) || world.messages.length > 0) return false;
  if (order.status !== 'completed' && !over.has(order.status)) return false;
  return order.fulfillments.every((_child, index) => {
    const { state } = workAt(world, index);
    return stopped.has(state.status) && (state.status === 'absent' || heardVersion(world, index) === workAt(world, index).version);
  });
};
