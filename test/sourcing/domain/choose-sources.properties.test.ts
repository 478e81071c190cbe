import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocationId } from '../../../lib/kernel/ids.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { isProvenSingle, searchLocally } from '../../../lib/sourcing/domain/plan.local-search.ts';
import { prepareExactSearch } from '../../../lib/sourcing/domain/plan.exact.ts';
import { sitesOf } from '../../../lib/sourcing/domain/plan.ts';
import type { SourcingDecision } from '../../../lib/sourcing/domain/sourcing.decision.ts';
import { balancedPolicy, cheapestPolicy, nearestPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { type SourcingProblem, stateProblem } from '../../../lib/sourcing/domain/sourcing.problem.ts';
import type { SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { line, request, sha256, stock, warehouse } from './sourcing.fixtures.ts';

const skus = ['A', 'B', 'C', 'D'];
const places = ['W1', 'W2', 'W3', 'W4'];

/** Few places, coarse costs and small stocks, so that ties, divided lines and shortages are all common. */
const small: fc.Arbitrary<SourcingRequest> = fc
  .record({
    quantities: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
    stocks: fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }),
    longitudes: fc.array(fc.integer({ min: -12, max: -7 }), { minLength: 4, maxLength: 4 }),
    handling: fc.array(fc.record({ perParcel: fc.constantFrom(0, 100, 700), perLine: fc.constantFrom(0, 50, 300) }), {
      minLength: 4,
      maxLength: 4,
    }),
    excluded: fc.subarray(places, { maxLength: 1 }),
  })
  .map(({ quantities, stocks, longitudes, handling, excluded }) =>
    request({
      lines: quantities.map((quantity, index) => line(String(index + 1), skus[index] ?? 'A', quantity)),
      locations: places.map((place, index) =>
        warehouse(
          place,
          { latitude: 40, longitude: (longitudes[index] ?? -7) * 10 },
          { handlingCostMinor: handling[index] ?? { perParcel: 0, perLine: 0 } },
        ),
      ),
      availability: skus.flatMap((sku, skuIndex) =>
        stock(sku, Object.fromEntries(places.map((place, index) => [place, stocks[skuIndex]?.[index] ?? 0]))),
      ),
      excluded: excluded.map((locationId) => ({ locationId: LocationId(locationId) })),
    }),
  );

/** Every way to spread `units` over sites, as units by site. */
const spreads = (units: number, capacities: readonly number[]): readonly (readonly number[])[] => {
  const [first, ...rest] = capacities;
  if (first === undefined) return units === 0 ? [[]] : [];
  return Array.from({ length: Math.min(first, units) + 1 }, (_, sent) => sent).flatMap((sent) =>
    spreads(units - sent, rest).map((tail) => [sent, ...tail]),
  );
};

/** The lowest score of all plans, by trying every one. */
const bruteForce = (problem: SourcingProblem): number => {
  const waysOfItem = problem.items.map((item, itemIndex) => {
    const capacities = problem.sites.map((site) => site.stock[itemIndex] ?? 0);
    const ways = spreads(item.demand, capacities);
    return item.divided ? ways : ways.filter((way) => way.filter((units) => units > 0).length === 1);
  });
  const patterns = waysOfItem.map((ways) => [...new Set(ways.map((way) => way.map((units) => (units > 0 ? 1 : 0)).join('')))]);
  let lowest = Infinity;
  const visit = (itemIndex: number, lines: readonly number[]): void => {
    const here = patterns[itemIndex];
    if (!here) {
      const used = problem.sites.filter((_, index) => (lines[index] ?? 0) > 0);
      const fixed = used.reduce((sum, site) => sum + site.shippingCost + site.parcelHandlingCost, 0);
      const handling = problem.sites.reduce((sum, site, index) => sum + site.lineHandlingCost * (lines[index] ?? 0), 0);
      lowest = Math.min(lowest, fixed + handling + problem.splitCost * Math.max(0, used.length - 1));
      return;
    }
    for (const pattern of here)
      visit(
        itemIndex + 1,
        lines.map((count, index) => count + Number(pattern[index])),
      );
  };
  visit(
    0,
    problem.sites.map(() => 0),
  );
  return lowest;
};

const policies = fc.constantFrom(balancedPolicy, cheapestPolicy, nearestPolicy);

const unitsByLine = (decision: SourcingDecision): ReadonlyMap<string, number> => {
  const units = new Map<string, number>();
  for (const { lineId, quantity } of [...decision.assignments.flatMap((assignment) => assignment.lines), ...decision.unsourced]) {
    units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  }
  return units;
};

describe('for every small request', () => {
  it('the exact search finds the lowest score there is', () => {
    fc.assert(
      fc.property(small, (asked) => {
        const problem = stateProblem(asked, balancedPolicy);
        fc.pre(problem.items.length > 0);
        const { receipt } = chooseSources(asked, balancedPolicy, sha256);
        expect(receipt.optimal).toBe(true);
        expect(receipt.candidates[0]?.scoreMinor).toBe(bruteForce(problem));
      }),
      { numRuns: 1_000 },
    );
  });

  it('the runner-up is the best plan without one of the chosen locations', () => {
    fc.assert(
      fc.property(small, (asked) => {
        const problem = stateProblem(asked, balancedPolicy);
        const { receipt } = chooseSources(asked, balancedPolicy, sha256);
        const [chosen] = receipt.candidates;
        fc.pre(chosen !== undefined);
        const without = (chosen?.assignments ?? []).map(({ locationId }) => {
          const banned = problem.sites.findIndex((site) => site.locationId === locationId);
          // A banned site keeps its place in the problem but has nothing to send.
          return {
            ...problem,
            sites: problem.sites.map((site, index) => (index === banned ? { ...site, stock: site.stock.map(() => 0) } : site)),
          };
        });
        const lowest = Math.min(...without.map(bruteForce));
        expect(receipt.runnerUp?.marginMinor ?? Infinity).toBe(lowest - (chosen?.scoreMinor ?? 0));
      }),
      { numRuns: 1_000 },
    );
  });

  it('contributions sum to the score, for every candidate under every policy', () => {
    fc.assert(
      fc.property(small, policies, (asked, policy) => {
        for (const { scoreMinor, contributions } of chooseSources(asked, policy, sha256).receipt.candidates) {
          expect(contributions.shipping + contributions.handling + contributions.split).toBe(scoreMinor);
        }
      }),
    );
  });

  it('each unit is either sent once or named as missing, and nothing is sent that is not there', () => {
    fc.assert(
      fc.property(small, policies, (asked, policy) => {
        const decision = chooseSources(asked, policy, sha256);
        const units = unitsByLine(decision);
        for (const wanted of asked.lines) expect(units.get(wanted.lineId)).toBe(wanted.quantity);
        for (const { locationId, lines } of decision.assignments) {
          expect(asked.excluded.some((exclusion) => exclusion.locationId === locationId)).toBe(false);
          for (const sent of lines) {
            const held = asked.availability.find((entry) => entry.sku === sent.sku && entry.locationId === locationId)?.available ?? 0;
            expect(sent.quantity).toBeGreaterThan(0);
            expect(sent.quantity).toBeLessThanOrEqual(held);
          }
        }
        expect(decision.complete).toBe(decision.unsourced.length === 0);
      }),
      { numRuns: 300 },
    );
  });

  it('the order of the inputs does not matter', () => {
    fc.assert(
      fc.property(small, policies, (asked, policy) => {
        const mirrored = {
          ...asked,
          lines: [...asked.lines].reverse(),
          locations: [...asked.locations].reverse(),
          availability: [...asked.availability].reverse(),
          excluded: [...asked.excluded].reverse(),
        };
        expect(chooseSources(mirrored, policy, sha256)).toEqual(chooseSources(asked, policy, sha256));
      }),
    );
  });

  it('the local search never claims a proof that the exact search contradicts', () => {
    fc.assert(
      fc.property(small, (asked) => {
        const problem = stateProblem(asked, balancedPolicy);
        fc.pre(problem.items.length > 0);
        const best = prepareExactSearch(problem)?.best();
        if (best === 'impossible') throw new Error('what is demanded is there');
        const found = searchLocally(problem);
        expect(best && found).toBeDefined();
        if (!best || !found) return;
        expect(found.scoreMinor).toBeGreaterThanOrEqual(best.scoreMinor);
        if (isProvenSingle(problem, found)) expect(found.scoreMinor).toBe(best.scoreMinor);
      }),
      { numRuns: 300 },
    );
  });
});

describe('for orders too large to be searched exactly', () => {
  const many = Array.from({ length: 24 }, (_, index) => line(`line-${index}`, `SKU-${index}`, 1 + (index % 3)));
  const sites = Array.from({ length: 12 }, (_, index) =>
    warehouse(`W${String(index).padStart(2, '0')}`, { latitude: 30 + index, longitude: -120 + 4 * index }),
  );

  it('a plan is found, complete, and said to be unproven when it is', () => {
    const availability = many.flatMap(({ sku }, index) =>
      stock(sku, { [`W${String(index % 12).padStart(2, '0')}`]: 3, [`W${String((index * 5) % 12).padStart(2, '0')}`]: 3 }),
    );
    const decision = chooseSources(request({ lines: many, locations: sites, availability }), balancedPolicy, sha256);
    expect(decision.complete).toBe(true);
    expect(decision.receipt).toMatchObject({ search: 'heuristic', optimal: false });
    expect(decision.receipt.reasons.at(-1)).toMatch(/^24 SKUs at 12 locations are too many to try every plan; .* is the best found\.$/);
  });

  it('one location that holds everything and beats any two is proven', () => {
    const availability = many.flatMap(({ sku }) => stock(sku, { W05: 9, W09: 9 }));
    const decision = chooseSources(request({ lines: many, locations: sites, availability }), balancedPolicy, sha256);
    expect(decision.receipt).toMatchObject({ search: 'heuristic', optimal: true });
    expect(
      sitesOf(searchLocally(stateProblem(request({ lines: many, locations: sites, availability }), balancedPolicy))?.takes ?? []),
    ).toHaveLength(1);
  });
});
