import { describe, expect, it } from 'vitest';
import { bytes, hmac, nowSeconds, verdict, verified } from './deliveries.ts';

const rawBody = bytes('{\n  "id": "evt_1",\n  "object": "event"\n}');
const v1 = (secret = 'whsec_new', t: number | string = nowSeconds, body: Uint8Array = rawBody) => hmac('hex', secret, `${t}.`, body);
const check = (header: string | undefined, changes: object = {}) =>
  verdict(
    verified('stripe', {
      headers: header === undefined ? {} : { 'Stripe-Signature': header },
      rawBody,
      secrets: ['whsec_new'],
      ...changes,
    }),
  );

describe('a delivery of Stripe', () => {
  it('is authentic with a v1 over its time and body', () => {
    expect(check(`t=${nowSeconds},v1=${v1()}`)).toBe('ok');
  });

  it('is authentic when one of several v1 is of one of several secrets, as while a secret is rolled', () => {
    const both = `t=${nowSeconds},v1=${v1('whsec_other')},v1=${v1('whsec_old')},v0=${v1('x')}`;
    expect(check(both, { secrets: ['whsec_new', 'whsec_old'] })).toBe('ok');
    expect(check(both)).toEqual(['signature-invalid stripe-signature']);
  });

  it('is refused with v0 alone, which is the weaker scheme', () => {
    expect(check(`t=${nowSeconds},v0=${v1()}`)).toEqual(['signature-missing stripe-signature']);
  });

  it('is refused for another body or another time than was signed', () => {
    expect(check(`t=${nowSeconds},v1=${v1()}`, { rawBody: bytes('{"id":"evt_1","object":"event"}') })).toEqual([
      'signature-invalid stripe-signature',
    ]);
    expect(check(`t=${nowSeconds - 1},v1=${v1()}`)).toEqual(['signature-invalid stripe-signature']);
    expect(check(`t=0${nowSeconds},v1=${v1()}`)).toEqual(['signature-invalid stripe-signature']);
  });

  it('is refused when it was signed more than 300 seconds from now', () => {
    const at = (t: number) => check(`t=${t},v1=${v1('whsec_new', t)}`);
    expect(at(nowSeconds - 300)).toBe('ok');
    expect(at(nowSeconds - 301)).toEqual(['timestamp-too-old stripe-signature']);
    expect(at(nowSeconds + 300)).toBe('ok');
    expect(at(nowSeconds + 301)).toEqual(['timestamp-in-future stripe-signature']);
  });

  it('is told both when it is old and signed by somebody else', () => {
    expect(check(`t=1,v1=${v1()}`)).toEqual(['signature-invalid stripe-signature', 'timestamp-too-old stripe-signature']);
  });

  it.each([
    ['no header', undefined, ['signature-missing stripe-signature']],
    ['junk', 'junk', ['timestamp-missing stripe-signature', 'signature-missing stripe-signature']],
    ['no time', `v1=${v1()}`, ['timestamp-missing stripe-signature']],
    ['two times', `t=${nowSeconds},t=${nowSeconds},v1=${v1()}`, ['header-malformed stripe-signature']],
    ['a time that is none', `t=${nowSeconds}.5,v1=${v1()}`, ['header-malformed stripe-signature']],
    ['a time beyond numbers', `t=${'9'.repeat(400)},v1=${v1()}`, ['header-malformed stripe-signature']],
    ['upper case', `t=${nowSeconds},v1=${v1().toUpperCase()}`, ['header-malformed stripe-signature']],
    ['signatures without end', `t=${nowSeconds}${`,v1=${v1()}`.repeat(21)}`, ['header-malformed stripe-signature']],
  ])('is refused with %s', (_what, header, problems) => {
    expect(check(header)).toEqual(problems);
  });
});
