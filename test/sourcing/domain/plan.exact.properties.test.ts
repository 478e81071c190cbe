import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLowerBounds } from '../../../lib/sourcing/domain/plan.bound.ts';
import { branchAndBound } from '../../../lib/sourcing/domain/plan.branch.ts';
import { prepareExactSearch } from '../../../lib/sourcing/domain/plan.exact.ts';
import { solveByLayers } from '../../../lib/sourcing/domain/plan.layers.ts';
import { remaindersOf, searchSpace } from '../../../lib/sourcing/domain/plan.space.ts';
import { balancedPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { type SourcingProblem, stateProblem } from '../../../lib/sourcing/domain/sourcing.problem.ts';
import { line, request, stock, warehouse } from './sourcing.fixtures.ts';

/** Steps that no problem of these tests needs. */
const plenty = 10_000_000;

const longitudeOf = (place: number): number => -120 + place * 10;

/** Many locations at few places with few prices and stocks, so that several plans often cost the same. */
const problems = (size: { readonly sites: number; readonly items: number; readonly demandMax: number }): fc.Arbitrary<SourcingProblem> =>
  fc
    .record({
      sites: fc.array(
        fc.record({
          place: fc.integer({ min: 0, max: 3 }),
          perParcel: fc.constantFrom(0, 1, 100),
          perLine: fc.constantFrom(0, 1, 20, 20, 20, 300),
          stocks: fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 5), { minLength: size.items, maxLength: size.items }),
        }),
        { minLength: 1, maxLength: size.sites },
      ),
      demands: fc.array(fc.integer({ min: 1, max: size.demandMax }), { minLength: 1, maxLength: size.items }),
      evenHandling: fc.boolean(),
      splitCostMinor: fc.constantFrom(0, 350),
    })
    .map(({ sites, demands, evenHandling, splitCostMinor }) => {
      const lines = demands.map((quantity, index) => line(String(index), `SKU-${index}`, quantity));
      const names = sites.map((_, index) => `W${String(index).padStart(2, '0')}`);
      const asked = request({
        lines,
        locations: sites.map(({ place, perParcel, perLine }, index) =>
          warehouse(
            names[index] ?? '',
            { latitude: 40, longitude: longitudeOf(place) },
            { handlingCostMinor: { perParcel, perLine: evenHandling ? 20 : perLine } },
          ),
        ),
        availability: lines.flatMap(({ sku }, item) =>
          stock(sku, Object.fromEntries(sites.map(({ stocks }, index) => [names[index], stocks[item] ?? 0]))),
        ),
      });
      return stateProblem(asked, { ...balancedPolicy, splitCostMinor });
    })
    .filter((problem) => problem.items.length > 0);

const bestOf = (problem: SourcingProblem) => {
  const best = prepareExactSearch(problem)?.best();
  return best === 'impossible' ? undefined : best;
};

/** Ruling out nobody, and each site in turn. */
const bansOf = (problem: SourcingProblem): readonly (number | undefined)[] => [undefined, ...problem.sites.keys()];

const byPlace = (takes: readonly { readonly site: number; readonly item: number }[] | undefined) =>
  takes?.map(({ site, item }) => ({ site, item })).toSorted((left, right) => left.site - right.site || left.item - right.item);

const remaindersFor = (problem: SourcingProblem) => {
  const remainders = remaindersOf(problem);
  if (!remainders) throw new Error('the problems of these tests are small');
  return remainders;
};

const expectSamePlans = (problem: SourcingProblem): void => {
  const remainders = remaindersFor(problem);
  const space = searchSpace(problem, remainders);
  const bounds = createLowerBounds(space);
  for (const banned of bansOf(problem)) {
    const candidate = space.candidates.findIndex((site) => site === banned);
    const found = branchAndBound(space, bounds, candidate < 0 ? undefined : candidate, { left: plenty });
    expect(found).toBeDefined();
    expect(byPlace(found === 'impossible' ? undefined : found)).toEqual(byPlace(solveByLayers(problem, remainders, banned)));
  }
};

describe('branch and bound', () => {
  it('gives the plan that trying every state gives, of equally good ones the same one, for a few items', () => {
    fc.assert(fc.property(problems({ sites: 6, items: 4, demandMax: 6 }), expectSamePlans), { numRuns: 1_500 });
  });

  it('does so for more items at more sites, where whole and divided ones meet', () => {
    fc.assert(fc.property(problems({ sites: 14, items: 6, demandMax: 8 }), expectSamePlans), { numRuns: 150 });
  });

  it('answers nothing rather than something unproven when its steps run out, and is as right as ever afterwards', () => {
    fc.assert(
      fc.property(problems({ sites: 8, items: 4, demandMax: 8 }), fc.integer({ min: 1, max: 60 }), (problem, few) => {
        const remainders = remaindersFor(problem);
        const space = searchSpace(problem, remainders);
        const bounds = createLowerBounds(space);
        const hurried = branchAndBound(space, bounds, undefined, { left: few });
        const best = byPlace(solveByLayers(problem, remainders, undefined));
        if (hurried !== undefined && hurried !== 'impossible') expect(byPlace(hurried)).toEqual(best);
        for (const banned of space.candidates.keys()) {
          branchAndBound(space, bounds, banned, { left: few });
          const patient = branchAndBound(space, bounds, banned, { left: plenty });
          const without = byPlace(solveByLayers(problem, remainders, space.candidates[banned]));
          expect(byPlace(patient === 'impossible' ? undefined : patient)).toEqual(without);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('runs out of one step', () => {
    const asked = request({
      lines: [line('1', 'A', 1), line('2', 'B', 1)],
      availability: [...stock('A', { W1: 1 }), ...stock('B', { W2: 1 })],
    });
    const problem = stateProblem(asked, balancedPolicy);
    const space = searchSpace(problem, remaindersFor(problem));
    expect(branchAndBound(space, createLowerBounds(space), undefined, { left: 1 })).toBeUndefined();
  });
});

describe('the lower bound', () => {
  it('is never above the cost of a plan, and is that cost when all handle alike and no item is divided', () => {
    fc.assert(
      fc.property(problems({ sites: 8, items: 5, demandMax: 6 }), (problem) => {
        const remainders = remaindersFor(problem);
        const space = searchSpace(problem, remainders);
        const bounds = createLowerBounds(space);
        for (const banned of [undefined, ...space.candidates.keys()]) {
          const takes = solveByLayers(problem, remainders, banned === undefined ? undefined : space.candidates[banned]);
          if (!takes) continue;
          const costs = takes.map(({ site, item }) => space.lines[space.candidates.indexOf(site) * space.items + item] ?? 0);
          const parcels = [...new Set(takes.map(({ site }) => site))].map((site) => space.openings[space.candidates.indexOf(site)] ?? 0);
          const cost = [...costs, ...parcels].reduce((sum, part) => sum + part, 0);
          const bound = bounds(banned, { left: plenty })(space.states - 1, space.states - 1);
          expect(bound).toBeLessThanOrEqual(cost);
          if (space.evenLines && space.digits.length === 0) expect(bound).toBe(cost);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the exact search', () => {
  it('leaves a problem that asks for too many remainders to be told apart to the programme by layers', () => {
    const sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024];
    const places = sizes.map((_, index) => warehouse(`W${String(index).padStart(2, '0')}`, { latitude: 40, longitude: -120 + index }));
    const held = Object.fromEntries(sizes.map((units, index) => [places[index]?.locationId ?? '', units]));
    const problem = stateProblem(
      request({ lines: [line('1', 'A', 1_300)], locations: places, availability: stock('A', held) }),
      balancedPolicy,
    );
    const remainders = remaindersFor(problem);
    expect(remainders[0]?.length).toBeGreaterThan(1_000);
    const best = bestOf(problem);
    expect(byPlace(best?.takes)).toEqual(byPlace(solveByLayers(problem, remainders, undefined)));
    expect(best?.takes.reduce((sum, { units }) => sum + units, 0)).toBe(1_300);
  });

  it('finds no plan without the only location that holds an item', () => {
    const problem = stateProblem(request({ availability: stock('A', { W2: 1 }) }), balancedPolicy);
    expect(prepareExactSearch(problem)?.best(0)).toBe('impossible');
    expect(bestOf(problem)?.takes).toEqual([{ site: 0, item: 0, units: 1 }]);
  });
});
