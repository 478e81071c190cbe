import { LineId, Sku } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/instant.ts';
import { CurrencyCode } from '../../kernel/money.ts';
import { chooseSources } from '../domain/choose-sources.ts';
import { crossesBorder, distanceTo } from '../domain/parcel-price.ts';
import type { PolicyConstraints, SourcingPolicy } from '../domain/sourcing.policy.ts';
import type { Place, SourcingLocation } from '../domain/sourcing.request.ts';

/** What a policy is tried with: locations that all have everything in stock. */
export type Trial = {
  readonly policy: SourcingPolicy;
  /** Active ones only, at least one. */
  readonly locations: readonly SourcingLocation[];
  readonly sha256: (text: string) => string;
};

/** A member of a policy without which an order would find a source, and why it finds none with it. */
export type Culprit = { readonly member: string; readonly why: string };

const article = Sku('any');
// A year is time for every way whose days are known, so only those whose days nobody knows are late.
const [now, deliverBy] = [Instant('2026-01-01T00:00:00.000Z'), Instant('2027-01-01T00:00:00.000Z')];

/** What passes by tomorrow says nothing about a policy. */
const standing = ({ capacity: _today, workload: _now, quotedPriceMinor: _quote, ...location }: SourcingLocation): SourcingLocation =>
  location;

/** Whether one unit of an article that every location has would find a source. */
export const isSourced = ({ policy, locations, sha256 }: Trial, destination: Place): boolean =>
  chooseSources(
    {
      decisionId: 'trial',
      currency: CurrencyCode('USD'),
      lines: [{ lineId: LineId('1'), sku: article, quantity: 1, unitValueMinor: 0 }],
      destination,
      locations: locations.map(standing),
      availability: locations.map(({ locationId }) => ({ sku: article, locationId, available: 1 })),
      excluded: [],
      promise: { deliverBy },
      now,
    },
    policy,
    sha256,
  ).complete;

type Suspect = {
  readonly member: string;
  readonly lift: (policy: SourcingPolicy) => SourcingPolicy;
  readonly why: (trial: Trial, destination: Place, name: string) => string;
};

const listed = (values: readonly string[]): string => [...new Set(values)].sort().join(', ');

const withoutRule =
  (rule: keyof PolicyConstraints) =>
  ({ constraints = {}, ...policy }: SourcingPolicy): SourcingPolicy => {
    const { [rule]: _lifted, ...others } = constraints;
    return { ...policy, constraints: others };
  };

/** Goes everywhere, and its days are known. */
const anyCarrier: SourcingPolicy['shipping'] = {
  kind: 'distance',
  baseMinor: 1,
  perThousandKmMinor: 1,
  crossBorderMinor: 1,
  kmPerDay: 1_000,
};

const nearestInWords = ({ locations }: Trial, destination: Place): string => {
  const kmFrom = distanceTo(destination);
  const [nearest] = locations
    .flatMap((location) => {
      const km = kmFrom(location);
      return km === undefined ? [] : [{ location, km }];
    })
    .sort((left, right) => left.km - right.km);
  if (!nearest) return '';
  const border = crossesBorder(nearest.location, destination) ? ' and across a border' : '';
  return `; the nearest, ${nearest.location.locationId}, is ${Math.round(nearest.km)} km away${border}`;
};

const suspectsOf = ({ constraints: rules, shipping }: SourcingPolicy): readonly Suspect[] => [
  ...(rules?.locationTypes
    ? [
        {
          member: 'constraints.location_types',
          lift: withoutRule('locationTypes'),
          why: ({ locations }: Trial, _place: Place, name: string) =>
            `no active location that could send to ${name} is of these types; the active locations are ${listed(locations.map(({ type }) => type))}`,
        },
      ]
    : []),
  ...(rules?.fromCountries
    ? [
        {
          member: 'constraints.from_countries',
          lift: withoutRule('fromCountries'),
          why: ({ locations }: Trial, _place: Place, name: string) =>
            `no active location that could send to ${name} is in one of these countries; the active locations are in ${listed(locations.map(({ country }) => country))}`,
        },
      ]
    : []),
  ...(rules?.crossBorder === false
    ? [
        {
          member: 'constraints.cross_border',
          lift: withoutRule('crossBorder'),
          why: ({ locations }: Trial, _place: Place, name: string) =>
            `no active location reaches ${name} without crossing a border; the active locations are in ${listed(locations.map(({ country }) => country))}`,
        },
      ]
    : []),
  ...(rules?.keepPromise
    ? [
        {
          member: 'constraints.keep_promise',
          lift: withoutRule('keepPromise'),
          why: (_trial: Trial, _place: Place, name: string) =>
            `the days on the way to ${name} are not known, so that every parcel would count as late; ${shipping.kind === 'distance' ? 'km_per_day' : 'transit_days of the bands'} would say them`,
        },
      ]
    : []),
  ...(shipping.kind === 'rate-table'
    ? [
        {
          member: 'shipping.carriers',
          lift: (policy: SourcingPolicy): SourcingPolicy => ({ ...policy, shipping: anyCarrier }),
          why: (trial: Trial, place: Place, name: string) =>
            `no service goes from an active location to ${name}${nearestInWords(trial, place)}`,
        },
      ]
    : []),
];

/**
 * The members of a policy that keep an order from every source: each of them that does so alone, or else all that do so together.
 * @param name of the destination, as people know it
 * @returns none where the policy is not at fault
 */
export const culpritsOf = (trial: Trial, destination: Place, name: string): readonly Culprit[] => {
  const suspects = suspectsOf(trial.policy);
  const told = (guilty: readonly Suspect[]): readonly Culprit[] =>
    guilty.map(({ member, why }) => ({ member, why: why(trial, destination, name) }));
  const isFreedBy = (lifted: readonly Suspect[]): boolean =>
    isSourced({ ...trial, policy: lifted.reduce((policy, { lift }) => lift(policy), trial.policy) }, destination);
  const alone = suspects.filter((suspect) => isFreedBy([suspect]));
  if (alone.length > 0) return told(alone);
  return suspects.length > 1 && isFreedBy(suspects) ? told(suspects) : [];
};
