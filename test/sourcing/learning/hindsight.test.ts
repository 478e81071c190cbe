import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { LineId, LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { hindsightOf, lossCauses, type Truth } from '../../../lib/sourcing/domain/evaluation/hindsight.ts';
import { cellsOf } from '../../../lib/sourcing/domain/learning/cells.ts';
import type { Outcome } from '../../../lib/sourcing/domain/learning/outcome.ts';
import { balancedPolicy, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingRequest } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { line, request, sha256, stock } from '../domain/sourcing.fixtures.ts';

const nothing: Truth = { learned: undefined, futureValue: undefined, failed: new Set() };
const look = (asked: SourcingRequest, policy: SourcingPolicy, truth: Partial<Truth>) =>
  hindsightOf({ request: asked, policy }, chooseSources(asked, policy, sha256).assignments, { ...nothing, ...truth }, sha256);
const none = { exploration: 0, rate: 0, forecast: 0, stock: 0, weights: 0, constraint: 0 };
const everywhere = request({ availability: stock('A', { W1: 5, W2: 5, W3: 5 }) });

describe('hindsight', () => {
  it('finds nothing to regret where all was known', () => {
    expect(look(everywhere, balancedPolicy, {})).toMatchObject({ loss: 0, by: none });
  });

  it('lays a location that could not send on the stock', () => {
    const { loss, by, bestAssignments } = look(everywhere, balancedPolicy, { failed: new Set([LocationId('W1')]) });
    expect(bestAssignments[0]?.locationId).toBe('W2');
    expect(by).toEqual({ ...none, stock: loss });
    expect(loss).toBe(balancedPolicy.splitCostMinor + (balancedPolicy.lateness?.perDayLateMinor ?? 0));
  });

  it('lays units that were needed where they were taken on the forecast', () => {
    const futureValue = { version: 'later', of: [{ sku: Sku('A'), locationId: LocationId('W1'), valueMinor: 900 }] };
    const { loss, by } = look(everywhere, balancedPolicy, { futureValue });
    expect(loss).toBeGreaterThan(0);
    expect(by).toEqual({ ...none, forecast: loss });
  });

  it('lays a carrier that breaks what it carries on the rates', () => {
    const bands = [{ upToKm: 6_000, priceMinor: 900, transitDays: 3 }];
    const carriers = [
      { carrier: 'X', service: 'ground', bands },
      { carrier: 'Y', service: 'ground', bands: [{ upToKm: 6_000, priceMinor: 960, transitDays: 3 }] },
    ];
    const policy = { ...balancedPolicy, name: 'two', shipping: { kind: 'rate-table' as const, carriers } };
    const outcomes = ['X', 'Y'].flatMap((carrier) =>
      Array.from(
        { length: 300 },
        (_, index): Outcome => ({
          carrier,
          service: 'ground',
          zone: '3',
          kind: 'standard',
          km: 300,
          at: Instant('2026-11-20T12:00:00.000Z'),
          days: 3,
          damaged: carrier === 'X' && index < 45,
        }),
      ),
    );
    const { chosen, best, loss, by } = look(request({ availability: stock('A', { W1: 5 }) }), policy, {
      learned: { version: 'v', cells: cellsOf(outcomes) },
    });
    expect(loss).toBeGreaterThan(50);
    expect(chosen - best).toBe(loss);
    expect(by).toEqual({ ...none, rate: loss });
  });

  it('lays what the tenant has decided on its weights and constraints', () => {
    const lopsided = { ...balancedPolicy, weightsPercent: { ...balancedPolicy.weightsPercent, shipping: 0, lateness: 0, handling: 100 } };
    const cheapHandling = everywhere.locations.map((one) =>
      one.locationId === 'W3' ? { ...one, handlingCostMinor: { perParcel: 90, perLine: 20 } } : one,
    );
    const weighed = look({ ...everywhere, locations: cheapHandling }, lopsided, {});
    expect(weighed.loss).toBeGreaterThan(0);
    expect(weighed.by).toEqual({ ...none, weights: weighed.loss });
    const abroad = everywhere.locations.map((one) => (one.locationId === 'W3' ? { ...one, country: 'CA' } : one));
    const bound = { ...balancedPolicy, constraints: { fromCountries: ['CA'] } };
    const limited = look({ ...everywhere, locations: abroad }, bound, {});
    expect(limited.loss).toBeGreaterThan(0);
    expect(limited.by).toEqual({ ...none, constraint: limited.loss });
  });

  it('never finds that a unit should have been left out because it is worth much later', () => {
    const one = request({ availability: stock('A', { W1: 1 }) });
    const futureValue = { version: 'later', of: [{ sku: Sku('A'), locationId: LocationId('W1'), valueMinor: 90_000 }] };
    const unsent = hindsightOf({ request: one, policy: balancedPolicy }, [], { ...nothing, futureValue }, sha256);
    expect(unsent.bestAssignments[0]?.locationId).toBe('W1');
    expect(unsent.loss).toBeGreaterThan(0);
  });

  it('shares out exactly the loss, which is never below 0', () => {
    const locations = ['W1', 'W2', 'W3'];
    fc.assert(
      fc.property(
        fc.record({
          units: fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.nat({ max: 4 })),
          others: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 })),
          wanted: fc.integer({ min: 1, max: 4 }),
          later: fc.array(fc.record({ at: fc.nat({ max: 2 }), value: fc.nat({ max: 2_000 }) }), { maxLength: 3 }),
          failed: fc.subarray(locations, { maxLength: 2 }),
          shipping: fc.integer({ min: 0, max: 300 }),
          maxParcels: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
        }),
        ({ units, others, wanted, later, failed, shipping, maxParcels }) => {
          const of = (amounts: readonly number[]) => Object.fromEntries(locations.map((name, index) => [name, amounts[index] ?? 0]));
          const asked = request({
            lines: [line('1', 'A', wanted), { ...line('2', 'B', 1), lineId: LineId('2') }],
            availability: [...stock('A', of(units)), ...stock('B', of(others))],
          });
          const policy = {
            ...balancedPolicy,
            weightsPercent: { ...balancedPolicy.weightsPercent, shipping },
            ...(maxParcels === undefined ? {} : { constraints: { maxParcels } }),
          };
          const futureValue = {
            version: 'later',
            of: later.map(({ at, value }) => ({ sku: Sku('A'), locationId: LocationId(locations[at] as string), valueMinor: value })),
          };
          const { chosen, best, loss, by } = look(asked, policy, { futureValue, failed: new Set(failed.map((name) => LocationId(name))) });
          expect(lossCauses.reduce((sum, cause) => sum + by[cause], 0)).toBe(loss);
          expect(chosen - best).toBe(loss);
          expect(loss).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
