import { describe, expect, it } from 'vitest';
import { defaultDispositions as policy } from '../../../lib/kernel/dispositions-policy.ts';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { createAdviseDisposition, type DispositionParcel, type DispositionReader } from '../../../lib/orders/index.ts';

const here = { service: null, priceMinor: 0, days: 0 };

const adviseIn = async (
  currency: string | null,
  unitPriceMinor: number,
  more: Partial<typeof policy> = {},
  parcels: readonly DispositionParcel[] = [here],
): Promise<string> => {
  const place = { locationId: 'east', sells: true, parcels, available: 0, weeklyDemand: null, futureMinor: 0 };
  const reader: DispositionReader = {
    article: async () => ({ unitPriceMinor, currency }),
    places: async () => ({ places: [place], forecastVersion: null, futureVersion: null }),
    policy: async () => ({ value: { ...policy, ...more }, decidedBy: { policy: 'dispositions', version: 1, source: 'stored' } }),
  };
  const question = { sku: Sku('MUG'), condition: 'new', quantity: 1, from: { locationId: 'east' } } as const;
  const advised = await createAdviseDisposition(reader)(TenantId('main'), question, () => true);
  if (!advised.ok) throw new Error(advised.error.code);
  return advised.value.sentence;
};

/** Nothing is lost in time, and selling off brings a tenth. */
const simple = { lossPercentPerWeek: 0, handlingMinor: 0, liquidatePercent: 10 };

describe('the sentence of the advice', () => {
  it.each([
    ['EUR', 'EUR 50.00', 'EUR 45.00'],
    ['JPY', 'JPY 5000', 'JPY 4500'],
    ['KWD', 'KWD 5.000', 'KWD 4.500'],
    [null, '5000 minor units', '4500 minor units'],
  ])('writes an amount as its currency does: %s', async (currency, left, lead) => {
    expect(await adviseIn(currency, 5_000, simple)).toBe(
      `Sell it again at east: that leaves ${left}, ${lead} better than the next best way (liquidate at east).`,
    );
  });

  it('says what the best way costs where nothing is left', async () => {
    expect(await adviseIn('EUR', 0, { ...simple, handlingMinor: 300, disposeCostMinor: 50 })).toContain('that costs EUR 3.00');
  });

  it('says how the goods could be sold sooner, and what that costs', async () => {
    const parcels = [
      { service: 'Post Ground', priceMinor: 500, days: 4 },
      { service: 'Post Express', priceMinor: 900, days: 1 },
    ];
    expect(await adviseIn('EUR', 5_000, { ...simple, shelfDays: 1 }, parcels)).toBe(
      'Sell it again at east: that leaves EUR 45.00, EUR 45.00 better than the next best way (liquidate at east). ' +
        'Fastest is resell at east by Post Express: to be sold in 2 days instead of 5 days, for EUR 4.00 less.',
    );
  });
});
