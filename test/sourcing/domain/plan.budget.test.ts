import { describe, expect, it } from 'vitest';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { decisionBudget } from '../../../lib/sourcing/domain/plan.budget.ts';
import { searchLocally } from '../../../lib/sourcing/domain/plan.local-search.ts';
import { balancedPolicy, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { stateProblem } from '../../../lib/sourcing/domain/sourcing.problem.ts';
import type { SourcingRequest, StockAt } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { line, request, sha256, stock, warehouse } from './sourcing.fixtures.ts';

/** An order of so many articles, of which each location has some and none has all. */
const orderOf = (skus: number, locations: number): SourcingRequest => {
  const random = createRandom(3);
  const places = Array.from({ length: locations }, (_, index) => {
    const at = { latitude: 30 + random.next() * 15, longitude: -120 + random.next() * 45 };
    return warehouse(`W${String(index).padStart(3, '0')}`, at, index % 7 === 0 ? { type: 'store' } : {});
  });
  const lines = Array.from({ length: skus }, (_, index) => line(String(index + 1), `SKU-${index}`, 1));
  const availability = places.flatMap(({ locationId }, place) =>
    lines.flatMap(({ sku }, index): readonly StockAt[] =>
      random.next() < 0.3 || index % locations === place ? stock(sku, { [locationId]: 1 }) : [],
    ),
  );
  return request({ lines, locations: places, availability });
};

const warehousesOnly: SourcingPolicy = { ...balancedPolicy, constraints: { locationTypes: ['warehouse'] } };

describe('the steps of a decision', () => {
  it('are not used up by an order of an ordinary size, whose receipt compares all that it should', () => {
    const { receipt } = chooseSources(orderOf(10, 40), warehousesOnly, sha256);
    expect(receipt.runnerUp).toBeDefined();
    expect(receipt.reasons.join(' ')).not.toContain('too large');
  });

  it('leave out of the receipt of a very large order what they do not last for, and say so; all of it is still sent', () => {
    const large = orderOf(400, 60);
    const decision = chooseSources(large, balancedPolicy, sha256);
    expect(decision.complete).toBe(true);
    expect(decision.receipt).toMatchObject({ search: 'heuristic', optimal: false });
    expect(decision.receipt.runnerUp).toBeUndefined();
    expect(decision.receipt.binding).toBeUndefined();
    expect(decision.receipt.reasons.at(-1)).toContain('too large for all other plans to be worked out');
    expect(chooseSources(large, balancedPolicy, sha256)).toEqual(decision);
  });

  it('end the improvement of a plan, never the plan', () => {
    const problem = stateProblem(orderOf(120, 60), balancedPolicy);
    const budget = decisionBudget();
    const patient = searchLocally(problem, budget);
    const hurried = searchLocally(problem, { left: 0 });
    const sent = (plan: typeof patient): number => plan?.takes.reduce((sum, { units }) => sum + units, 0) ?? 0;
    expect([sent(patient), sent(hurried)]).toEqual([120, 120]);
    expect(patient?.scoreMinor).toBeLessThan(hurried?.scoreMinor ?? 0);
    expect(budget.left).toBeLessThan(decisionBudget().left);
  });
});
