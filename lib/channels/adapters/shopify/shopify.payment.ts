import { paymentStatuses } from '../../domain/canonical-order.ts';
import type { CanonicalPaymentMethod, PaymentKind, PaymentStatus } from '../../domain/canonical-order.ts';
import { type JsonObject, isObject, objectAt, scalarText, textAt } from '../reading/json.ts';

// Gateways by what stands in their name, most telling first: `shop_pay_installments` is not a wallet.
const kindsByWord: readonly (readonly [word: RegExp, kind: PaymentKind])[] = [
  [/gift.?card/, 'gift_card'],
  [/install?ments?|klarna|affirm|afterpay|clearpay|sezzle|zip.?pay/, 'instalments'],
  [/cash.?on.?delivery|\bcod\b/, 'cash_on_delivery'],
  [/bank|wire|deposit|money.?order|sepa|ach\b/, 'bank_transfer'],
  [/invoice|net.?\d+|terms/, 'invoice'],
  [/paypal|apple.?pay|google.?pay|android.?pay|amazon|shop.?pay\b|alipay|wechat|venmo/, 'wallet'],
  [/visa|master.?card|amex|american.?express|discover|maestro|jcb|diners|card/, 'card'],
  [/shopify_payments|stripe|braintree|authorize|adyen|worldpay|cybersource|checkout\.com|square|bogus/, 'card'],
  [/^cash$/, 'cash'],
];

const kindOf = (gateway: string): PaymentKind => kindsByWord.find(([word]) => word.test(gateway.toLowerCase()))?.[1] ?? 'other';

/**
 * How the order is paid, as far as Shopify tells. With several gateways the one that is not a gift card is named,
 * because what it authorises is what remains to be secured.
 */
export const readPayment = (order: JsonObject): CanonicalPaymentMethod => {
  const names: readonly unknown[] = Array.isArray(order['payment_gateway_names']) ? order['payment_gateway_names'] : [];
  const gateways = [...names, order['gateway']].map(scalarText).filter((name) => name !== null);
  const provider = gateways.find((name) => kindOf(name) !== 'gift_card') ?? gateways[0] ?? null;
  return { kind: readKind(order, provider), provider, status: readStatus(order), reference: null };
};

const readKind = (order: JsonObject, provider: string | null): PaymentKind => {
  if (isObject(order['payment_terms'])) return 'invoice';
  if (textAt(objectAt(order, 'payment_details'), 'credit_card_company') !== null) return 'card';
  return provider === null ? 'unknown' : kindOf(provider);
};

const readStatus = (order: JsonObject): PaymentStatus => {
  const status = textAt(order, 'financial_status');
  return paymentStatuses.find((known) => known === status) ?? 'unknown';
};
