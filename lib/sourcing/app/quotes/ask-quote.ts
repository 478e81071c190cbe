import type { LocationId, TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { QuoteService } from '../../../kernel/sourcing-policy.ts';
import type { Clock } from '../../../platform/ports.ts';
import { gapWords, type QuotedService, type QuoteGap } from '../../domain/quotes.ts';
import type { PolicyReader, QuoteReader } from '../sourcing.ports.ts';
import type { RatedPlace } from './rating.ts';

/** One parcel that somebody asks about. */
export type AskedQuote = {
  readonly locationId: LocationId;
  readonly to: RatedPlace;
  readonly grams: number;
  readonly currency: CurrencyCode;
};

/** What came back: services, cheapest first, or why there are none. */
export type GivenQuote = {
  readonly from: QuoteService;
  readonly askedAt: Instant;
  readonly services: readonly Pick<QuotedService, 'carrier' | 'service' | 'priceMinor' | 'transitDays'>[];
  readonly gap: { readonly code: QuoteGap; readonly message: string } | null;
};

export type QuoteRefusal = { readonly code: 'quotes-not-set-up' } | { readonly code: 'location-not-found' };

type Parts = {
  readonly quotes: QuoteReader;
  readonly policies: PolicyReader;
  readonly knowsLocation: (tenantId: TenantId, locationId: LocationId) => Promise<boolean>;
  readonly clock: Clock;
};

/**
 * Asks carriers for the price of one parcel, as the tenant's policy would, and whatever was told before: to see what is in force,
 * and whether the service answers.
 */
export const createAskQuote =
  ({ quotes, policies, knowsLocation, clock }: Parts) =>
  async (tenantId: TenantId, { locationId, to, grams, currency }: AskedQuote): Promise<Result<GivenQuote, QuoteRefusal>> => {
    const [policy, isKnown] = await Promise.all([policies.policy(tenantId, undefined), knowsLocation(tenantId, locationId)]);
    if (!policy?.quotes) return err({ code: 'quotes-not-set-up' });
    if (!isKnown) return err({ code: 'location-not-found' });
    const askedAt = clock.now();
    const told = await quotes.quotes({
      tenantId,
      use: { ...policy.quotes, keptMinutes: 0 },
      currency,
      from: [{ locationId, km: undefined }],
      to,
      weights: { wholeGrams: grams },
    });
    const gap = told.missing[0]?.gap;
    const services = (told.of[0]?.services ?? []).toSorted((left, right) => left.priceMinor - right.priceMinor);
    return ok({
      from: policy.quotes.from,
      askedAt,
      services: services.map(({ perKilogramMinor: _flat, ...service }) => service),
      gap: gap === undefined ? null : { code: gap, message: gapWords[gap] },
    });
  };

export type AskQuote = ReturnType<typeof createAskQuote>;
