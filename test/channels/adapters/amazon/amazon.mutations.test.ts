import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amazonAdapter } from '../../../../lib/channels/adapters/amazon/amazon.adapter.ts';
import { normalizeAmazonOrder } from '../../../../lib/channels/adapters/amazon/amazon.normalize.ts';
import { TenantId } from '../../../../lib/kernel/ids.ts';
import { Instant } from '../../../../lib/kernel/instant.ts';
import { damage, damaged, expectSound, expectSoundForAnything } from '../damaged-orders.ts';
import { americanOrder, germanOrder, options, orderV0 } from './fixture.ts';

const steps = damage(['PENDING', 'CANCELLED', 'AMAZON', 'XXX', 'EUR']);
const holds = (payload: unknown): void => expectSound(normalizeAmazonOrder(payload, options));

describe('normalising a damaged order', () => {
  it.each<[string, () => unknown]>([
    ['of 2026-01-01, tax on top', () => ({ order: americanOrder() })],
    ['of 2026-01-01, tax included', () => ({ orders: [germanOrder(), americanOrder()] })],
    ['of v0', () => ({ payload: orderV0() })],
  ])('gives a valid order or a named refusal, never a crash: %s', (_what, make) => {
    fc.assert(
      fc.property(steps, (changes) => holds(damaged(make(), changes))),
      { numRuns: 500 },
    );
  });

  it('gives a result for anything', () => expectSoundForAnything((payload) => normalizeAmazonOrder(payload, options)));

  it('gives a result for any table', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('114-1', '1', '2.50', 'USD', 'Amazon.de', '2026-11-20T09:00:00+00:00', 'Shipped', 'Merchant'),
    );
    const header = 'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tquantity\tcurrency\titem-price\tsku\tsales-channel';
    const report = fc
      .array(fc.array(cell, { maxLength: 10 }), { maxLength: 5 })
      .map((rows) => [header, ...rows.map((cells) => cells.join('\t'))].join('\n'));
    fc.assert(fc.property(report, holds), { numRuns: 300 });
  });
});

describe('a delivery over HTTPS', () => {
  const account = {
    tenantId: TenantId('main'),
    channel: 'amazon',
    account: 'main',
    shopDomain: null,
    secretName: 'amazon-main-webhook-secret',
    settings: null,
    credentialsName: 'credentials',
    baseUrl: null,
    stock: null,
    identity: null,
    addedAt: Instant('2026-11-01T00:00:00.000Z'),
    connectedAt: null,
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
