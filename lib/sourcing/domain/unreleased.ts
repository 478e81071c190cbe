import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Sha256Hex } from '../../kernel/hash-chain.ts';
import type { Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { SourcingDecision, UnsourcedLine } from './sourcing.decision.ts';
import type { SourcingLine } from './sourcing.request.ts';

/** Lines that wait for the day from which they are sold. */
export const notReleased = (lines: readonly Pick<SourcingLine, 'lineId' | 'sku' | 'quantity'>[]): readonly UnsourcedLine[] =>
  lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity, reason: 'not-released' }));

/** What is said of articles that are not sold yet. */
export const describeReleases = (dates: ReadonlyMap<Sku, Instant>): readonly string[] =>
  [...dates].map(([sku, from]) => `${sku} is sold from ${from} on.`);

/** A decision on the units that are sold, with those that are not sold yet, and from when they will be. */
export const withWaiting = (
  decision: SourcingDecision,
  waiting: readonly UnsourcedLine[],
  dates: ReadonlyMap<Sku, Instant>,
): SourcingDecision => {
  if (waiting.length === 0) return decision;
  const unsourced = [...decision.unsourced, ...waiting];
  const receipt = { ...decision.receipt, unsourced, reasons: [...decision.receipt.reasons, ...describeReleases(dates)] };
  return { ...decision, complete: false, unsourced, receipt };
};

/** What the search itself left without a source: all but what is not sold yet, of which it was never asked. */
export const unsourcedBySearch = ({ unsourced }: Pick<SourcingDecision, 'unsourced'>): readonly UnsourcedLine[] =>
  unsourced.filter(({ reason }) => reason !== 'not-released');

/** Whether nothing that was asked for was sold yet, so that no search was made. */
export const isAllUnreleased = ({ assignments, unsourced }: Pick<SourcingDecision, 'assignments' | 'unsourced'>): boolean =>
  assignments.length === 0 && unsourced.length > 0 && unsourced.every(({ reason }) => reason === 'not-released');

/** Nothing that was asked for is sold yet, and no location is asked for it before that. */
export const decideUnreleased = (
  asked: { readonly decisionId: string; readonly currency: CurrencyCode },
  unsourced: readonly UnsourcedLine[],
  dates: ReadonlyMap<Sku, Instant>,
  sha256: Sha256Hex,
): SourcingDecision => ({
  decisionId: asked.decisionId,
  complete: false,
  assignments: [],
  unsourced,
  remainder: 'wait',
  receipt: {
    decisionId: asked.decisionId,
    kind: 'routing',
    policy: { name: 'release-dates', version: 1 },
    currency: asked.currency,
    inputsHash: sha256(canonicalJson({ unsourced, dates: Object.fromEntries(dates) })),
    destinationPrecision: 'unknown',
    candidates: [],
    reasons: describeReleases(dates),
    unsourced,
    search: 'rule',
    optimal: true,
  },
});
