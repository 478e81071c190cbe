import { describe, expect, it } from 'vitest';
import { LineId, LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { chooseSources } from '../../../lib/sourcing/domain/choose-sources.ts';
import { cellsOf } from '../../../lib/sourcing/domain/learning/cells.ts';
import type { LearnedFigures } from '../../../lib/sourcing/domain/learning/estimate.ts';
import type { Outcome, PackageKind } from '../../../lib/sourcing/domain/learning/outcome.ts';
import { balancedPolicy, type SourcingPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { chicago, request, sha256, stock, warehouse } from '../domain/sourcing.fixtures.ts';

const at = Instant('2026-11-20T12:00:00.000Z');

const bands = [{ upToKm: 6_000, priceMinor: 900, transitDays: 5 }];
/** X is a little cheaper than Y wherever it goes. */
const policy: SourcingPolicy = {
  ...balancedPolicy,
  name: 'two-carriers',
  shipping: {
    kind: 'rate-table',
    carriers: [
      { carrier: 'X', service: 'ground', bands },
      { carrier: 'Y', service: 'ground', bands: [{ upToKm: 6_000, priceMinor: 950, transitDays: 5 }] },
    ],
  },
  learned: { enabled: true },
};

/** Parcels of one cell, of which a share was damaged. */
const parcels = (carrier: string, zone: Outcome['zone'], kind: PackageKind, count: number, damaged: number): readonly Outcome[] =>
  Array.from({ length: count }, (_, index) => ({
    carrier,
    service: 'ground',
    zone,
    kind,
    km: 2_700,
    at,
    costRatio: 1,
    days: 4.375,
    damaged: index < damaged,
  }));

/** The example of the articles: fragile goods by X on the ground in zone 7 arrive damaged in 12 of 100 cases, by Y in 2. */
const history: readonly Outcome[] = [
  ...parcels('X', '7', 'fragile', 400, 48),
  ...parcels('Y', '7', 'fragile', 400, 8),
  ...(['3', '7'] as const).flatMap((zone) => [...parcels('X', zone, 'standard', 600, 2), ...parcels('Y', zone, 'standard', 600, 2)]),
  ...parcels('X', '3', 'fragile', 400, 4),
  ...parcels('Y', '3', 'fragile', 400, 4),
];
const figures: LearnedFigures = { version: 'v1', cells: cellsOf(history) };

const portland = { latitude: 45.52, longitude: -122.68 };
const indianapolis = { latitude: 39.77, longitude: -86.16 };

const ask = (kind: PackageKind, to: { readonly latitude: number; readonly longitude: number }, learned: LearnedFigures = figures) =>
  request({
    lines: [{ lineId: LineId('1'), sku: Sku('VASE'), quantity: 1, unitValueMinor: 6_000, packageKind: kind }],
    locations: [warehouse('W1', chicago)],
    availability: stock('VASE', { W1: 9 }),
    destination: { country: 'US', coordinates: to },
    learned,
  });
const decide = (...given: Parameters<typeof ask>) => chooseSources(ask(...given), policy, sha256);

describe('a carrier that breaks fragile goods on one way', () => {
  it('is avoided there', () => {
    const { assignments, receipt } = decide('fragile', portland);
    expect(assignments[0]).toMatchObject({ locationId: 'W1', carrier: 'Y ground' });
    const [way] = receipt.learned?.ways ?? [];
    expect(way).toMatchObject({
      locationId: LocationId('W1'),
      zone: '7',
      kind: 'fragile',
      carrier: 'Y ground',
      parcelsOfKind: 400,
      basis: 'learned',
    });
    expect(way?.damagePercent).toBeGreaterThan(1.5);
    expect(way?.damagePercent).toBeLessThan(2.5);
    expect(way?.insteadOf?.carrier).toBe('X ground');
    expect(way?.insteadOf?.damagePercent).toBeGreaterThan(10.5);
    expect(way?.insteadOf?.damagePercent).toBeLessThan(13);
    expect(receipt.reasons.join(' ')).toMatch(
      /From W1 in zone 7 the rates alone would take X ground, but outcomes count: X ground: 1\d\.\d+ % of fragile goods damaged over 400 parcels/,
    );
    expect(receipt.candidates[0]?.contributions.damage).toBe(Math.round(((way?.damagePercent ?? 0) / 100) * 6_000));
  });

  it('is taken there for goods that do not break, and elsewhere for those that do', () => {
    expect(decide('standard', portland).assignments[0]).toMatchObject({ carrier: 'X ground' });
    expect(decide('fragile', indianapolis).assignments[0]).toMatchObject({ carrier: 'X ground' });
  });

  it('is taken where the policy does not count what was learned, or counts none of the damage', () => {
    const { learned: _off, ...plain } = policy;
    const undecided = { ...policy, learned: { enabled: true, damagePercent: 0 } };
    for (const other of [plain, { ...policy, learned: { enabled: false } }, undecided])
      expect(chooseSources(ask('fragile', portland), other, sha256).assignments[0]).toMatchObject({ carrier: 'X ground' });
  });

  it('costs what its contributions sum to', () => {
    for (const { scoreMinor, contributions } of decide('fragile', portland).receipt.candidates)
      expect(Object.values(contributions).reduce((sum, part) => sum + part, 0)).toBe(scoreMinor);
  });
});

describe('a rollout', () => {
  const decideIn = (learned: SourcingPolicy['learned'], draw?: number) =>
    chooseSources(
      {
        ...ask('fragile', portland),
        destination: { country: 'US', region: 'OR', coordinates: portland },
        ...(draw === undefined ? {} : { draw }),
      },
      { ...policy, ...(learned ? { learned } : {}) },
      sha256,
    );

  it('is about the regions and articles named', () => {
    for (const [learned, carrier] of [
      [{ enabled: true, regions: ['US-OR'] }, 'Y ground'],
      [{ enabled: true, regions: ['US'] }, 'Y ground'],
      [{ enabled: true, regions: ['US-WA', 'CA'] }, 'X ground'],
      [{ enabled: true, skus: ['VASE'] }, 'Y ground'],
      [{ enabled: true, skus: ['MUG'] }, 'X ground'],
    ] as const)
      expect(decideIn(learned).assignments[0], JSON.stringify(learned)).toMatchObject({ carrier });
  });

  it('parts orders into those for which it counts and those that show what it is worth', () => {
    const half = { enabled: true, sharePercent: 50 };
    expect(decideIn(half, 0.49)).toMatchObject({ assignments: [{ carrier: 'Y ground' }], receipt: { learned: { arm: 'learned' } } });
    expect(decideIn(half, 0.51)).toMatchObject({
      assignments: [{ carrier: 'X ground' }],
      receipt: { learned: { arm: 'control', ways: [] } },
    });
  });
});

describe('without outcomes', () => {
  it('the rates decide as they always did, and the receipt says so', () => {
    const { learned: _off, ...plain } = policy;
    const { learned: _figures, ...bare } = ask('fragile', portland);
    const [now, before] = [chooseSources(bare, policy, sha256), chooseSources(bare, plain, sha256)];
    expect(now.assignments).toEqual(before.assignments);
    expect(now.receipt.candidates).toEqual(before.receipt.candidates);
    expect(before.receipt).not.toHaveProperty('learned');
    expect(now.receipt.learned).toEqual({ version: null, ways: [] });
    expect(now.receipt.reasons).toContain('Nothing has been learned of carriers yet; what the rates say counts.');
  });

  it('a service that nobody has tried is told as assumed', () => {
    const { receipt } = decide('fragile', indianapolis, { version: 'v2', cells: cellsOf(parcels('Z', '3', 'fragile', 50, 25)) });
    expect(receipt.learned?.ways[0]).toMatchObject({
      carrier: 'X ground',
      parcels: 0,
      basis: 'prior-only',
      damagePercent: 0.5,
      costRatio: 1,
    });
  });
});
