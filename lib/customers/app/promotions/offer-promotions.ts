import type { PersonId, Sku, TenantId } from '../../../kernel/ids.ts';
import { Sku as toSku } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import type { PolicyRef } from '../../../kernel/policy-ref.ts';
import type { Promotion, PromotionsPolicy } from '../../../kernel/promotions-policy.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { FieldProblem } from '../../../platform/http/refusal.ts';
import type { Platform } from '../../../platform/ports.ts';
import { type Bought, daysBetween, needsOf } from '../../domain/promotions/cadence.ts';
import {
  type Cart,
  goodsOf,
  type Knowledge,
  type LeftOutReason,
  type Match,
  matchesOf,
  personalAudiences,
  ruledOut,
  worthOf,
} from '../../domain/promotions/match-promotion.ts';
import { isHeldOut, learnedEffect, type Tally } from '../../domain/promotions/outcome.ts';
import { answerKeptMs, followLater } from '../checkout-answers/follow-answers.ts';
import { createCoPurchaseRows } from '../co-purchase.rows.ts';
import type { OfferedPromotion, OfferedPromotions } from './offered-promotions.ts';
import { createCadenceRows, type KeptPromotions, type PromotionRows } from './promotion.rows.ts';

type PricedCart = Cart & {
  readonly currency: CurrencyCode;
  readonly email: string | null;
  /** The shop's own id of the order to come. */
  readonly reference: string | null;
};

export type AskedPromotions = Omit<PricedCart, 'lines'> & {
  /** Without a price it costs what the catalog says. */
  readonly lines: readonly (Omit<Cart['lines'][number], 'unitPrice'> & { readonly unitPrice: number | null })[];
};

export type OfferPromotionsParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'ids' | 'sha256'>;
  readonly rows: PromotionRows;
  readonly policy: (tenantId: TenantId) => Promise<{ readonly value: PromotionsPolicy; readonly decidedBy: PolicyRef }>;
  /** Undefined for nobody known; it reads nothing else of a person without their consent. */
  readonly person: (tenantId: TenantId, email: string) => Promise<{ readonly personId: PersonId; readonly consent: boolean } | undefined>;
  /** A person's newest orders. */
  readonly bought: (tenantId: TenantId, personId: PersonId) => Promise<readonly Bought[]>;
  /** Of these, what the catalog says that they cost. */
  readonly prices: (
    tenantId: TenantId,
    skus: readonly Sku[],
  ) => Promise<ReadonlyMap<string, { readonly price: number; readonly currency: string }>>;
  /** Of these, the articles that can be bought now. */
  readonly inStock: (tenantId: TenantId, skus: readonly Sku[]) => Promise<ReadonlySet<string>>;
  /** Orders that have used a promotion; it need not count on beyond `atMost`. */
  readonly uses: (tenantId: TenantId, promotionId: string, atMost: number) => Promise<number>;
};

/** Reasons of a promotion whose articles are looked up: what fits less well than these moves nobody. */
const reasonsLookedAt = 10;
/** Until enough customers have come back. */
const awayDaysAssumed = 180;

type Candidate = { readonly promotion: Promotion; readonly matches: readonly Match[] | LeftOutReason };
type Chosen = { readonly promotion: Promotion; readonly match: Match };
type LeftOut = { readonly promotionId: string; readonly reason: LeftOutReason };

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000 + 0;

const offered = ({ promotion, match }: Chosen, cart: Cart, tally: Tally): OfferedPromotion => {
  const contributions = { fit: rounded(match.fit), effect: rounded(learnedEffect(tally)) };
  const { promotionId, title, kind, audience } = promotion;
  const worthMinor = worthOf(promotion, cart);
  const score = rounded(contributions.fit + contributions.effect);
  return { promotionId, title, kind, audience, worthMinor, sku: match.sku, score, contributions, reason: match.reason };
};

const byScore = (one: OfferedPromotion, other: OfferedPromotion): number =>
  other.score - one.score || (other.worthMinor ?? 0) - (one.worthMinor ?? 0) || (one.promotionId < other.promotionId ? -1 : 1);

/**
 * Which promotions of the shop a cart gets, those first that fit it best and have moved most customers. What is personal rests on
 * what the customer bought, with their consent alone. A seeded hash holds out the share that the promotion says, so that what it
 * does can be measured against them. The answer is kept as its own receipt.
 */
export const createOfferPromotions = ({ platform, rows, policy, person, bought, prices, inStock, uses }: OfferPromotionsParts) => {
  const { clock, ids, sha256, views } = platform;
  const [cadences, together] = [createCadenceRows(views), createCoPurchaseRows(views)];

  /** The cart with a price on every line, or what is missing. */
  const priced = async (tenantId: TenantId, { lines, ...asked }: AskedPromotions): Promise<Result<PricedCart, readonly FieldProblem[]>> => {
    const unknown = [...new Set(lines.flatMap(({ sku, unitPrice }) => (unitPrice === null ? [toSku(sku)] : [])))];
    const catalog = unknown.length === 0 ? undefined : await prices(tenantId, unknown);
    const problems: FieldProblem[] = [];
    const all = lines.map((line, index) => {
      const listed = catalog?.get(line.sku);
      const unitPrice = line.unitPrice ?? (listed?.currency === asked.currency ? listed.price : undefined);
      if (unitPrice === undefined) {
        const message = `must be given: the catalog has no price of ${line.sku} in ${asked.currency}`;
        problems.push({ field: `lines.${index}.unit_price`, code: 'price-missing', message });
      }
      return { ...line, unitPrice: unitPrice ?? 0 };
    });
    return problems.length > 0 ? err(problems) : ok({ ...asked, lines: all });
  };

  const knowledgeOf = async (tenantId: TenantId, asked: PricedCart, running: readonly Promotion[], now: Instant) => {
    const isPersonal = running.some(({ audience }) => personalAudiences.has(audience));
    const skus = running.some(({ audience }) => audience === 'companion') ? [...new Set(asked.lines.map(({ sku }) => sku))] : [];
    const [who, counted, partners] = await Promise.all([
      asked.email === null ? undefined : person(tenantId, asked.email),
      isPersonal ? cadences.read(tenantId) : undefined,
      together.partners(tenantId, skus),
    ]);
    // Nothing of theirs is read for what would not look at it.
    const own = who?.consent && isPersonal ? await bought(tenantId, who.personId) : [];
    const last = own.reduce((latest, { placedAt }) => (placedAt > latest ? placedAt : latest), '');
    const knowledge: Knowledge = {
      now,
      consent: who?.consent ?? false,
      partners: new Map(skus.map((sku, index) => [sku, partners[index] ?? []])),
      needs: needsOf(own, new Map(counted?.articles.map((one) => [one.sku, one])), now),
      sinceOrderDays: last === '' ? null : daysBetween(last, now),
      awayDays: counted?.awayDays ?? awayDaysAssumed,
    };
    return { knowledge, personId: who?.consent ? who.personId : null, counted, orders: own.length };
  };

  /** The best reason whose article can be had; what is in the cart already can. */
  const available = async (tenantId: TenantId, cart: Cart, candidates: readonly Candidate[]): Promise<readonly (Chosen | LeftOut)[]> => {
    const inCart = new Set(cart.lines.map(({ sku }) => sku));
    const best = candidates.map(({ promotion, matches }) => ({
      promotion,
      matches: typeof matches === 'string' ? matches : matches.slice(0, reasonsLookedAt),
    }));
    const named = best.flatMap(({ matches }) => (typeof matches === 'string' ? [] : matches.flatMap(({ sku }) => sku ?? [])));
    const wanted = [...new Set(named)].filter((sku) => !inCart.has(sku)).map(toSku);
    const stock = wanted.length === 0 ? new Set<string>() : await inStock(tenantId, wanted);
    return best.map(({ promotion, matches }) => {
      const { promotionId } = promotion;
      if (typeof matches === 'string') return { promotionId, reason: matches };
      const match = matches.find(({ sku }) => sku === null || inCart.has(sku) || stock.has(sku));
      return match ? { promotion, match } : { promotionId, reason: 'sold-out' as const };
    });
  };

  const isUsedUp = async (tenantId: TenantId, { promotionId, usesMax }: Promotion): Promise<boolean> =>
    usesMax !== undefined && (await uses(tenantId, promotionId, usesMax)) >= usesMax;

  const choose = async (tenantId: TenantId, asked: PricedCart, promotions: readonly Promotion[], now: Instant) => {
    const ruled = promotions.map((promotion) => ({ promotion, reason: ruledOut(promotion, asked, now) }));
    const running = ruled.flatMap(({ promotion, reason }) => (reason === undefined ? [promotion] : []));
    const { knowledge, personId, counted, orders } = await knowledgeOf(tenantId, asked, running, now);
    const candidates = running.map((promotion) => ({ promotion, matches: matchesOf(promotion, asked, knowledge) }));
    const unit = personId ?? asked.reference;
    const chosen: Chosen[] = [];
    const leftOut: LeftOut[] = ruled.flatMap(({ promotion: { promotionId }, reason }) =>
      reason === undefined ? [] : { promotionId, reason },
    );
    const fitting = await available(tenantId, asked, candidates);
    const usedUp = await Promise.all(fitting.map(async (one) => 'promotion' in one && (await isUsedUp(tenantId, one.promotion))));
    for (const [index, one] of fitting.entries()) {
      if ('reason' in one) leftOut.push(one);
      else if (usedUp[index]) leftOut.push({ promotionId: one.promotion.promotionId, reason: 'used-up' });
      else if (isHeldOut(sha256, one.promotion, unit)) leftOut.push({ promotionId: one.promotion.promotionId, reason: 'held-out' });
      else chosen.push(one);
    }
    return { chosen, leftOut, personId, counted, orders };
  };

  return async (tenantId: TenantId, given: AskedPromotions): Promise<Result<OfferedPromotions, readonly FieldProblem[]>> => {
    const cart = await priced(tenantId, given);
    if (!cart.ok) return cart;
    const asked = cart.value;
    const now = clock.now();
    const { value, decidedBy } = await policy(tenantId);
    const { chosen, leftOut, personId, counted, orders } = await choose(tenantId, asked, value.promotions, now);
    const tallies = await rows.tallies(
      tenantId,
      chosen.map(({ promotion }) => promotion.promotionId),
      asked.currency,
    );
    const items = chosen.map((one, index) => offered(one, asked, tallies[index] as Tally)).toSorted(byScore);
    const answer: KeptPromotions = {
      promotionsId: ids.next(),
      answeredAt: now,
      expiresAt: plusMs(now, answerKeptMs),
      currency: asked.currency,
      goodsMinor: goodsOf(asked),
      policy: decidedBy,
      consent: asked.email === null ? null : personId !== null,
      ordersOfPerson: orders,
      countedAt: counted?.countedAt ?? null,
      items,
      leftOut,
      isOpen: true,
      outcome: null,
      personId,
      reference: asked.reference,
    };
    await rows.keep(tenantId, answer);
    const isMeasured = items.length > 0 || leftOut.some(({ reason }) => reason === 'held-out');
    if (isMeasured && (personId !== null || asked.reference !== null)) await followLater(rows, tenantId, answer);
    return ok(shownPromotions(answer));
  };
};

/** Without whom it was for. */
const shownPromotions = ({ personId: _person, reference: _order, ...answer }: KeptPromotions): OfferedPromotions => answer;

/** An answer of before with what became of it; undefined where there is none, or it has expired. */
export const readOfferedPromotions = async (
  rows: Pick<PromotionRows, 'read'>,
  tenantId: TenantId,
  promotionsId: string,
  now: Instant,
): Promise<OfferedPromotions | undefined> => {
  const kept = await rows.read(tenantId, promotionsId);
  return kept && kept.expiresAt > now ? shownPromotions(kept) : undefined;
};

export type OfferPromotions = ReturnType<typeof createOfferPromotions>;
