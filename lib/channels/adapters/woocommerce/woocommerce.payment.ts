import type { CanonicalPaymentMethod, PaymentKind, PaymentStatus } from '../../domain/canonical-order.ts';
import { type JsonObject, textAt } from '../reading/json.ts';
import { metaText, statusOf } from './woocommerce.fields.ts';
import type { Refunds } from './woocommerce.refunds.ts';

// Ids of gateways by what stands in them, most telling first: `stripe_klarna` is no card, and `ppcp-credit-card-gateway` is.
const kindsByWord: readonly (readonly [word: RegExp, kind: PaymentKind])[] = [
  [/gift.?card|store.?credit|account.?funds/, 'gift_card'],
  [/klarna|affirm|afterpay|clearpay|sezzle|install?ments?|zip.?pay|\bkco\b/, 'instalments'],
  [/^cod$|cash.?on.?delivery/, 'cash_on_delivery'],
  [/^bacs$|bank|sepa|ach\b|wire|ideal|bancontact|giropay|sofort|przelewy|p24|eps\b|multibanco/, 'bank_transfer'],
  [/invoice|purchase.?order|net.?\d+|terms/, 'invoice'],
  [/credit.?card|card|visa|amex/, 'card'],
  [/paypal|ppcp|ppec|apple.?pay|google.?pay|amazon|alipay|wechat|venmo|link$/, 'wallet'],
  [/stripe|woocommerce_payments|braintree|authorize|adyen|worldpay|cybersource|square|mollie|checkout_?com|nmi|sagepay|opayo/, 'card'],
  [/^cash$|pos.?cash/, 'cash'],
];

const kindOf = (gateway: string | null): PaymentKind =>
  gateway === null ? 'unknown' : (kindsByWord.find(([word]) => word.test(gateway.toLowerCase()))?.[1] ?? 'other');

/** How the order is paid, as far as WooCommerce tells: it knows when an order was paid, and nothing of authorisations. */
export const readPayment = (order: JsonObject, refunds: Refunds): CanonicalPaymentMethod => {
  const gateway = textAt(order, 'payment_method');
  return { kind: kindOf(gateway), provider: gateway, status: readStatus(order, refunds), reference: readReference(order) };
};

const readStatus = (order: JsonObject, refunds: Refunds): PaymentStatus => {
  if (refunds.whole) return 'refunded';
  const status = statusOf(order);
  const paid = textAt(order, 'date_paid_gmt') ?? textAt(order, 'date_paid');
  if (paid !== null) return refunds.total > 0 ? 'partially_refunded' : 'paid';
  if (status === 'cancelled' || status === 'trash') return 'voided';
  // Kept by WooPayments, and by the Stripe gateway, for a charge that is authorised and waits to be captured.
  const waits = metaText(order, '_intention_status') === 'requires_capture' || metaText(order, '_stripe_charge_captured') === 'no';
  return waits ? 'authorized' : 'pending';
};

const cardLike = /^\d(?:[ -]?\d){12,18}$/;

const luhn = (digits: string): boolean => {
  let sum = 0;
  for (const [at, digit] of digits.split('').reverse().entries()) {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
};

// A gateway that writes a card number here must not make us keep it.
const readReference = (order: JsonObject): string | null => {
  const text = textAt(order, 'transaction_id');
  if (text === null || text.length > 200) return null;
  return cardLike.test(text) && luhn(text.replace(/\D/g, '')) ? null : text;
};
