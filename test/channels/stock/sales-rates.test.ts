import { expect, it } from 'vitest';
import { createSalesRates } from '../../../lambdas/stock-desk.ts';
import type { DemandOfDay, DemandWindow } from '../../../lib/forecasting/index.ts';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';

const noon = Instant('2026-11-20T12:00:00.000Z');
const dayMs = 86_400_000;
const acme = TenantId('acme');
const mug = Sku('MUG');

/** Units of each day before today, the last one first. */
const open = (...units: readonly number[]) => {
  const clock = createVirtualClock(noon);
  const windows: DemandWindow[] = [];
  let failing = false;
  const history = {
    ofSku: async (_tenant: TenantId, _sku: Sku, window: DemandWindow): Promise<readonly DemandOfDay[]> => {
      windows.push(window);
      if (failing) throw new Error('the store does not answer');
      return units.flatMap((count, index) => {
        const day = plusMs(noon, -(index + 1) * dayMs).slice(0, 10);
        // Over two channels: what counts is their sum.
        return count === 0
          ? []
          : [
              { day, channel: 'amazon', region: '', units: count - 1 },
              { day, channel: 'shopify', region: 'US', units: 1 },
            ];
      });
    },
  };
  const fail = (now: boolean): void => void (failing = now);
  return { clock, windows, fail, rates: createSalesRates({ history, clock }) };
};

it('an article that did not sell in 28 days is not known', async () => {
  const { rates, windows } = open();
  expect(await rates.of(acme, mug)).toBeUndefined();
  expect(windows).toEqual([{ from: plusMs(noon, -28 * dayMs), to: noon }]);
});

it('sales are per day since the first of them, and few days tell nothing of how they vary', async () => {
  // Two days and a half since the first sale began.
  expect(await open(10, 15).rates.of(acme, mug)).toEqual({ unitsPerDay: 10, dispersion: null });
});

it('even sales vary less than chance, and sales in bursts much more', async () => {
  const even = await open(...Array.from({ length: 20 }, () => 4)).rates.of(acme, mug);
  expect(even?.dispersion).toBe(0);
  const bursts = await open(...Array.from({ length: 20 }, (_, index) => (index % 5 === 0 ? 20 : 0)), 20).rates.of(acme, mug);
  // Mean 4 and variance 67 of twenty days.
  expect(bursts?.dispersion).toBeCloseTo(16.84, 1);
  expect(bursts?.unitsPerDay).toBeCloseTo(100 / 21.5, 5);
});

it('they are read once an hour, and again at once when they could not be read', async () => {
  const { clock, rates, windows, fail } = open(10);
  fail(true);
  await expect(rates.of(acme, mug)).rejects.toThrow('the store does not answer');
  fail(false);
  await rates.of(acme, mug);
  await rates.of(acme, mug);
  expect(windows).toHaveLength(2);
  await rates.of(acme, Sku('CUP'));
  expect(windows).toHaveLength(3);
  clock.advanceMs(3_600_000);
  await rates.of(acme, mug);
  expect(windows).toHaveLength(4);
});
