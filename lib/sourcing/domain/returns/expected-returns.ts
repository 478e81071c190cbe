import type { Sku } from '../../../kernel/ids.ts';
import { invariant } from '../../../kernel/result.ts';
import { priceFor } from '../learning/expected-cost.ts';
import { crossesBorder, type Service, servicesFor } from '../parcel-price.ts';
import type { DecisionReceipt, ReturnFacts } from '../sourcing.decision.ts';
import type { SourcingPolicy } from '../sourcing.policy.ts';
import type { SourcingRequest } from '../sourcing.request.ts';
import { type UsableLocation, weighted } from '../sourcing.sites.ts';

/** Whether a policy counts what comes back. A static rule counts no costs. */
export const countsReturns = ({ method, weightsPercent }: Pick<SourcingPolicy, 'method' | 'weightsPercent'>): boolean =>
  method === 'lowest-score' && (weightsPercent.returns ?? 0) > 0;

/** Minor units that each unit is expected to cost by coming back to a location, as the policy weighs them. */
export type Returning = (sku: Sku, grams: number) => (to: UsableLocation) => number;

/** The cheapest parcel with one unit, by the rates and in minor units. */
const cheapest = (services: readonly Service[], grams: number): number => {
  invariant(services.length > 0, 'a location from which nothing can be sent is not usable');
  return Math.min(...services.map((service) => priceFor(service, grams)));
};

/**
 * What units that come back cost: P(return) × (the way back to where they were sent from + handling of a parcel with one line
 * there). The way back costs what the policy says of it, or else the cheapest parcel that goes the way by the rates, as for
 * advice on what becomes of returned goods.
 * @returns undefined where returns do not count, or nothing is known of them
 */
export const returningFor = (request: SourcingRequest, policy: SourcingPolicy): Returning | undefined => {
  if (!countsReturns(policy) || !request.returns) return undefined;
  const probabilities = new Map(request.returns.of.map(({ sku, probability }) => [sku, probability ?? 0]));
  const services = new Map<UsableLocation, readonly Service[]>();
  const freight = (to: UsableLocation, grams: number): number => {
    if (policy.returns) return policy.returns.perUnitMinor;
    const ways = services.get(to) ?? servicesFor(policy, to.km, crossesBorder(request.destination, to.location));
    services.set(to, ways);
    return cheapest(ways, grams);
  };
  return (sku, grams) => {
    const probability = probabilities.get(sku) ?? 0;
    return (to) => {
      if (probability === 0) return 0;
      const { perParcel, perLine } = to.location.handlingCostMinor;
      return weighted(Math.round(probability * (freight(to, grams) + perParcel + perLine)), policy.weightsPercent.returns);
    };
  };
};

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** What the receipt says of returns, article by article; nothing where the policy does not count them. */
export const returnFactsOf = (request: SourcingRequest, policy: SourcingPolicy): Pick<DecisionReceipt, 'returns'> => {
  if (!countsReturns(policy)) return {};
  const known = new Map(request.returns?.of.map((one) => [one.sku, one]));
  const of = [...new Set(request.lines.map(({ sku }) => sku))].sort().map((sku): ReturnFacts => {
    const { sold = 0, categorySold = 0, probability = null } = known.get(sku) ?? {};
    const basis = probability === null ? 'too-few' : 'learned';
    return { sku, sold, categorySold, basis, percent: hundredths((probability ?? 0) * 100) };
  });
  return { returns: { version: request.returns?.version ?? null, of } };
};

/** Articles that a sentence names at most. */
const namedMax = 5;

const named = (words: readonly string[]): string =>
  words.length <= namedMax ? words.join(', ') : `${words.slice(0, namedMax).join(', ')} and ${words.length - namedMax} more`;

/** What is expected to come back, in sentences. */
export const describeReturns = (returns: DecisionReceipt['returns']): readonly string[] => {
  if (!returns) return [];
  if (returns.version === null) return ['What comes back has not been counted yet; no returns are expected.'];
  const { learned = [], 'too-few': few = [] } = Object.groupBy(returns.of, ({ basis }) => basis);
  const expected = learned.filter(({ percent }) => percent > 0).map(({ sku, percent }) => `${percent} % of ${sku}`);
  return [
    ...(expected.length === 0 ? [] : [`Expected to come back: ${named(expected)}.`]),
    ...(few.length === 0
      ? []
      : [`Too little was sold to say what comes back of ${named(few.map(({ sku }) => sku))}; none is expected to.`]),
  ];
};
