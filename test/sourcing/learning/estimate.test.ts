import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { cellsOf, forgetting, halfLifeDays, tableOf } from '../../../lib/sourcing/domain/learning/cells.ts';
import {
  expectedBeyond,
  meanOf,
  median,
  ninetieth,
  normalShare,
  shareBeyond,
} from '../../../lib/sourcing/domain/learning/distributions.ts';
import { expectedOf, type LearnedFigures } from '../../../lib/sourcing/domain/learning/estimate.ts';
import type { Outcome } from '../../../lib/sourcing/domain/learning/outcome.ts';
import { lateRisk, outcomeOf, parcelOf } from '../../../lib/sourcing/domain/learning/parcel.ts';
import { baselineDays, zoneOf } from '../../../lib/sourcing/domain/learning/zones.ts';
import { costPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';

const at = Instant('2026-11-20T12:00:00.000Z');
const outcome = (change: Partial<Outcome> = {}): Outcome => ({
  carrier: 'X',
  service: 'ground',
  zone: '5',
  kind: 'standard',
  km: 1_200,
  at,
  damaged: false,
  ...change,
});
const many = (count: number, of: (index: number) => Partial<Outcome>): readonly Outcome[] =>
  Array.from({ length: count }, (_, index) => outcome(of(index)));
const figures = (outcomes: readonly Outcome[]): LearnedFigures => ({ version: 'v', cells: cellsOf(outcomes) });
const way = { carrier: 'X', service: 'ground', zone: '5', km: 1_200, ratedDays: 4 } as const;

describe('distributions', () => {
  it('agree with known values', () => {
    expect(normalShare(0)).toBeCloseTo(0.5, 6);
    expect(normalShare(1.96)).toBeCloseTo(0.9750021, 6);
    expect(normalShare(-1.2815515655446004)).toBeCloseTo(0.1, 6);
    const days = { location: Math.log(4), deviation: 0.3 };
    expect(median(days)).toBeCloseTo(4, 9);
    expect(shareBeyond(days, ninetieth(days))).toBeCloseTo(0.1, 6);
  });

  it('expect of days beyond a limit what a long row of draws comes to', () => {
    const days = { location: Math.log(4), deviation: 0.4 };
    const random = createRandom(1);
    const draws = Array.from({ length: 60_000 }, () => {
      const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
      return Math.exp(days.location + days.deviation * normal);
    });
    for (const limit of [2, 4, 6]) {
      const drawn = draws.reduce((sum, value) => sum + Math.max(0, value - limit), 0) / draws.length;
      expect(Math.abs(expectedBeyond(days, limit) - drawn)).toBeLessThan(0.03);
    }
    expect(expectedBeyond(days, -1)).toBeCloseTo(meanOf(days) + 1, 9);
  });
});

describe('zones', () => {
  it('are those of the miles', () => {
    expect([10, 200, 400, 900, 1_500, 2_000, 2_700, 4_000].map((km) => zoneOf(km, false))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
    expect(zoneOf(10, true)).toBe('abroad');
  });
});

describe('what is counted', () => {
  it('does not depend on the order in which it comes, nor on how it is parted', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            damaged: fc.boolean(),
            days: fc.double({ min: 0.5, max: 20, noNaN: true }),
            kind: fc.constantFrom('fragile' as const, 'standard' as const),
          }),
          {
            maxLength: 20,
          },
        ),
        fc.nat({ max: 20 }),
        (changes, cut) => {
          const all = changes.map(outcome);
          const close = (cells: ReturnType<typeof cellsOf>) => cells.map(({ days, ...rest }) => ({ ...rest, sum: days.sum.toFixed(9) }));
          expect(close(cellsOf([...all].reverse()))).toEqual(close(cellsOf(all)));
          const parts = [all.slice(0, cut), all.slice(cut)].map((some) => ({ ageDays: 0, cells: cellsOf(some) }));
          expect(close(tableOf(parts))).toEqual(close(cellsOf(all)));
        },
      ),
    );
  });

  it('counts half after the half-life, and its number of parcels in full', () => {
    expect(forgetting(0)).toBe(1);
    expect(forgetting(halfLifeDays)).toBe(0.5);
    const [cell] = tableOf([{ ageDays: halfLifeDays, cells: cellsOf(many(10, () => ({ damaged: true }))) }]);
    expect(cell).toMatchObject({ parcels: 10, weight: 5, damaged: 5 });
  });

  it('knows a carrier however its name is written', () => {
    expect(cellsOf([outcome({ carrier: ' UPS ', service: 'Ground' }), outcome({ carrier: 'ups', service: 'ground ' })])).toHaveLength(1);
  });
});

describe('an estimate', () => {
  it('is that of the rates while nothing is known', () => {
    const expected = expectedOf(figures([]), way, 'fragile');
    expect(expected).toMatchObject({ parcels: 0, isPrior: true, costRatio: { mean: 1, low: 1, high: 1 }, damage: { mean: 0.005 } });
    expect(median(expected.days)).toBeCloseTo(4, 9);
  });

  it('comes to the truth with many parcels, and its range narrows', () => {
    const of = (count: number) =>
      expectedOf(
        figures(many(count, (index) => ({ kind: 'fragile', damaged: index % 10 === 0, costRatio: 1.2, days: 6, late: index % 4 === 0 }))),
        way,
        'fragile',
      );
    const [few, lots] = [of(20), of(4_000)];
    expect(lots.damage.mean).toBeCloseTo(0.1, 2);
    expect(lots.late.mean).toBeCloseTo(0.25, 2);
    expect(lots.costRatio.mean).toBeCloseTo(1.2, 2);
    expect(median(lots.days)).toBeCloseTo(6, 1);
    expect(lots.damage.high - lots.damage.low).toBeLessThan(few.damage.high - few.damage.low);
    expect(few.damage.low).toBeLessThan(0.1);
    expect(few.damage.high).toBeGreaterThan(few.damage.mean);
    expect(lots).toMatchObject({ parcels: 4_000, parcelsOfKind: 4_000, isPrior: false });
  });

  it('of a thin cell lies between what it says itself and what its service says in the zone', () => {
    const broken = many(8, () => ({ kind: 'fragile' as const, damaged: true }));
    const sound = many(300, () => ({ damaged: false }));
    const thin = expectedOf(figures([...broken, ...sound]), way, 'fragile').damage.mean;
    expect(thin).toBeGreaterThan(8 / 308);
    expect(thin).toBeLessThan(0.6);
    expect(expectedOf(figures([...broken, ...sound]), way, 'standard').damage.mean).toBeLessThan(thin / 5);
  });

  it('of a zone that nobody has sent to goes by what its service does elsewhere', () => {
    const slow = many(200, () => ({ days: baselineDays(1_200) * 1.5 }));
    const elsewhere = expectedOf(figures(slow), { ...way, zone: '8', km: 3_500, ratedDays: undefined }, 'standard');
    expect(median(elsewhere.days) / baselineDays(3_500)).toBeGreaterThan(1.4);
    expect(elsewhere.isPrior).toBe(true);
  });

  it('lies always within what can be', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), (count, damaged) => {
        const { damage, late, costRatio, days } = expectedOf(
          figures(many(count, (index) => ({ damaged: index < damaged, days: 3 }))),
          way,
          'standard',
        );
        for (const { mean, low, high } of [damage, late]) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(mean).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(mean);
          expect(high).toBeLessThanOrEqual(1);
        }
        expect(costRatio.mean).toBeGreaterThan(0);
        expect(days.deviation).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a parcel', () => {
  const from = { country: 'US', region: 'NJ' };
  const to = { country: 'US', region: 'IL' };
  const shipped = {
    carrier: 'National',
    service: 'GROUND',
    from,
    to,
    kind: 'standard' as const,
    grams: 1_000,
    shippedAt: at,
    deliverBy: null,
    costMinor: 1_050,
  };

  it('is priced by the service of the rates that it went by', () => {
    const parcel = parcelOf(shipped, costPolicy);
    expect(parcel).toMatchObject({ carrier: 'national', service: 'ground', zone: '5', ratedMinor: 1_020 + 35, ratedDays: 4 });
    const ended = outcomeOf(parcel, { at: Instant('2026-11-24T12:00:00.000Z'), isDelivered: true, damaged: false });
    expect(ended).toMatchObject({ days: 4, costRatio: 1_050 / 1_055, damaged: false });
    expect(ended).not.toHaveProperty('late');
    expect(parcelOf({ ...shipped, carrier: 'nobody' }, costPolicy)).toMatchObject({ ratedMinor: null, ratedDays: null });
  });

  it('is the likelier to be late, the longer it is on its way', () => {
    const parcel = parcelOf({ ...shipped, deliverBy: Instant('2026-11-25T12:00:00.000Z') }, costPolicy);
    const risks = ['2026-11-20T12:00:00.000Z', '2026-11-23T12:00:00.000Z', '2026-11-25T00:00:00.000Z'].map((now) =>
      lateRisk(parcel, Instant(now)),
    );
    expect(risks[0]).toBeGreaterThan(0.05);
    expect(risks[1]).toBeGreaterThan(risks[0] as number);
    expect(risks[2]).toBeGreaterThan(risks[1] as number);
    expect(lateRisk(parcel, Instant('2026-11-25T12:00:00.000Z'))).toBe(1);
    expect(lateRisk({ ...parcel, deliverBy: null }, at)).toBeUndefined();
  });
});
