import type { LocationId, TenantId } from '../../../kernel/ids.ts';
import { toEpochMs } from '../../../kernel/instant.ts';
import { type CurrencyCode, minorDigits } from '../../../kernel/money.ts';
import type { QuoteService, QuoteUse } from '../../../kernel/sourcing-policy.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { Platform } from '../../../platform/ports.ts';
import { askedWeight } from '../../domain/parcel-weights.ts';
import { isFailure, type Priced, type PricedWeight, type QuoteGap, type Quotes, quotedServices } from '../../domain/quotes.ts';
import type { QuoteAsk, QuoteReader } from '../sourcing.ports.ts';
import { createQuoteRows, type KeptRates, type RatesKey } from './quote.rows.ts';
import { type RatedPlace, type RatedService, type RatingClient, RatingError } from './rating.ts';
import { createRestraint } from './restraint.ts';

/** Where the tenant's locations are, to the postal code; one of which that is not known is left out. */
export interface OriginReader {
  origins(tenantId: TenantId): Promise<ReadonlyMap<LocationId, RatedPlace>>;
}

type Parts = {
  readonly platform: Pick<Platform, 'views' | 'keys' | 'sha256' | 'clock' | 'secrets' | 'parameters' | 'observability'>;
  readonly clients: readonly RatingClient[];
  readonly origins: OriginReader;
};

export const quoteDefaults = { waitMs: 1_500, keptMinutes: 60, locationsMax: 5, unitGrams: 500 } as const;

/** The secret that holds a tenant's API key of a service. */
export const apiKeySecret = (tenantId: TenantId, service: QuoteService): string => `${tenantId}/${service}-api-key`;
/** The parameter that names another address of a service, such as that of a proxy. */
export const serviceUrlParameter = (service: QuoteService): string => `${service}-url`;

const askedAtOnce = 10;
const tenantsRemembered = 500;

/** One question: a way and a weight. */
type Question = { readonly key: RatesKey; readonly from: RatedPlace; readonly grams: number };
type Told = KeptRates | { readonly gap: QuoteGap };
const isGap = (told: Told): told is { readonly gap: QuoteGap } => 'gap' in told;

const gapOf = ({ problem }: RatingError): QuoteGap => (problem === 'credentials' || problem === 'question' ? 'refused' : problem);

/** Each service at its lowest price in the currency: several accounts may offer the same. */
const pricedIn = (services: readonly RatedService[], currency: CurrencyCode): readonly Priced[] => {
  const lowest = new Map<string, Priced>();
  for (const { carrier, service, amount, currency: named, ...days } of services) {
    if (named !== currency) continue;
    const amountMinor = Math.round(amount * 10 ** minorDigits(currency));
    const name = JSON.stringify([carrier, service]);
    const known = lowest.get(name);
    if (!known || amountMinor < known.amountMinor) lowest.set(name, { carrier, service, amountMinor, ...days });
  }
  return [...lowest.values()];
};

const nearestFirst = (left: QuoteAsk['from'][number], right: QuoteAsk['from'][number]): number => {
  const [near, far] = [left.km ?? Number.MAX_VALUE, right.km ?? Number.MAX_VALUE];
  return near === far ? (left.locationId < right.locationId ? -1 : 1) : near - far;
};

type Quoted = Quotes['of'][number] | Quotes['missing'][number];

/**
 * Asks carriers for prices through the tenant's service: what was told within the last minutes counts, the rest is asked for at
 * once, and whatever has not come within the policy's time is missing. A service that fails, limits or refuses is left alone for a
 * while by this process. Nothing that goes wrong here keeps an order from being decided.
 */
export const createQuotes = ({ platform, clients, origins }: Parts): QuoteReader => {
  const { clock, secrets, parameters, observability } = platform;
  const rows = createQuoteRows(platform);
  const restraints = createRecentMap<string, ReturnType<typeof createRestraint>>(tenantsRemembered);

  const restraintOf = (tenantId: TenantId, service: QuoteService) => {
    const name = `${tenantId} ${service}`;
    const known = restraints.get(name) ?? createRestraint(clock);
    restraints.set(name, known);
    return known;
  };

  const accessOf = async (tenantId: TenantId, service: QuoteService) => {
    const [secret, baseUrl] = await Promise.all([
      secrets.get(apiKeySecret(tenantId, service)),
      parameters.get(serviceUrlParameter(service)),
    ]);
    if (!secret) throw new RatingError(`the secret ${apiKeySecret(tenantId, service)} is not set up`, 'credentials');
    return { apiKey: secret.current.trim(), ...(baseUrl === undefined ? {} : { baseUrl }) };
  };

  const askOne = async (
    { tenantId, use, to }: QuoteAsk & { readonly to: RatedPlace },
    question: Question,
    endMs: number,
  ): Promise<Told> => {
    const restraint = restraintOf(tenantId, use.from);
    const held = restraint.holds();
    if (held) return { gap: held };
    const client = clients.find(({ service }) => service === use.from);
    if (!client) throw new Error(`no client speaks with ${use.from}`);
    try {
      const access = await accessOf(tenantId, use.from);
      const leftMs = endMs - toEpochMs(clock.now());
      if (leftMs < 1) return { gap: 'no-answer' };
      const { from, grams } = question;
      const services = await client.rates(
        { from, to, grams, carrierAccounts: use.carrierAccounts ?? [] },
        { ...access, deadlineMs: leftMs },
      );
      restraint.answered();
      return { at: clock.now(), services };
    } catch (error) {
      if (!(error instanceof RatingError)) throw error;
      restraint.failed(error);
      observability.logger.warn('no quote', { tenant_id: tenantId, service: use.from, problem: error.problem, reason: error.message });
      return { gap: gapOf(error) };
    }
  };

  const keep = async (question: Question, told: KeptRates, keptMinutes: number): Promise<void> => {
    try {
      await rows.write(question.key, told, keptMinutes);
    } catch (error) {
      observability.logger.warn('a quote could not be kept', { error: error as Error });
    }
  };

  /** What is known of each question, or why nothing is. */
  const answer = async (ask: QuoteAsk & { readonly to: RatedPlace }, questions: readonly Question[], startedMs: number) => {
    const { waitMs = quoteDefaults.waitMs, keptMinutes = quoteDefaults.keptMinutes } = ask.use;
    const kept = await rows.read(
      questions.map(({ key }) => key),
      keptMinutes,
      clock.now(),
    );
    const told = new Map<Question, Told>(questions.map((question, index) => [question, kept[index] ?? { gap: 'not-asked' }]));
    if (ask.onlyKept) return told;
    const open = questions.filter((_question, index) => kept[index] === undefined);
    await concurrently(open, askedAtOnce, async (question) => {
      const one = await askOne(ask, question, startedMs + waitMs);
      told.set(question, one);
      if (!isGap(one)) await keep(question, one, keptMinutes);
    });
    return told;
  };

  const ask = async (asked: QuoteAsk): Promise<readonly Quoted[]> => {
    const startedMs = toEpochMs(clock.now());
    const { tenantId, use, currency, to, weights } = asked;
    const all = [...asked.from].sort(nearestFirst);
    const near = all.slice(0, use.locationsMax ?? quoteDefaults.locationsMax);
    const far = all.slice(near.length).map(({ locationId }) => ({ locationId, gap: 'not-asked' as const }));
    const without = (gap: QuoteGap): readonly Quoted[] => [...near.map(({ locationId }) => ({ locationId, gap })), ...far];
    const wholeGrams = askedWeight(weights.wholeGrams);
    if (wholeGrams === undefined) return without('too-heavy');
    if (!to || near.length === 0) return without('address-unknown');
    const lightGrams = weights.lightGrams === undefined ? undefined : askedWeight(weights.lightGrams);
    const [places, token] = await Promise.all([origins.origins(tenantId), rows.tokenOf(tenantId, to)]);
    const questionOf = (from: RatedPlace, grams: number): Question => ({
      from,
      grams,
      key: rows.keyOf(tenantId, use, { from, to: token, grams }),
    });
    const ways = near.map(({ locationId }) => {
      const from = places.get(locationId);
      return { locationId, whole: from && questionOf(from, wholeGrams), light: from && lightGrams && questionOf(from, lightGrams) };
    });
    const questions = ways.flatMap(({ whole, light }) => [whole, light]).filter((question) => question !== undefined && question !== 0);
    const told = await answer({ ...asked, to }, questions, startedMs);
    const quoted = ways.map(({ locationId, whole, light }): Quoted => {
      const heaviest = whole && told.get(whole);
      if (!heaviest) return { locationId, gap: 'address-unknown' };
      if (isGap(heaviest)) return { locationId, gap: heaviest.gap };
      const below = light ? told.get(light) : undefined;
      // Without the lighter one every parcel costs as much as the whole: dearer than it is, and never too cheap.
      const lighter: PricedWeight | undefined =
        below && !isGap(below) && weights.lightGrams !== undefined
          ? { grams: weights.lightGrams, services: pricedIn(below.services, currency) }
          : undefined;
      const services = quotedServices({ grams: weights.wholeGrams, services: pricedIn(heaviest.services, currency) }, lighter);
      return services.length === 0 ? { locationId, gap: 'no-service' } : { locationId, at: heaviest.at, services };
    });
    return [...quoted, ...far];
  };

  return {
    quotes: async (asked) => {
      const quoted = await ask(asked).catch((error: unknown): readonly Quoted[] => {
        observability.logger.warn('carriers could not be asked', { tenant_id: asked.tenantId, error: error as Error });
        return asked.from.map(({ locationId }) => ({ locationId, gap: 'no-answer' }));
      });
      const sorted = quoted.toSorted((left, right) => (left.locationId < right.locationId ? -1 : 1));
      const missing = sorted.flatMap((one) => ('gap' in one ? [one] : []));
      if (!asked.onlyKept && missing.some(({ gap }) => isFailure(gap))) observability.metrics.addMetric('CarrierQuotesMissing', 'Count', 1);
      return { from: asked.use.from, of: sorted.flatMap((one) => ('gap' in one ? [] : [one])), missing };
    },
  };
};

/** What a policy assumes of a unit whose weight nobody knows, in grams. */
export const unitGramsOf = ({ unitGrams = quoteDefaults.unitGrams }: QuoteUse): number => unitGrams;
