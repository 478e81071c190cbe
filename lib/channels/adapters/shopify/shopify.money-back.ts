import { createHash } from 'node:crypto';
import { CurrencyCode, currencyPattern, decimalMinor, parseMinor } from '../../../kernel/money.ts';
import type { NoticeOutcome, RefundNotice } from '../../app/channel-client.ts';
import { type JsonObject, listAt, objectAt, scalarText, textAt } from '../reading/json.ts';
import { gidOf, nodeAt, type ShopParts } from './shopify.api.ts';
import { readOpenLines } from './shopify.cancellations.ts';
import { readGid } from './shopify.ids.ts';
import { refundCreateOperation, refundStateOperation } from './shopify.notice-documents.ts';
import { done, known, orderUnknown, refusalOf, refused, tryAgain, userErrorsOf } from './shopify.outcomes.ts';
import { unitsOf } from './shopify.shipments.ts';

/** A payment that money can go back to, and how much of it. Minor units of the shop's and of the customer's currency. */
type Payment = { readonly id: string; readonly gateway: string; readonly shop: number; readonly presentment: number };

const succeeded: ReadonlySet<unknown> = new Set(['SUCCESS']);
// A refund that the bank has not confirmed yet has taken its money all the same.
const refundStanding: ReadonlySet<unknown> = new Set(['SUCCESS', 'PENDING', 'AWAITING_RESPONSE']);

const amountsOf = (transaction: JsonObject, shop: CurrencyCode, presentment: CurrencyCode): { shop: number; presentment: number } => {
  const set = objectAt(transaction, 'amountSet');
  const read = (key: string, currency: CurrencyCode): number => parseMinor(scalarText(objectAt(set, key)['amount']) ?? '', currency) ?? 0;
  return { shop: read('shopMoney', shop), presentment: read('presentmentMoney', presentment) };
};

/** What is left to be given back of each payment, in the order in which they were made. */
const paymentsOf = (order: JsonObject, shop: CurrencyCode, presentment: CurrencyCode): readonly Payment[] => {
  const transactions = listAt(order, 'transactions').map(({ value }) => value);
  const refunds = transactions.filter((one) => one['kind'] === 'REFUND' && refundStanding.has(one['status']));
  return transactions
    .filter((one) => (one['kind'] === 'SALE' || one['kind'] === 'CAPTURE') && succeeded.has(one['status']))
    .map((payment) => {
      const back = refunds.filter((one) => objectAt(one, 'parentTransaction')['id'] === payment['id']);
      const left = { ...amountsOf(payment, shop, presentment) };
      for (const refund of back) {
        const amounts = amountsOf(refund, shop, presentment);
        left.shop -= amounts.shop;
        left.presentment -= amounts.presentment;
      }
      return { id: String(payment['id']), gateway: textAt(payment, 'gateway') ?? '', ...left };
    })
    .filter(({ presentment: left }) => left > 0);
};

/** `amount × numerator / denominator`, rounded to the nearest whole, halves up. */
const proportion = (amount: number, numerator: number, denominator: number): number =>
  Number((BigInt(amount) * BigInt(numerator) * 2n + BigInt(denominator)) / (BigInt(denominator) * 2n));

/** The amount in the currency that the customer paid in, at the rate of their own payments; undefined when it is in neither. */
const presentmentAmount = (notice: RefundNotice, payments: readonly Payment[], shop: string, presentment: string): number | undefined => {
  if (notice.currency === presentment) return notice.amount;
  if (notice.currency !== shop) return undefined;
  const total = (key: 'shop' | 'presentment'): number => payments.reduce((sum, payment) => sum + payment[key], 0);
  return total('shop') <= 0 ? 0 : proportion(notice.amount, total('presentment'), total('shop'));
};

const transactionsOf = (orderGid: string, payments: readonly Payment[], amount: number, currency: CurrencyCode): readonly JsonObject[] => {
  let left = amount;
  return payments.flatMap(({ id, gateway, presentment }) => {
    const part = Math.min(left, presentment);
    left -= part;
    return part > 0 ? [{ orderId: orderGid, parentId: id, kind: 'REFUND', gateway, amount: decimalMinor(part, currency) }] : [];
  });
};

const noteOf = (refundId: string): string => `Waybill refund ${refundId}`;

/** A UUID that depends on the text alone: Shopify gives its first answer again for the same key. */
const keyOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
};

const refundLines = async (parts: ShopParts, orderGid: string, notice: RefundNotice): Promise<readonly JsonObject[]> => {
  if (notice.lines.length === 0) return [];
  const lines = (await readOpenLines(parts, orderGid)) ?? [];
  return [...unitsOf(notice.lines)].flatMap(([lineId, wanted]) => {
    // Units that an edit or a cancellation has taken off already cannot be named again; their money still goes back.
    const quantity = Math.min(wanted, lines.find((line) => line.lineId === lineId)?.refundable ?? 0);
    return quantity > 0 ? [{ lineItemId: gidOf('LineItem', lineId), quantity, restockType: 'NO_RESTOCK' }] : [];
  });
};

/**
 * Gives money back through the order's own payments. The note names the refund, so that a repeated notice is found however
 * late it comes; until the note is there, the idempotency key keeps two from being made.
 */
export const refundMoney = async (parts: ShopParts, notice: RefundNotice): Promise<NoticeOutcome> => {
  const orderGid = gidOf('Order', notice.channelOrderId);
  const order = nodeAt(await parts.api.run(refundStateOperation, { id: orderGid }), 'order');
  if (!order) return orderUnknown();
  const note = noteOf(notice.refundId);
  const earlier = listAt(order, 'refunds').find(({ value }) => textAt(value, 'note') === note);
  if (earlier) return known(readGid(earlier.value['id'])?.id ?? null);

  const [shop, presentment] = [textAt(order, 'currencyCode') ?? '', textAt(order, 'presentmentCurrencyCode') ?? ''];
  if (!currencyPattern.test(shop) || !currencyPattern.test(presentment)) throw tryAgain(refundStateOperation.name, 'answer-unreadable');
  const currency = CurrencyCode(presentment);
  const payments = paymentsOf(order, CurrencyCode(shop), currency);
  const amount = presentmentAmount(notice, payments, shop, presentment);
  if (amount === undefined)
    return refused('currency-differs', `The order was paid in ${presentment} at a shop that counts in ${shop}, not in ${notice.currency}`);
  const available = payments.reduce((sum, payment) => sum + payment.presentment, 0);
  if (amount <= 0 || amount > available)
    return refused(
      'amount-not-refundable',
      `Shopify holds ${decimalMinor(available, currency)} ${presentment} of the order's payments, less than is to go back`,
    );

  const input = {
    orderId: orderGid,
    note,
    notify: false,
    currency: presentment,
    refundLineItems: await refundLines(parts, orderGid, notice),
    transactions: transactionsOf(orderGid, payments, amount, currency),
  };
  // The key names the input too: after a refusal the payments may stand otherwise, and Shopify takes a key for one input only.
  const data = await parts.api.run(refundCreateOperation, { input, idempotencyKey: keyOf(JSON.stringify([notice.refundId, input])) });
  const problem = refusalOf(refundCreateOperation.name, userErrorsOf(data, 'refundCreate'));
  if (problem) return problem;
  const created = readGid(objectAt(objectAt(data, 'refundCreate'), 'refund')['id'])?.id;
  if (created === undefined) throw tryAgain(refundCreateOperation.name, 'answer-unreadable');
  return done(created);
};
