import fc from 'fast-check';
import { expect } from 'vitest';
import { CanonicalOrder, canonicalOrderToWire } from '../../../lib/contracts/canonical-order.ts';
import type { ChannelAdapter } from '../../../lib/channels/app/channel-adapter.ts';

type Step = { readonly pick: number; readonly replacement: unknown };

// Values that payloads hold in the wrong places, and that readers stumble over.
const odd: readonly unknown[] = [
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
  '__proto__',
  'constructor',
  [],
  {},
  [null],
  [[]],
];

/** One to six changes to a document. @param words values with a meaning to the channel */
export const damage = (words: readonly unknown[] = []): fc.Arbitrary<readonly Step[]> => {
  const replacement = fc.oneof(fc.constant(undefined), fc.constantFrom(...odd, ...words), fc.string(), fc.jsonValue({ maxDepth: 3 }));
  return fc.array(fc.record({ pick: fc.nat(), replacement }), { minLength: 1, maxLength: 6 });
};

/** Every place of a document, as the object or list that holds it and the key. */
const places = (value: unknown): { holder: Record<string, unknown>; key: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
};

/** The document with the changes made in place. */
export const damaged = (document: unknown, changes: readonly Step[]): unknown => {
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

/** Refused with a reason, or an order after the schema whose lines and totals re-add or say that they do not. */
export const expectSound = (result: ReturnType<ChannelAdapter['normalize']>): void => {
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

/** Nothing that is no order of the channel makes its reading crash. */
export const expectSoundForAnything = (normalize: (payload: unknown) => ReturnType<ChannelAdapter['normalize']>): void => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map((document) => JSON.stringify(document)),
    fc.string(),
    fc.uint8Array(),
  );
  fc.assert(
    fc.property(anything, (payload) => expectSound(normalize(payload))),
    { numRuns: 900 },
  );
};
