import type { Instant } from '../../../kernel/instant.ts';
import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { StockChecksPolicy } from '../../../kernel/stock-policies.ts';

/** Kinds that one event shows. Each of them is opened once, and stays until a person has looked. */
export const eventAnomalyKinds = ['count_deviation', 'short_pick', 'displaced_reservation', 'unannounced_receipt', 'over_return'] as const;

/** Kinds that are a state: they end by themselves when the state does. */
export const stateAnomalyKinds = ['to_and_fro', 'inactive_location', 'phantom_stock', 'stale_counts'] as const;

/** Everything that stock can be strange in. What the ledger refuses, such as a sale of what is not there, is not among them. */
export const anomalyKinds = [...eventAnomalyKinds, ...stateAnomalyKinds] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/** What a person says of an anomaly that is dealt with. */
export const resolutionCodes = ['counted', 'corrected', 'expected', 'false_alarm', 'other'] as const;
export type ResolutionCode = (typeof resolutionCodes)[number];

/** `resolved`: a person has dealt with it; `closed`: the state that it told of is over. */
export const flagStatuses = ['open', 'resolved', 'closed'] as const;
export type FlagStatus = (typeof flagStatuses)[number];

/** What to do about it, as far as that can be told from the books. */
export type RecommendedAction =
  | { readonly kind: 'count' }
  | { readonly kind: 'investigate' }
  | { readonly kind: 'check_order'; readonly reference: string }
  | { readonly kind: 'correct_document'; readonly reference: string }
  | { readonly kind: 'move_out'; readonly quantity: number }
  | { readonly kind: 'transfer'; readonly fromLocationId: LocationId; readonly quantity: number }
  | { readonly kind: 'purchase_order'; readonly quantity: number }
  | { readonly kind: 'await_incoming'; readonly reference: string; readonly quantity: number; readonly expectedAt: Instant };
export const recommendedActionKinds = [
  'count',
  'investigate',
  'check_order',
  'correct_document',
  'move_out',
  'transfer',
  'purchase_order',
  'await_incoming',
] as const satisfies readonly RecommendedAction['kind'][];

/** What a detector has found. What was found before has the same kind, item and `about`. */
export type Finding = {
  readonly kind: AnomalyKind;
  /** Null for what is about a location as a whole. */
  readonly sku: Sku | null;
  readonly locationId: LocationId;
  /** Tells several of one kind at one item apart; empty for a state, of which there is one at most. */
  readonly about: string;
  readonly severity: Severity;
  /** Ids of the events that show it; none for what shows by nothing having happened. */
  readonly evidence: readonly string[];
  readonly figures: readonly { readonly name: string; readonly value: number }[];
  readonly sentence: string;
  readonly recommendedAction: RecommendedAction;
};

/**
 * Ninety days until a count is stale, which counts everything that matters four times a year. A tenth of the book and three
 * units keep single units out of the list.
 */
export const defaultStockChecks: StockChecksPolicy = {
  staleAfterDays: 90,
  deviation: { percent: 10, units: 3 },
  toAndFro: { adjustments: 4, withinDays: 30 },
  phantom: { afterDays: 28, expectedUnits: 5 },
  forecastCover: { leadTimeDays: 7, percent: 95 },
};

/** Five times beyond what is told at all is serious. */
const seriousFactor = 5;

/** How far off the book something is; undefined for what is within bounds. @param units above 0 @param book units, 0 or more */
export const gradeDeviation = (units: number, book: number, { deviation }: StockChecksPolicy): Severity | undefined => {
  const percent = book === 0 ? 100 : (units / book) * 100;
  if (units < deviation.units || percent < deviation.percent) return undefined;
  const isSerious = units >= seriousFactor * deviation.units && percent >= Math.min(100, seriousFactor * deviation.percent);
  return isSerious ? 'high' : 'medium';
};

/** What to do, in a sentence. */
export const describeAction = (action: RecommendedAction): string => {
  switch (action.kind) {
    case 'count':
      return 'Count it.';
    case 'investigate':
      return 'Ask whoever corrected the book what happened, then count it.';
    case 'check_order':
      return `See that the order of ${action.reference} has found another source.`;
    case 'correct_document':
      return `Look at ${action.reference}: what arrived and what was announced differ.`;
    case 'move_out':
      return `Transfer the ${action.quantity} units to a location that is active, or make this one active.`;
    case 'transfer':
      return `Transfer ${action.quantity} units from ${action.fromLocationId}.`;
    case 'purchase_order':
      return `Order ${action.quantity} units.`;
    case 'await_incoming':
      return `Wait for ${action.reference}: ${action.quantity} units are due at ${action.expectedAt}.`;
  }
};
