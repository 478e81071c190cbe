import type { FraudBandsPolicy } from '../../kernel/fraud-policies.ts';
import { CurrencyCode } from '../../kernel/money.ts';

/**
 * What counts until a tenant has said otherwise: nothing is decided by costs, because the starter model has learnt from a
 * simulation. The amounts are those by which its bands were measured; the shares are assumptions, which the tenant knows better.
 */
export const defaultFraudBands: FraudBandsPolicy = {
  mode: 'advise',
  currency: CurrencyCode('USD'),
  reviewCostMinor: 300,
  verificationCostMinor: 25,
  chargebackFeeMinor: 2_000,
  churnCostMinor: 500,
  marginPercent: 20,
  verificationCatchesPercent: 70,
  verificationAbandonsPercent: 5,
  reviewCatchesPercent: 90,
  reviewRefusesPercent: 3,
  declineAbovePercent: null,
  explore: { sharePerMille: 20, amountMaxMinor: 10_000, perDayMax: 5 },
  reviewHours: 24,
  capacityPerDay: 50,
  labelDays: 120,
  verificationUrl: null,
};
