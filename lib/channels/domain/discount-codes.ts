import { orderPromotionsMax, promotionIdPattern } from '../../kernel/promotions-policy.ts';
import type { CanonicalOrder } from './canonical-order.ts';

/** Codes of discounts as an order names promotions by them. What cannot be the id of a promotion is none of ours. */
export const promotionsNamed = (codes: readonly (string | null)[]): Pick<CanonicalOrder, 'promotions'> => {
  const named = codes.flatMap((code) => {
    const id = code?.trim().toLowerCase() ?? '';
    return promotionIdPattern.test(id) ? [id] : [];
  });
  const once = [...new Set(named)].slice(0, orderPromotionsMax);
  return once.length === 0 ? {} : { promotions: once };
};
