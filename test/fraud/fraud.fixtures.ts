import type { FraudSubject } from '../../lib/fraud/domain/fraud-features.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';

/** An order of a household: two lines, in daylight, on a Friday. */
export const fraudOrder = (changes: Partial<FraudSubject> = {}): FraudSubject => ({
  placedAt: Instant('2026-11-20T14:23:33.000Z'),
  currency: CurrencyCode('USD'),
  totals: { subtotal: 5_000, discount: 500, shipping: 600, total: 5_100 },
  lines: [
    { quantity: 2, unitPrice: 1_200, requiresShipping: true },
    { quantity: 1, unitPrice: 2_600, requiresShipping: true },
  ],
  paymentMethod: { kind: 'wallet' },
  discrepancies: [],
  ...changes,
});
