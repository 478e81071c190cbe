export { type CoPurchaseParts, createCountCoPurchase } from './app/count-co-purchase.ts';
export {
  createRecommendations,
  type PersonalRecommendations,
  type ReadRecommendations,
  type Recommendations,
} from './app/recommendations.ts';
export { createDeliveryOptions, type DeliveryOptions, readOffered } from './app/delivery-options/delivery-options.ts';
export type { FindOrderAfter, OrderPlaced } from './app/checkout-answers/follow-answers.ts';
export { createLearnChoices } from './app/delivery-options/learn-choices.ts';
export type { OfferedOption, OfferedOptions } from './app/delivery-options/offered-options.ts';
export { createOptionRows, StoredTaste } from './app/delivery-options/option.rows.ts';
export { storefrontDelivery } from './app/delivery-options/storefront-delivery.ts';
export { tasteReport } from './app/delivery-options/taste-report.ts';
export { noDifference, type Taste } from './domain/delivery-options/preferences.ts';
// Promotions.
export { askedPromotions } from './app/promotions/asked-promotions.ts';
export { createLearnOutcomes } from './app/promotions/learn-outcomes.ts';
export { createOfferPromotions, readOfferedPromotions } from './app/promotions/offer-promotions.ts';
export type { OfferedPromotions } from './app/promotions/offered-promotions.ts';
export { createPromotionRows } from './app/promotions/promotion.rows.ts';
export { createPromotionReport, type PromotionFigures } from './app/promotions/promotion-report.ts';
// How likely goods come back.
export { type AssessReturnRisk, createAssessReturnRisk } from './app/return-risk/assess-return-risk.ts';
export { createCheckRows } from './app/return-risk/check.rows.ts';
export { type CountReturnsParts, createCountReturns } from './app/return-risk/count-returns.ts';
export type { JudgedLine, ReturnRiskAnswer } from './app/return-risk/judged-line.ts';
export { createReturnShares } from './app/return-risk/return-shares.ts';
export { type FactWindow, type OwnFacts, readReturnFacts, type ReturnSources } from './app/return-risk/return-sources.ts';
export { returnFeaturesSince, returnTrainingRows } from './app/return-risk/return-training-rows.ts';
export { articleOf, discountPercentOf, fitOf, type ReturnFact } from './domain/return-risk/return-facts.ts';
