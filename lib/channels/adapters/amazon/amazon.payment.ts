import type { CanonicalPaymentMethod, PaymentKind, PaymentStatus } from '../../domain/canonical-order.ts';
import type { AmazonOrder } from './amazon.order.ts';

// Names as v0 and 2026-01-01 have them, compared without spaces, underscores and case.
const kinds: Readonly<Record<string, PaymentKind>> = {
  cod: 'cash_on_delivery',
  cashondelivery: 'cash_on_delivery',
  cvs: 'cash',
  conveniencestore: 'cash',
  creditcard: 'card',
  debitcard: 'card',
  gc: 'gift_card',
  giftcertificate: 'gift_card',
  giftcard: 'gift_card',
  invoice: 'invoice',
  paybyinvoice: 'invoice',
  pix: 'bank_transfer',
  boleto: 'bank_transfer',
  pointsaccount: 'wallet',
};

const kindOf = (method: string): PaymentKind | undefined => {
  const name = method.toLowerCase().replace(/[^a-z]/g, '');
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
};

/**
 * How the order is paid. Amazon collects, and releases an order to the seller once the payment is authorised; the carrier
 * collects for an order with cash on delivery.
 */
export const readPayment = (order: AmazonOrder): CanonicalPaymentMethod => {
  const kind = order.paymentMethods.map(kindOf).find((known) => known !== undefined) ?? 'other';
  return { kind, provider: 'amazon', status: statusOf(order, kind), reference: null };
};

const statusOf = ({ status }: AmazonOrder, kind: PaymentKind): PaymentStatus => {
  if (status === 'cancelled') return 'voided';
  if (status === 'unknown') return 'unknown';
  if (kind === 'cash_on_delivery') return 'pending';
  return status === 'shipped' || status === 'partially-shipped' ? 'paid' : 'authorized';
};
