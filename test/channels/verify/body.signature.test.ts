import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, hmac, verdict, verified } from './deliveries.ts';

const headerOf: readonly (readonly [scheme: string, header: string])[] = [
  ['shopify', 'X-Shopify-Hmac-SHA256'],
  ['woocommerce', 'X-WC-Webhook-Signature'],
  ['shiphero', 'X-Shiphero-Hmac-Sha256'],
];

describe.each(headerOf)('a delivery of %s', (scheme, header) => {
  const rawBody = bytes('{"id":1,"name":"Zoë"}');
  const good = hmac('base64', 'new', rawBody);
  const check = (value: unknown, secrets: readonly string[] = ['new']) =>
    verdict(verified(scheme, { headers: { [header]: value }, rawBody, secrets }));

  it('is authentic with the base64 of the HMAC over its body, whatever the case of the name', () => {
    expect(check(good)).toBe('ok');
    expect(check([good])).toBe('ok');
    expect(verdict(verified(scheme, { headers: { [header.toUpperCase()]: ` ${good}\t` }, rawBody, secrets: ['new'] }))).toBe('ok');
  });

  it('is authentic under any of several secrets', () => {
    expect(check(good, ['newer', 'new'])).toBe('ok');
    expect(check(good, ['', 'new'])).toBe('ok');
    expect(check(good, ['newer', 'older'])).toEqual([`signature-invalid ${header.toLowerCase()}`]);
  });

  it('is refused without a signature, and with one that cannot be', () => {
    const name = header.toLowerCase();
    expect(verdict(verified(scheme, { rawBody, secrets: ['new'] }))).toEqual([`signature-missing ${name}`]);
    expect(check('  ')).toEqual([`signature-missing ${name}`]);
    expect(check(hmac('hex', 'new', rawBody))).toEqual([`header-malformed ${name}`]);
    expect(check(good.slice(0, -1))).toEqual([`header-malformed ${name}`]);
    expect(check(`${good}=`)).toEqual([`header-malformed ${name}`]);
  });

  it('is refused for the signature of another body', () => {
    expect(check(hmac('base64', 'new', '{"id": 1,"name":"Zoë"}'))).toEqual([`signature-invalid ${header.toLowerCase()}`]);
  });

  it('is refused when the last character is another one for the same bytes', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const last = alphabet[alphabet.indexOf(good.at(-2) ?? '') ^ 1] ?? '';
    const same = `${good.slice(0, -2)}${last}=`;
    expect(Buffer.from(same, 'base64')).toEqual(Buffer.from(good, 'base64'));
    expect(check(same)).toEqual([`signature-invalid ${header.toLowerCase()}`]);
  });
});

describe('any delivery', () => {
  it('is refused under no secret, because anybody can sign with an empty one', () => {
    const headers = { 'X-Shopify-Hmac-SHA256': hmac('base64', '', '{}') };
    expect(verdict(verified('shopify', { headers, secrets: [] }))).toEqual(['secret-missing secret']);
    expect(verdict(verified('shopify', { headers, secrets: ['', ''] }))).toEqual(['secret-missing secret']);
  });

  it('is refused under a scheme that there is not', () => {
    for (const scheme of ['paypal', '', '__proto__', 'constructor', 'Shopify'])
      expect(verdict(verified(scheme, {}))).toEqual(['scheme-unknown scheme']);
  });

  it('is told everything that is wrong with what was given', () => {
    expect(verdict(verified('paypal', { headers: [], secrets: [] }))).toEqual([
      'scheme-unknown scheme',
      'secret-missing secret',
      'not-an-object headers',
    ]);
  });

  it('quotes no secret and no header in what it is told', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{12,20}$/),
        fc.constantFrom('shopify', 'stripe', 'easypost', 'standard-webhooks'),
        (word, scheme) => {
          const headers = Object.fromEntries(
            ['x-shopify-hmac-sha256', 'stripe-signature', 'x-hmac-signature', 'x-hmac-signature-v2', 'webhook-id', 'webhook-signature'].map(
              (name) => [name, word],
            ),
          );
          const result = verified(scheme, { headers, secrets: [word] });
          return !result.ok && !JSON.stringify(result).includes(word);
        },
      ),
    );
  });
});

describe('the headers of a delivery', () => {
  const check = (headers: unknown) => verdict(verified('shopify', { headers, rawBody: bytes('{}'), secrets: ['new'] }));
  const good = hmac('base64', 'new', '{}');

  it.each<[string, unknown, string]>([
    ['no object', 'text', 'not-an-object headers'],
    ['nothing', null, 'not-an-object headers'],
    ['a number as value', { 'x-shopify-hmac-sha256': 1 }, 'header-malformed x-shopify-hmac-sha256'],
    ['two values', { 'x-shopify-hmac-sha256': [good, good] }, 'header-malformed x-shopify-hmac-sha256'],
    ['no value', { 'X-Other': [] }, 'header-malformed x-other'],
    ['a line break in a value', { 'X-Other': 'a\r\nb' }, 'header-malformed x-other'],
    ['half of a surrogate pair', { 'X-Other': '\ud800' }, 'header-malformed x-other'],
    ['a value without end', { 'X-Other': 'a'.repeat(16_385) }, 'header-malformed x-other'],
    ['a name that none can have', { 'X Other': 'a' }, 'header-malformed headers'],
    ['one name in two cases', { 'X-Shopify-Hmac-Sha256': good, 'x-shopify-hmac-sha256': good }, 'header-repeated x-shopify-hmac-sha256'],
  ])('are refused with %s', (_what, headers, problem) => {
    expect(check(headers)).toEqual([problem]);
  });

  it('keep white space that HTTP does not take away', () => {
    expect(check({ 'x-shopify-hmac-sha256': `${good}\u00a0` })).toEqual(['header-malformed x-shopify-hmac-sha256']);
  });
});
