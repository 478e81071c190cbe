import type { CancelNotice, NoticeOutcome } from '../../app/channel-client.ts';
import { type KnownLine, knownLines } from './walmart.known.ts';
import { done, known, matchLines, type NoticeMemory, orderUnknown, refusalOf, refused, statusLines } from './walmart.notices.ts';
import { type OrdersParts, readOrderJson } from './walmart.orders.ts';
import { postChange } from './walmart.shipment.ts';

// Order Management 0.6.3, `CancelLineStatusType`. Walmart has no reason "other", and counts all but the customer's own against
// the seller; it takes the customer's only for lines that the customer asked it to cancel.
const reasons: Readonly<Record<CancelNotice['reason'], string>> = {
  customer: 'CUSTOMER_REQUESTED_SELLER_TO_CANCEL',
  'out-of-stock': 'SELLER_CANCEL_OUT_OF_STOCK',
  fraud: 'SELLER_CANCEL_FRAUD_STOP_SHIPMENT',
  address: 'SELLER_CANCEL_ADDRESS_NOT_SERVICEABLE',
  other: 'SELLER_CANCEL_OUT_OF_STOCK',
};

type Cancelled = { readonly line: KnownLine; readonly quantity: number };

const openOf = (lines: ReadonlyMap<string, KnownLine>): readonly Cancelled[] =>
  [...lines.values()].filter(({ units }) => units.open > 0).map((line) => ({ line, quantity: line.units.open }));

/** Units still to be cancelled, when so many had been cancelled before the notice was first sent. */
const missingOf = (wanted: readonly Cancelled[], before: Readonly<Record<string, number>> | undefined): readonly Cancelled[] =>
  wanted
    .map(({ line, quantity }) => ({
      line,
      quantity: before === undefined ? quantity : quantity - Math.max(0, line.units.cancelled - (before[line.lineId] ?? 0)),
    }))
    .filter(({ quantity }) => quantity > 0);

/**
 * Cancels units. Walmart takes no key for it, so what was cancelled before the first attempt is remembered under the notice's
 * id, and a repeated notice cancels only what is missing since then.
 */
export const cancelUnits = async (parts: OrdersParts, memory: NoticeMemory, notice: CancelNotice): Promise<NoticeOutcome> => {
  const order = await readOrderJson(parts, notice.channelOrderId);
  if (order === undefined) return orderUnknown();
  const lines = knownLines(order);
  const { matched, unknown } = notice.whole ? { matched: openOf(lines), unknown: undefined } : matchLines(lines, notice.lines);
  if (unknown !== undefined) return refused('line-unknown', `The order has no line ${unknown}`);
  const anyCancelled = [...lines.values()].some(({ units }) => units.cancelled > 0);
  if (matched.length === 0)
    return anyCancelled || !notice.whole ? known(notice.channelOrderId) : refused('nothing-open', 'No unit of the order is open any more');

  const memoryKey = `cancel/${notice.channelOrderId}/${notice.noticeId}`;
  const before = await memory.find(memoryKey);
  const missing = notice.whole ? matched : missingOf(matched, before);
  if (missing.length === 0) return known(notice.channelOrderId);
  const short = missing.find(({ line, quantity }) => quantity > line.units.open);
  if (short) {
    // Somebody was faster: the customer, or Walmart by itself.
    if (short.line.units.open === 0 && short.line.units.cancelled >= short.quantity) return known(notice.channelOrderId);
    return refused('quantity-not-open', `Line ${short.line.lineId} has ${short.line.units.open} open units, not ${short.quantity}`);
  }
  if (before === undefined)
    await memory.keep(memoryKey, Object.fromEntries(matched.map(({ line }) => [line.lineId, line.units.cancelled])));
  const more = { cancellationReason: reasons[notice.reason] };
  const body = {
    orderCancellation: {
      orderLines: statusLines(missing.map(({ line, quantity }) => ({ lineId: line.lineId, status: 'Cancelled', quantity, more }))),
    },
  };
  try {
    await postChange(parts, notice.channelOrderId, 'cancel', body);
    return done(notice.channelOrderId);
  } catch (error) {
    return refusalOf(error);
  }
};
