import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraudFeatures } from '../../../lib/fraud/domain/fraud-features.ts';
import { fromEpochMs, Instant } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { fraudOrder } from '../fraud.fixtures.ts';

type Declared = { readonly name: string; readonly range: readonly [number, number]; readonly missing: number | null };
const schema: { readonly features: readonly Declared[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'models', 'fraud', 'features.json'), 'utf8'),
);

const line = fc.record({
  quantity: fc.integer({ min: 0, max: 20 }),
  unitPrice: fc.integer({ min: 0, max: 5_000_000 }),
  requiresShipping: fc.boolean(),
});
const orders = fc
  .record({
    placedAt: fc.integer({ min: -1_000_000_000_000, max: 4_000_000_000_000 }).map(fromEpochMs),
    currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD').map(CurrencyCode),
    totals: fc.record({
      subtotal: fc.integer({ min: 0, max: 1_000_000 }),
      discount: fc.integer({ min: 0, max: 2_000_000 }),
      shipping: fc.integer({ min: 0, max: 2_000_000 }),
      total: fc.integer({ min: 0, max: 9_000_000 }),
    }),
    lines: fc.array(line, { maxLength: 12 }),
    paymentMethod: fc.record({ kind: fc.constantFrom('card', 'invoice', 'unknown', 'something else') }),
    discrepancies: fc.array(fc.constant({ code: 'x', field: 'y' }), { maxLength: 3 }),
  })
  .map((changes) => fraudOrder(changes));

describe('the features of an order', () => {
  it('are those that the model declares, within their ranges', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const features: Readonly<Record<string, number | null>> = fraudFeatures(order);
        expect(Object.keys(features)).toEqual(schema.features.map(({ name }) => name));
        for (const { name, range } of schema.features) {
          const value = features[name];
          if (value === null) continue;
          expect(value, name).toBeGreaterThanOrEqual(range[0]);
          expect(value, name).toBeLessThanOrEqual(range[1]);
        }
      }),
    );
  });
  it('are plain figures of what was ordered, when, and how it is paid', () => {
    expect(fraudFeatures(fraudOrder())).toEqual({
      total: 51,
      highest_unit_price: 26,
      line_count: 2,
      unit_count: 3,
      largest_line_units: 2,
      digital_percent: 0,
      discount_percent: 10,
      shipping_percent: 12,
      hour: 14,
      weekday: 4,
      pays_by_card: 0,
      pays_later: 0,
      discrepancy_count: 0,
    });
  });
  it('tell no amount in a currency far from a dollar', () =>
    expect(fraudFeatures(fraudOrder({ currency: CurrencyCode('JPY') }))).toMatchObject({ total: null, highest_unit_price: null }));
  it('leave removed lines out', () => {
    const lines = [
      { quantity: 0, unitPrice: 99_000, requiresShipping: true },
      { quantity: 4, unitPrice: 100, requiresShipping: false },
    ];
    expect(fraudFeatures(fraudOrder({ lines }))).toMatchObject({
      line_count: 1,
      unit_count: 4,
      highest_unit_price: 1,
      digital_percent: 100,
    });
  });
  it.each([
    ['2026-11-23T00:00:00.000Z', 0, 0],
    ['2026-11-22T23:59:59.999Z', 6, 23],
    ['1969-12-31T05:00:00.000Z', 2, 5],
  ])('read %s as weekday %i, hour %i', (placedAt, weekday, hour) =>
    expect(fraudFeatures(fraudOrder({ placedAt: Instant(placedAt) }))).toMatchObject({ weekday, hour }));
});
