import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wooCommerceAdapter } from '../../../../lib/channels/adapters/woocommerce/woocommerce.adapter.ts';
import { verifyWooCommerceHmac } from '../../../../lib/channels/adapters/woocommerce/woocommerce.webhook.ts';
import type { Received, SigningSecrets } from '../../../../lib/channels/app/channel-adapter.ts';
import type { ChannelAccount } from '../../../../lib/channels/domain/channel-account.ts';
import { TenantId } from '../../../../lib/kernel/ids.ts';
import { Instant } from '../../../../lib/kernel/instant.ts';
import { fixtureText } from './fixture.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sign = (body: Uint8Array, secret: string): string => createHmac('sha256', secret).update(body).digest('base64');

const account: ChannelAccount = {
  tenantId: TenantId('acme'),
  channel: 'woocommerce',
  account: 'main',
  shopDomain: 'shop.example',
  secretName: 'woocommerce-main-webhook-secret',
  settings: null,
  credentialsName: 'credentials',
  baseUrl: null,
  stock: null,
  identity: null,
  addedAt: Instant('2026-11-01T00:00:00.000Z'),
  connectedAt: null,
  removedAt: null,
};

const receive = (
  rawBody: Uint8Array,
  headers: Record<string, string | undefined>,
  secrets: SigningSecrets = { current: 'new', previous: 'old' },
): Received => wooCommerceAdapter.receive({ headers, rawBody, account, secrets });

const delivered = (rawBody: Uint8Array, changes: Record<string, string | undefined> = {}): Received =>
  receive(rawBody, {
    'x-wc-webhook-topic': 'order.updated',
    'x-wc-webhook-source': 'https://shop.example/',
    'x-wc-webhook-signature': sign(rawBody, 'new'),
    ...changes,
  });

describe('a delivery', () => {
  const order = bytes(fixtureText('order-exclusive'));

  it('signed with the current secret or the one before is an order', () => {
    expect(delivered(order)).toEqual({ kind: 'order' });
    expect(delivered(order, { 'x-wc-webhook-signature': sign(order, 'old') })).toEqual({ kind: 'order' });
    expect(delivered(order, { 'x-wc-webhook-topic': 'order.restored' })).toEqual({ kind: 'order' });
  });

  it('without a good signature is no delivery, whatever else it says', () => {
    for (const signature of [undefined, '', sign(order, 'other'), sign(order, 'new').slice(0, -1), sign(bytes('{}'), 'new')])
      expect(delivered(order, { 'x-wc-webhook-signature': signature })).toEqual({ kind: 'unauthentic', code: 'signature-invalid' });
  });

  it('of another shop is refused, also one in a folder of a known host is taken', () => {
    expect(delivered(order, { 'x-wc-webhook-source': 'https://other.example/' })).toEqual({ kind: 'unauthentic', code: 'shop-differs' });
    expect(delivered(order, { 'x-wc-webhook-source': undefined })).toEqual({ kind: 'unauthentic', code: 'shop-differs' });
    expect(delivered(order, { 'x-wc-webhook-source': 'https://Shop.example/store/' })).toEqual({ kind: 'order' });
  });

  it('without a topic is malformed', () => {
    expect(delivered(order, { 'x-wc-webhook-topic': '../etc' })).toMatchObject({
      kind: 'malformed',
      problems: [{ field: 'x-wc-webhook-topic' }],
    });
  });

  it('of an order that went into the trash makes it be fetched', () => {
    expect(delivered(bytes('{"id":1041}'), { 'x-wc-webhook-topic': 'order.deleted' })).toEqual({ kind: 'look-up', channelOrderId: '1041' });
    expect(delivered(bytes('{"id":"x"}'), { 'x-wc-webhook-topic': 'order.deleted' })).toMatchObject({ kind: 'malformed' });
  });

  it.each(['product.updated', 'action.woocommerce_add_to_cart'])('of a topic we have no use for is ignored: %s', (topic) => {
    expect(delivered(bytes('{"id":1041}'), { 'x-wc-webhook-topic': topic })).toMatchObject({ kind: 'ignored' });
  });

  it('of a cart that is still being filled is ignored', () => {
    const draft = bytes(JSON.stringify({ ...JSON.parse(fixtureText('order-exclusive')), status: 'checkout-draft' }));
    expect(delivered(draft)).toMatchObject({ kind: 'ignored', reason: expect.stringContaining('draft') });
    // The word alone does not make it one.
    expect(delivered(bytes(fixtureText('order-exclusive').replace('Please ring twice', 'draft')))).toEqual({ kind: 'order' });
  });
});

describe('the ping of a new webhook', () => {
  const ping = bytes('webhook_id=12');

  it('bears no signature, and is answered without being believed anything', () => {
    expect(receive(ping, { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({ kind: 'ignored' });
  });

  it('is nothing that looks like a delivery', () => {
    for (const [body, headers] of [
      ['webhook_id=12', { 'x-wc-webhook-topic': 'order.created' }],
      ['webhook_id=12&order=1', {}],
      ['webhook_id=', {}],
      ['{"id":1}', {}],
      [`webhook_id=${'1'.repeat(60)}`, {}],
    ] as const)
      expect(receive(bytes(body), headers)).toEqual({ kind: 'unauthentic', code: 'signature-invalid' });
  });
});

describe('the signature', () => {
  it('is never good under an empty secret', () => {
    expect(verifyWooCommerceHmac(bytes('{}'), sign(bytes('{}'), ''), { current: '', previous: '' })).toBe(false);
  });

  it('covers every byte of the body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (raw, place, change) => {
        const header = sign(raw, 'new');
        const other = Uint8Array.from(raw);
        const index = place % raw.length;
        other[index] = (other[index] ?? 0) ^ change;
        return verifyWooCommerceHmac(raw, header, { current: 'new' }) && !verifyWooCommerceHmac(other, header, { current: 'new' });
      }),
    );
  });

  it('cannot be guessed by any text', () => {
    const order = bytes(fixtureText('order-exclusive'));
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.base64String()),
        (header) => receive(order, { 'x-wc-webhook-topic': 'order.created', 'x-wc-webhook-signature': header }).kind === 'unauthentic',
      ),
      { numRuns: 300 },
    );
  });
});

describe('privacy requests', () => {
  it('are refused by name, because WooCommerce sends none', () => {
    const result = wooCommerceAdapter.readPrivacyRequest('customer-redact', bytes('{}'), account);
    expect(!result.ok && result.error).toMatchObject([
      { code: 'privacy-request-unknown', message: expect.stringContaining('customer-redact') },
    ]);
  });
});
