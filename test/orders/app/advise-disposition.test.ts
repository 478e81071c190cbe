import { describe, expect, it } from 'vitest';
import { defaultDispositions as policy } from '../../../lib/kernel/dispositions-policy.ts';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { createAdviseDisposition, type DispositionReader } from '../../../lib/orders/index.ts';

const adviseIn = async (currency: string | null, unitPriceMinor: number, more: Partial<typeof policy> = {}): Promise<string> => {
  const place = { locationId: 'east', sells: true, freightMinor: 0, available: 0, weeklyDemand: null, futureMinor: 0 };
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
});
