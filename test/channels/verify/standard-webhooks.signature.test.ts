import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytes, ed25519, hmac, nowSeconds, verdict, verified } from './deliveries.ts';

const id = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
const rawBody = bytes('{"type":"contact.created"}');
const key = Buffer.from('a key of more than twenty-four bytes');
const secret = `whsec_${key.toString('base64')}`;
const v1 = (t: number | string = nowSeconds, withKey: Buffer = key) => `v1,${hmac('base64', withKey, `${id}.${t}.`, rawBody)}`;
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const whpk = `whpk_${publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`;
const v1a = (t = nowSeconds) => `v1a,${ed25519(privateKey, `${id}.${t}.`, rawBody)}`;
const zeroes = `v1,${Buffer.alloc(32).toString('base64')}`;

const headersOf = (signature: string, t: number | string = nowSeconds) => ({
  'webhook-id': id,
  'webhook-timestamp': String(t),
  'webhook-signature': signature,
});
const check = (headers: object, changes: object = {}) =>
  verdict(verified('standard-webhooks', { headers, rawBody, secrets: [secret], ...changes }));

describe('a delivery after Standard Webhooks', () => {
  it('is authentic as the published example is', () => {
    // libraries/javascript/src/webhook.test.ts of the specification's repository.
    const published = {
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      rawBody: bytes('{"test": 2432232314}'),
      nowSeconds: 1_614_265_330,
    };
    for (const secrets of [['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']])
      expect(verdict(verified('standard-webhooks', { ...published, secrets }))).toBe('ok');
  });

  it('is authentic with one good signature among others, under any of several secrets', () => {
    expect(check(headersOf(`${zeroes} v2,abc v1a,abc ${v1()}`))).toBe('ok');
    expect(check(headersOf(v1()), { secrets: [`whsec_${Buffer.from('another').toString('base64')}`, secret] })).toBe('ok');
  });

  it('is authentic with an Ed25519 signature under the public key', () => {
    expect(check(headersOf(v1a()), { secrets: [whpk] })).toBe('ok');
    expect(check(headersOf(`${v1()} ${v1a()}`), { secrets: [whpk] })).toBe('ok');
    expect(check(headersOf(v1a()), { secrets: [secret, whpk] })).toBe('ok');
    expect(check(headersOf(v1a()), { secrets: [whpk], rawBody: bytes('{}') })).toEqual(['signature-invalid webhook-signature']);
    expect(check(headersOf(v1a().replace('==', '')), { secrets: [whpk] })).toEqual(['signature-invalid webhook-signature']);
  });

  it('is refused when somebody signs with the public key, which everybody knows', () => {
    const known = v1(nowSeconds, Buffer.from(whpk.slice('whpk_'.length), 'base64'));
    expect(check(headersOf(known), { secrets: [whpk] })).toEqual(['signature-missing webhook-signature']);
    expect(check(headersOf(`${known} ${v1a(1)}`), { secrets: [whpk] })).toEqual(['signature-invalid webhook-signature']);
  });

  it('is refused for another id, time or body than was signed', () => {
    const invalid = ['signature-invalid webhook-signature'];
    expect(check({ ...headersOf(v1()), 'webhook-id': 'msg_other' })).toEqual(invalid);
    expect(check(headersOf(v1(), nowSeconds - 1))).toEqual(invalid);
    expect(check(headersOf(v1()), { rawBody: bytes('{"type": "contact.created"}') })).toEqual(invalid);
    expect(check(headersOf(zeroes))).toEqual(invalid);
  });

  it('is refused more than 300 seconds from now', () => {
    expect(check(headersOf(v1(nowSeconds - 300), nowSeconds - 300))).toBe('ok');
    expect(check(headersOf(v1(nowSeconds - 301), nowSeconds - 301))).toEqual(['timestamp-too-old webhook-timestamp']);
    expect(check(headersOf(v1(nowSeconds + 301), nowSeconds + 301))).toEqual(['timestamp-in-future webhook-timestamp']);
  });

  it('is refused when a full stop moves between its parts, which leaves what is signed the same', () => {
    const body = bytes(`${nowSeconds}.{}`);
    const signature = `v1,${hmac('base64', key, `${id}.7.`, body)}`;
    const moved = { 'webhook-id': `${id}.7`, 'webhook-timestamp': String(nowSeconds), 'webhook-signature': signature };
    expect(check(moved, { rawBody: bytes('{}') })).toEqual(['header-malformed webhook-id']);
  });

  it.each<[string, object, readonly string[]]>([
    ['nothing', {}, ['header-malformed webhook-id', 'timestamp-missing webhook-timestamp', 'signature-missing webhook-signature']],
    ['a time that is none', headersOf(v1(), 'hello'), ['header-malformed webhook-timestamp']],
    ['an unknown version alone', headersOf(v1().replace('v1,', 'v2,')), ['signature-missing webhook-signature']],
    ['a signature that is empty', headersOf('v1,'), ['signature-invalid webhook-signature']],
    ['signatures without end', headersOf(Array.from({ length: 21 }, () => v1()).join(' ')), ['header-malformed webhook-signature']],
  ])('is refused with %s', (_what, headers, problems) => {
    expect(check(headers)).toEqual(problems);
  });

  it.each([
    ['a private key', `whsk_${key.toString('base64')}`],
    ['a public key of another length', `whpk_${key.toString('base64')}`],
    ['no key behind the prefix', 'whsec_'],
    ['what is no base64', 'whsec_not base64!'],
    ['base64 in another spelling', `${secret.slice(0, -1)}-`],
  ])('is refused under %s', (_what, wrong) => {
    expect(check(headersOf(v1()), { secrets: [wrong] })).toEqual(['secret-malformed secret']);
    expect(check(headersOf(v1()), { secrets: [secret, wrong] })).toEqual(['secret-malformed secret']);
  });
});
