import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelAccount } from '../../../../lib/channels/domain/channel-account.ts';
import { walmartAdapter } from '../../../../lib/channels/adapters/walmart/walmart.adapter.ts';
import { Instant } from '../../../../lib/kernel/instant.ts';
import { TenantId } from '../../../../lib/kernel/ids.ts';
import { usOrder } from './fixture.ts';

const account: ChannelAccount = {
  tenantId: TenantId('main'),
  channel: 'walmart',
  account: 'main',
  shopDomain: null,
  secretName: 'walmart-main-webhook-secret',
  settings: null,
  credentialsName: 'credentials',
  baseUrl: null,
  stock: null,
  identity: null,
  addedAt: Instant('2026-11-01T00:00:00.000Z'),
  connectedAt: null,
  removedAt: null,
};

const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const receive = (
  authorization: string | undefined,
  body: unknown,
  secrets = { current: 'new-password-of-2026', previous: 'old-password-of-2026' },
) =>
  walmartAdapter.receive({
    headers: { authorization },
    rawBody: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
    account,
    secrets,
  });

const created = {
  source: { eventType: 'ORDER_UPDATES', eventVersion: 'V1', eventTime: '2026-11-20T14:23:34.000Z', eventId: 'e-1' },
  payload: { subEventType: 'PO_CREATED', order: { purchaseOrderId: '1090000000001' } },
};

describe('a notification of Walmart', () => {
  it('makes the order it names be fetched, with the password of now or of before', () => {
    for (const password of ['new-password-of-2026', 'old-password-of-2026'])
      expect(receive(basic('waybill', password), created)).toEqual({
        kind: 'look-up',
        channelOrderId: '1090000000001',
      });
  });

  it('is never believed: even one that holds a whole order gives no order', () => {
    const forged = { ...created, payload: { subEventType: 'PO_CREATED', order: usOrder() } };
    expect(receive(basic('waybill', 'new-password-of-2026'), forged)).toEqual({
      kind: 'look-up',
      channelOrderId: forged.payload.order['purchaseOrderId'],
    });
    expect(walmartAdapter.normalize(JSON.stringify(forged), 'main')).toMatchObject({ ok: false, error: [{ code: 'not-an-order' }] });
  });

  it('of another kind is of no use', () => {
    expect(receive(basic('waybill', 'new-password-of-2026'), { source: { eventType: 'BUY_BOX_CHANGED' } })).toEqual({
      kind: 'ignored',
      reason: 'No use is made of event BUY_BOX_CHANGED',
    });
  });

  it('that is no JSON object is malformed, and one that names no event is of no use', () => {
    for (const body of ['{', '[]', '1', '']) expect(receive(basic('waybill', 'new-password-of-2026'), body).kind).toBe('malformed');
    for (const body of ['{}', '{"source":{}}', usOrder()])
      expect(receive(basic('waybill', 'new-password-of-2026'), body)).toEqual({
        kind: 'ignored',
        reason: expect.stringContaining('names no event'),
      });
  });

  it('is refused with another password, another user, none, or an empty secret', () => {
    const unauthentic = { kind: 'unauthentic', code: 'signature-invalid' };
    for (const header of [basic('waybill', 'guessed'), basic('other', 'new-password-of-2026'), 'Basic', '', undefined])
      expect(receive(header, created)).toEqual(unauthentic);
    expect(receive(basic('waybill', ''), created, { current: '', previous: '' })).toEqual(unauthentic);
  });

  it('is never accepted for whatever else stands in the header', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((text) => `Basic ${text}`),
        ),
        fc.jsonValue(),
        (header, body) => {
          expect(receive(header, body)).toEqual({ kind: 'unauthentic', code: 'signature-invalid' });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('requests about personal data', () => {
  it('do not come from Walmart', () => {
    expect(walmartAdapter.readPrivacyRequest('customer-redact', new Uint8Array(), account)).toMatchObject({
      ok: false,
      error: [{ code: 'not-supported' }],
    });
  });
});
