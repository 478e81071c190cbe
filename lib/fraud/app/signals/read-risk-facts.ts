import type { TenantId } from '../../../kernel/ids.ts';
import type { Platform } from '../../../platform/ports.ts';
import { greatCircleKm, locate } from '../../../sourcing/index.ts';
import { billingMatch, type ComparedAddress } from '../../domain/signals/billing-match.ts';
import { emailDomainOf, emailKindOf } from '../../domain/signals/email-domain.ts';
import { networkOf } from '../../domain/signals/network.ts';
import { postalArea } from '../../domain/signals/postal-areas.ts';
import type { RiskFacts } from '../../domain/signals/risk-facts.ts';

/** What of an incoming order the facts are read from. All of it is personal, and none of it goes on. */
export type RiskSource = {
  readonly email: string | null;
  readonly ip: string | null;
  readonly deviceId: string | null;
  readonly billingAddress: ComparedAddress | null;
  readonly shippingAddress: ComparedAddress | null;
};

// Half of the hash tells 2^32 values apart for sure, and keeps the events short.
const tokenLength = 16;

const placeOf = ({ country, region, postalCode }: ComparedAddress) => {
  if (country === null) return undefined;
  const area = postalCode === null ? undefined : postalArea(country, postalCode);
  return area ?? locate({ country, ...(region === null ? {} : { region }) })?.coordinates;
};

const distanceKm = (from: ComparedAddress, to: ComparedAddress): number | undefined => {
  const [one, other] = [placeOf(from), placeOf(to)];
  return one && other && greatCircleKm(one, other);
};

/** Domains of their own, whose history says something about whoever writes from them. */
const tells: ReadonlySet<string> = new Set(['company', 'disposable']);

/**
 * Reads the facts while address, e-mail and device are in hand. Tokens are keyed and apart for each tenant, so that neither
 * the events nor another tenant can tell what they stand for.
 * @returns undefined where nothing is known
 */
export const readRiskFacts = async (
  keys: Pick<Platform['keys'], 'mac'>,
  tenantId: TenantId,
  source: RiskSource,
): Promise<RiskFacts | undefined> => {
  const token = async (purpose: string, value: string | null | undefined): Promise<string | undefined> =>
    value ? (await keys.mac(`fraud-${purpose}:${tenantId}`, value)).slice(0, tokenLength) : undefined;

  const domain = source.email === null ? undefined : emailDomainOf(source.email);
  const emailKind = domain === undefined ? undefined : emailKindOf(domain);
  const [emailDomain, network, device] = await Promise.all([
    token('email-domain', emailKind !== undefined && tells.has(emailKind) ? domain : undefined),
    token('network', source.ip === null ? undefined : networkOf(source.ip)),
    token('device', source.deviceId?.trim()),
  ]);
  const billing = billingMatch(source.billingAddress, source.shippingAddress, distanceKm);
  const facts: RiskFacts = {
    ...(emailKind === undefined ? {} : { emailKind }),
    ...(emailDomain === undefined ? {} : { emailDomain }),
    ...(network === undefined ? {} : { network }),
    ...(device === undefined ? {} : { device }),
    ...(billing === undefined ? {} : { billing }),
  };
  return Object.keys(facts).length === 0 ? undefined : facts;
};
