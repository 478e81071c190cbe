import type { OrderId } from '../../kernel/ids.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { activeHolds, hasNothingToShip, liveFulfillments, type Order, unassignedLines, unbornFulfillments } from '../domain/order.state.ts';
import type { SecuredPayment } from '../domain/order.values.ts';
import { createHoldWrongAddress } from './address/hold-wrong-address.ts';
import { executeOnOrder, loadOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';
import { createHoldDuplicate } from './hold-duplicate.ts';
import { createPlaceDueHolds } from './place-due-holds.ts';
import { createHoldUnusual } from './records/hold-unusual.ts';
import { createReportPayment } from './report-payment.ts';

/** What the lifecycle does next. */
export type AssessmentNext = 'source' | 'await-clearance' | 'await-fulfilment' | 'compensate' | 'finish';

/** How the channel's word on payment secures it, or undefined when it does not. */
export const securedBy = ({ paymentMethod, purchase }: Pick<Order, 'paymentMethod' | 'purchase'>): SecuredPayment | undefined => {
  const { kind, status } = paymentMethod;
  if (status === 'paid') return { basis: 'captured', reference: null };
  if (status === 'authorized') return { basis: 'authorised', reference: null };
  if (status !== 'pending') return undefined;
  // Cash on delivery is a term that the merchant has agreed to by offering it.
  if (kind === 'cash_on_delivery') return { basis: 'terms', reference: null };
  // Whoever names the days has agreed on them with the buyer, and has looked at the buyer's credit: an ERP, or a portal of it.
  return kind === 'invoice' && purchase && purchase.netDays !== null ? { basis: 'terms', reference: purchase.orderNumber } : undefined;
};

/**
 * Nothing stands between the order and its stock, or its completion where there is nothing to ship. The same question is
 * asked when a wait might end.
 */
export const isCleared = (order: Order): boolean =>
  activeHolds(order, 'sourcing').length === 0 &&
  (order.status !== 'pending' || securedBy(order) !== undefined) &&
  !(hasNothingToShip(order) && activeHolds(order, 'completion').length > 0);

/**
 * Every unit is at work somewhere. A lifecycle that broke off may have left units that no location has, whose stock came
 * while nobody listened, or recorded fulfillment orders that nobody has created.
 */
const isSourced = (order: Order): boolean =>
  liveFulfillments(order).length > 0 && unbornFulfillments(order).length === 0 && unassignedLines(order).length === 0;

/**
 * First step of the lifecycle: places the holds that the order deserves, confirms it when payment is secured and nothing
 * stands against it, and says what comes next. A released hold is not placed again.
 */
export const createAssessOrder = (
  parts: Pick<OrdersParts, 'platform' | 'store' | 'decisions' | 'risk' | 'records' | 'payments' | 'policies'>,
) => {
  const { store } = parts;
  const placeDueHolds = createPlaceDueHolds(parts);
  const holdDuplicate = createHoldDuplicate(parts);
  const holdUnusual = createHoldUnusual(parts);
  const holdWrongAddress = createHoldWrongAddress(parts);
  const reportPayment = createReportPayment(parts);

  const confirm = async (caller: Caller, order: Order, payment: SecuredPayment): Promise<void> => {
    const result = await executeOnOrder(store, caller, order.orderId, { type: 'ConfirmOrder', payment });
    if (!result.ok && result.error.code !== 'transition-refused') throw new UnexpectedRejectionError(result.error);
  };

  return async (caller: Caller, orderId: OrderId): Promise<AssessmentNext> => {
    const received = await loadOrder(store, caller.tenantId, orderId);
    await reportPayment(caller, received);
    await placeDueHolds(caller, received);
    await holdDuplicate(caller, received);
    await holdUnusual(caller, received);
    await holdWrongAddress(caller, received);
    const checked = await loadOrder(store, caller.tenantId, orderId);
    const payment = securedBy(checked);
    if (checked.status === 'pending' && payment && isCleared(checked)) await confirm(caller, checked, payment);
    const order = await loadOrder(store, caller.tenantId, orderId);
    switch (order.status) {
      case 'cancelled':
        return 'compensate';
      case 'pending':
        return 'await-clearance';
      case 'confirmed':
      case 'backorder':
        if (!isCleared(order)) return 'await-clearance';
        return hasNothingToShip(order) ? complete(caller, order) : 'source';
      case 'shipped':
      case 'delivered':
      case 'completed':
      case 'returned':
        return 'finish';
      default:
        return isSourced(order) ? 'await-fulfilment' : 'source';
    }
  };

  /** Digital goods and lines that the channel fulfils: payment is all there was to wait for. */
  async function complete(caller: Caller, order: Order): Promise<AssessmentNext> {
    const result = await executeOnOrder(store, caller, order.orderId, { type: 'CompleteOrder' });
    if (!result.ok && result.error.code !== 'transition-refused' && result.error.code !== 'order-on-hold')
      throw new UnexpectedRejectionError(result.error);
    return result.ok ? 'finish' : 'await-clearance';
  }
};
