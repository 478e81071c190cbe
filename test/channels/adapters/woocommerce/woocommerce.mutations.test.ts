import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CanonicalOrder, canonicalOrderToWire } from '../../../../lib/contracts/canonical-order.ts';
import { normalizeWooCommerceOrder } from '../../../../lib/channels/adapters/woocommerce/woocommerce.normalize.ts';
import { fixture, options } from './fixture.ts';

type Step = { readonly pick: number; readonly replacement: unknown };

const odd = [
  null,
  true,
  0,
  -1,
  1e21,
  2 ** 53,
  '',
  '0.00',
  '-5.00',
  '12.345',
  '1e5',
  '9'.repeat(15),
  '999999999',
  '2026-11-20T10:00:00',
  [],
  {},
  [null],
  [[]],
];
const replacement = fc.oneof(fc.constant(undefined), fc.constantFrom(...odd), fc.string(), fc.jsonValue({ maxDepth: 3 }));
const steps = fc.array(fc.record({ pick: fc.nat(), replacement }), { minLength: 1, maxLength: 6 });

/** Every place of a document, as the object or list that holds it and the key. */
const places = (value: unknown): { holder: Record<string, unknown>; key: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
};

const mutate = (document: unknown, changes: readonly Step[]): unknown => {
  for (const { pick, replacement: value } of changes) {
    const all = places(document);
    const place = all[pick % Math.max(1, all.length)];
    if (place === undefined) continue;
    if (value === undefined && Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
    else if (value === undefined) delete place.holder[place.key];
    else place.holder[place.key] = structuredClone(value);
  }
  return document;
};

const holds = (payload: unknown): void => {
  const result = normalizeWooCommerceOrder(payload, options);
  if (!result.ok) {
    expect(result.error.length).toBeGreaterThan(0);
    for (const { code, message } of result.error) expect(code !== '' && message !== '').toBe(true);
    return;
  }
  for (const order of result.value) {
    const wire = CanonicalOrder.parse(JSON.parse(JSON.stringify(canonicalOrderToWire(order))));
    const { subtotal, discount, shipping, fees, tax, total } = wire.totals;
    const sum = subtotal - discount + shipping + fees + (wire.taxes_included ? 0 : tax);
    if (sum !== total) expect(wire.discrepancies.map(({ code }) => code)).toContain('totals-do-not-add-up');
    for (const line of wire.line_items) {
      const expected = line.quantity * line.unit_price - line.discount + (wire.taxes_included ? 0 : line.tax);
      expect(line.total).toBe(expected);
    }
  }
};

const documents: Readonly<Record<string, () => unknown>> = {
  'order-exclusive': () => fixture('order-exclusive'),
  'order-inclusive': () => fixture('order-inclusive'),
  'refunded-in-part': () => ({ ...fixture('order-exclusive'), refunds: fixture('refunds') }),
};

describe('normalising a damaged order', () => {
  it.each(Object.keys(documents))('gives a valid order or a named refusal, never a crash: %s', (name) => {
    fc.assert(
      fc.property(steps, (changes) => holds(mutate(documents[name]?.(), changes))),
      { numRuns: 500 },
    );
  });

  it('gives a result for any JSON document, as a value and as text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        holds(document);
        holds(JSON.stringify(document));
      }),
      { numRuns: 300 },
    );
  });

  it('gives a result for any text and any bytes', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.uint8Array()), holds), { numRuns: 300 });
  });
});
