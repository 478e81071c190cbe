import { describe, expect, it } from 'vitest';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { highsSolver } from '../../../lib/sourcing/adapters/highs-solver.ts';
import { decideWith } from '../../../lib/sourcing/app/propose-plan.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { prepareExactSearch } from '../../../lib/sourcing/domain/plan.exact.ts';
import { planOfProposal, programmeOf, proposalOf } from '../../../lib/sourcing/domain/plan.programme.ts';
import { balancedPolicy, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { stateProblem } from '../../../lib/sourcing/domain/sourcing.problem.ts';
import type { SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { line, request, sha256, stock, warehouse } from './sourcing.fixtures.ts';

type Size = { readonly lines: number; readonly places: number; readonly maxUnits: number; readonly maxParcels?: number };

/** A network of places with uneven stock, handling and later worth. */
const network = (seed: number, { lines, places, maxUnits, maxParcels }: Size): SourcingRequest => {
  const random = createRandom(seed);
  const below = (most: number): number => Math.floor(random.next() * most);
  const ids = Array.from({ length: places }, (_, index) => `W${String(index).padStart(2, '0')}`);
  const skus = Array.from({ length: lines }, (_, index) => `SKU-${index}`);
  return request({
    lines: skus.map((sku, index) => line(String(index).padStart(2, '0'), sku, 1 + below(maxUnits))),
    locations: ids.map((id) =>
      warehouse(
        id,
        { latitude: 30 + random.next() * 15, longitude: -120 + random.next() * 45 },
        { handlingCostMinor: { perParcel: 100 + below(300), perLine: 10 + below(60) } },
      ),
    ),
    availability: skus.flatMap((sku) => stock(sku, Object.fromEntries(ids.map((id) => [id, below(3) === 0 ? below(maxUnits + 2) : 0])))),
    futureValue: {
      version: 'values-1',
      of: skus.flatMap((sku) =>
        ids.map((id) => ({ sku: Sku(sku), locationId: LocationId(id), valueMinor: below(4) === 0 ? below(400) : 0 })),
      ),
    },
    ...(maxParcels === undefined ? {} : { maxParcels }),
  });
};

const proposalFor = async (asked: SourcingRequest) => {
  const problem = stateProblem(asked, balancedPolicy);
  const solution = await highsSolver.solve(programmeOf(problem), 10_000);
  return solution && planOfProposal(problem, proposalOf(problem, solution));
};

const large = network(7, { lines: 18, places: 30, maxUnits: 4 });

describe('the search as a programme', () => {
  it('has the same lowest score as the exact search, also with divided items and few parcels', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 120; seed += 1) {
      const asked = network(seed, { lines: 1 + (seed % 4), places: 5, maxUnits: 5, ...(seed % 3 === 0 ? { maxParcels: 2 } : {}) });
      const problem = stateProblem(asked, balancedPolicy);
      if (problem.items.length === 0) continue;
      const exact = prepareExactSearch(problem)?.best();
      const proposed = await proposalFor(asked);
      expect(proposed?.scoreMinor ?? 'impossible', `seed ${seed}`).toBe(exact === 'impossible' ? exact : exact?.scoreMinor);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(80);
  });
});

describe('an order too large for the exact search', () => {
  it('is decided by what the solver proposes, proven, and the same again without the solver', async () => {
    const alone = chooseSources(large, balancedPolicy, sha256);
    expect(alone.receipt).toMatchObject({ search: 'heuristic', optimal: false });
    const patient = { solve: (programme: string) => highsSolver.solve(programme, 20_000) };
    const decided = await decideWith({ sha256, solver: patient }, large, balancedPolicy);
    expect(decided.decision.receipt.optimal).toBe(true);
    expect(decided.decision.receipt.gapMinor).toBeUndefined();
    expect(decided.decision.receipt.candidates[0]?.scoreMinor).toBeLessThanOrEqual(alone.receipt.candidates[0]?.scoreMinor ?? 0);
    const kept = JSON.parse(JSON.stringify(decided.request)) as SourcingRequest;
    expect(chooseSources(kept, balancedPolicy, sha256)).toEqual(decided.decision);
  });

  it('is decided without a solver that breaks, or finds nothing in its time, and it is told why', async () => {
    const alone = chooseSources(large, balancedPolicy, sha256);
    const told: unknown[] = [];
    const broken = { solve: () => Promise.reject(new Error('no wasm here')) };
    const decided = await decideWith({ sha256, solver: broken, onFailure: (error) => told.push(error) }, large, balancedPolicy);
    expect(decided).toEqual({ request: large, decision: alone });
    expect(told).toHaveLength(1);
    const late = { solve: () => Promise.resolve(undefined) };
    expect(await decideWith({ sha256, solver: late }, large, balancedPolicy)).toEqual({ request: large, decision: alone });
  });

  it('never follows a proposal that sends what is not there, forgets an article or divides what need not be', () => {
    const problem = stateProblem(large, balancedPolicy);
    const [first] = problem.items;
    const [place] = problem.sites;
    if (!first || !place) throw new Error('the network has both');
    const lies = [
      { takes: [{ sku: first.sku, locationId: place.locationId, units: first.demand }] },
      { takes: problem.items.map(({ sku }) => ({ sku, locationId: place.locationId, units: 1_000 })), lowestMinor: 1 },
      { takes: problem.items.map(({ sku, demand }) => ({ sku, locationId: LocationId('nowhere'), units: demand })) },
    ];
    const alone = chooseSources(large, balancedPolicy, sha256);
    for (const proposal of lies) {
      expect(planOfProposal(problem, proposal)).toBeUndefined();
      const decided = chooseSources({ ...large, proposal }, balancedPolicy, sha256);
      expect(decided.assignments).toEqual(alone.assignments);
    }
  });

  it('asks no solver for an order that is decided exactly', async () => {
    const small = network(3, { lines: 3, places: 6, maxUnits: 3 });
    const solver = { solve: () => Promise.reject(new Error('nobody asks')) };
    const decided = await decideWith(
      {
        sha256,
        solver,
        onFailure: (error) => {
          throw error;
        },
      },
      small,
      balancedPolicy,
    );
    expect(decided.decision.receipt.search).toBe('exact');
  });

  it('asks no solver, look after look, for an order that is proven not to fit into the parcels allowed; and one where it is not', async () => {
    const asked: string[] = [];
    const solver = {
      solve: async (programme: string) => {
        asked.push(programme);
        return undefined;
      },
    };
    const onePlace: SourcingPolicy = { ...balancedPolicy, constraints: { maxParcels: 1 } };
    const apart = [
      { sku: Sku('A'), locationId: LocationId('W1'), available: 1 },
      { sku: Sku('B'), locationId: LocationId('W2'), available: 1 },
    ];
    const small = request({ lines: [line('1', 'A', 1), line('2', 'B', 1)], availability: apart });
    const proven = await decideWith({ sha256, solver }, small, onePlace);
    expect(proven.decision).toMatchObject({ assignments: [], unsourced: [{ reason: 'max-parcels' }, { reason: 'max-parcels' }] });
    expect(proven.decision.receipt).toMatchObject({ search: 'exact', optimal: true });
    expect(asked).toEqual([]);
    const open = await decideWith({ sha256, solver }, large, onePlace);
    expect(open.decision.receipt).toMatchObject({ search: 'heuristic', optimal: false });
    expect(asked).toHaveLength(1);
  });
});
