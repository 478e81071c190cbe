import { expect, it } from 'vitest';
import { defaultStockChecks } from '../../../lib/inventory/index.ts';
import { readPolicyValue } from '../../../lib/policies/index.ts';
import { toWire } from '../../../lib/kernel/wire.ts';

const value = toWire(defaultStockChecks) as Readonly<Record<string, object>>;

it.each([
  ['no day', { stale_after_days: 0 }, 'value.stale_after_days'],
  ['more than the whole book', { deviation: { percent: 101, units: 3 } }, 'value.deviation.percent'],
  ['half a unit', { deviation: { percent: 10, units: 0.5 } }, 'value.deviation.units'],
  ['too few corrections to go both ways twice', { to_and_fro: { adjustments: 3, within_days: 30 } }, 'value.to_and_fro.adjustments'],
  ['more corrections than are remembered', { to_and_fro: { adjustments: 21, within_days: 30 } }, 'value.to_and_fro.adjustments'],
  ['a phantom of nothing', { phantom: { after_days: 28, expected_units: 0 } }, 'value.phantom.expected_units'],
  ['a lead time beyond every forecast', { forecast_cover: { lead_time_days: 29, percent: 95 } }, 'value.forecast_cover.lead_time_days'],
  ['certainty', { forecast_cover: { lead_time_days: 7, percent: 100 } }, 'value.forecast_cover.percent'],
  ['a member that there is not', { stale_after_hours: 5 }, 'value'],
])('the policy of stock checks refuses %s by its field', (_, change, field) => {
  const read = readPolicyValue('stock_checks', { ...value, ...change });
  expect(read.ok ? [] : read.error.map((problem) => problem.field)).toContain(field);
});

it('the policy of stock checks may leave forecasts out', () => {
  expect(readPolicyValue('stock_checks', { ...value, forecast_cover: null })).toEqual({
    ok: true,
    value: { ...defaultStockChecks, forecastCover: null },
  });
});
