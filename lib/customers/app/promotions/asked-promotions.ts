import type { PromotionsBody } from '../../../contracts/http/promotions.ts';
import { CurrencyCode } from '../../../kernel/money.ts';
import type { AskedPromotions } from './offer-promotions.ts';

/** A question as it comes over the wire. */
export const askedPromotions = ({
  currency,
  channel,
  lines,
  shipping,
  customer,
  order_reference: reference,
}: PromotionsBody): AskedPromotions => ({
  currency: CurrencyCode(currency),
  channel,
  lines: lines.map(({ sku, quantity, unit_price: unitPrice, discount }) => ({ sku, quantity, unitPrice: unitPrice ?? null, discount })),
  shippingMinor: shipping ?? null,
  email: customer?.email ?? null,
  reference: reference ?? null,
});
