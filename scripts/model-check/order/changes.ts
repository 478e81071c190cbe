// Commands carried out on the order, the work and the money of a model's state, with everything that a single step must keep to.
import { fold } from '../../../lib/kernel/decider.ts';
import { err, ok, type Result } from '../../../lib/kernel/result.ts';
import { fulfillmentOrderDecider } from '../../../lib/fulfilment/domain/fulfillment-order.aggregate.ts';
import type { FulfillmentOrderCommand } from '../../../lib/fulfilment/domain/fulfillment-order.commands.ts';
import { orderDecider } from '../../../lib/orders/domain/order.aggregate.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import type { OrderEvent } from '../../../lib/orders/domain/order.events.ts';
import { orderTransitions } from '../../../lib/orders/domain/order.machine.ts';
import type { OrderRejection } from '../../../lib/orders/domain/order.rejections.ts';
import { activeHolds, isCancellable, orderExists, type OrderState } from '../../../lib/orders/domain/order.state.ts';
import { type PaymentCommand, paymentDecider } from '../../../lib/payments/domain/payment.decide.ts';
import type { OrderMistake } from './scope.ts';
import { childId, type Message, type OrderWorld, workAt } from './world.ts';

type Decided = Result<readonly OrderEvent[], OrderRejection>;

const shippedNow: OrderEvent = { type: 'order.shipped', shipmentIds: [] };

/** The product's decision, or what somebody's mistake would make of it. */
export const decideOrder = (state: OrderState, command: OrderCommand, mistake?: OrderMistake): Decided => {
  const decision = orderDecider.decide(state, command);
  switch (mistake) {
    case 'status-off-the-table':
      return command.type === 'CompleteOrder' && state.status === 'shipped'
        ? ok([{ type: 'order.completed', basis: 'delivered' }])
        : decision;
    case 'hold-blocks-cancelling': {
      if (command.type !== 'CancelOrder') return decision;
      const holds = activeHolds(state).map(({ holdId, type, reason }) => ({ holdId, type, reason }));
      return holds.length > 0 ? err({ code: 'order-on-hold', blocks: 'shipping', holds }) : decision;
    }
    case 'rejection-keeps-units':
      return command.type === 'RecordFulfillment' && command.status === 'rejected' && decision.ok
        ? ok(decision.value.slice(0, 1))
        : decision;
    case 'revived-by-a-report':
      return command.type === 'RecordFulfillment' && command.status === 'shipped' && state.status === 'cancelled' && decision.ok
        ? ok([...decision.value, shippedNow])
        : decision;
    default:
      return decision;
  }
};

const edges = new Map(orderTransitions.map(({ from, to, records }) => [`${from} ${to} ${records}`, true]));

/** A change of status must be an edge of the table, told by the event that records it or by the one that reopens sourcing. */
const edgeFault = (before: OrderState, event: OrderEvent, after: OrderState): string | undefined => {
  if (!orderExists(before) || !orderExists(after) || before.status === after.status) return undefined;
  const { status: from } = before;
  const { status: to } = after;
  const isListed =
    edges.has(`${from} ${to} ${event.type}`) ||
    (event.type === 'order.sourcing_reopened' && orderTransitions.some((edge) => edge.from === from && edge.to === to));
  return isListed ? undefined : `${event.type} takes the order from ${from} to ${to}, which the table does not list`;
};

// What may still be recorded of an order that is over: words and reports, nothing that takes it up again.
const afterTheEnd: ReadonlySet<OrderEvent['type']> = new Set([
  'order.revised',
  'order.hold_placed',
  'order.hold_released',
  'order.hold_rejected',
  'order.fulfillment_recorded',
  // What left in spite of the end comes back.
  'order.return_recorded',
]);

const holdFault = (before: OrderState, event: OrderEvent): string | undefined => {
  const blocked = event.type === 'order.routed' ? 'sourcing' : event.type === 'order.completed' ? 'completion' : undefined;
  if (blocked === undefined) return undefined;
  // Once nothing can be cancelled any more, a rejected hold has nothing left to achieve, and cannot be released either.
  const isOvertaken = event.type === 'order.completed' && !isCancellable(before);
  const blocking = activeHolds(before, blocked).filter(({ outcome }) => !isOvertaken || outcome !== 'rejected');
  return blocking.length > 0 ? `${event.type} although a hold blocks ${blocked}` : undefined;
};

const endFault = (before: OrderState, event: OrderEvent): string | undefined =>
  (before.status === 'cancelled' || before.status === 'returned') && !afterTheEnd.has(event.type)
    ? `${event.type} follows the end of an order that is ${before.status}`
    : undefined;

const childOf = (state: OrderState, fulfillmentOrderId: string): number =>
  orderExists(state) ? state.fulfillments.findIndex((child) => child.fulfillmentOrderId === fulfillmentOrderId) : -1;

/** What somebody has to do because of an event. */
const messagesOf = (state: OrderState, event: OrderEvent): readonly Message[] => {
  const recall = (fulfillmentOrderId: string): Message => ({ kind: 'recall', child: childOf(state, fulfillmentOrderId) });
  switch (event.type) {
    case 'order.created':
    case 'order.revised':
      return [{ kind: 'report-payment' }];
    case 'order.fulfillment_recall_requested':
      return [recall(event.fulfillmentOrderId)];
    case 'order.cancelled':
      return [...event.fulfillments.map(({ fulfillmentOrderId }) => recall(fulfillmentOrderId)), { kind: 'compensate' }];
    case 'order.remainder_cancelled':
      return [...event.fulfillments.map(({ fulfillmentOrderId }) => recall(fulfillmentOrderId)), { kind: 'settle-remainder' }];
    case 'order.hold_rejected':
      return [{ kind: 'cancel-for-fraud' }];
    default:
      return [];
  }
};

export const sameMessage = (left: Message, right: Message): boolean =>
  left.kind === right.kind && (left.kind !== 'recall' || right.kind !== 'recall' || left.child === right.child);

const withMessages = (messages: readonly Message[], more: readonly Message[]): readonly Message[] =>
  more.reduce((all, message) => (all.some((known) => sameMessage(known, message)) ? all : [...all, message]), messages);

export const withFault = (world: OrderWorld, fault: string | undefined): OrderWorld =>
  fault === undefined || world.fault !== undefined ? world : { ...world, fault };

/** Carries a command out on the order; undefined when it is refused or changes nothing. */
export const onOrder = (world: OrderWorld, command: OrderCommand, mistake?: OrderMistake): OrderWorld | undefined => {
  const decision = decideOrder(world.order, command, mistake);
  if (!decision.ok || decision.value.length === 0) return undefined;
  let order = world.order;
  let fault: string | undefined;
  let { messages } = world;
  for (const event of decision.value) {
    const next = orderDecider.evolve(order, event);
    fault ??= edgeFault(order, event, next) ?? holdFault(order, event) ?? endFault(order, event);
    if (mistake !== 'forgotten-recall' || event.type !== 'order.fulfillment_recall_requested')
      messages = withMessages(messages, messagesOf(next, event));
    order = next;
  }
  const again = decideOrder(order, command, mistake);
  if (again.ok && again.value.length > 0) fault ??= `${command.type}, repeated, brings ${again.value.map(({ type }) => type).join(', ')}`;
  return withFault({ ...world, order, messages }, fault);
};

/** Carries a command out on a fulfillment order; undefined when it is refused or changes nothing. */
export const onWork = (world: OrderWorld, child: number, command: FulfillmentOrderCommand): OrderWorld | undefined => {
  const { state, version } = workAt(world, child);
  const decision = fulfillmentOrderDecider.decide(state, command);
  if (!decision.ok || decision.value.length === 0) return undefined;
  const after = { state: fold(fulfillmentOrderDecider, state, decision.value), version: version + decision.value.length };
  const work = Array.from({ length: Math.max(world.work.length, child + 1) }, (_none, index) =>
    index === child ? after : workAt(world, index),
  );
  return { ...world, work };
};

/** Carries a command out on the money. A refusal leaves the money as it is. */
export const onPayment = (world: OrderWorld, command: PaymentCommand): OrderWorld => {
  const decision = paymentDecider.decide(world.payment, command);
  if (!decision.ok) return world;
  const asked = decision.value.reduce((sum, event) => (event.type === 'payment.refund_requested' ? sum + event.amountMinor : sum), 0);
  return { ...world, payment: fold(paymentDecider, world.payment, decision.value), askedBack: world.askedBack + asked };
};

/** Version of the child's stream that the order has heard of. */
export const heardVersion = ({ order }: OrderWorld, child: number): number =>
  orderExists(order) ? (order.fulfillments.find((entry) => entry.fulfillmentOrderId === childId(child))?.version ?? 0) : 0;
