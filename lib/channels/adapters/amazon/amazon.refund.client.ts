import { allocate, money } from '../../../kernel/money.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { NoticeOutcome, RefundNotice } from '../../app/channel-client.ts';
import type { JsonObject } from '../reading/json.ts';
import type { Reading } from '../reading/reading.ts';
import type { AmazonApi } from './amazon.api.ts';
import type { FeedsClient } from './amazon.feeds.client.ts';
import { readWanted } from './amazon.lines.ts';
import type { AmazonOrder } from './amazon.order.ts';
import { type Adjustment, type Component, refundXml } from './amazon.order-feeds.ts';
import { lookAtOrder } from './amazon.orders.client.ts';
import { readOrder2026, statedCurrency } from './amazon.orders-2026.ts';
import type { AmazonSettings } from './amazon.settings.ts';
import { whyNotOurs } from './amazon.shipments.client.ts';
import { readTotals } from './amazon.totals.ts';

const refused = (code: string, message: string): NoticeOutcome => ({ kind: 'refused', code, message });

/**
 * Refunds by the feed POST_PAYMENT_ADJUSTMENT_DATA. Amazon wants the amount for each item, split into price, tax, shipping
 * and its tax, so the notice's one amount is split in proportion to what the buyer paid.
 */
export const createRefund =
  (api: AmazonApi, feeds: FeedsClient, settings: AmazonSettings) =>
  async (notice: RefundNotice): Promise<NoticeOutcome> => {
    const order = await lookAtOrder(api, notice.channelOrderId);
    const not = whyNotOurs(order);
    if (order === undefined || not) return not ?? refused('order-unknown', 'Amazon has no such order');
    if (statedCurrency(order) !== notice.currency) return refused('currency-differs', 'The refund is in another currency than the order');
    const split = splitRefund(order, notice);
    if (!split.ok) return split.error;
    return feeds.submit({
      key: `refund:${notice.channelOrderId}:${notice.refundId}`,
      feedType: 'POST_PAYMENT_ADJUSTMENT_DATA',
      xml: refundXml(settings.sellerId, notice.channelOrderId, notice.refundId, split.value, notice.currency),
      whenUnclear: 'ask-a-person',
    });
  };

type Paid = { readonly itemId: string; readonly goods: readonly Part[]; readonly shipping: readonly Part[] };
type Part = readonly [component: Component, amountMinor: number];

const paidFor = (order: AmazonOrder, reading: Reading, lineIds: ReadonlySet<string>): readonly Paid[] => {
  const read = readWanted(reading, order);
  const { taxesIncluded } = readTotals(order, read, reading.currency);
  return read.wanted
    .filter(({ lineId }) => lineIds.size === 0 || lineIds.has(lineId))
    .map(({ item, lineId, quantity, unitPrice, discount, tax }) => ({
      itemId: lineId,
      goods: [
        ['Principal', Math.max(0, quantity * unitPrice - discount)],
        // Where prices contain the tax it goes back with them.
        ['Tax', taxesIncluded ? 0 : Math.max(0, tax)],
      ],
      shipping: [
        ['Shipping', Math.max(0, item.shipping - item.shippingDiscount)],
        ['ShippingTax', taxesIncluded ? 0 : Math.max(0, item.shippingTax)],
      ],
    }));
};

const sum = (parts: readonly Part[]): number => parts.reduce((total, [, amount]) => total + amount, 0);

/** The amount by item and component: goods first, and shipping with what is left; or why it cannot be refunded. */
const splitRefund = (source: JsonObject, notice: RefundNotice): Result<readonly Adjustment[], NoticeOutcome> => {
  const reading: Reading = { path: '', currency: notice.currency, problems: [], discrepancies: [] };
  const order = readOrder2026(reading, source);
  if (order.status !== 'shipped' && order.status !== 'partially-shipped')
    return err(refused('not-shipped', 'Amazon takes the money when the order ships; before that it is cancelled, not refunded'));
  const paid = paidFor(order, reading, new Set(notice.lines.map(({ lineId }) => lineId)));
  const [problem] = reading.problems;
  if (problem !== undefined) return err(refused('order-unreadable', `The amounts of the order cannot be read (${problem.code})`));
  const goods = paid.reduce((total, item) => total + sum(item.goods), 0);
  const shipping = paid.reduce((total, item) => total + sum(item.shipping), 0);
  if (notice.amount > goods + shipping)
    return err(refused('amount-too-high', 'The refund is more than the buyer paid for these lines and their shipping'));
  const ofGoods = divide(Math.min(notice.amount, goods), paid, 'goods', notice);
  const ofShipping = divide(notice.amount - Math.min(notice.amount, goods), paid, 'shipping', notice);
  const adjustments = paid.map(({ itemId }, index) => ({
    itemId,
    amounts: [...(ofGoods[index] ?? []), ...(ofShipping[index] ?? [])].filter(([, amount]) => amount > 0),
  }));
  return ok(adjustments.filter(({ amounts }) => amounts.length > 0));
};

/** Splits an amount over the parts of every item in proportion to what was paid for each, to the last cent. */
const divide = (
  amount: number,
  paid: readonly Paid[],
  which: 'goods' | 'shipping',
  { currency }: RefundNotice,
): readonly (readonly Part[])[] => {
  const flat = paid.flatMap((item, index) => item[which].map(([component, weight]) => ({ index, component, weight })));
  if (amount === 0 || flat.every(({ weight }) => weight === 0)) return paid.map(() => []);
  const shares = allocate(
    money(amount, currency),
    flat.map(({ weight }) => weight),
  );
  return paid.map((_item, index) =>
    flat.flatMap((slot, at): readonly Part[] => (slot.index === index ? [[slot.component, shares[at]?.amountMinor ?? 0]] : [])),
  );
};
