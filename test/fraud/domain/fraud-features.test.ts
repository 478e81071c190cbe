import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraudFeatures, knownFeatures } from '../../../lib/fraud/domain/fraud-features.ts';
import { emailKinds } from '../../../lib/fraud/domain/signals/email-domain.ts';
import { type FraudSignals, noSignals } from '../../../lib/fraud/domain/signals/fraud-signals.ts';
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

const maybe = <T>(known: fc.Arbitrary<T>) => fc.option(known, { nil: null });
const count = fc.integer({ min: 0, max: 199 });
const velocity = maybe(fc.record({ lastHour: count, lastDay: count, lastWeek: count }));
const customers = maybe(fc.integer({ min: 0, max: 200 }));
const signalsOf: fc.Arbitrary<FraudSignals> = fc.record({
  byCustomer: velocity,
  byNetwork: velocity,
  byDevice: velocity,
  customersOfNetwork: customers,
  customersOfDevice: customers,
  billing: maybe(
    fc.record({
      sameCountry: maybe(fc.boolean()),
      sameRegion: maybe(fc.boolean()),
      samePostal: maybe(fc.boolean()),
      km: maybe(fc.integer({ min: 0, max: 20_015 })),
    }),
  ),
  emailKind: maybe(fc.constantFrom(...emailKinds)),
  emailDomainChargebackRate: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  customer: maybe(
    fc.record({
      orders: count,
      medianTotalMinor: maybe(fc.integer({ min: -100, max: 1_000_000 })),
      daysSinceFirst: maybe(fc.integer({ min: 0, max: 10_000 })),
      chargebacks: maybe(fc.integer({ min: 0, max: 100 })),
    }),
  ),
  marketplace: maybe(fc.boolean()),
  localHour: maybe(fc.integer({ min: 0, max: 23 })),
});

describe('the features of an order', () => {
  it('are those that the model declares, within their ranges', () => {
    fc.assert(
      fc.property(orders, signalsOf, (order, signals) => {
        const features: Readonly<Record<string, number | null>> = fraudFeatures(order, signals);
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
    expect(fraudFeatures(fraudOrder())).toMatchObject({
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

  it('are null where no signal is known, and say which', () => {
    const names = schema.features.map(({ name }) => name);
    const yen = knownFeatures(fraudFeatures(fraudOrder({ currency: CurrencyCode('JPY') })));
    expect(yen.missing).toEqual(['total', 'highest_unit_price', ...names.slice(13)]);
    expect(Object.keys(yen.features)).toEqual(names.slice(0, 13));
    const { features, missing } = knownFeatures(fraudFeatures(fraudOrder(), { ...noSignals, marketplace: false, localHour: 9 }));
    expect(features).toMatchObject({ marketplace: 0, local_hour: 9 });
    expect([...Object.keys(features), ...missing].toSorted()).toEqual(names.toSorted());
  });
  it('turn what is the same into what differs, and leave unknown what is not known', () => {
    const billing = { sameCountry: true, sameRegion: false, samePostal: null, km: 812 };
    expect(fraudFeatures(fraudOrder(), { ...noSignals, billing, emailKind: 'disposable' })).toMatchObject({
      billing_other_country: 0,
      billing_other_region: 1,
      billing_other_postal: null,
      billing_km: 812,
      email_free_mail: 0,
      email_disposable: 1,
    });
  });
  it('hold the total against what the customer usually spends', () => {
    const customer = { orders: 4, medianTotalMinor: 2_550, daysSinceFirst: 90, chargebacks: null };
    expect(fraudFeatures(fraudOrder(), { ...noSignals, customer })).toMatchObject({
      value_to_median: 2,
      earlier_orders: 4,
      earlier_chargebacks: null,
      customer_days: 90,
    });
    const nothing = { ...customer, medianTotalMinor: 0 };
    expect(fraudFeatures(fraudOrder(), { ...noSignals, customer: nothing }).value_to_median).toBeNull();
  });
});
