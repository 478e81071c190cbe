import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { Ids } from '../../../platform/ports.ts';
import type { DeliveryPlan, ReadDeliveryPlans, UnknownArticle } from '../../../sourcing/index.ts';
import { type Means, meansOf, type Taste } from '../../domain/delivery-options/preferences.ts';
import { rankOptions } from '../../domain/delivery-options/rank-options.ts';
import { answerKeptMs, followLater } from '../checkout-answers/follow-answers.ts';
import { type OfferedOptions, offeredOption, optionIdOf, type PricedPlan, type RankingBasis } from './offered-options.ts';
import type { KeptOptions, OptionRows } from './option.rows.ts';
import { choicesKnown } from './taste-report.ts';

export type Asked = Parameters<ReadDeliveryPlans>[1] & {
  readonly customer?: { readonly email: string } | undefined;
  readonly order_reference?: string | undefined;
  readonly prices?: readonly { readonly method: string; readonly price_minor: number }[] | undefined;
};

/** What is known of people, where they agree to it. */
export type Tastes = {
  /** Undefined for nobody known; it reads nothing else of a person without their consent. */
  readonly person: (tenantId: TenantId, email: string) => Promise<{ readonly personId: PersonId; readonly consent: boolean } | undefined>;
  readonly of: (tenantId: TenantId, personId: PersonId) => Promise<Taste>;
};

export type DeliveryOptionsParts = {
  readonly plans: ReadDeliveryPlans;
  readonly rows: OptionRows;
  readonly tastes: Tastes;
  readonly ids: Pick<Ids, 'next'>;
};

type Known = {
  readonly personId: PersonId | null;
  readonly consent: boolean | null;
  readonly basis: RankingBasis;
  readonly choicesOfShop: number;
  readonly choicesOfPerson: number;
  readonly weights: Means;
};

const priced = (plan: DeliveryPlan, prices: Asked['prices'] = []): PricedPlan => {
  const id = optionIdOf(plan.kind, plan.method, plan.locationId);
  const told = prices.find(({ method }) => method.trim().toLowerCase() === id) ?? prices.find(({ method }) => method === plan.method);
  return told
    ? { ...plan, priceMinor: told.price_minor, priceBasis: 'shop' }
    : { ...plan, priceMinor: plan.costMinor, priceBasis: 'rates' };
};

const rounded = (means: Means): Means =>
  Object.fromEntries(Object.entries(means).map(([feature, mean]) => [feature, Math.round(mean * 10_000) / 10_000 + 0])) as Means;

/**
 * Ways in which goods could reach a customer, in the order in which they most likely want them: by what they chose before where
 * they agree to that, by what the shop's customers chose where they do not, and by assumptions while nobody has chosen. The
 * answer is kept as its own receipt; it costs one write, and a second one where its order can be found later.
 */
export const createDeliveryOptions = ({ plans, rows, tastes, ids }: DeliveryOptionsParts) => {
  const knownOf = async (tenantId: TenantId, email: string | undefined): Promise<Known> => {
    const [{ taste: shop }, person] = await Promise.all([
      rows.taste(tenantId),
      email === undefined ? undefined : tastes.person(tenantId, email),
    ]);
    const own = person?.consent ? await tastes.of(tenantId, person.personId) : undefined;
    const isOwn = (own?.choices ?? 0) > 0;
    return {
      personId: person?.consent ? person.personId : null,
      consent: email === undefined ? null : (person?.consent ?? false),
      basis: isOwn ? 'personal' : shop.choices >= choicesKnown ? 'shop' : 'assumed',
      choicesOfShop: shop.choices,
      choicesOfPerson: own?.choices ?? 0,
      weights: meansOf(shop, own),
    };
  };

  /** Looked for later only where there was a choice, and something to find the order by. */
  const isWorthWatching = ({ items, personId, reference }: KeptOptions): boolean =>
    items.length > 1 && (personId !== null || reference !== null);

  return {
    ask: async (tenantId: TenantId, body: Asked): Promise<Result<OfferedOptions, readonly UnknownArticle[]>> => {
      const found = await plans(tenantId, body);
      if (!found.ok) return found;
      const { plannedAt, plans: planned, ...told } = found.value;
      const { personId, weights, ...ranking } = await knownOf(tenantId, body.customer?.email);
      const options = planned.map((plan) => {
        const { range, ...one } = priced(plan, body.prices);
        return { ...one, range, likely: range?.likely };
      });
      const answer: KeptOptions = {
        optionsId: ids.next(),
        answeredAt: plannedAt,
        expiresAt: plusMs(plannedAt, answerKeptMs),
        ...told,
        ranking: { ...ranking, weights: rounded(weights) },
        items: options.length === 0 ? [] : rankOptions(options, told.goodsMinor, weights).map(offeredOption),
        isOpen: true,
        choice: null,
        personId,
        reference: body.order_reference ?? null,
      };
      await rows.keep(tenantId, answer);
      if (isWorthWatching(answer)) await followLater(rows, tenantId, answer);
      return ok(shownOptions(answer));
    },
  };
};

/** Without whom it was for. */
const shownOptions = ({ personId: _person, reference: _order, ...answer }: KeptOptions): OfferedOptions => answer;

/** An answer of before with what became of it; undefined where there is none, or it has expired. */
export const readOffered = async (
  rows: Pick<OptionRows, 'read'>,
  tenantId: TenantId,
  optionsId: string,
  now: Instant,
): Promise<OfferedOptions | undefined> => {
  const kept = await rows.read(tenantId, optionsId);
  return kept && kept.expiresAt > now ? shownOptions(kept) : undefined;
};

export type DeliveryOptions = ReturnType<typeof createDeliveryOptions>;
