import type { TenantId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { SourcingPolicyChoice } from '../../kernel/sourcing-policy.ts';
import type { Place, SourcingLocation } from '../domain/sourcing.request.ts';
import { type Culprit, culpritsOf, isSourced, type Trial } from './check-policy.trial.ts';
import { chosenPolicy } from './preset-policies.ts';
import type { LocationReader } from './sourcing.ports.ts';

/** What a policy would do that is worth a look. */
export type PolicyFinding = {
  readonly field: string;
  readonly code: 'destination-unsourced' | 'locations-serve-nothing' | 'unknown-location';
  readonly message: string;
  readonly destination: string | null;
  readonly orders: number | null;
};

/** Under the policy no order would find a source. */
export type NothingSourced = {
  readonly code: 'policy-impossible';
  readonly problems: readonly { readonly field: string; readonly code: 'leaves-all-unsourced'; readonly message: string }[];
  readonly destination: string;
};

export type CheckPolicyParts = {
  readonly locations: LocationReader;
  /** Where the newest orders went, one entry for each: ISO 3166-2 (`US-NY`), a country alone, or empty where nobody knows. */
  readonly recentRegions: (tenantId: TenantId) => Promise<readonly string[]>;
  readonly sha256: (text: string) => string;
};

/** Looks at a policy before it goes live, by the tenant's locations and where its orders go. */
export type CheckPolicy = (tenantId: TenantId, choice: SourcingPolicyChoice) => Promise<Result<readonly PolicyFinding[], NothingSourced>>;

/** Somewhere that orders go, and how many of them; null where there are no orders to go by. */
type Destination = { readonly name: string; readonly place: Place; readonly orders: number | null };

const findingsMax = 10;

const placeNamed = (name: string): Place => {
  const [country = ''] = name.split('-');
  return country === name ? { country } : { country, region: name };
};

const nameOf = ({ country, region }: SourcingLocation): string => {
  if (region === undefined || !/^([A-Z]{2}-)?[A-Z0-9]{1,3}$/.test(region)) return country;
  return region.startsWith(`${country}-`) ? region : `${country}-${region}`;
};

/** Where orders go, most of them first; without orders, where the locations themselves are. */
const destinationsOf = (regions: readonly string[], locations: readonly SourcingLocation[]): readonly Destination[] => {
  const counts = new Map<string, number>();
  for (const region of regions) if (region !== '') counts.set(region, (counts.get(region) ?? 0) + 1);
  if (counts.size === 0) return [...new Set(locations.map(nameOf))].sort().map((name) => ({ name, place: placeNamed(name), orders: null }));
  return [...counts]
    .sort(([left, few], [right, many]) => many - few || (left < right ? -1 : 1))
    .map(([name, orders]) => ({ name, place: placeNamed(name), orders }));
};

const fieldIn = (choice: SourcingPolicyChoice, member: string): string => ('policy' in choice ? `value.policy.${member}` : 'value.preset');

/** Places that a preference names and that are none of the tenant's, most likely by a slip. */
const strangersIn = (choice: SourcingPolicyChoice, locations: readonly SourcingLocation[]): readonly PolicyFinding[] => {
  const known = new Set<string>(locations.map(({ locationId }) => locationId));
  const preferences = 'policy' in choice ? (choice.policy.preferences ?? []) : [];
  return preferences.flatMap((preference, index) =>
    preference.kind !== 'avoid'
      ? []
      : preference.locationIds.flatMap((locationId, place): readonly PolicyFinding[] =>
          known.has(locationId)
            ? []
            : [
                {
                  field: `value.policy.preferences.${index}.location_ids.${place}`,
                  code: 'unknown-location',
                  message: `there is no location ${locationId}`,
                  destination: null,
                  orders: null,
                },
              ],
        ),
  );
};

type Unserved = Destination & { readonly culprits: readonly Culprit[] };

const findingOf = ({ name, orders, culprits: [first] }: Unserved, choice: SourcingPolicyChoice): PolicyFinding => {
  const frame = { destination: name, orders };
  if (first) return { ...frame, field: fieldIn(choice, first.member), code: 'destination-unsourced', message: first.why };
  return { ...frame, field: 'value', code: 'locations-serve-nothing', message: `no active location sends to ${name} under any policy` };
};

/**
 * Tries a policy on one unit for every place that the newest orders went to, with stock everywhere. Refused is only what is the
 * policy's own doing: where no location would send under any policy, the locations are to be changed and not the policy.
 */
export const createCheckPolicy =
  ({ locations, recentRegions, sha256 }: CheckPolicyParts): CheckPolicy =>
  async (tenantId, choice) => {
    const policy = chosenPolicy(choice);
    const [all, regions] = await Promise.all([locations.locations(tenantId), recentRegions(tenantId)]);
    const active = all.filter((location) => location.active);
    // Whoever is setting up a tenant may begin with its policies.
    if (!policy || active.length === 0) return ok([]);
    const trial: Trial = { policy, locations: active, sha256 };
    const destinations = destinationsOf(regions, active);
    const unserved = destinations
      .filter(({ place }) => !isSourced(trial, place))
      .map((destination): Unserved => ({ ...destination, culprits: culpritsOf(trial, destination.place, destination.name) }));
    const impossible = unserved.length === destinations.length ? unserved.find(({ culprits }) => culprits.length > 0) : undefined;
    if (impossible) {
      const problems = impossible.culprits.map(({ member, why }) => ({
        field: fieldIn(choice, member),
        code: 'leaves-all-unsourced' as const,
        message: why,
      }));
      return err({ code: 'policy-impossible', problems, destination: impossible.name });
    }
    return ok([...strangersIn(choice, all), ...unserved.map((one) => findingOf(one, choice))].slice(0, findingsMax));
  };
