import type { Model } from '../explore.ts';
import { type FulfillmentOrderState, fulfillmentOrderExists } from '../../../lib/fulfilment/domain/fulfillment-order.state.ts';
import { type Order, orderExists } from '../../../lib/orders/domain/order.state.ts';
import { heardVersion } from './changes.ts';
import { isOver, orderInvariants } from './rules.ts';
import type { OrderScope } from './scope.ts';
import { isOurDoing, orderModelSteps } from './steps.ts';
import { initialOrderWorld, type OrderWorld, workAt } from './world.ts';

const workText = (state: FulfillmentOrderState): string =>
  fulfillmentOrderExists(state)
    ? `${state.status}${state.lines.map(({ quantity, shortQuantity }) => `${quantity}-${shortQuantity}`).join()}`
    : '-';

const childText = (world: OrderWorld, { fulfillments }: Order, child: number): string => {
  const entry = fulfillments[child];
  if (!entry) return '';
  const lines = entry.lines.map((line) => `${line.lineId}*${line.quantity}-${line.shortQuantity}>${line.shippedQuantity}`);
  const { state, version } = workAt(world, child);
  const heard = entry.version === 0 ? '0' : heardVersion(world, child) === version ? '=' : '<';
  return [
    entry.status,
    entry.attempt,
    entry.recallRequested ? 'r' : '',
    (entry.takenBack ?? []).map(({ quantity }) => quantity).join('+'),
    heard,
    lines.join('+'),
    workText(state),
  ].join(' ');
};

/**
 * Left out is what no rule of the order reads: moments, hashes, numbers of revisions beyond their order, versions beyond which
 * of two is newer, and the locations that are not asked again.
 */
const keyOf = (world: OrderWorld): string => {
  const { order, payment, askedBack, messages, revised, shorts, rejections, fault } = world;
  if (!orderExists(order)) return order.status;
  const money = [
    payment.capturedMinor,
    payment.refundedMinor,
    payment.refundRequestedMinor,
    payment.currency === null ? '-' : '',
    askedBack,
  ];
  return [
    order.status,
    order.lines.map((line) => `${line.lineId}*${line.quantity}-${line.cancelledQuantity}<${line.returnedQuantity}`).join('+'),
    order.holds.map((hold) => `${hold.holdId}${hold.outcome}`).join(),
    order.backordered.map((line) => `${line.lineId}*${line.quantity}`).join('+'),
    `${order.lastAttempt} ${order.backorderDecisionId ?? ''} ${order.cancellation ? 'c' : ''} ${order.payment?.securedTotal ?? ''} ${order.totals.total}`,
    `${order.paymentMethod.status} ${order.cancelledByChannel ? 'x' : ''} ${order.returnIds.length}`,
    order.fulfillments.map((_child, child) => childText(world, order, child)).join('|'),
    money.join(),
    messages
      .map((message) => `${message.kind}${message.kind === 'recall' ? message.child : ''}`)
      .toSorted()
      .join(),
    `${revised.toSorted().join()} ${shorts} ${rejections} ${fault ?? ''}`,
  ].join('\n');
};

/** The order, its work and its money, over the product's own deciders and the table of the lifecycle. */
export const orderModel = (scope: OrderScope): Model<OrderWorld> => ({
  initial: initialOrderWorld(),
  steps: (world) => orderModelSteps(scope, world),
  key: keyOf,
  invariants: orderInvariants(scope),
  finalChecks: [],
  ends: { kind: 'can-reach', name: 'every order can come to its end', goal: isOver, by: isOurDoing },
});
