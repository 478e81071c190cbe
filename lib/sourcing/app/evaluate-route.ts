import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { EvaluateRouteBody } from '../../contracts/http/routing.ts';
import { LineId, Sku, type TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { CurrencyCode } from '../../kernel/money.ts';
import { err, invariant, ok, type Result } from '../../kernel/result.ts';
import { fromWire } from '../../kernel/wire.ts';
import type { Clock } from '../../platform/ports.ts';
import type { SourcingDecision, UnsourcedLine } from '../domain/sourcing.decision.ts';
import { presetPolicy, type SourcingPolicy } from '../domain/sourcing.policy.ts';
import type { Place, SourcingLine } from '../domain/sourcing.request.ts';
import type { SourceInput, SourcingRejection, Chosen } from './source.ts';

/** What is known of an article that somebody might order. */
export type KnownArticle = {
  /** Minor units of `currency`; absent where the catalog has no price. */
  readonly priceMinor?: number;
  readonly currency?: CurrencyCode;
  /** Not sold before this moment. */
  readonly availableFrom?: Instant;
};

/** Articles that the tenant has in its catalog or in stock; what it knows nothing of is left out. */
export interface ArticleBook {
  articles(tenantId: TenantId, skus: readonly Sku[]): Promise<ReadonlyMap<Sku, KnownArticle>>;
}

export type EvaluateRouteParts = {
  readonly choose: (input: SourceInput) => Promise<Result<Chosen, SourcingRejection>>;
  readonly book: ArticleBook;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
};

export type UnknownArticle = { readonly field: string; readonly code: 'unknown-sku'; readonly message: string };
export type EvaluatedRoute = { readonly evaluatedAt: Instant; readonly decision: SourcingDecision };

/** Names the decision that nobody makes; the same question with the same stock has the same hash. */
const decisionId = 'evaluation';
const postalPrefixLength = 3;
const currencyDefault = CurrencyCode('USD');

const placeOf = ({ destination: { country, region, postal_code: postalCode } }: EvaluateRouteBody): Place => ({
  country,
  ...(region === undefined ? {} : { region }),
  ...(postalCode === undefined ? {} : { postalPrefix: postalCode.slice(0, postalPrefixLength) }),
});

/** Undefined for that of the tenant. */
const policyOf = ({ preset, policy }: EvaluateRouteBody): SourcingPolicy | undefined => {
  if (policy) return fromWire<SourcingPolicy>(policy);
  return preset === undefined ? undefined : presetPolicy(preset);
};

const unknownIn = (body: EvaluateRouteBody, known: ReadonlyMap<Sku, KnownArticle>): readonly UnknownArticle[] =>
  body.lines.flatMap(({ sku }, index) =>
    known.has(Sku(sku))
      ? []
      : [
          {
            field: `lines.${index}.sku`,
            code: 'unknown-sku',
            message: `there is no article ${sku}, neither in the catalog nor in stock`,
          } as const,
        ],
  );

type Frame = {
  readonly lines: readonly SourcingLine[];
  readonly currency: CurrencyCode;
  /** Articles that are not sold yet, and from when they will be. */
  readonly dates: ReadonlyMap<Sku, Instant>;
};

const frameOf = (body: EvaluateRouteBody, known: ReadonlyMap<Sku, KnownArticle>, now: Instant): Frame => {
  const priced = [...known.values()].find(({ currency }) => currency !== undefined)?.currency;
  const lines = body.lines.map(
    ({ sku, quantity }, index): SourcingLine => ({
      lineId: LineId(String(index + 1)),
      sku: Sku(sku),
      quantity,
      unitValueMinor: known.get(Sku(sku))?.priceMinor ?? 0,
    }),
  );
  const dates = [...known].flatMap(([sku, { availableFrom: from }]) => (from !== undefined && from > now ? [[sku, from] as const] : []));
  return {
    lines,
    currency: body.currency === undefined ? (priced ?? currencyDefault) : CurrencyCode(body.currency),
    dates: new Map(dates),
  };
};

const waitingFor = ({ lines, dates }: Frame): readonly UnsourcedLine[] =>
  lines.flatMap(({ lineId, sku, quantity }) => (dates.has(sku) ? [{ lineId, sku, quantity, reason: 'not-released' as const }] : []));

/** Of an order of which nothing is sold yet no location is asked. */
const nothingSold = (
  { currency, dates }: Frame,
  unsourced: readonly UnsourcedLine[],
  sha256: (text: string) => string,
): SourcingDecision => ({
  decisionId,
  complete: false,
  assignments: [],
  unsourced,
  remainder: 'wait',
  receipt: {
    decisionId,
    kind: 'routing',
    policy: { name: 'release-dates', version: 1 },
    currency,
    inputsHash: sha256(canonicalJson({ unsourced, dates: Object.fromEntries(dates) })),
    destinationPrecision: 'unknown',
    candidates: [],
    reasons: [],
    unsourced,
    search: 'rule',
    optimal: true,
  },
});

const withWaiting = (decision: SourcingDecision, frame: Frame): SourcingDecision => {
  const waiting = waitingFor(frame);
  if (waiting.length === 0) return decision;
  const unsourced = [...decision.unsourced.filter(({ reason }) => reason !== 'not-released'), ...waiting];
  const told = [...frame.dates].map(([sku, from]) => `${sku} is sold from ${from} on.`);
  const receipt = { ...decision.receipt, unsourced, reasons: [...decision.receipt.reasons, ...told] };
  return { ...decision, complete: false, unsourced, receipt };
};

/** Says where an order would come from if it were sourced now. Nothing is written, reserved or kept. */
export const createEvaluateRoute =
  ({ choose, book, clock, sha256 }: EvaluateRouteParts) =>
  async (tenantId: TenantId, body: EvaluateRouteBody): Promise<Result<EvaluatedRoute, readonly UnknownArticle[]>> => {
    const known = await book.articles(tenantId, [...new Set(body.lines.map(({ sku }) => Sku(sku)))]);
    const unknown = unknownIn(body, known);
    if (unknown.length > 0) return err(unknown);
    const now = clock.now();
    const frame = frameOf(body, known, now);
    const sold = frame.lines.filter(({ sku }) => !frame.dates.has(sku));
    if (sold.length === 0) return ok({ evaluatedAt: now, decision: withWaiting(nothingSold(frame, waitingFor(frame), sha256), frame) });
    const policy = policyOf(body);
    const chosen = await choose({
      tenantId,
      decisionId,
      currency: frame.currency,
      lines: sold,
      destination: placeOf(body),
      ...(body.deliver_by === undefined ? {} : { promise: { deliverBy: body.deliver_by }, now }),
      ...(policy ? { policy } : {}),
    });
    invariant(chosen.ok, 'lines and policy have been looked at');
    return ok({ evaluatedAt: now, decision: withWaiting(chosen.value.decision, frame) });
  };

export type EvaluateRoute = ReturnType<typeof createEvaluateRoute>;
