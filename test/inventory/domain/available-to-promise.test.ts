import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableToPromise } from '../../../lib/inventory/domain/available-to-promise.ts';
import { LocationId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';

const now = Instant('2026-11-22T00:00:00.000Z');
const day = (days: number): Instant => plusMs(now, days * 86_400_000);
const until = day(90);
const [east, west] = [LocationId('east'), LocationId('west')];
const stands = (locationId: LocationId, onHand: number, allocated = 0, withheld = 0) => ({ locationId, onHand, allocated, withheld });
const comes = (locationId: LocationId, quantity: number, days: number, reference = `po-${days}`) => ({
  locationId,
  kind: 'purchase_order' as const,
  reference,
  quantity,
  expectedAt: day(days),
});
const curve = (steps: readonly { readonly from: Instant; readonly availableToPromise: number }[]) =>
  steps.map((step) => [step.from, step.availableToPromise]);

describe('what may be promised', () => {
  it('is what is free now, and more from the day on which goods come', () => {
    const { locations, network } = availableToPromise({
      now,
      until,
      standing: [stands(east, 10, 4, 1)],
      supplies: [comes(east, 20, 3)],
      waiting: [],
    });
    expect(curve(network)).toEqual([
      [now, 5],
      [day(3), 25],
    ]);
    expect(locations[0]?.steps[1]?.causes).toEqual([{ kind: 'purchase_order', reference: 'po-3', quantity: 20 }]);
  });

  it('never takes what is needed later', () => {
    const waiting = [{ reference: 'preorder', quantity: 8, dueAt: day(5) }];
    const { network } = availableToPromise({ now, until, standing: [stands(east, 10)], supplies: [comes(east, 6, 9)], waiting });
    // Ten are there, and eight of them go on the fifth day.
    expect(curve(network)).toEqual([
      [now, 2],
      [day(5), 2],
      [day(9), 8],
    ]);
  });

  it('counts those who wait against the units that come first, wherever that is', () => {
    const waiting = [{ reference: 'order-1', quantity: 7 }];
    const { locations, network } = availableToPromise({
      now,
      until,
      standing: [stands(east, 2), stands(west, 0)],
      supplies: [comes(west, 4, 2), comes(east, 4, 6)],
      waiting,
    });
    expect(locations.map(({ locationId, steps }) => [locationId, curve(steps)])).toEqual([
      [
        east,
        [
          [now, 0],
          [day(6), 3],
        ],
      ],
      [
        west,
        [
          [now, 0],
          [day(2), 0],
        ],
      ],
    ]);
    expect(curve(network).at(-1)).toEqual([day(6), 3]);
    expect(locations[1]?.steps.at(-1)?.causes).toContainEqual({ kind: 'waiting', reference: 'order-1', quantity: -4 });
  });

  it('is nothing for as long as more is wanted than will come', () => {
    const waiting = [{ reference: 'order-1', quantity: 9 }];
    const { network } = availableToPromise({ now, until, standing: [stands(east, 2)], supplies: [comes(east, 4, 6)], waiting });
    expect(network.map((step) => step.availableToPromise)).toEqual([0, 0]);
    expect(network.at(-1)?.projected).toBe(-3);
  });

  it('leaves out goods whose day has passed, and what lies beyond the horizon', () => {
    const supplies = [comes(east, 5, -1), comes(east, 5, 91)];
    const { network } = availableToPromise({ now, until, standing: [stands(east, 1)], supplies, waiting: [] });
    expect(curve(network)).toEqual([[now, 1]]);
  });

  it('knows places that have had nothing yet', () => {
    const { locations } = availableToPromise({ now, until, standing: [], supplies: [comes(west, 5, 1)], waiting: [] });
    expect(locations.map(({ locationId, steps }) => [locationId, curve(steps)])).toEqual([
      [
        west,
        [
          [now, 0],
          [day(1), 5],
        ],
      ],
    ]);
  });
});

const place = fc.constantFrom(east, west);
const situations = fc.record({
  standing: fc
    .tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }))
    .map(([first, second]) => [stands(east, first, Math.min(first, 3)), stands(west, second, 0, 2)]),
  supplies: fc.array(
    fc
      .record({ locationId: place, units: fc.integer({ min: 1, max: 15 }), days: fc.integer({ min: 1, max: 30 }) })
      .map(({ locationId, units, days }) => comes(locationId, units, days)),
    { maxLength: 6 },
  ),
  waiting: fc.array(fc.record({ units: fc.integer({ min: 1, max: 12 }), days: fc.option(fc.nat({ max: 30 }), { nil: undefined }) }), {
    maxLength: 6,
  }),
});

it('holds for any supply and any demand: a promise leaves every later moment as free as it has to be', () => {
  fc.assert(
    fc.property(situations, ({ standing, supplies, waiting }) => {
      const demand = waiting.map(({ units, days }, index) => ({
        reference: `order-${index}`,
        quantity: units,
        ...(days === undefined ? {} : { dueAt: day(days) }),
      }));
      const { locations, network } = availableToPromise({ now, until, standing, supplies, waiting: demand });
      for (const { steps } of locations) {
        for (const [index, step] of steps.entries()) {
          const later = steps.slice(index).map(({ projected }) => projected);
          // Checked the long way: take the promise, and look at every moment after it.
          if (step.availableToPromise > 0) expect(later.every((free) => free - step.availableToPromise >= 0)).toBe(true);
          // One unit more would be missing somewhere, or nothing may be promised at all.
          expect(later.some((free) => free - (step.availableToPromise + 1) < 0)).toBe(true);
          if (index > 0) expect(step.availableToPromise).toBeGreaterThanOrEqual(steps[index - 1]?.availableToPromise ?? 0);
        }
      }
      // Units are neither made nor lost on the way: at the end, all that came less all that was wanted.
      const units = (list: readonly { readonly quantity: number }[]): number => list.reduce((sum, { quantity }) => sum + quantity, 0);
      const free = standing.reduce((sum, { onHand, allocated, withheld }) => sum + onHand - allocated - withheld, 0);
      expect(network.at(-1)?.projected).toBe(free + units(supplies) - units(demand));
      expect(network.at(-1)?.availableToPromise).toBe(
        locations.reduce((sum, { steps }) => sum + (steps.at(-1)?.availableToPromise ?? 0), 0),
      );
    }),
  );
});
