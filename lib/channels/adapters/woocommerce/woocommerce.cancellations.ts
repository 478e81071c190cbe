import type { CancelNotice, NoticeLine, NoticeOutcome } from '../../app/channel-client.ts';
import { type JsonObject, listAt, textAt } from '../reading/json.ts';
import { idOf } from './woocommerce.fields.ts';
import { fetchOrder } from './woocommerce.orders-api.ts';
import { done, known, refused } from './woocommerce.outcomes.ts';
import { cancellationReason, isRefundOf } from './woocommerce.reasons.ts';
import { completeWhenShipped, type NoticeParts } from './woocommerce.shipments.ts';
import { closedStatuses, openUnits, type Standing, standingOf } from './woocommerce.standing.ts';

// After the pages "Orders" and "Order refunds" of REST v3, and `wc_create_refund` in wc-order-functions.php.

/** The refund of an order that a notice of ours has left; its reason is the only thing that every payload of it has. */
export const findOurRefund = (order: JsonObject, noticeId: string): JsonObject | undefined =>
  listAt(order, 'refunds').find(({ value }) => isRefundOf(textAt(value, 'reason'), noticeId))?.value;

/** A number as WordPress wants ids; text where a number would lose digits. */
export const wireId = (id: string): number | string => (Number.isSafeInteger(Number(id)) ? Number(id) : id);

/**
 * Cancels an order, or takes units off it. WooCommerce has no other way to take units off a placed order than a refund, so
 * that is a refund of nothing: money goes back by its own notice.
 */
export const cancelOrder = async (parts: NoticeParts, notice: CancelNotice): Promise<NoticeOutcome> => {
  const order = await fetchOrder(parts.api, notice.channelOrderId);
  if (order === undefined) return refused('order-unknown', 'The shop has no such order');
  const standing = standingOf(order);
  if (closedStatuses.has(standing.status)) return known();
  const earlier = findOurRefund(order, notice.noticeId);
  if (earlier) {
    await completeWhenShipped(parts, standing);
    return known(idOf(earlier) ?? null);
  }
  if (standing.status === 'completed') return refused('order-completed', 'The order is completed in the shop and can only be refunded');
  if (notice.whole && standing.shipped.size === 0) {
    await parts.api.write('orders.update', 'PUT', `wc/v3/orders/${standing.id}`, { status: 'cancelled' }, { repeatable: true });
    return done();
  }
  return takeOff(parts, standing, notice);
};

const takeOff = async (parts: NoticeParts, standing: Standing, notice: CancelNotice): Promise<NoticeOutcome> => {
  const lines = notice.whole && notice.lines.length === 0 ? openUnits(standing) : notice.lines.filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) return refused('nothing-to-cancel', 'No unit of the order is open any more');
  if (lines.some((line) => line.quantity > wantedOf(standing, line))) {
    return refused('units-not-open', 'The shop has fewer units on the order than are to be cancelled');
  }
  const body = {
    amount: '0',
    reason: cancellationReason(notice.noticeId, lines),
    api_refund: false,
    // Stock is set by its own notices, absolutely.
    api_restock: false,
    line_items: lines.map(({ lineId, quantity }) => ({ id: wireId(lineId), quantity, refund_total: 0 })),
  };
  const refund = await parts.api.write('refunds.create', 'POST', `wc/v3/orders/${standing.id}/refunds`, body, { repeatable: false });
  const wanted = new Map([...standing.wanted].map(([lineId, quantity]) => [lineId, quantity - unitsOf(lines, lineId)]));
  await completeWhenShipped(parts, { ...standing, wanted });
  return done(idOf(refund) ?? null);
};

const wantedOf = ({ wanted }: Standing, { lineId }: NoticeLine): number => wanted.get(lineId) ?? 0;

const unitsOf = (lines: readonly NoticeLine[], lineId: string): number =>
  lines.filter((line) => line.lineId === lineId).reduce((sum, { quantity }) => sum + quantity, 0);
