import { describe, expect, it } from 'vitest';
import { type PastParcel, routingRows } from '../../../lib/sourcing/app/learning/routing-training-set.ts';
import { cellsOf } from '../../../lib/sourcing/domain/learning/cells.ts';
import { lateRisk, outcomeOf, type Parcel } from '../../../lib/sourcing/domain/learning/parcel.ts';
import { departedOf, routingFeatureNames, routingFeatures } from '../../../lib/sourcing/domain/learning/routing-features.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import declared from '../../../models/routing/features.json' with { type: 'json' };

const dayMs = 86_400_000;
const start = Instant('2026-03-02T15:00:00.000Z');
const parcel = (day: number): Parcel => ({
  carrier: 'ups',
  service: 'ground',
  zone: '5',
  kind: 'standard',
  km: 1_290,
  shippedAt: plusMs(start, day * dayMs),
  deliverBy: plusMs(start, (day + 4) * dayMs),
  costMinor: null,
  ratedMinor: null,
  ratedDays: 3,
  foretold: {},
});
const past = (day: number, days: number): PastParcel => {
  const outcome = outcomeOf(parcel(day), { at: plusMs(start, (day + days) * dayMs), isDelivered: true, damaged: false });
  return { id: `p${day}`, outcome, departed: departedOf(outcome) };
};
/** A parcel a day, each of which takes six days where four are promised. */
const slow = Array.from({ length: 60 }, (_, day) => past(day, 6));

describe('what the routing model learns from', () => {
  it('has the very features that parcels on their way are asked with', () => {
    const rows = [...routingRows(slow)];
    expect(Object.keys(rows[0]?.features ?? {})).toEqual([...routingFeatureNames]);
    expect(declared.features.map(({ name }) => name)).toEqual([...routingFeatureNames]);
    expect(rows[0]?.features).toEqual(routingFeatures({ ...parcel(0), deliverBy: parcel(0).deliverBy! }, { version: '', cells: [] }));
    expect(rows).toHaveLength(60);
    expect(rows.every(({ label }) => label === 1)).toBe(true);
  });
  it('has only been counted by the day before', () => {
    const counted = [...routingRows(slow)].map(({ features }) => features.counted_parcels);
    // The first arrives on the seventh day, and counts from the eighth on.
    expect(counted.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 2]);
    const changed = slow.map((one, day) => (day < 30 ? one : past(day, 1)));
    expect([...routingRows(changed)].slice(0, 31).map(({ features }) => features)).toEqual(
      [...routingRows(slow)].slice(0, 31).map(({ features }) => features),
    );
  });
  it('leaves out parcels without a promise, which are counted all the same', () => {
    const { promisedDays: _promised, late: _late, ...outcome } = slow[0]!.outcome;
    const rows = [...routingRows([{ id: 'free', outcome, departed: departedOf(outcome) }, ...slow.slice(20)])];
    expect(rows).toHaveLength(40);
    expect(rows[0]?.features.counted_parcels).toBe(1);
  });
});

describe('the risk that a parcel comes late', () => {
  const figures = { version: 'v', cells: cellsOf(slow.map(({ outcome }) => outcome)) };
  const now = (days: number) => plusMs(parcel(0).shippedAt, days * dayMs);
  it('is what the model foretold when it leaves, and is counted on from there', () => {
    expect(lateRisk(parcel(0), now(0.01), figures, 0.2)).toBeCloseTo(0.2, 1);
    const [early, late] = [1, 3.5].map((days) => lateRisk(parcel(0), now(days), figures, 0.2)!);
    expect(late!).toBeGreaterThan(early!);
    expect(lateRisk(parcel(0), now(5), figures, 0.01)).toBe(1);
  });
  it('is counted alone where no model speaks', () => {
    expect(lateRisk(parcel(0), now(1), figures)).toBeGreaterThan(0.5);
    expect(lateRisk(parcel(0), now(1), figures)).not.toBeCloseTo(lateRisk(parcel(0), now(1), figures, 0.1)!, 2);
  });
});
