import type { CanonicalPaymentMethod, PaymentKind, PaymentStatus } from '../../domain/canonical-order.ts';
import { type JsonObject, scalarText, textAt } from '../reading/json.ts';
import type { PlacedLine } from './walmart.lines.ts';

const kindsByWord: readonly (readonly [word: RegExp, kind: PaymentKind])[] = [
  [/gift/, 'gift_card'],
  [/paypal|wallet|cashi|apple|google/, 'wallet'],
  [/credit|debit|card|visa|master|amex/, 'card'],
  [/msi|affirm|klarna|instal/, 'instalments'],
  [/cash|oxxo/, 'cash'],
  [/spei|transfer|ach/, 'bank_transfer'],
];

const kindOf = (name: string): PaymentKind => kindsByWord.find(([word]) => word.test(name.toLowerCase()))?.[1] ?? 'other';

/**
 * The customer pays Walmart, and Walmart pays the seller. `paymentTypes` (US) or `paymentMethod` (Mexico) tell the customer's
 * means where they are there; with several, what is not a gift card counts.
 */
export const readPayment = (order: JsonObject, lines: readonly PlacedLine[]): CanonicalPaymentMethod => {
  const types: readonly unknown[] = Array.isArray(order['paymentTypes']) ? order['paymentTypes'] : [];
  const names = [...types.map(scalarText), textAt(order, 'paymentMethod')].filter((name) => name !== null);
  const kinds = names.map(kindOf);
  const kind = kinds.find((found) => found !== 'gift_card') ?? kinds[0] ?? 'unknown';
  return { kind, provider: 'walmart', status: readStatus(lines), reference: null };
};

/** Released orders are authorised; shipping a line charges the customer; `OnHold` waits for payment or for Walmart's fraud check. */
const readStatus = (lines: readonly PlacedLine[]): PaymentStatus => {
  const wanted = lines.filter((line) => line.wanted > 0);
  if (wanted.length === 0) return lines.some((line) => line.units.refunded > 0) ? 'refunded' : 'voided';
  if (wanted.some((line) => line.units.onHold > 0)) return 'pending';
  return wanted.every((line) => line.units.open === 0) ? 'paid' : 'authorized';
};
