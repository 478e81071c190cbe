import type { TwinAnswer } from '../twin-server.ts';
import { moveUnits, orderJson, type TwinLine, type TwinOrder, type TwinOrders, unitsOf } from './walmart.twin-orders.ts';
import { AcknowledgeBody, CancelBody, failure, readBody, RefundBody, ShippingBody } from './walmart.twin-requests.ts';

const answerOrder = (order: TwinOrder): TwinAnswer => ({ status: 200, body: { order: orderJson(order, false) } });

const lineOf = (order: TwinOrder, number: string): TwinLine | undefined => order.lines.find((line) => line.number === number);

/** POST …/acknowledge: repeating it is fine; nothing left to acknowledge, or an order of Walmart's own warehouse, is not. */
export const acknowledge = ({ touch }: TwinOrders, order: TwinOrder, text: string, wantsBody: boolean): TwinAnswer => {
  if (wantsBody) {
    const read = readBody(AcknowledgeBody, text);
    if ('answer' in read) return read.answer;
  } else if (text !== '') return failure(400, 'INVALID_REQUEST_CONTENT');
  const open = order.lines.filter((line) => unitsOf(line, 'Created', 'Acknowledged') > 0);
  if (open.length === 0 || order.node !== 'SellerFulfilled') return failure(400, 'INVALID_REQUEST', 'purchaseOrderId');
  for (const line of open) {
    const created = unitsOf(line, 'Created');
    if (created === 0) continue;
    moveUnits(line, ['Created'], created, { status: 'Acknowledged' });
    touch(order, line);
  }
  return answerOrder(order);
};

/** POST …/shipping: acknowledged units only, all lines of the request or none. */
export const ship = ({ touch }: TwinOrders, order: TwinOrder, text: string): TwinAnswer => {
  const read = readBody(ShippingBody, text);
  if ('answer' in read) return read.answer;
  if (order.node !== 'SellerFulfilled') return failure(400, 'INVALID_REQUEST', 'purchaseOrderId');
  const wanted = read.body.orderShipment.orderLines.orderLine.map((line) => ({ line, known: lineOf(order, line.lineNumber) }));
  for (const { line, known } of wanted) {
    if (!known) return failure(400, 'INVALID_REQUEST_CONTENT', 'lineNumber');
    const units = line.orderLineStatuses.orderLineStatus.reduce((sum, { statusQuantity }) => sum + Number(statusQuantity.amount), 0);
    if (unitsOf(known, 'Acknowledged') < units) return failure(400, 'INVALID_REQUEST_CONTENT', 'statusQuantity');
    if (known.intentToCancel && line.intentToCancelOverride !== true)
      return failure(400, 'INVALID_REQUEST_CONTENT', 'intentToCancelOverride');
  }
  for (const { line, known } of wanted) {
    if (!known) continue;
    for (const { statusQuantity, trackingInfo } of line.orderLineStatuses.orderLineStatus)
      moveUnits(known, ['Acknowledged'], Number(statusQuantity.amount), { status: 'Shipped', trackingInfo });
    touch(order, known);
  }
  return answerOrder(order);
};

/** POST …/cancel: open units; the customer's reason only where the customer asked. */
export const cancel = ({ touch }: TwinOrders, order: TwinOrder, text: string): TwinAnswer => {
  const read = readBody(CancelBody, text);
  if ('answer' in read) return read.answer;
  const wanted = read.body.orderCancellation.orderLines.orderLine.map((line) => ({ line, known: lineOf(order, line.lineNumber) }));
  for (const { line, known } of wanted) {
    if (!known) return failure(400, 'INVALID_REQUEST_CONTENT', 'lineNumber');
    const statuses = line.orderLineStatuses.orderLineStatus;
    const units = statuses.reduce((sum, { statusQuantity }) => sum + Number(statusQuantity.amount), 0);
    if (unitsOf(known, 'Created', 'Acknowledged') < units) return failure(400, 'INVALID_REQUEST_CONTENT', 'statusQuantity');
    const customers = statuses.some(({ cancellationReason }) => cancellationReason === 'CUSTOMER_REQUESTED_SELLER_TO_CANCEL');
    if (customers && !known.intentToCancel) return failure(400, 'INVALID_REQUEST_CONTENT', 'cancellationReason');
  }
  for (const { line, known } of wanted) {
    if (!known) continue;
    for (const { statusQuantity, cancellationReason: reason } of line.orderLineStatuses.orderLineStatus)
      moveUnits(known, ['Created', 'Acknowledged'], Number(statusQuantity.amount), { status: 'Cancelled', reason });
    touch(order, known);
  }
  return answerOrder(order);
};

const cents = (amount: number): number => Math.round(amount * 100);

/** POST …/refund: of shipped lines, below zero, and never more than was charged. The order shows the last refund of a line. */
export const refund = ({ touch }: TwinOrders, order: TwinOrder, text: string, nextId: () => string): TwinAnswer => {
  const read = readBody(RefundBody, text);
  if ('answer' in read) return read.answer;
  if (read.body.orderRefund.purchaseOrderId !== order.purchaseOrderId) return failure(400, 'INVALID_REQUEST_CONTENT', 'purchaseOrderId');
  const wanted = read.body.orderRefund.orderLines.orderLine.map((line) => ({ line, known: lineOf(order, line.lineNumber) }));
  const sumOf = (line: (typeof wanted)[number]['line']): number | undefined => {
    const amounts = line.refunds.refund
      .flatMap(({ refundCharges }) => refundCharges.refundCharge)
      .flatMap(({ charge }) => [charge.chargeAmount, ...(charge.tax ? [charge.tax.taxAmount] : [])]);
    const valid = amounts.every(({ currency, amount }) => currency === order.currency && amount <= 0);
    return valid ? amounts.reduce((sum, { amount }) => sum - cents(amount), 0) : undefined;
  };
  for (const { line, known } of wanted) {
    const sum = sumOf(line);
    if (!known) return failure(400, 'INVALID_REQUEST_CONTENT', 'lineNumber');
    if (unitsOf(known, 'Shipped', 'Refund') === 0) return failure(400, 'INVALID_REQUEST_CONTENT', 'lineNumber');
    const charged = cents(known.unitPrice * known.quantity + (known.tax ?? 0));
    if (sum === undefined || sum === 0 || known.refundedAmount + sum > charged)
      return failure(400, 'INVALID_REQUEST_CONTENT', 'chargeAmount');
  }
  for (const { line, known } of wanted) {
    const last = line.refunds.refund.at(-1);
    if (!known || !last) continue;
    const { refundComments } = last;
    known.refundedAmount += sumOf(line) ?? 0;
    known.refund = { refundId: nextId(), refundCharges: last.refundCharges, ...(refundComments === undefined ? {} : { refundComments }) };
    touch(order);
  }
  return answerOrder(order);
};
