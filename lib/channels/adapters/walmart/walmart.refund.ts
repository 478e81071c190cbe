import { allocate, CurrencyCode, decimalMinor, money } from '../../../kernel/money.ts';
import type { NoticeOutcome, RefundNotice } from '../../app/channel-client.ts';
import type { JsonObject } from '../reading/json.ts';
import type { Reading } from '../reading/reading.ts';
import { currenciesOf, readCharges, readUnitPrice } from './walmart.charges.ts';
import { type KnownLine, knownLines, refundCommentOf } from './walmart.known.ts';
import { done, known, matchLines, type NoticeMemory, orderUnknown, refusalOf, refused } from './walmart.notices.ts';
import { type OrdersParts, readOrderJson } from './walmart.orders.ts';
import { wrappedList } from './walmart.shape.ts';
import { postChange } from './walmart.shipment.ts';

/** How our id stands in the comments of a refund, by which a repeated one is recognised. */
export const refundComment = (refundId: string): string => `waybill ${refundId}`;

type Share = { readonly line: KnownLine; readonly product: number; readonly tax: number };

/** Splits the amount over the lines by what they cost, and in each between price and tax, so that the parts sum to it exactly. */
const shareOut = (notice: RefundNotice, lines: readonly { readonly line: KnownLine; readonly quantity: number }[]): readonly Share[] => {
  const reading: Reading = { path: '', currency: notice.currency, problems: [], discrepancies: [] };
  const values = lines.map(({ line, quantity }) => {
    const charges = readCharges(reading, line.source, '');
    const placed = Math.max(1, line.units.open + line.units.shipped + line.units.cancelled + line.units.refunded);
    const unitPrice = readUnitPrice(reading, line.source, '');
    const product = unitPrice === null ? Math.floor(((charges.product ?? 0) * quantity) / placed) : unitPrice * quantity;
    return { line, product, tax: unitPrice === null ? Math.floor((Math.max(0, charges.tax) * quantity) / placed) : 0 };
  });
  const weights = values.map(({ product, tax }) => product + tax);
  const amounts = allocate(money(notice.amount, notice.currency), weights.some((weight) => weight > 0) ? weights : values.map(() => 1));
  return values.map(({ line, product, tax }, index) => {
    const amount = amounts[index]?.amountMinor ?? 0;
    const [ofProduct, ofTax] = allocate(money(amount, notice.currency), product + tax > 0 ? [product, tax] : [1, 0]);
    return { line, product: ofProduct?.amountMinor ?? 0, tax: ofTax?.amountMinor ?? 0 };
  });
};

// "Refund orders": amounts are below zero.
const amountOf = (minor: number, notice: RefundNotice): { currency: string; amount: number } => ({
  currency: notice.currency,
  amount: minor === 0 ? 0 : -Number(decimalMinor(minor, notice.currency)),
});

const refundBody = (notice: RefundNotice, shares: readonly Share[]): object => ({
  orderRefund: {
    purchaseOrderId: notice.channelOrderId,
    orderLines: {
      orderLine: shares.map(({ line, product, tax }) => ({
        lineNumber: line.lineId,
        isFullRefund: false,
        refunds: {
          refund: [
            {
              refundComments: refundComment(notice.refundId),
              refundCharges: {
                refundCharge: [
                  {
                    refundReason: 'General adjustment',
                    charge: {
                      chargeType: 'PRODUCT',
                      chargeName: 'ItemPrice',
                      chargeAmount: amountOf(product, notice),
                      tax: { taxName: 'ItemPriceTax', taxAmount: amountOf(tax, notice) },
                    },
                  },
                ],
              },
            },
          ],
        },
      })),
    },
  },
});

// Tells one comment from another without keeping it (FNV-1a); 0 for none.
const fingerprint = (comment: string | null): number => {
  if (comment === null) return 0;
  let mixed = 0x811c9dc5;
  for (let index = 0; index < comment.length; index += 1) mixed = Math.imul(mixed ^ comment.charCodeAt(index), 0x01000193) >>> 0;
  return mixed;
};

const currencyOf = (order: JsonObject): string | undefined => {
  const [currency] = currenciesOf(order, wrappedList(order, 'orderLines', 'orderLine', '').entries).keys();
  return currency;
};

/**
 * Gives money back through Walmart, for units that have shipped. Our id stands in the comments, and Walmart shows the last
 * refund of a line: a repeated notice finds itself there. When another refund has come into its place since the first attempt,
 * the notice is left to a person rather than paid twice.
 */
export const refundUnits = async (parts: OrdersParts, memory: NoticeMemory, notice: RefundNotice): Promise<NoticeOutcome> => {
  const order = await readOrderJson(parts, notice.channelOrderId);
  if (order === undefined) return orderUnknown();
  const { matched, unknown } = matchLines(knownLines(order), notice.lines);
  if (unknown !== undefined || matched.length === 0) return refused('line-unknown', `The order has no line ${unknown ?? '(none named)'}`);
  if (currencyOf(order) !== CurrencyCode(notice.currency)) return refused('currency-differs', `The order is not in ${notice.currency}`);
  const comment = refundComment(notice.refundId);
  if (matched.some(({ line }) => refundCommentOf(line) === comment)) return known(notice.refundId);
  const unshipped = matched.find(({ line }) => line.units.shipped + line.units.refunded === 0);
  if (unshipped) return refused('not-shipped', `Line ${unshipped.line.lineId} has not shipped; cancel it instead`);

  const memoryKey = `refund/${notice.channelOrderId}/${notice.refundId}`;
  const before = await memory.find(memoryKey);
  const shown = Object.fromEntries(matched.map(({ line }) => [line.lineId, fingerprint(refundCommentOf(line))]));
  if (before !== undefined && matched.some(({ line }) => shown[line.lineId] !== before[line.lineId]))
    return refused(
      'refund-uncertain',
      'An earlier attempt may have been done: another refund of the line hides it. Look it up in Seller Center',
    );
  if (before === undefined) await memory.keep(memoryKey, shown);
  try {
    await postChange(parts, notice.channelOrderId, 'refund', refundBody(notice, shareOut(notice, matched)));
    return done(notice.refundId);
  } catch (error) {
    return refusalOf(error);
  }
};
