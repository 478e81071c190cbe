import type { Json } from '../../../kernel/canonical-json.ts';

/**
 * Everything that orders can be strange in. All of them are states: one is told once while it lasts, and ends by itself when it
 * is over, or when a person resolves it.
 */
export const orderAnomalyKinds = [
  'order_spike',
  'returns_after_spike',
  'shared_device',
  'shared_network',
  'payment_failures',
  'duplicate_order',
  'impossible_address',
  'listing_problem',
  'frequent_returns',
] as const;
export type OrderAnomalyKind = (typeof orderAnomalyKinds)[number];

export const orderAnomalySeverities = ['low', 'medium', 'high'] as const;
export type OrderAnomalySeverity = (typeof orderAnomalySeverities)[number];

/** What a person says of an anomaly that is dealt with. */
export const orderResolutionCodes = ['fraud', 'expected', 'corrected', 'false_alarm', 'other'] as const;
export type OrderResolutionCode = (typeof orderResolutionCodes)[number];

/** What to do about it. */
export const orderActionKinds = [
  'check_stock_and_buyers',
  'review_orders',
  'hold_orders',
  'compare_orders',
  'correct_address',
  'ask_payment_provider',
  'check_listing',
  'inspect_stock',
  'review_returns',
] as const;
export type OrderActionKind = (typeof orderActionKinds)[number];

/** What a detector has found. What was found before has the same kind and `about`. */
export type OrderFinding = {
  readonly kind: OrderAnomalyKind;
  /** What it is about, such as `channel:shopify`, `sku:MUG`, `device:<token>`, `person:<token>` or the id of an order. */
  readonly about: string;
  readonly severity: OrderAnomalySeverity;
  /** Ids of orders that show it, at most twenty. */
  readonly evidence: readonly string[];
  readonly figures: readonly { readonly name: string; readonly value: number }[];
  readonly sentence: string;
  readonly action: OrderActionKind;
};

/** Orders that a finding names; more of them say nothing more. */
export const evidenceMax = 20;

/** What of a finding may change while its state lasts. Evidence counts: a person goes by the orders it names. */
export const saidOf = ({ sentence, severity, evidence }: OrderFinding): Json => [sentence, severity, evidence];

const sentences: Readonly<Record<OrderActionKind, string>> = {
  check_stock_and_buyers:
    'See whether a campaign explains it. If not, look at the orders for one buyer behind many names; if so, see that stock lasts.',
  review_orders: 'Look at the orders together. Hold those that are not on their way, and block what they have in common at the shop.',
  hold_orders: 'Hold the orders of this spike that are not on their way, and refund none of them without having seen the goods.',
  compare_orders: 'Compare it with the other order. Release the hold if both are wanted; reject it and this order is cancelled.',
  correct_address: 'Ask the customer and have the address corrected at the channel before anything is sent.',
  check_listing:
    'Compare text, pictures, sizes and SKU of the listing with the goods on the shelf, and correct it; until then stop advertising it.',
  inspect_stock: 'Open a few units on the shelf. If the fault is in them, put the batch aside and tell the supplier.',
  review_returns:
    'Look at what came back of these orders, why and in which condition, and refund once the goods have been seen. Where it is sizes, help with those; block nobody by this figure alone.',
  ask_payment_provider: 'Ask the payment provider whether cards are being tried, and have the shop slow down attempts from there.',
};

/** The action in a sentence. */
export const describeOrderAction = (action: OrderActionKind): string => sentences[action];
