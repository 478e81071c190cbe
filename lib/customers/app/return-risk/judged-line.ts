import type { Scored } from '../../../intelligence/index.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { PolicyRef } from '../../../kernel/policy-ref.ts';
import type { JudgedReturn, ReturnConfidence, ReturnCost } from '../../domain/return-risk/judge-return.ts';
import { articleOf, type SoldLine } from '../../domain/return-risk/return-facts.ts';
import type { ReturnFeatures } from '../../domain/return-risk/return-features.ts';
import type { ArticleFigures } from '../../domain/return-risk/return-figures.ts';
import { type CustomerTally, noTally, type ReturnEvidence } from '../../domain/return-risk/return-tallies.ts';
import type { ReturnSuggestion, ShowReason } from '../../domain/return-risk/suggestion.ts';
import { returnRiskKind } from './check.rows.ts';
import type { CountedSummary } from './return-figures.rows.ts';

/** A line as the shop tells it. What it does not tell comes from the catalog, or from what was sold before. */
export type AskedLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice?: number | undefined;
  readonly discount?: number | undefined;
  readonly size?: string | undefined;
  readonly article?: string | undefined;
  readonly category?: string | undefined;
};

export type AskedCart = {
  readonly currency: string;
  readonly channel: string;
  readonly lines: readonly AskedLine[];
  /** Whoever buys: as the shop knows them, or the person itself. */
  readonly customer?: { readonly email?: string | undefined; readonly personId?: PersonId | undefined } | undefined;
};

/** As much of a product as is asked for. */
export type CatalogArticle = {
  readonly category?: string | undefined;
  readonly article?: string | undefined;
  readonly size?: string | undefined;
  readonly price?: number | undefined;
};

/** Whether what is known of the customer was looked at. `unknown`: nobody of that name is, or nothing of theirs has been counted. */
export type CustomerUse = 'used' | 'no-consent' | 'unknown' | 'not-told';

export type JudgedLine = JudgedReturn & {
  readonly decisionId: string;
  readonly sku: string;
  readonly confidence: ReturnConfidence;
  /** Lines sold before that it rests on. */
  readonly evidence: { readonly articleSold: number; readonly categorySold: number; readonly customerSold: number | null };
  readonly reasons: readonly string[];
  readonly cost: ReturnCost;
  readonly suggestion: ReturnSuggestion | null;
  readonly mayShow: boolean;
  readonly showReason: ShowReason;
};

export type ReturnRiskAnswer = {
  readonly checkId: string;
  readonly countedAt: Instant | null;
  readonly customer: CustomerUse;
  readonly expectedCostMinor: number;
  readonly currency: string;
  readonly policyVersion: number;
  readonly lines: readonly JudgedLine[];
};

const reasonsMax = 3;

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

export const reasonsOf = ({ basis, parts }: JudgedReturn, line: SoldLine, evidence: ReturnEvidence): readonly string[] => {
  const strongest = parts
    .slice(0, reasonsMax)
    .map(({ words, contribution }) => `${capital(words)}: makes a return ${contribution > 0 ? 'more' : 'less'} likely.`);
  if (basis === 'usual')
    return ['Nothing of the kind has been sold here yet: it rests on what is usual for such goods elsewhere.', ...strongest];
  const { sold, returned } = evidence.article;
  if (sold === 0) return strongest;
  const lines = `${sold} ${sold === 1 ? 'line' : 'lines'} of ${line.article}`;
  return [returned === 0 ? `Nothing came back of ${lines}.` : `Something came back of ${returned} of ${lines}.`, ...strongest];
};

/** Lines with what the catalog and earlier orders say of them. */
export const linesOf = (asked: AskedCart, products: ReadonlyMap<string, CatalogArticle>): readonly SoldLine[] =>
  asked.lines.map(({ sku, quantity, unitPrice, ...told }) => {
    const product = products.get(sku);
    const size = told.size ?? product?.size ?? null;
    return {
      sku,
      article: told.article ?? product?.article ?? articleOf(sku, size),
      size,
      category: told.category ?? product?.category ?? null,
      quantity,
      unitPriceMinor: unitPrice ?? product?.price ?? 0,
    };
  });

export const discountOf = (asked: AskedCart, lines: readonly SoldLine[]): number | null => {
  const subtotal = lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
  const discount = asked.lines.reduce((sum, line) => sum + (line.discount ?? 0), 0);
  return subtotal <= 0 ? null : Math.min(100, Number(((100 * discount) / subtotal).toFixed(1)));
};

export const evidenceOf = (
  line: Pick<SoldLine, 'category' | 'size'>,
  summary: CountedSummary | undefined,
  figures: ArticleFigures | undefined,
  customer: CustomerTally | null,
): ReturnEvidence => ({
  overall: summary?.overall ?? noTally,
  category: summary?.categories.find(({ category }) => category === line.category) ?? noTally,
  article: figures ?? noTally,
  size: line.size === null ? null : (figures?.sizes.find(({ size }) => size === line.size) ?? noTally),
  customer,
});

/** What a receipt of a line holds beside what the answer says of it. */
export type ReceiptContext = {
  readonly line: SoldLine;
  readonly features: ReturnFeatures;
  readonly customer: CustomerUse;
  readonly summary: CountedSummary | undefined;
  readonly currency: string;
  readonly scored: Scored | null;
  readonly fallback: string | null;
  readonly decidedBy: PolicyRef;
};

/** The receipt of a line: everything that it was judged by, and nothing personal. */
export const receiptOf = (judged: JudgedLine, context: ReceiptContext): unknown => {
  const { line, features, customer, summary, currency, scored, fallback, decidedBy } = context;
  const { decisionId: _name, sku: _sku, evidence, mayShow, suggestion, ...rest } = judged;
  return {
    kind: returnRiskKind,
    decided: mayShow && suggestion ? suggestion.kind : 'nothing-shown',
    policy: { name: 'return-risk', version: 1 },
    decidedBy,
    inputs: { features, customer, evidence, countedAt: summary?.countedAt ?? null, line, currency },
    ...rest,
    suggestion,
    model: scored && { model: scored.model, version: scored.version, source: scored.source, assignment: scored.assignment },
    fallback,
    forCustomer: mayShow && suggestion ? suggestion.sentence : null,
  };
};
