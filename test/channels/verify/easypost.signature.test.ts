import { describe, expect, it } from 'vitest';
import { bytes, hmac, nowSeconds, verdict, verified } from './deliveries.ts';

const rawBody = bytes('{"id":"evt_1","object":"Event","result":{"weight":12.0}}');
const date = (seconds: number) => new Date(seconds * 1000).toUTCString().replace('GMT', '-0000');
const path = '/webhooks/easypost';

const first = (secret: string, body: Uint8Array = rawBody) => `hmac-sha256-hex=${hmac('hex', secret, body)}`;
const second = (secret: string, timestamp = date(nowSeconds), at = path, body: Uint8Array = rawBody) => ({
  'X-Timestamp': timestamp,
  'X-Path': at,
  'X-Hmac-Signature-V2': `hmac-sha256-hex=${hmac('hex', secret, timestamp, 'POST', at, body)}`,
});
const check = (headers: object, changes: object = {}) =>
  verdict(verified('easypost', { headers, rawBody, secrets: ['sécret'], ...changes }));

describe('a delivery of EasyPost with the first signature', () => {
  it('is authentic over the body, with the secret in its decomposed form however it was typed', () => {
    const header = { 'X-Hmac-Signature': first('se\u0301cret') };
    expect(check(header)).toBe('ok');
    expect(check(header, { secrets: ['other', 's\u00e9cret'] })).toBe('ok');
    expect(check({ 'X-Hmac-Signature': first('s\u00e9cret') })).toEqual(['signature-invalid x-hmac-signature']);
  });

  it('is refused without it, or with another', () => {
    expect(check({})).toEqual(['signature-missing x-hmac-signature']);
    expect(check({ 'X-Hmac-Signature': hmac('hex', 'se\u0301cret', rawBody) })).toEqual(['header-malformed x-hmac-signature']);
    expect(check({ 'X-Hmac-Signature': first('se\u0301cret', bytes('{}')) })).toEqual(['signature-invalid x-hmac-signature']);
  });
});

describe('a delivery of EasyPost with the second signature', () => {
  const good = second('se\u0301cret');

  it('is authentic over time, method, path and body', () => {
    expect(check(good)).toBe('ok');
    expect(check(second('se\u0301cret', 'Tue, 19 Aug 2025 20:37:09 -0000'), { nowSeconds: Date.UTC(2025, 7, 19, 20, 37, 9) / 1000 })).toBe(
      'ok',
    );
    expect(check(second('se\u0301cret', '9 Aug 2025 20:37:09 +0230'), { nowSeconds: Date.UTC(2025, 7, 9, 18, 7, 9) / 1000 })).toBe('ok');
  });

  it('is decided by it, whatever the first says', () => {
    expect(check({ ...good, 'X-Hmac-Signature': first('other') })).toBe('ok');
    expect(check({ ...good, 'X-Hmac-Signature-V2': first('se\u0301cret'), 'X-Hmac-Signature': first('se\u0301cret') })).toEqual([
      'signature-invalid x-hmac-signature-v2',
    ]);
  });

  it('is refused for another time, path or body than was signed', () => {
    expect(check({ ...good, 'X-Timestamp': date(nowSeconds - 1) })).toEqual(['signature-invalid x-hmac-signature-v2']);
    expect(check({ ...good, 'X-Path': '/other' })).toEqual(['signature-invalid x-hmac-signature-v2']);
    expect(check(good, { rawBody: bytes('{}') })).toEqual(['signature-invalid x-hmac-signature-v2']);
  });

  it('is refused when bytes moved between path and body, which leaves what is signed the same', () => {
    const text = new TextDecoder().decode(rawBody);
    expect(check({ ...good, 'X-Path': `${path}${text.slice(0, 5)}` }, { rawBody: bytes(text.slice(5)) })).toEqual([
      'header-malformed x-path',
      'body-malformed body',
    ]);
    expect(check({ ...good, 'X-Path': '/webhooks/easy' }, { rawBody: bytes(`post${text}`) })).toEqual(['body-malformed body']);
  });

  it('is refused more than 300 seconds from now', () => {
    expect(check(second('se\u0301cret', date(nowSeconds - 300)))).toBe('ok');
    expect(check(second('se\u0301cret', date(nowSeconds - 301)))).toEqual(['timestamp-too-old x-timestamp']);
    expect(check(second('se\u0301cret', date(nowSeconds + 301)))).toEqual(['timestamp-in-future x-timestamp']);
  });

  it('is refused with a part missing or malformed', () => {
    const { 'X-Timestamp': _time, ...timeless } = good;
    const { 'X-Path': _path, ...pathless } = good;
    expect(check(timeless)).toEqual(['timestamp-missing x-timestamp']);
    expect(check(pathless)).toEqual(['header-malformed x-path']);
    for (const timestamp of [
      String(nowSeconds),
      '2025-08-19T20:37:09Z',
      'Tue, 39 Aug 2025 20:37:09 -0000',
      'Tue, 19 Aug 2025 25:37:09 -0000',
    ])
      expect(check(second('se\u0301cret', timestamp))).toEqual(['header-malformed x-timestamp']);
  });
});
