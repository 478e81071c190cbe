import {
  bundlesRoute,
  personRecommendationsRoute,
  recommendationsRoute,
  storefrontRecommendationsRoute,
} from '../contracts/http/customers.ts';
import {
  deliveryOptionsRoute,
  deliveryTasteRoute,
  getDeliveryOptionsRoute,
  storefrontDeliveryRoute,
} from '../contracts/http/delivery-options.ts';
import { getPromotionsRoute, promotionReportRoute, promotionsRoute } from '../contracts/http/promotions.ts';
import { returnRiskRoute } from '../contracts/http/return-risk.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const customersWiring: ContextWiring = {
  context: 'customers',
  http: [
    { route: recommendationsRoute, handler: 'customers/recommendations' },
    { route: bundlesRoute, handler: 'customers/bundles' },
    { route: personRecommendationsRoute, handler: 'customers/person-recommendations' },
    { route: storefrontRecommendationsRoute, handler: 'customers/storefront-recommendations' },
    { route: deliveryOptionsRoute, handler: 'customers/delivery-options', carries: 'solver' },
    { route: getDeliveryOptionsRoute, handler: 'customers/get-delivery-options' },
    { route: deliveryTasteRoute, handler: 'customers/delivery-taste' },
    { route: storefrontDeliveryRoute, handler: 'customers/storefront-delivery', carries: 'solver' },
    { route: promotionsRoute, handler: 'customers/promotions' },
    { route: getPromotionsRoute, handler: 'customers/get-promotions' },
    { route: promotionReportRoute, handler: 'customers/promotion-report' },
    { route: returnRiskRoute, handler: 'customers/return-risk' },
  ],
  // Asked every quarter of an hour, counted once a night.
  schedules: [
    { name: 'co-purchase', everySeconds: 900, handler: 'customers/count-co-purchase' },
    { name: 'return-shares', everySeconds: 900, handler: 'customers/count-returns' },
    // Looks which of the delivery options that were shown have been ordered.
    { name: 'delivery-choices', everySeconds: 3_600, handler: 'customers/learn-delivery-choices' },
    // Looks what became of the promotions that were shown.
    { name: 'promotion-outcomes', everySeconds: 3_600, handler: 'customers/learn-promotion-outcomes' },
  ],
  alarms: [
    {
      name: 'return-counts-failed',
      description: 'What comes back could not be counted three times within an hour; what checkouts are told of returns grows old.',
      when: { kind: 'metric-sum', metric: 'ReturnCountsFailed', periodSeconds: 3_600, atLeast: 3 },
    },
    {
      name: 'co-purchase-failed',
      description: 'What is bought together could not be counted three times within an hour; recommendations grow old.',
      when: { kind: 'metric-sum', metric: 'CoPurchaseFailed', periodSeconds: 3_600, atLeast: 3 },
    },
    {
      name: 'delivery-choices-failed',
      description:
        'What customers chose of the delivery options that they were shown could not be learned from; their order stays as it is.',
      when: { kind: 'metric-sum', metric: 'DeliveryChoicesFailed', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      name: 'promotion-outcomes-failed',
      description: 'What became of the promotions that customers were shown could not be learned; their report stays as it is.',
      when: { kind: 'metric-sum', metric: 'PromotionOutcomesFailed', periodSeconds: 3_600, atLeast: 1 },
    },
  ],
};
