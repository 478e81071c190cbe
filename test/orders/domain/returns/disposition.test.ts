import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultDispositions as policy } from '../../../../lib/kernel/dispositions-policy.ts';
import { type DispositionInputs, dispositionOptions, type DispositionPlace } from '../../../../lib/orders/domain/returns/disposition.ts';
import { returnConditions } from '../../../../lib/orders/domain/returns/return.values.ts';

const place = (locationId: string, more: Partial<DispositionPlace> = {}): DispositionPlace => ({
  locationId,
  sells: true,
  freightMinor: 0,
  available: 0,
  weeklyDemand: null,
  futureMinor: 0,
  ...more,
});
const inputs = (more: Partial<DispositionInputs> = {}): DispositionInputs => ({
  condition: 'opened',
  quantity: 1,
  unitPriceMinor: 5_000,
  receivedAt: 'east',
  places: [place('east')],
  policy,
  ...more,
});
const best = (more: Partial<DispositionInputs>) => {
  const [first] = dispositionOptions(inputs(more));
  return [first?.disposition, first?.locationId];
};

describe('what becomes of goods that came back', () => {
  it('depends on what they still bring: sold again, put right, sold off or given away', () => {
    expect(best({ condition: 'new' })).toEqual(['resell', 'east']);
    expect(best({ condition: 'damaged' })).toEqual(['refurbish', 'east']);
    expect(best({ condition: 'damaged', unitPriceMinor: 1_000 })).toEqual(['liquidate', 'east']);
    expect(best({ condition: 'damaged', policy: { ...policy, refurbishedPercent: 0, liquidatePercent: 0, disposeCostMinor: 0 } })).toEqual([
      'liquidate',
      'east',
    ]);
  });

  it('sends them where they are wanted when that is worth the freight, and leaves them where it is not', () => {
    const full = place('east', { available: 400, weeklyDemand: 5 });
    const wanted = (freightMinor: number) => place('west', { freightMinor, weeklyDemand: 5 });
    expect(best({ condition: 'new', places: [full, wanted(800)] })).toEqual(['resell', 'west']);
    expect(best({ condition: 'new', places: [full, wanted(4_500)] })).toEqual(['resell', 'east']);
  });

  it('counts what a unit spares later orders, where sourcing knows it', () => {
    const places = [place('east'), place('west', { freightMinor: 700, futureMinor: 900 })];
    expect(best({ places })).toEqual(['resell', 'west']);
  });

  it('sells nothing from where the article may not be sent, and sells nothing off elsewhere than it is', () => {
    const options = dispositionOptions(inputs({ places: [place('east', { sells: false }), place('west', { freightMinor: 900 })] }));
    expect(options.filter(({ locationId }) => locationId === 'east').map(({ disposition }) => disposition)).toEqual([
      'liquidate',
      'dispose',
    ]);
    expect(options.filter(({ locationId }) => locationId === 'west').map(({ disposition }) => disposition)).toEqual([
      'resell',
      'refurbish',
    ]);
  });

  it('loses its worth week by week: what waits behind more stock is never worth more', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        (stock, more, weeklyDemand) => {
          const net = (available: number) =>
            dispositionOptions(inputs({ places: [place('east', { available, weeklyDemand })] }))[0]?.netMinor ?? 0;
          expect(net(stock + more)).toBeLessThanOrEqual(net(stock));
        },
      ),
    );
  });

  it('adds up, in every condition, and the best comes first', () => {
    for (const condition of returnConditions) {
      const options = dispositionOptions(inputs({ condition, quantity: 3, places: [place('east'), place('west', { freightMinor: 640 })] }));
      for (const one of options)
        expect(one.netMinor).toBe(
          one.recoveryMinor - one.seasonLossMinor + one.futureMinor - one.handlingMinor - one.workMinor - one.freightMinor,
        );
      expect(options.map(({ netMinor }) => netMinor)).toEqual(
        options.map(({ netMinor }) => netMinor).toSorted((one, other) => other - one),
      );
    }
  });
});
