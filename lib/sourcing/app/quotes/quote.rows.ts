import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Key, Platform } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import * as z from 'zod';
import type { QuoteUse } from '../../../kernel/sourcing-policy.ts';
import type { RatedPlace, RatedService } from './rating.ts';

/** What a service has told of a parcel of one weight on one way. */
export type KeptRates = { readonly at: Instant; readonly services: readonly RatedService[] };

/** Names what was asked. The destination stands in it as a keyed token, because a postal code may name a single house. */
export type RatesKey = Key;

const tokenLength = 32;

const Stored = z.object({
  at: z.string(),
  services: z.array(
    z.object({ carrier: z.string(), service: z.string(), amount: z.number(), currency: z.string(), transit_days: z.number().optional() }),
  ),
});

type Parts = Pick<Platform, 'views' | 'keys' | 'sha256'>;

/** Prices that services have told, each for as long as the policy lets it count. */
export const createQuoteRows = ({ views, keys, sha256 }: Parts) => ({
  /** The token of a destination; one call of the key service for all weights and locations of an order. */
  tokenOf: async (tenantId: TenantId, { country, region, postalCode }: RatedPlace): Promise<string> => {
    const plain = [country, region ?? null, postalCode.replace(/\s+/g, '').toUpperCase()];
    return (await keys.mac(`quote-destination:${tenantId}`, canonicalJson(plain))).slice(0, tokenLength);
  },
  keyOf: (
    tenantId: TenantId,
    { from: service, carrierAccounts = [] }: QuoteUse,
    way: { readonly from: RatedPlace; readonly to: string; readonly grams: number },
  ): RatesKey => {
    const asked = sha256(canonicalJson([service, [...carrierAccounts].sort(), way.from, way.to])).slice(0, tokenLength);
    return { PK: `${tenantId}#RATES#${asked}`, SK: `${way.grams}` };
  },
  /** What is known under each key and no older than `keptMinutes`. */
  read: async (asked: readonly RatesKey[], keptMinutes: number, now: Instant): Promise<readonly (KeptRates | undefined)[]> => {
    const since = plusMs(now, -keptMinutes * 60_000);
    const items = await views.getMany(asked);
    return items.map((item) => {
      const stored = Stored.safeParse(item);
      if (!stored.success || stored.data.at <= since || stored.data.at > now) return undefined;
      const services = stored.data.services.map(({ transit_days: transitDays, ...one }) => ({
        ...one,
        ...(transitDays === undefined ? {} : { transitDays }),
      }));
      return { at: Instant(stored.data.at), services };
    });
  },
  write: (key: RatesKey, { at, services }: KeptRates, keptMinutes: number): Promise<void> =>
    views.put({
      ...key,
      ...snapshotMark,
      at,
      services: services.map(({ transitDays, ...one }) => ({
        ...one,
        ...(transitDays === undefined ? {} : { transit_days: transitDays }),
      })),
      ttl: Math.ceil(toEpochMs(plusMs(at, keptMinutes * 60_000)) / 1_000),
    }),
});

export type QuoteRows = ReturnType<typeof createQuoteRows>;
