import { generateKeyPair, SignJWT, UnsecuredJWT, CompactSign, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalTokenIssuer } from '../../../lib/access/adapters/token-issuer.local.ts';
import { createJwtVerifier } from '../../../lib/access/adapters/token-verifier.jwt.ts';
import { UserId } from '../../../lib/access/index.ts';
import { toEpochMs } from '../../../lib/kernel/instant.ts';
import {
  acme,
  borealis,
  codeOf,
  commandLine,
  issuer,
  must,
  openWorld,
  signedInUser,
  start,
  type World,
} from '../support/access.fixture.ts';

let world: World;
let user: Awaited<ReturnType<typeof signedInUser>>;
beforeEach(async () => {
  world = await openWorld();
  user = await signedInUser(world, acme, 'mara.lind@example.com');
});
afterEach(() => world.close());

const startSeconds = toEpochMs(start) / 1000;
const present = (token: string, more: Record<string, string> = {}) =>
  world.access.authenticate({ authorization: `Bearer ${token}`, ...more });
const ownToken = () => user.headers.authorization.slice('Bearer '.length);

describe('a token of the local issuer', () => {
  it('is the member that signed in', async () => {
    expect(must(await present(ownToken()))).toMatchObject({ kind: 'user', id: user.userId, tenantId: acme, locations: 'all' });
  });

  it('holds for an hour and half a minute of clock difference', async () => {
    world.clock.advanceMs(3_629_000);
    expect(codeOf(await present(ownToken()))).toBe('ok');
    world.clock.advanceMs(1000);
    expect(codeOf(await present(ownToken()))).toBe('token-expired');
  });

  it('is taken by another process, whose key is the same', async () => {
    expect(codeOf(await world.anotherProcess().authenticate(user.headers))).toBe('ok');
    expect(await world.anotherProcess().jwks()).toEqual(await world.access.jwks());
  });

  it('is signed with one key also when two processes make it at the same moment', async () => {
    await world.vault.delete({ PK: 'global#TOKEN-ISSUER', SK: 'SIGNING-KEY' });
    const sets = await Promise.all([world.anotherProcess().jwks(), world.anotherProcess().jwks()]);
    expect(sets[0]).toEqual(sets[1]);
    expect(codeOf(await world.anotherProcess().authenticate(user.headers))).toBe('token-invalid');
  });

  it('publishes the public half only', async () => {
    const { keys } = await world.access.jwks();
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('a token that somebody else made', () => {
  const claims = () => ({ token_use: 'access', client_id: issuer.audience });
  const draft = (content: Record<string, unknown> = claims()) =>
    new SignJWT(content)
      .setIssuer(issuer.url)
      .setAudience(issuer.audience)
      .setSubject(user.userId)
      .setIssuedAt(startSeconds)
      .setExpirationTime(startSeconds + 3600);
  const kid = async () => (await world.access.jwks()).keys[0]?.kid ?? '';

  it('without a signature is not valid', async () => {
    const unsigned = new UnsecuredJWT(claims())
      .setIssuer(issuer.url)
      .setAudience(issuer.audience)
      .setSubject(user.userId)
      .setIssuedAt(startSeconds)
      .setExpirationTime(startSeconds + 3600)
      .encode();
    expect(codeOf(await present(unsigned))).toBe('token-invalid');
    const [, body = ''] = ownToken().split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: await kid() })).toString('base64url');
    for (const text of [`${none}.${body}.`, `${none}.${body}.AAAA`]) expect(codeOf(await present(text))).toBe('token-invalid');
  });

  it('under another key is not valid, also when it brings that key along or borrows the id of ours', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)) };
    for (const header of [{ alg: 'ES256' }, { alg: 'ES256', kid: await kid() }, { alg: 'ES256', jwk }, { alg: 'ES256', kid: 'other' }]) {
      expect(codeOf(await present(await draft().setProtectedHeader(header).sign(pair.privateKey)))).toBe('token-invalid');
    }
  });

  it('with our public key as an HMAC secret is not valid', async () => {
    const published = (await world.access.jwks()).keys[0];
    const secret = new TextEncoder().encode(JSON.stringify(published));
    expect(
      codeOf(
        await present(
          await draft()
            .setProtectedHeader({ alg: 'HS256', kid: await kid() })
            .sign(secret),
        ),
      ),
    ).toBe('token-invalid');
  });

  it('by changing the body of a good one is not valid', async () => {
    const [head = '', body = '', signature = ''] = ownToken().split('.');
    const changed = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: '0'.repeat(26) };
    expect(codeOf(await present(`${head}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`))).toBe(
      'token-invalid',
    );
  });

  it.each(['a', 'a.b', 'a.b.c', 'a.b.c.d.e', '....', `${'a'.repeat(8000)}.b.c`])('by writing %.20s is not valid', async (text) => {
    expect(codeOf(await present(text))).toBe('token-invalid');
  });
});

describe('a verifier', () => {
  const setUp = async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const verifier = createJwtVerifier(async () => publicKey, { ...issuer, issuer: issuer.url, algorithms: ['ES256'] }, world.clock);
    const good = {
      iss: issuer.url,
      aud: issuer.audience,
      sub: user.userId,
      iat: startSeconds,
      exp: startSeconds + 3600,
      token_use: 'access',
    };
    const verify = async (change: Record<string, unknown>) => {
      const body = JSON.stringify({ ...good, ...change });
      return verifier.verify(await new CompactSign(new TextEncoder().encode(body)).setProtectedHeader({ alg: 'ES256' }).sign(privateKey));
    };
    return { verify };
  };

  it.each<[string, Record<string, unknown>, string]>([
    ['as it should be', {}, 'ok'],
    ['for several audiences, ours among them', { aud: ['other', issuer.audience] }, 'ok'],
    ['with the client id in place of the audience, as Cognito has it', { aud: undefined, client_id: issuer.audience }, 'ok'],
    ['for another audience', { aud: 'other' }, 'token-invalid'],
    ['for another client', { aud: undefined, client_id: 'other' }, 'token-invalid'],
    ['for nobody in particular', { aud: undefined }, 'token-invalid'],
    ['of another issuer', { iss: 'https://evil.example.test' }, 'token-invalid'],
    ['of an issuer that only begins like ours', { iss: `${issuer.url}.evil.test` }, 'token-invalid'],
    ['that is an id token', { token_use: 'id' }, 'token-invalid'],
    ['of no stated use', { token_use: undefined }, 'token-invalid'],
    ['expired half a minute ago', { iat: startSeconds - 600, exp: startSeconds - 30 }, 'token-expired'],
    ['expired within the difference of clocks', { iat: startSeconds - 600, exp: startSeconds - 29 }, 'ok'],
    ['without an expiry', { exp: undefined }, 'token-invalid'],
    ['that lives for ever', { iat: startSeconds - 100_000, exp: startSeconds + 10 ** 9 }, 'token-expired'],
    ['valid only later', { nbf: startSeconds + 31 }, 'token-invalid'],
    ['valid within the difference of clocks', { nbf: startSeconds + 30 }, 'ok'],
    ['issued in the future', { iat: startSeconds + 31 }, 'token-invalid'],
    ['issued at no stated time', { iat: undefined }, 'token-invalid'],
    ['about nobody', { sub: undefined }, 'token-invalid'],
    ['about an id that is none of ours', { sub: 'acme#ACCESS' }, 'token-invalid'],
    ['with a time that is text', { exp: String(startSeconds + 3600) }, 'token-invalid'],
  ])('meets a token %s', async (_, change, expected) => {
    const { verify } = await setUp();
    expect(codeOf(await verify(change))).toBe(expected);
  });

  it('refuses an algorithm outside its list, signed by the right key or not', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES384');
    const verifier = createJwtVerifier(async () => publicKey, { ...issuer, issuer: issuer.url, algorithms: ['ES256'] }, world.clock);
    const token = await new SignJWT({ token_use: 'access' })
      .setProtectedHeader({ alg: 'ES384' })
      .setIssuer(issuer.url)
      .setAudience(issuer.audience)
      .setSubject(user.userId)
      .setIssuedAt(startSeconds)
      .setExpirationTime(startSeconds + 60)
      .sign(privateKey);
    expect(codeOf(await verifier.verify(token))).toBe('token-invalid');
  });

  it('lets a failure of the key source through as a failure, not as a bad token', async () => {
    const verifier = createJwtVerifier(
      () => Promise.reject(new Error('disk on fire')),
      { ...issuer, issuer: issuer.url, algorithms: ['ES256'] },
      world.clock,
    );
    await expect(verifier.verify(ownToken())).rejects.toThrow('disk on fire');
  });
});

describe('the signing key', () => {
  it('is kept sealed and bound to its purpose', async () => {
    const row = await world.vault.get({ PK: 'global#TOKEN-ISSUER', SK: 'SIGNING-KEY' });
    expect(JSON.stringify(row)).not.toContain('"d"');
    await expect(world.keys.unwrap(String(row?.['wrapped']), { purpose: 'something-else', kid: String(row?.['kid']) })).rejects.toThrow(
      'authenticate',
    );
    await expect(importJWK({ ...(row?.['public_jwk'] as object) }, 'ES256')).resolves.toBeDefined();
  });

  it('is tried again after a failure to read it', async () => {
    let failures = 1;
    const vault = {
      ...world.vault,
      get: async (key: Parameters<typeof world.vault.get>[0]) =>
        failures-- > 0 ? Promise.reject(new Error('away')) : world.vault.get(key),
    };
    const local = createLocalTokenIssuer({ vault, keys: world.keys, clock: world.clock, ids: world.ids, ...issuer });
    await expect(local.issue(UserId(user.userId))).rejects.toThrow('away');
    expect(codeOf(await present((await local.issue(UserId(user.userId))).accessToken))).toBe('ok');
  });
});

describe('the tenant of a request', () => {
  const joinBorealis = () =>
    world.access.grantMembership(commandLine(borealis), { userId: user.userId, role: 'support', locations: ['lyon'] });

  it('is the only one of the user when none is named', async () => {
    expect(must(await present(ownToken())).tenantId).toBe(acme);
  });

  it('must be named by a user of several', async () => {
    must(await joinBorealis());
    expect(await present(ownToken())).toEqual({ ok: false, error: { code: 'tenant-not-named', tenants: [acme, borealis] } });
    expect(must(await present(ownToken(), { 'x-tenant-id': acme }))).toMatchObject({ tenantId: acme, locations: 'all' });
    expect(must(await present(ownToken(), { 'x-tenant-id': borealis }))).toMatchObject({ tenantId: borealis, locations: ['lyon'] });
  });

  it.each([borealis, 'nowhere', 'acme#ACCESS', ''])('cannot be %j for a user who has no place there', async (tenantId) => {
    expect(codeOf(await present(ownToken(), { 'x-tenant-id': tenantId }))).toBe('tenant-not-found');
  });

  it('is gone with the membership, at once', async () => {
    must(await world.access.revokeMembership(commandLine(acme), user.userId));
    expect(codeOf(await present(ownToken()))).toBe('no-membership');
    expect(codeOf(await present(ownToken(), { 'x-tenant-id': acme }))).toBe('tenant-not-found');
  });
});
