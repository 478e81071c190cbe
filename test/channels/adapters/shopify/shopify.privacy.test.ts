import { describe, expect, it } from 'vitest';
import { readPrivacyRequest } from '../../../../lib/channels/adapters/shopify/shopify.privacy.ts';

const shop = '"shop_id":954889,"shop_domain":"Northgate.myshopify.com"';

describe('privacy requests', () => {
  it('read whose data is asked for, with exact ids', () => {
    const body = `{${shop},"orders_requested":[299938,5820982911946154508],"customer":{"id":191167,"email":"ada@example.com","phone":"+49 30 0"},"data_request":{"id":9999}}`;
    expect(readPrivacyRequest('customer-data-request', body)).toEqual({
      ok: true,
      value: {
        request: 'customer-data-request',
        shopId: '954889',
        shopDomain: 'northgate.myshopify.com',
        customer: { id: '191167', email: 'ada@example.com', phone: '+49 30 0' },
        orderIds: ['299938', '5820982911946154508'],
        dataRequestId: '9999',
      },
    });
  });

  it('read whose data is to be erased, also when only an e-mail address names the person', () => {
    const body = `{${shop},"customer":{"email":"ada@example.com"},"orders_to_redact":null,"new_field":1}`;
    expect(readPrivacyRequest('customer-redact', new TextEncoder().encode(body))).toMatchObject({
      ok: true,
      value: { customer: { id: null, email: 'ada@example.com', phone: null }, orderIds: [] },
    });
  });

  it('read which shop is to be erased', () => {
    expect(readPrivacyRequest('shop-redact', `{${shop}}`)).toEqual({
      ok: true,
      value: { request: 'shop-redact', shopId: '954889', shopDomain: 'northgate.myshopify.com' },
    });
  });

  it.each([
    ['customer-redact', 'nonsense', ''],
    ['customer-redact', `{${shop},"customer":{"id":null,"email":" "}}`, 'customer'],
    ['customer-data-request', `{${shop}}`, 'customer'],
    ['shop-redact', '{"shop_id":1}', 'shop_domain'],
  ] as const)('refuse a body that names nobody: %s %s', (request, body, field) => {
    expect(readPrivacyRequest(request, body)).toMatchObject({ ok: false, error: [{ field }] });
  });
});
