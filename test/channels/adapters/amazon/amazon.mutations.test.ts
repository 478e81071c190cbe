import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amazonAdapter } from '../../../../lib/channels/adapters/amazon/amazon.adapter.ts';
import { normalizeAmazonOrder } from '../../../../lib/channels/adapters/amazon/amazon.normalize.ts';
import { CanonicalOrder, canonicalOrderToWire } from '../../../../lib/contracts/canonical-order.ts';
import { TenantId } from '../../../../lib/kernel/ids.ts';
import { Instant } from '../../../../lib/kernel/instant.ts';
import { americanOrder, germanOrder, options, orderV0 } from './fixture.ts';

type Step = { readonly pick: number; readonly replacement: unknown };

const replacement = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom(
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
    '2026-11-20T10:00:00',
    [],
    {},
    [null],
    [[]],
  ),
  fc.constantFrom('PENDING', 'CANCELLED', 'AMAZON', 'XXX', 'EUR', '__proto__', 'constructor'),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
);

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
  const result = normalizeAmazonOrder(payload, options);
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
  }
};

describe('normalising a damaged order', () => {
  it.each<[string, () => unknown]>([
    ['of 2026-01-01, tax on top', () => ({ order: americanOrder() })],
    ['of 2026-01-01, tax included', () => ({ orders: [germanOrder(), americanOrder()] })],
    ['of v0', () => ({ payload: orderV0() })],
  ])('gives a valid order or a named refusal, never a crash: %s', (_what, make) => {
    fc.assert(
      fc.property(steps, (changes) => holds(mutate(make(), changes))),
      { numRuns: 500 },
    );
  });

  it('gives a result for any JSON document, as a value and as text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        holds(document);
        holds(JSON.stringify(document));
      }),
      { numRuns: 200 },
    );
  });

  it('gives a result for any text, any bytes, and any table', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('114-1', '1', '2.50', 'USD', 'Amazon.de', '2026-11-20T09:00:00+00:00', 'Shipped', 'Merchant'),
    );
    const header = 'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tquantity\tcurrency\titem-price\tsku\tsales-channel';
    const report = fc
      .array(fc.array(cell, { maxLength: 10 }), { maxLength: 5 })
      .map((rows) => [header, ...rows.map((cells) => cells.join('\t'))].join('\n'));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.uint8Array(), report), holds), { numRuns: 500 });
  });
});

describe('a delivery over HTTPS', () => {
  const account = {
    tenantId: TenantId('main'),
    channel: 'amazon',
    account: 'main',
    shopDomain: null,
    secretName: 'amazon-main-webhook-secret',
    addedAt: Instant('2026-11-01T00:00:00.000Z'),
    removedAt: null,
  };

  it('is never taken, whatever it carries', () => {
    const anything = fc.record({ headers: fc.dictionary(fc.string(), fc.string()), rawBody: fc.uint8Array(), secret: fc.string() });
    fc.assert(
      fc.property(anything, ({ headers, rawBody, secret }) => {
        const received = amazonAdapter.receive({ headers, rawBody, account, secrets: { current: secret } });
        expect(received).toMatchObject({ kind: 'malformed', problems: [{ code: 'no-webhooks' }] });
      }),
      { numRuns: 200 },
    );
  });

  it('is no privacy request either', () => {
    const read = amazonAdapter.readPrivacyRequest('customer-redact', new Uint8Array(), account);
    expect(read.ok ? [] : read.error.map(({ code }) => code)).toEqual(['no-privacy-requests']);
  });
});
