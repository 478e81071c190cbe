// What follows from facts of the order once their messages arrive, as `lib/orders/app/react-to-order.ts` and `end-order.ts` do it.
import type { Step } from '../explore.ts';
import { createReportPayment } from '../../../lib/orders/app/report-payment.ts';
import { fulfillmentOrderDecider } from '../../../lib/fulfilment/domain/fulfillment-order.aggregate.ts';
import type { ChildFulfillment, Order } from '../../../lib/orders/domain/order.state.ts';
import type { ReportPayment } from '../../../lib/payments/domain/payment.decide.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import type { EventStore } from '../../../lib/platform/event-store/event-store.ts';
import type { Payments } from '../../../lib/payments/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { onOrder, onPayment, onWork, sameMessage, withFault } from './changes.ts';
import { assumes, type OrderScope } from './scope.ts';
import { childName, type Message, type OrderWorld, workAt } from './world.ts';

const caller = systemCaller(TenantId('main'), 'model-check', { correlationId: 'model', causationId: 'model' });

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** What the product would report of the order's money: its own use case, up to its first wait, which never ends here. */
const reportOf = (order: Order): ReportPayment | undefined => {
  let said: ReportPayment | undefined;
  const payments: Payments = {
    report: (_caller, _orderId, payment) => {
      said = { type: 'ReportPayment', ...payment };
      return never();
    },
    settle: never,
    get: never,
  };
  const store: EventStore = { load: never, loadMany: never, execute: never, executeTogether: never, read: never, loadAsOf: never };
  void createReportPayment({ store, payments })(caller, order);
  return said;
};

/** Minor units still due of an order whose remainder was cancelled. */
const dueAfterRemainder = (order: Order): number => {
  const given = order.lines.reduce(
    (sum, line) => sum + (line.quantity > 0 ? Math.floor((line.total * line.cancelledQuantity) / line.quantity) : 0),
    0,
  );
  return Math.max(0, order.totals.total - given);
};

const settled = (scope: OrderScope, world: OrderWorld, dueMinor: number, reason: string): OrderWorld => {
  const command = { type: 'SettlePayment', dueMinor, reason } as const;
  const after = onPayment(world, command);
  if (scope.mistake === 'refund-for-each-message') return { ...world, askedBack: world.askedBack + world.payment.capturedMinor - dueMinor };
  return withFault(after, onPayment(after, command).askedBack > after.askedBack ? 'settling twice asks twice' : undefined);
};

/** The work without the units that the order took back; undefined where it is called off whole, or nothing is left to do. */
const takenBack = (world: OrderWorld, known: ChildFulfillment | undefined, child: number): OrderWorld | undefined => {
  if (!known?.takenBack || known.recallRequested || known.status === 'withdrawn') return undefined;
  const asked = new Map(known.takenBack.map(({ lineId, quantity }) => [lineId, quantity]));
  const lines = (known.assigned ?? known.lines).map(({ lineId, quantity }) => ({ lineId, quantity: quantity - (asked.get(lineId) ?? 0) }));
  const decided = fulfillmentOrderDecider.decide(workAt(world, child).state, { type: 'ReduceFulfillmentOrder', lines });
  if (!decided.ok) return undefined;
  return onWork(world, child, { type: 'ReduceFulfillmentOrder', lines }) ?? world;
};

const handled = (scope: OrderScope, world: OrderWorld, order: Order, message: Message): OrderWorld => {
  switch (message.kind) {
    case 'recall':
      return (
        takenBack(world, order.fulfillments[message.child], message.child) ??
        onWork(world, message.child, { type: 'CancelFulfillmentOrder', reason: 'order-revised' }) ??
        world
      );
    case 'compensate': {
      const recalled = order.fulfillments.reduce(
        (state, _child, child) => onWork(state, child, { type: 'CancelFulfillmentOrder', reason: 'order-cancelled' }) ?? state,
        world,
      );
      return settled(scope, recalled, 0, 'order-cancelled');
    }
    case 'settle-remainder':
      return settled(scope, world, dueAfterRemainder(order), 'remainder-cancelled');
    case 'report-payment': {
      const report = reportOf(order);
      const reported = report ? onPayment(world, report) : world;
      return report && order.status === 'cancelled' && scope.mistake !== 'late-money-kept'
        ? settled(scope, reported, 0, 'order-cancelled')
        : reported;
    }
    case 'cancel-for-fraud':
      return onOrder(world, { type: 'CancelOrder', reason: 'fraud', requestedBy: 'lead' }, scope.mistake) ?? world;
  }
};

const actionOf = (message: Message): string => {
  switch (message.kind) {
    case 'recall':
      return `the recall of ${childName(message.child)} arrives`;
    case 'compensate':
      return 'the cancelled order is compensated';
    case 'settle-remainder':
      return 'the remainder is settled';
    case 'report-payment':
      return "the channel's word on payment is booked";
    case 'cancel-for-fraud':
      return 'the rejection takes effect';
  }
};

/** A recall that comes before the work itself is kept, if the model is to assume so. */
const isReady = (scope: OrderScope, world: OrderWorld, order: Order, message: Message): boolean =>
  message.kind !== 'recall' ||
  !assumes(scope, 'recalls-find-their-work') ||
  order.fulfillments[message.child]?.status !== 'allocated' ||
  workAt(world, message.child).version > 0;

export const messageSteps = (scope: OrderScope, world: OrderWorld, order: Order): readonly Step<OrderWorld>[] =>
  world.messages
    .filter((message) => isReady(scope, world, order, message))
    .map((message) => {
      const taken = { ...world, messages: world.messages.filter((other) => !sameMessage(other, message)) };
      return { action: actionOf(message), state: handled(scope, taken, order, message) };
    });
