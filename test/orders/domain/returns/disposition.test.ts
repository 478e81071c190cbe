import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultDispositions as policy } from '../../../../lib/kernel/dispositions-policy.ts';
import {
  type DispositionInputs,
  dispositionOptions,
  type DispositionPlace,
  fastestOption,
  worthwhileParcels,
} from '../../../../lib/orders/domain/returns/disposition.ts';
import { returnConditions } from '../../../../lib/orders/domain/returns/return.values.ts';

const parcel = (priceMinor: number, days: number | null = 0, service: string | null = null) => ({ service, priceMinor, days });
const place = (locationId: string, more: Partial<DispositionPlace> = {}): DispositionPlace => ({
  locationId,
  sells: true,
  parcels: [parcel(0)],
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
    const wanted = (freightMinor: number) => place('west', { parcels: [parcel(freightMinor)], weeklyDemand: 5 });
    expect(best({ condition: 'new', places: [full, wanted(800)] })).toEqual(['resell', 'west']);
    expect(best({ condition: 'new', places: [full, wanted(4_500)] })).toEqual(['resell', 'east']);
  });

  it('counts what a unit spares later orders, where sourcing knows it', () => {
    const places = [place('east'), place('west', { parcels: [parcel(700)], futureMinor: 900 })];
    expect(best({ places })).toEqual(['resell', 'west']);
  });

  it('sells nothing from where the article may not be sent, and sells nothing off elsewhere than it is', () => {
    const options = dispositionOptions(inputs({ places: [place('east', { sells: false }), place('west', { parcels: [parcel(900)] })] }));
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

  describe('on a way that takes days', () => {
    const slow = parcel(500, 6, 'Post Ground');
    const express = parcel(1_400, 1, 'Post Express');
    const afar = (more: Partial<DispositionInputs> = {}) =>
      dispositionOptions(inputs({ condition: 'new', receivedAt: null, places: [place('west', { parcels: [slow, express] })], ...more }));

    it('loses worth under way and in the workshop as it does on the shelf', () => {
      const [sold] = afar({ policy: { ...policy, weeksWithoutForecast: 1, lossPercentPerWeek: 10, shelfDays: 1 } });
      // A week from the customer to the shelf and another one there: a tenth of 50.00 each, of what is left.
      expect(sold).toMatchObject({ service: 'Post Ground', daysToShelf: 7, weeksToSell: 1, recoveryMinor: 5_000, seasonLossMinor: 950 });
      const options = afar({ condition: 'worn', policy: { ...policy, shelfDays: 1, refurbishDays: 7 } });
      const days = (one: string, by: string) =>
        options.find(({ disposition, service }) => disposition === one && service === by)?.daysToShelf;
      expect([days('resell', 'Post Ground'), days('refurbish', 'Post Ground'), days('refurbish', 'Post Express')]).toEqual([7, 14, 9]);
    });

    it('is taken faster when the worth that is saved is more than the parcel costs', () => {
      const hasty = { ...policy, lossPercentPerWeek: 10 };
      expect(afar({ policy: hasty })[0]).toMatchObject({ service: 'Post Ground' });
      expect(afar({ policy: hasty, unitPriceMinor: 90_000 })[0]).toMatchObject({ service: 'Post Express', daysToShelf: 2 });
    });

    it('has a fastest way beside the one that leaves most, unless nothing is sold', () => {
      expect(fastestOption(afar())).toMatchObject({ disposition: 'resell', service: 'Post Express', daysToShelf: 2 });
      expect(fastestOption(afar({ places: [place('west', { sells: false })] }))).toBeUndefined();
    });

    it('is not looked at by parcels that cost more and come no sooner, nor for what is not sold', () => {
      const dear = parcel(2_000, 6, 'Other Ground');
      expect(worthwhileParcels([dear, express, slow])).toEqual([slow, express]);
      expect(worthwhileParcels([parcel(700, null, 'Unknown'), express, slow])).toEqual([slow, express]);
      expect(worthwhileParcels([parcel(300, null, 'Unknown'), express])).toEqual([parcel(300, null, 'Unknown'), express]);
      expect(worthwhileParcels([])).toEqual([]);
      expect(afar().filter(({ disposition }) => disposition === 'dispose')).toMatchObject([{ service: 'Post Ground', daysToShelf: null }]);
    });
  });

  it('adds up, in every condition, and the best comes first', () => {
    for (const condition of returnConditions) {
      const options = dispositionOptions(
        inputs({ condition, quantity: 3, places: [place('east'), place('west', { parcels: [parcel(640)] })] }),
      );
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
