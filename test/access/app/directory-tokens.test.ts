// Tokens of a directory: who is believed, and for how long.
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserId } from '../../../lib/access/index.ts';
import { toEpochMs } from '../../../lib/kernel/instant.ts';
import { UnavailableError } from '../../../lib/platform/ports.ts';
import { createFakeDirectory, type FakeDirectory } from '../../support/fake-directory.ts';
import { acme, codeOf, commandLine, must, openWorld, start, type World } from '../support/access.fixture.ts';

let pool: FakeDirectory;
let world: World;
let userId: UserId;
beforeEach(async () => {
  pool = await createFakeDirectory();
  world = await openWorld({ directory: { people: pool.directory, http: pool.http } });
  ({ userId } = must(
    await world.access.createUser(commandLine(acme), { email: 'mara.lind@example.com', role: 'support', locations: 'all' }),
  ));
});
afterEach(() => world.close());

const startSeconds = toEpochMs(start) / 1000;
const nowSeconds = () => Math.floor(toEpochMs(world.clock.now()) / 1000);
const present = (token: string) => world.access.authenticate({ authorization: `Bearer ${token}` });

describe('a token of the directory', () => {
  it('is the user under whose id it was made, with the rights of our own rows', async () => {
    const token = await pool.signIn(userId, startSeconds);
    expect(must(await present(token))).toMatchObject({ kind: 'user', id: userId, tenantId: acme, roles: ['support'] });
    must(await world.access.revokeMembership(commandLine(acme), userId));
    expect(codeOf(await present(token))).toBe('no-membership');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['of another pool', { iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Other0000' }, 'token-invalid'],
    ['of another client', { client_id: 'somebody0elses' }, 'token-invalid'],
    ['of another client that names ours as its audience', { client_id: 'somebody0elses', aud: 'client0of0ours' }, 'token-invalid'],
    ['that names no client', { client_id: undefined }, 'token-invalid'],
    ['that is an id token', { token_use: 'id', aud: 'client0of0ours' }, 'token-invalid'],
    ['that has expired', { iat: startSeconds - 7200, auth_time: startSeconds - 7200, exp: startSeconds - 3600 }, 'token-expired'],
    ['that was issued in the future', { iat: startSeconds + 31 }, 'token-invalid'],
    ['that holds only later', { nbf: startSeconds + 31 }, 'token-invalid'],
    ['under a name that is no user id', { username: 'mara.lind@example.com' }, 'token-invalid'],
    ['under a key of the table for a name', { username: '../global#USER' }, 'token-invalid'],
    ['under no name', { username: undefined }, 'token-invalid'],
    ['with several names', { username: ['a', 'b'] }, 'token-invalid'],
    ['of somebody whom we do not know', { username: '0'.repeat(26) }, 'token-invalid'],
    ['signed in at a time that is text', { auth_time: 'yesterday' }, 'token-invalid'],
    ['whose session is older than the account', { auth_time: startSeconds - 1 }, 'token-superseded'],
  ])('is not believed %s', async (_, change, expected) => {
    expect(codeOf(await present(await pool.sign({ ...pool.claims(userId, startSeconds), ...change })))).toBe(expected);
  });

  it('takes the name and not the subject: whoever chose one as the other is nobody', async () => {
    const token = await pool.sign({ ...pool.claims('0'.repeat(26), startSeconds), sub: userId });
    expect(codeOf(await present(token))).toBe('token-invalid');
  });
});

describe('a token that the directory did not make', () => {
  const claims = () => pool.claims(userId, startSeconds);

  it('is not believed without a signature', async () => {
    expect(codeOf(await present(new UnsecuredJWT(claims()).encode()))).toBe('token-invalid');
    const [, body = ''] = (await pool.sign(claims())).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'pool-key' })).toString('base64url');
    for (const text of [`${none}.${body}.`, `${none}.${body}.AAAA`]) expect(codeOf(await present(text))).toBe('token-invalid');
  });

  it('is not believed with the public key as an HMAC secret, in whatever form', async () => {
    for (const secret of [await exportSPKI(pool.publicKey), JSON.stringify(pool.jwks.keys[0]), String(pool.jwks.keys[0]?.n)]) {
      const token = await new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: 'pool-key' })
        .sign(new TextEncoder().encode(secret));
      expect(codeOf(await present(token))).toBe('token-invalid');
    }
  });

  it('is not believed under another key, named like the right one, brought along, or of another kind', async () => {
    const rsa = await generateKeyPair('RS256');
    const elliptic = await generateKeyPair('ES256');
    const signed = [
      new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'pool-key' }).sign(rsa.privateKey),
      new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'other', jku: 'https://evil.example.test' }).sign(rsa.privateKey),
      new SignJWT(claims()).setProtectedHeader({ alg: 'RS512', kid: 'pool-key' }).sign((await generateKeyPair('RS512')).privateKey),
      new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid: 'pool-key' }).sign(elliptic.privateKey),
    ];
    for (const token of signed) expect(codeOf(await present(await token))).toBe('token-invalid');
  });

  it('is not believed from our own issuer: where there is a directory, we sign none', async () => {
    const alone = await openWorld();
    const email = 'kim.ode@example.com';
    must(await alone.access.createUser(commandLine(acme), { email, role: 'admin', locations: 'all', password: 'correct horse battery' }));
    const { accessToken } = must(await alone.access.signIn({ email, password: 'correct horse battery' }));
    expect(codeOf(await present(accessToken))).toBe('token-invalid');
    await alone.close();
  });
});

describe('a session', () => {
  const refreshed = async (signedInAt: number) => pool.sign({ ...pool.claims(userId, nowSeconds()), auth_time: signedInAt });

  it('goes on with a fresh token as old as its sign-in', async () => {
    world.clock.advanceMs(5 * 3_600_000);
    expect(codeOf(await present(await refreshed(startSeconds)))).toBe('ok');
  });

  it.each(['setPassword', 'disable and enable'] as const)('ends with %s, and no fresh token revives it', async (how) => {
    world.clock.advanceMs(60_000);
    if (how === 'setPassword') must(await world.access.setPassword(commandLine(acme), { userId }));
    else {
      must(await world.access.disableUser(commandLine(acme), userId));
      expect(codeOf(await present(await refreshed(startSeconds)))).toBe('user-disabled');
      must(await world.access.enableUser(commandLine(acme), userId));
    }
    world.clock.advanceMs(60_000);
    expect(codeOf(await present(await refreshed(startSeconds)))).toBe('token-superseded');
    expect(codeOf(await present(await pool.signIn(userId, nowSeconds())))).toBe('ok');
  });

  it('is neither good nor bad while the keys cannot be had', async () => {
    const http = { send: () => Promise.reject(new UnavailableError('away')) };
    const cutOff = await openWorld({ directory: { people: pool.directory, http } });
    await expect(cutOff.access.authenticate({ authorization: `Bearer ${await pool.signIn(userId, startSeconds)}` })).rejects.toThrow(
      UnavailableError,
    );
    await cutOff.close();
  });
});
