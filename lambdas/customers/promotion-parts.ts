import { createTenantIds } from '../../lib/access/index.ts';
import { createLearnOutcomes, createOfferPromotions, createPromotionReport, createPromotionRows } from '../../lib/customers/index.ts';
import type { PersonId, TenantId } from '../../lib/kernel/ids.ts';
import { orderListKeys } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, once, policiesOf } from '../composition.ts';
import { orderAfterOf } from './order-after.ts';
import { agreementOf, ordersOfPersonOf } from './person-parts.ts';
import { inStockOf } from './recommendation-parts.ts';

const usesAtOnce = 1_000;

const rowsOf = /* @__PURE__ */ once((platform) => createPromotionRows(platform));

const policyOf = (platform: Platform) => (tenantId: TenantId) => policiesOf(platform).inForce(tenantId, 'promotions');

/** Orders that name a promotion; counted as they are listed, so that a cancelled one gives its use back. */
const usesOf =
  ({ views }: Pick<Platform, 'views'>) =>
  async (tenantId: TenantId, promotionId: string, atMost: number): Promise<number> => {
    const PK = orderListKeys.promotion(tenantId, promotionId);
    let uses = 0;
    let cursor: string | undefined;
    do {
      const limit = Math.min(usesAtOnce, atMost - uses);
      const page = await views.query({ PK, limit, ...(cursor === undefined ? {} : { cursor }) });
      uses += page.items.length;
      cursor = page.cursor;
    } while (cursor !== undefined && uses < atMost);
    return uses;
  };

/** What a checkout is answered. */
export const offerPromotionsOf = /* @__PURE__ */ once((platform) => {
  const ordersOf = ordersOfPersonOf(platform);
  return createOfferPromotions({
    platform,
    rows: rowsOf(platform),
    policy: policyOf(platform),
    person: agreementOf(platform).byEmail,
    bought: async (tenantId: TenantId, personId: PersonId) => {
      const orders = await ordersOf(tenantId, personId);
      return orders.flatMap(({ placed_at: placedAt, skus, traces }) => (traces.listed ? [{ placedAt, skus }] : []));
    },
    prices: async (tenantId, skus) => {
      const products = await catalogOf(platform).getProducts(tenantId, skus);
      return new Map(
        [...products].flatMap(([sku, { price, currency }]) =>
          price === undefined || currency === undefined ? [] : [[sku, { price, currency }]],
        ),
      );
    },
    inStock: inStockOf(platform),
    uses: usesOf(platform),
  });
});

/** What learns from what became of promotions. */
export const learnOutcomesOf = /* @__PURE__ */ once((platform) =>
  createLearnOutcomes({ platform, rows: rowsOf(platform), orderAfter: orderAfterOf(platform), tenants: createTenantIds(platform) }),
);

export const promotionReportOf = /* @__PURE__ */ once((platform) =>
  createPromotionReport({ rows: rowsOf(platform), policy: policyOf(platform), uses: usesOf(platform) }),
);
