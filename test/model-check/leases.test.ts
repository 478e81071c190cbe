import { describe, expect, it } from 'vitest';
import { explore } from '../../scripts/model-check/explore.ts';
import { largeLeaseScopes, leaseMistakeScopes, leaseModel, smallLeaseScopes } from '../../scripts/model-check/leases/model.ts';
import { type LeaseMistake, leaseMistakes } from '../../scripts/model-check/leases/world.ts';

/** The rule that each mistake breaks, and how the shortest way to it ends. */
const expected: Readonly<Record<LeaseMistake, { readonly rule: string; readonly last: string }>> = {
  'old-item-trusted': { rule: 'a reservation is held once', last: 'b1 writes' },
  'stale-bucket-written': { rule: 'what is leased stands in buckets', last: 'b1 writes' },
  'item-sells-too': { rule: 'a reservation is held once', last: "b1's late call writes" },
  'void-at-item': { rule: 'nothing is held without an owner', last: 'b1 writes' },
};

describe('the protocol of buckets that lease units', () => {
  it.each(smallLeaseScopes)('keeps every rule in every state and on every path: $name', ({ scope }) => {
    const { violation, complete, finals, states } = explore(leaseModel(scope));
    expect(violation).toBeUndefined();
    expect(complete).toBe(true);
    expect(finals).toBeGreaterThan(1);
    expect(states).toBeGreaterThan(1_000);
  }, 120_000);

  it.each(leaseMistakes)('breaks a rule by the mistake %s, and by nothing less', (mistake) => {
    const scope = leaseMistakeScopes[mistake];
    expect(explore(leaseModel(scope)).violation).toBeUndefined();
    const { violation } = explore(leaseModel({ ...scope, mistake }));
    expect(violation?.rule).toBe(expected[mistake].rule);
    expect(violation?.trace.at(-1)).toBe(expected[mistake].last);
  }, 60_000);

  it('names every scope once', () => {
    const names = largeLeaseScopes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
