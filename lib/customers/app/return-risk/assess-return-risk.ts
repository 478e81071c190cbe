import type { Scored, Scoring } from '../../../intelligence/index.ts';
import { type PersonId, Sku, type TenantId } from '../../../kernel/ids.ts';
import type { PolicyRef } from '../../../kernel/policy-ref.ts';
import type { ReturnRiskPolicy } from '../../../kernel/return-risk-policy.ts';
import type { Platform } from '../../../platform/ports.ts';
import { confidenceOf, costOf, type JudgedReturn, judgeByRule, modelLines, partsOf } from '../../domain/return-risk/judge-return.ts';
import type { SoldLine } from '../../domain/return-risk/return-facts.ts';
import { type Cart, type ReturnFeatures, returnFeatures, sizesInCart } from '../../domain/return-risk/return-features.ts';
import type { ArticleFigures } from '../../domain/return-risk/return-figures.ts';
import { type CustomerTally, type ReturnEvidence, sharesOf } from '../../domain/return-risk/return-tallies.ts';
import { alternativeOf, bracketingOf, type ReturnSuggestion, showReasonOf, sizeGuidanceOf } from '../../domain/return-risk/suggestion.ts';
import { createCheckRows, lineDecisionId, returnRiskKind } from './check.rows.ts';
import {
  type AskedCart,
  type CatalogArticle,
  type CustomerUse,
  discountOf,
  evidenceOf,
  type JudgedLine,
  linesOf,
  reasonsOf,
  receiptOf,
  type ReturnRiskAnswer,
} from './judged-line.ts';
import { type CountedSummary, createReturnFigureRows } from './return-figures.rows.ts';

export type ReturnRiskParts = {
  readonly platform: Pick<Platform, 'views' | 'ledger' | 'clock' | 'ids' | 'sha256'>;
  readonly scoring: Pick<Scoring, 'score'>;
  readonly policy: (tenantId: TenantId) => Promise<{ readonly value: ReturnRiskPolicy; readonly decidedBy: PolicyRef }>;
  readonly products: (tenantId: TenantId, skus: readonly string[]) => Promise<ReadonlyMap<string, CatalogArticle>>;
  /** Of these, the articles that can be bought now. */
  readonly inStock: (tenantId: TenantId, skus: readonly Sku[]) => Promise<ReadonlySet<string>>;
  readonly findPerson: (tenantId: TenantId, email: string) => Promise<PersonId | undefined>;
  /** Undefined for nobody known. */
  readonly consent: (tenantId: TenantId, personId: PersonId) => Promise<boolean | undefined>;
};

const model = 'returns';
/** What is known of a cart before its lines are judged. */
type Known = {
  readonly cart: Cart;
  readonly summary: CountedSummary | undefined;
  readonly articles: ReadonlyMap<string, ArticleFigures>;
  readonly there: ReadonlySet<string>;
};

const keptBestOf = (summary: CountedSummary | undefined, line: SoldLine): readonly string[] =>
  summary?.categories.find(({ category }) => category === line.category)?.keptBest ?? [];

/** One suggestion of a line at most, and nothing that cannot be bought. */
const suggest = ({ cart, summary, articles, there }: Known, line: SoldLine, evidence: ReturnEvidence): ReturnSuggestion | null => {
  const article = articles.get(line.article);
  const bracketing = bracketingOf(sizesInCart(cart, line), article);
  if (bracketing) return bracketing;
  const size = sizeGuidanceOf(line, article);
  if (size) return size.sku === null || there.has(size.sku) ? size : { ...size, sku: null };
  const shares = sharesOf(evidence, line.category);
  const candidates = keptBestOf(summary, line).flatMap((name) => articles.get(name) ?? []);
  const context = { figures: article, articleShare: shares.article, categoryShare: shares.category };
  return alternativeOf(line, cart.currency, context, candidates).find(({ sku }) => sku !== null && there.has(sku)) ?? null;
};

const readCustomer =
  (parts: ReturnRiskParts) =>
  async (tenantId: TenantId, { customer }: AskedCart): Promise<{ readonly use: CustomerUse; readonly tally: CustomerTally | null }> => {
    if (!customer) return { use: 'not-told', tally: null };
    const personId = customer.personId ?? (customer.email === undefined ? undefined : await parts.findPerson(tenantId, customer.email));
    const agreed = personId === undefined ? undefined : await parts.consent(tenantId, personId);
    if (personId === undefined || agreed === undefined) return { use: 'unknown', tally: null };
    if (!agreed) return { use: 'no-consent', tally: null };
    const known = await createReturnFigureRows(parts.platform.views).customer(tenantId, personId);
    // Whoever has not been counted yet may have sent back anything: the model is told nothing, as of people whom it does not know.
    return known ? { use: 'used', tally: known } : { use: 'unknown', tally: null };
  };

type Judged = { readonly judged: JudgedReturn; readonly scored: Scored | null; readonly fallback: string | null };

const judgeLine =
  ({ scoring }: Pick<ReturnRiskParts, 'scoring'>) =>
  async (
    subject: { readonly tenantId: TenantId; readonly id: string },
    line: SoldLine,
    features: ReturnFeatures,
    evidence: ReturnEvidence,
  ): Promise<Judged> => {
    const byRule = judgeByRule(line, features, evidence);
    if (evidence.overall.sold < modelLines || byRule.basis === 'usual') return { judged: byRule, scored: null, fallback: null };
    const scored = await scoring.score(model, { ...features }, subject);
    if (scored.source === 'none') return { judged: byRule, scored: null, fallback: scored.reason };
    const judged: JudgedReturn = {
      probability: Number(scored.score.toFixed(6)),
      basis: 'model',
      base: Number(scored.bias.toFixed(6)),
      parts: partsOf(scored.contributions),
    };
    return { judged, scored, fallback: scored.fallback };
  };

/** How likely each line of a cart comes back, what that would cost, and what may keep it from coming back. */
export const createAssessReturnRisk = (parts: ReturnRiskParts) => {
  const { platform } = parts;
  const figures = createReturnFigureRows(platform.views);
  const checks = createCheckRows(platform);
  const customerOf = readCustomer(parts);
  const judge = judgeLine(parts);

  const knownOf = async (tenantId: TenantId, asked: AskedCart): Promise<Known> => {
    const skus = asked.lines.map(({ sku }) => sku);
    const [products, summary] = await Promise.all([parts.products(tenantId, skus), figures.summary(tenantId)]);
    const lines = linesOf(asked, products);
    const { channel, currency } = asked;
    const cart = { at: platform.clock.now(), channel, currency, discountPercent: discountOf(asked, lines), lines };
    const wanted = lines.flatMap((line) => [line.article, ...keptBestOf(summary, line)]);
    const articles = await figures.articles(tenantId, wanted);
    const named = new Set([...articles.values()].flatMap(({ sku, sizes }) => [sku, ...sizes.map((one) => one.sku)]));
    const there = named.size === 0 ? new Set<string>() : await parts.inStock(tenantId, [...named].map(Sku));
    return { cart, summary, articles, there };
  };

  return async (tenantId: TenantId, asked: AskedCart): Promise<ReturnRiskAnswer> => {
    const checkId = platform.ids.next();
    const [known, policy] = await Promise.all([knownOf(tenantId, asked), parts.policy(tenantId)]);
    const { cart, summary, articles } = known;
    const customer = await customerOf(tenantId, asked);
    const lines: JudgedLine[] = [];
    const receipts: unknown[] = [];
    for (const [index, line] of cart.lines.entries()) {
      const evidence = evidenceOf(line, summary, articles.get(line.article), customer.tally);
      const features = returnFeatures(cart, line, evidence);
      const { judged, scored, fallback } = await judge({ tenantId, id: checkId }, line, features, evidence);
      const suggestion = suggest(known, line, evidence);
      const showReason = showReasonOf(suggestion, judged.probability, policy.value);
      const judgedLine: JudgedLine = {
        decisionId: `${returnRiskKind}~${checkId}.${lineDecisionId(index)}`,
        sku: line.sku,
        ...judged,
        confidence: confidenceOf(evidence),
        evidence: { articleSold: evidence.article.sold, categorySold: evidence.category.sold, customerSold: customer.tally?.sold ?? null },
        reasons: reasonsOf(judged, line, evidence),
        cost: costOf(line, judged.probability, cart.discountPercent, policy.value),
        suggestion,
        mayShow: showReason === 'shown',
        showReason,
      };
      lines.push(judgedLine);
      const context = {
        line,
        features,
        customer: customer.use,
        summary,
        currency: cart.currency,
        scored,
        fallback,
        decidedBy: policy.decidedBy,
      };
      receipts.push(receiptOf(judgedLine, context));
    }
    await checks.record(tenantId, checkId, cart.at, receipts);
    return {
      checkId,
      countedAt: summary?.countedAt ?? null,
      customer: customer.use,
      expectedCostMinor: lines.reduce((sum, { cost }) => sum + cost.expectedMinor, 0),
      currency: cart.currency,
      policyVersion: policy.decidedBy.version,
      lines,
    };
  };
};

export type AssessReturnRisk = ReturnType<typeof createAssessReturnRisk>;
