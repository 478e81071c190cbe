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
import { decideUnreleased, notReleased, withWaiting } from '../domain/unreleased.ts';
import { deliveryRange, type DeliveryRange } from './learning/delivery-range.ts';
import type { RatedPlace } from './quotes/rating.ts';
import type { LearnedReader } from './sourcing.ports.ts';
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
  /** Without it no range of delivery is told. */
  readonly learned?: LearnedReader;
};

export type UnknownArticle = { readonly field: string; readonly code: 'unknown-sku'; readonly message: string };
export type EvaluatedRoute = {
  readonly evaluatedAt: Instant;
  readonly decision: SourcingDecision;
  /** Null where too few parcels have gone that way. */
  readonly delivery: DeliveryRange | null;
};

/** Names the decision that nobody makes; the same question with the same stock has the same hash. */
const decisionId = 'evaluation';
const postalPrefixLength = 3;
const currencyDefault = CurrencyCode('USD');

/** What somebody asks about: lines and where they would go. */
export type AskedRoute = Pick<EvaluateRouteBody, 'lines' | 'destination' | 'currency'>;

export const placeOf = ({ destination: { country, region, postal_code: postalCode } }: AskedRoute): Place => ({
  country,
  ...(region === undefined ? {} : { region }),
  ...(postalCode === undefined ? {} : { postalPrefix: postalCode.slice(0, postalPrefixLength) }),
});

/** The same for carriers that are asked for prices; undefined without a postal code. */
export const ratedPlaceOf = ({ destination: { country, region, postal_code: postalCode } }: AskedRoute): RatedPlace | undefined =>
  postalCode === undefined ? undefined : { country, postalCode, ...(region === undefined ? {} : { region }) };

/** Undefined for that of the tenant. */
const policyOf = ({ preset, policy }: EvaluateRouteBody): SourcingPolicy | undefined => {
  if (policy) return fromWire<SourcingPolicy>(policy);
  return preset === undefined ? undefined : presetPolicy(preset);
};

export const unknownIn = (body: AskedRoute, known: ReadonlyMap<Sku, KnownArticle>): readonly UnknownArticle[] =>
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

export const frameOf = (body: AskedRoute, known: ReadonlyMap<Sku, KnownArticle>, now: Instant): Frame => {
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

const waitingFor = ({ lines, dates }: Frame): readonly UnsourcedLine[] => notReleased(lines.filter(({ sku }) => dates.has(sku)));

/** Says where an order would come from if it were sourced now. Nothing is written, reserved or kept. */
export const createEvaluateRoute =
  ({ choose, book, clock, sha256, learned }: EvaluateRouteParts) =>
  async (tenantId: TenantId, body: EvaluateRouteBody): Promise<Result<EvaluatedRoute, readonly UnknownArticle[]>> => {
    const known = await book.articles(tenantId, [...new Set(body.lines.map(({ sku }) => Sku(sku)))]);
    const unknown = unknownIn(body, known);
    if (unknown.length > 0) return err(unknown);
    const now = clock.now();
    const frame = frameOf(body, known, now);
    const sold = frame.lines.filter(({ sku }) => !frame.dates.has(sku));
    if (sold.length === 0) {
      const decision = decideUnreleased({ decisionId, currency: frame.currency }, waitingFor(frame), frame.dates, sha256);
      return ok({ evaluatedAt: now, decision, delivery: null });
    }
    const policy = policyOf(body);
    const chosen = await choose({
      tenantId,
      decisionId,
      currency: frame.currency,
      lines: sold,
      destination: placeOf(body),
      sentTo: async () => ratedPlaceOf(body),
      ...(body.deliver_by === undefined ? {} : { promise: { deliverBy: body.deliver_by }, now }),
      ...(policy ? { policy } : {}),
    });
    invariant(chosen.ok, 'lines and policy have been looked at');
    const { decision, inputs } = chosen.value;
    const figures = await learned?.figures(tenantId);
    const delivery = figures && deliveryRange(inputs.request, decision.assignments, inputs.policy, figures, now);
    return ok({ evaluatedAt: now, decision: withWaiting(decision, waitingFor(frame), frame.dates), delivery: delivery ?? null });
  };

export type EvaluateRoute = ReturnType<typeof createEvaluateRoute>;
