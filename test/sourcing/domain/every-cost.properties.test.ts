import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { prepareExactSearch } from '../../../lib/sourcing/domain/plan.exact.ts';
import { solveByLayers } from '../../../lib/sourcing/domain/plan.layers.ts';
import { remaindersOf } from '../../../lib/sourcing/domain/plan.space.ts';
import type { Flip } from '../../../lib/sourcing/domain/sourcing.decision.ts';
import { balancedPolicy, costPolicy, type SourcingPolicy, speedPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { type SourcingProblem, stateProblem } from '../../../lib/sourcing/domain/sourcing.problem.ts';
import type { SourcingLocation, SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { line, request, sha256, stock, warehouse } from './sourcing.fixtures.ts';

const skus = ['A', 'B', 'C'];
const places = ['W1', 'W2', 'W3', 'W4'];
const four = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 4, maxLength: 4 });

const location = fc.record({
  longitude: fc.integer({ min: -12, max: -7 }),
  handlingCostMinor: fc.record({ perParcel: fc.constantFrom(0, 100, 700), perLine: fc.constantFrom(0, 50, 300) }),
  type: fc.constantFrom('warehouse', 'store', '3pl', 'supplier'),
  capacity: fc.constantFrom(0, 1, 50, 50),
  capabilities: fc.subarray(['cold-chain', 'hazmat'] as const),
  shipsTo: fc.constantFrom(['US'], ['US', 'CA'], ['US'], ['CA']),
  processingHours: fc.constantFrom(0, 12, 60),
  pickup: fc.boolean(),
  workload: fc.record({
    queueDepth: fc.integer({ min: 0, max: 90 }),
    capacityPerDay: fc.constantFrom(0, 10, 40),
    staffing: fc.constantFrom(0.5, 1),
  }),
  stocks: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }),
  future: fc.array(fc.constantFrom(0, 0, 40, 150, 900), { minLength: 3, maxLength: 3 }),
});

const wantedLine = fc.record({
  quantity: fc.integer({ min: 1, max: 6 }),
  weightGrams: fc.constantFrom(0, 400, 7_300),
  returned: fc.constantFrom(null, 0, 0.05, 0.4),
  requirements: fc.constantFrom([], [], [], ['cold-chain' as const], ['hazmat' as const]),
});

/** Requests in which every cost and every constraint can matter, with ties, divided lines and shortages. */
const rich: fc.Arbitrary<SourcingRequest> = fc
  .record({
    locations: four(location),
    lines: fc.array(wantedLine, { minLength: 1, maxLength: 3 }),
    deliverInDays: fc.constantFrom(1, 3, 6),
    maxParcels: fc.constantFrom(1, 2, 4, 4),
  })
  .map(({ locations, lines, deliverInDays, maxParcels }) =>
    request({
      lines: lines.map(({ returned: _share, ...wanted }, index) => ({
        ...line(String(index + 1), skus[index] ?? 'A', wanted.quantity),
        ...wanted,
      })),
      locations: locations.map(({ longitude, stocks: _stocks, future: _future, ...others }, index) =>
        warehouse(places[index] ?? '', { latitude: 40, longitude: longitude * 10 }, others as Partial<SourcingLocation>),
      ),
      availability: skus.flatMap((sku, item) =>
        stock(sku, Object.fromEntries(places.map((place, index) => [place, locations[index]?.stocks[item] ?? 0]))),
      ),
      futureValue: {
        version: 'values-1',
        of: skus.flatMap((sku, item) =>
          places.map((place, index) => ({
            sku: Sku(sku),
            locationId: LocationId(place),
            valueMinor: locations[index]?.future[item] ?? 0,
          })),
        ),
      },
      returns: {
        version: 'returns-1',
        of: lines.map(({ returned }, index) => ({ sku: Sku(skus[index] ?? 'A'), sold: 90, categorySold: 400, probability: returned })),
      },
      now: Instant('2026-03-01T09:00:00.000Z'),
      promise: { deliverBy: Instant(`2026-03-0${1 + deliverInDays}T18:00:00.000Z`) },
      maxParcels,
    }),
  );

const policies: fc.Arbitrary<SourcingPolicy> = fc
  .record({
    base: fc.constantFrom(balancedPolicy, costPolicy, speedPolicy),
    keepPromise: fc.boolean(),
    warehousesOnly: fc.constantFrom(false, false, true),
    keepPickup: fc.boolean(),
    shipping: fc.constantFrom(100, 100, 35, 0),
    splitCostMinor: fc.constantFrom(0, 350),
    returns: fc.constantFrom(0, 100, 100, 1_000),
    wayBack: fc.constantFrom(undefined, undefined, { perUnitMinor: 500 }),
  })
  .map(
    ({ base, keepPromise, warehousesOnly, keepPickup, shipping, splitCostMinor, returns, wayBack }): SourcingPolicy => ({
      ...base,
      splitCostMinor,
      weightsPercent: { ...base.weightsPercent, shipping, returns },
      ...(wayBack ? { returns: wayBack } : {}),
      constraints: { keepPromise, ...(warehousesOnly ? { locationTypes: ['warehouse', 'store'] } : {}) },
      preferences: keepPickup ? [{ kind: 'keep-pickup', penaltyMinor: 120 }] : [],
    }),
  );

/** Cost of each unit of an item that a site sends: its later worth, its weight and its return. */
const eachOf = ({ futureCosts, weightCosts, returnCosts = [] }: SourcingProblem['sites'][number], item: number): number =>
  (futureCosts[item] ?? 0) + (weightCosts[item] ?? 0) + (returnCosts[item] ?? 0);

/** Every way to spread units over sites, as units by site. */
const spreads = (units: number, stocks: readonly number[]): readonly (readonly number[])[] => {
  const [first, ...rest] = stocks;
  if (first === undefined) return units === 0 ? [[]] : [];
  return Array.from({ length: Math.min(first, units) + 1 }, (_, sent) => sent).flatMap((sent) =>
    spreads(units - sent, rest).map((tail) => [sent, ...tail]),
  );
};

/** The lowest score of all plans by trying every one, cost by cost; Infinity when none keeps the limit of parcels. */
const bruteForce = (problem: SourcingProblem): number => {
  const waysOf = problem.items.map((item, index) => {
    const ways = spreads(
      item.demand,
      problem.sites.map((site) => site.stock[index] ?? 0),
    );
    return item.divided ? ways : ways.filter((way) => way.filter((units) => units > 0).length === 1);
  });
  let lowest = Infinity;
  const visit = (index: number, inside: number, used: ReadonlySet<number>): void => {
    const ways = waysOf[index];
    if (!ways) {
      if (used.size > (problem.parcelsMax ?? Infinity)) return;
      const parcels = [...used].reduce((sum, place) => {
        const site = problem.sites[place]!;
        return sum + site.shippingCost + site.parcelHandlingCost + site.latenessCost + site.workloadCost + site.preferenceCost;
      }, 0);
      lowest = Math.min(lowest, inside + parcels + problem.splitCost * (used.size - 1));
      return;
    }
    for (const way of ways) {
      const senders = way.flatMap((units, place) => (units > 0 ? [{ units, place }] : []));
      const cost = senders.reduce((sum, { units, place }) => {
        const site = problem.sites[place]!;
        return sum + site.lineHandlingCost + eachOf(site, index) * units;
      }, 0);
      visit(index + 1, inside + cost, new Set([...used, ...senders.map(({ place }) => place)]));
    }
  };
  visit(0, 0, new Set());
  return lowest;
};

const changed = (asked: SourcingRequest, { locationId, field, toMinor }: Flip): SourcingRequest => ({
  ...asked,
  locations: asked.locations.map((one) => {
    if (one.locationId !== locationId) return one;
    if (field === 'quotedPriceMinor') return { ...one, quotedPriceMinor: toMinor };
    return { ...one, handlingCostMinor: { ...one.handlingCostMinor, perParcel: toMinor } };
  }),
});

describe('with every cost and every constraint', () => {
  it('the chosen plan has the lowest score there is, and none is chosen only when none is allowed', () => {
    fc.assert(
      fc.property(rich, policies, (asked, policy) => {
        const problem = stateProblem(asked, policy);
        fc.pre(problem.items.length > 0);
        const { receipt, unsourced } = chooseSources(asked, policy, sha256);
        const lowest = bruteForce(problem);
        expect(receipt.optimal).toBe(true);
        expect(receipt.candidates[0]?.scoreMinor ?? Infinity).toBe(lowest);
        if (lowest === Infinity) expect(unsourced.some(({ reason }) => reason === 'max-parcels')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('the programme by layers finds the same score as branch and bound', () => {
    fc.assert(
      fc.property(rich, policies, ({ maxParcels: _limit, ...asked }, policy) => {
        const problem = stateProblem(asked, policy);
        const remainders = remaindersOf(problem);
        fc.pre(problem.items.length > 0 && remainders !== undefined);
        const best = prepareExactSearch(problem)?.best();
        const takes = remainders && solveByLayers(problem, remainders, undefined);
        const units = (index: number, site: number) => takes?.find((take) => take.item === index && take.site === site);
        const sites = [...new Set(takes?.map(({ site }) => site))];
        const uneven = problem.items.every((item) => !item.divided);
        fc.pre(uneven);
        const cost = sites.reduce((sum, place, position) => {
          const site = problem.sites[place]!;
          const opening = site.shippingCost + site.parcelHandlingCost + site.latenessCost + site.workloadCost + site.preferenceCost;
          const inside = problem.items.reduce(
            (items, item, index) => (units(index, place) ? items + site.lineHandlingCost + eachOf(site, index) * item.demand : items),
            0,
          );
          return sum + opening + inside + (position > 0 ? problem.splitCost : 0);
        }, 0);
        expect(best === 'impossible' ? Infinity : best?.scoreMinor).toBe(cost);
      }),
      { numRuns: 300 },
    );
  });

  it('the parts of every candidate are whole and sum to its score', () => {
    fc.assert(
      fc.property(rich, policies, (asked, policy) => {
        for (const { scoreMinor, contributions } of chooseSources(asked, policy, sha256).receipt.candidates) {
          const parts = Object.values(contributions);
          expect(parts.every(Number.isSafeInteger)).toBe(true);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(scoreMinor);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the change that a receipt names turns the choice', () => {
    let turned = 0;
    fc.assert(
      fc.property(rich, policies, (asked, policy) => {
        const before = chooseSources(asked, policy, sha256);
        const flip = before.receipt.runnerUp?.flip;
        fc.pre(flip !== undefined);
        const after = chooseSources(changed(asked, flip), policy, sha256);
        const placesOf = (decision: typeof before) => decision.assignments.map(({ locationId }) => locationId);
        turned += 1;
        expect(placesOf(after)).not.toEqual(placesOf(before));
      }),
      { numRuns: 400 },
    );
    expect(turned).toBeGreaterThan(50);
  });

  it('deciding again by what was kept as JSON gives the same receipt, in whatever order things are listed', () => {
    fc.assert(
      fc.property(rich, policies, (asked, policy) => {
        const kept = JSON.parse(JSON.stringify({ asked, policy })) as { asked: SourcingRequest; policy: SourcingPolicy };
        const mirrored = {
          ...kept.asked,
          lines: kept.asked.lines.toReversed(),
          locations: kept.asked.locations.toReversed(),
          availability: kept.asked.availability.toReversed(),
          futureValue: { ...kept.asked.futureValue!, of: kept.asked.futureValue!.of.toReversed() },
          returns: { ...kept.asked.returns!, of: kept.asked.returns!.of.toReversed() },
        };
        expect(chooseSources(mirrored, kept.policy, sha256)).toEqual(chooseSources(asked, policy, sha256));
      }),
      { numRuns: 300 },
    );
  });

  it('a binding constraint is one without which more is sent, or for less', () => {
    let bound = 0;
    fc.assert(
      fc.property(rich, policies, (asked, policy) => {
        const { receipt } = chooseSources(asked, policy, sha256);
        const { binding } = receipt;
        fc.pre(binding !== undefined);
        const lowest = bruteForce(stateProblem(asked, policy, binding.constraint));
        bound += 1;
        if (binding.savingMinor === undefined) expect(binding.moreUnits).toBeGreaterThan(0);
        else expect(binding.savingMinor).toBe((receipt.candidates[0]?.scoreMinor ?? 0) - lowest);
      }),
      { numRuns: 300 },
    );
    expect(bound).toBeGreaterThan(50);
  });
});
