import { Sku, type TenantId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { SourcingPolicyChoice } from '../../kernel/sourcing-policy.ts';
import type { Place, SourcingLocation } from '../domain/sourcing.request.ts';
import { type AskedArticle, findStranded, type StrandedArticles } from './check-policy.articles.ts';
import { type Culprit, culpritsOf, isSourced, type Trial } from './check-policy.trial.ts';
import { effectiveLeast, supportLeast } from '../domain/evaluation/off-policy.ts';
import { chosenPolicy } from './preset-policies.ts';
import type { FindEvidence, PolicyEvidence } from './replay/evidence.ts';
import type { AvailabilityReader, LocationReader } from './sourcing.ports.ts';

/** What a policy would do that is worth a look. */
export type PolicyFinding = {
  readonly field: string;
  readonly code:
    | 'destination-unsourced'
    | 'articles-unsourced'
    | 'locations-serve-nothing'
    | 'unknown-location'
    | 'evidence-worse'
    | 'evidence-thin';
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

/** An order as far as a policy is tried on it. */
export type RecentOrder = { readonly region: string; readonly lines: readonly { readonly sku: string }[] };

export type CheckPolicyParts = {
  readonly locations: LocationReader;
  /** Where the newest orders went (ISO 3166-2 such as `US-NY`, a country alone, or empty where nobody knows), and what they wanted. */
  readonly recentOrders: (tenantId: TenantId) => Promise<readonly RecentOrder[]>;
  readonly availability: AvailabilityReader;
  readonly sha256: (text: string) => string;
  /** What replays have told of the policy's real costs. Without it nobody is warned of a dearer one. */
  readonly evidence?: FindEvidence;
};

/** Looks at a policy before it goes live, by the tenant's locations and where its orders go. */
export type CheckPolicy = (tenantId: TenantId, choice: SourcingPolicyChoice) => Promise<Result<readonly PolicyFinding[], NothingSourced>>;

/** Somewhere that orders go, and how many of them; null where there are no orders to go by. */
type Destination = { readonly name: string; readonly place: Place; readonly orders: number | null };

const findingsMax = 10;
/** Articles that are looked for in stock, those first that most orders wanted. */
const articlesMax = 50;
const examplesMax = 3;

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

/** What most orders wanted, each with where most of those went. */
const articlesOf = (orders: readonly RecentOrder[]): readonly AskedArticle[] => {
  const asked = new Map<string, string[]>();
  for (const { region, lines } of orders)
    if (region !== '') for (const sku of new Set(lines.map((line) => line.sku))) asked.set(sku, [...(asked.get(sku) ?? []), region]);
  return [...asked]
    .sort(([left, few], [right, many]) => many.length - few.length || (left < right ? -1 : 1))
    .slice(0, articlesMax)
    .flatMap(([sku, regions]) => {
      const [most] = destinationsOf(regions, []);
      return most ? [{ sku: Sku(sku), place: most.place, destination: most.name }] : [];
    });
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

type Estimate = PolicyEvidence['estimates'][number];

/** Why a replay says nothing of a policy. One of before has no reason with it. */
const whyThin = ({ refusal, supported, decisions, effective, currency }: Estimate): string =>
  refusal === 'little-overlap'
    ? `of only ${supported} of ${decisions} decisions in ${currency} the log could have made its choice, and ${supportLeast * 100} % are needed`
    : `its decisions in ${currency} on which it agrees with the log weigh as ${effective.toFixed(1)}, and ${effectiveLeast} are needed`;

/** A policy that the log shows to be dearer than what decided so far, or of which it says nothing although it was asked. */
const dearerIn = (evidence: PolicyEvidence | undefined): readonly PolicyFinding[] =>
  (evidence?.estimates ?? []).flatMap((estimate): readonly PolicyFinding[] => {
    const { verdict, currency, snips, logged, matched } = estimate;
    const about = { field: 'value', destination: null, orders: null };
    const replay = `the replay ${evidence?.simulationId}`;
    if (verdict === 'no-evidence')
      return [{ ...about, code: 'evidence-thin', message: `${replay} does not tell what it would really cost: ${whyThin(estimate)}` }];
    if (verdict !== 'worse') return [];
    const [now, then] = [Math.round(logged.mean), Math.round(snips.mean)];
    const message = `by ${replay} a decision under it costs ${then} instead of ${now} minor units of ${currency}, told by ${matched} decisions`;
    return [{ ...about, code: 'evidence-worse', message }];
  });

/** One finding for each member of the policy that keeps articles where they are. */
const articleFindings = ({ inStock, stranded }: StrandedArticles, choice: SourcingPolicyChoice): readonly PolicyFinding[] =>
  [...Map.groupBy(stranded, ({ culprit }) => culprit.member)].map(([member, there]) => ({
    field: fieldIn(choice, member),
    code: 'articles-unsourced',
    message: `of ${inStock} articles in stock that were ordered last, ${there.length} would find no source, such as ${there
      .slice(0, examplesMax)
      .map(({ article }) => article.sku)
      .join(', ')}`,
    destination: null,
    orders: null,
  }));

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
  ({ locations, recentOrders, availability, sha256, evidence }: CheckPolicyParts): CheckPolicy =>
  async (tenantId, choice) => {
    const policy = chosenPolicy(choice);
    const [all, orders, told] = await Promise.all([
      locations.locations(tenantId),
      recentOrders(tenantId),
      policy && evidence?.(tenantId, policy),
    ]);
    const active = all.filter((location) => location.active);
    // Whoever is setting up a tenant may begin with its policies.
    if (!policy || active.length === 0) return ok([]);
    const trial: Trial = { policy, locations: active, sha256 };
    const destinations = destinationsOf(
      orders.map(({ region }) => region),
      active,
    );
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
    const articles = articlesOf(orders);
    const stock = await availability.availability(
      tenantId,
      articles.map(({ sku }) => sku),
      active.map(({ locationId }) => locationId),
    );
    const byArticle = findStranded(articles, stock, active, { policy, sha256 });
    const findings = articleFindings(byArticle, choice);
    if (byArticle.inStock > 0 && byArticle.stranded.length === byArticle.inStock) {
      const problems = findings.map(({ field, message }) => ({ field, code: 'leaves-all-unsourced' as const, message }));
      return err({ code: 'policy-impossible', problems, destination: byArticle.stranded[0]?.article.destination ?? '' });
    }
    return ok(
      [...dearerIn(told), ...strangersIn(choice, all), ...findings, ...unserved.map((one) => findingOf(one, choice))].slice(0, findingsMax),
    );
  };
