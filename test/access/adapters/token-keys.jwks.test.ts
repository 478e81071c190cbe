import { exportJWK, generateKeyPair, type JWTVerifyGetKey } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPublishedKeys } from '../../../lib/access/adapters/token-keys.jwks.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { type HttpRequest, type HttpResponse, UnavailableError } from '../../../lib/platform/ports.ts';
import { start } from '../support/access.fixture.ts';

const url = 'https://keys.example.test/jwks.json';
const minuteMs = 60_000;
let jwk: Awaited<ReturnType<typeof exportJWK>>;
beforeAll(async () => {
  jwk = await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey);
});

const setOf = (...kids: readonly string[]) => ({ keys: kids.map((kid) => ({ ...jwk, kid, alg: 'RS256', use: 'sig' })) });
const encode = (body: unknown) => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));

/** Keys that are answered as `serve` says at the moment. */
const openKeys = (first: unknown) => {
  const clock = createVirtualClock(start);
  const requests: HttpRequest[] = [];
  let served: unknown = first;
  const http = {
    send: async (request: HttpRequest): Promise<HttpResponse> => {
      requests.push(request);
      if (served instanceof Error) throw served;
      return typeof served === 'number'
        ? { status: served, headers: {}, body: encode('') }
        : { status: 200, headers: {}, body: encode(served) };
    },
  };
  const keys: JWTVerifyGetKey = createPublishedKeys({ http, clock, url });
  const find = async (kid: string) => (await keys({ alg: 'RS256', kid }, { payload: '', signature: '' })) && 'found';
  return { clock, requests, find, serve: (next: unknown) => void (served = next) };
};
const away = new UnavailableError('away');
const noSuchKey = { code: 'ERR_JWKS_NO_MATCHING_KEY' };

describe('published keys', () => {
  it('are read once, with a deadline, by however many ask at the same time', async () => {
    const { find, requests } = openKeys(setOf('a', 'b'));
    expect(await Promise.all([find('a'), find('b'), find('a')])).toEqual(['found', 'found', 'found']);
    await find('b');
    expect(requests).toEqual([expect.objectContaining({ method: 'GET', url, deadlineMs: expect.any(Number) })]);
  });

  it('are read again for a key id that is new, at most once a minute', async () => {
    const { find, requests, serve, clock } = openKeys(setOf('a'));
    await find('a');
    serve(setOf('a', 'b'));
    await expect(find('b')).rejects.toMatchObject(noSuchKey);
    expect(requests).toHaveLength(1);
    clock.advanceMs(minuteMs);
    expect(await Promise.all([find('b'), find('b')])).toEqual(['found', 'found']);
    for (const kid of ['x', 'y', 'z']) await expect(find(kid)).rejects.toMatchObject(noSuchKey);
    expect(requests).toHaveLength(2);
  });

  it('that have been withdrawn are forgotten after an hour', async () => {
    const { find, serve, clock } = openKeys(setOf('a'));
    await find('a');
    serve(setOf('b'));
    clock.advanceMs(59 * minuteMs);
    expect(await find('a')).toBe('found');
    clock.advanceMs(minuteMs);
    await expect(find('a')).rejects.toMatchObject(noSuchKey);
  });

  it('serve on while newer ones cannot be had', async () => {
    const { find, serve, clock, requests } = openKeys(setOf('a'));
    await find('a');
    serve(away);
    clock.advanceMs(60 * minuteMs);
    expect(await find('a')).toBe('found');
    expect(await find('a')).toBe('found');
    expect(requests).toHaveLength(2);
  });

  it.each<[string, unknown]>([
    ['nobody answers', away],
    ['the answer is an error', 503],
    ['the answer is a redirect', 302],
    ['the answer is no JSON', '<html>'],
    ['the answer holds no keys', { keys: [] }],
    ['the answer holds something else', { keys: [{ kty: 'RSA' }] }],
  ])('are unavailable when %s, and asked for again by the next', async (_, trouble) => {
    const { find, serve } = openKeys(trouble);
    await expect(find('a')).rejects.toThrow(UnavailableError);
    serve(setOf('a'));
    expect(await find('a')).toBe('found');
  });

  it('do not call a token bad whose key they could not look up', async () => {
    const { find, serve, clock, requests } = openKeys(setOf('a'));
    await find('a');
    serve(away);
    clock.advanceMs(minuteMs);
    await expect(find('new')).rejects.toThrow(UnavailableError);
    await expect(find('new')).rejects.toThrow(UnavailableError);
    expect(requests).toHaveLength(2);
    serve(setOf('a', 'new'));
    clock.advanceMs(minuteMs);
    expect(await find('new')).toBe('found');
  });
});
