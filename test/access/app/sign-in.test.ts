import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acme, borealis, codeOf, commandLine, must, openWorld, password, signedInUser, type World } from '../support/access.fixture.ts';

const email = 'mara.lind@example.com';
const another = 'another long password';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const register = () => world.access.createUser(commandLine(acme), { email, role: 'admin', locations: 'all', password });
const wrong = () => world.access.signIn({ email, password: 'not this password' });

describe('signing in', () => {
  it('gives a token for an hour', async () => {
    const { userId } = must(await register());
    expect(must(await world.access.signIn({ email: ` ${email.toUpperCase()}`, password }))).toMatchObject({
      userId,
      expiresInSeconds: 3600,
    });
  });

  it('answers the same to a wrong password, an unknown address and a disabled user', async () => {
    const { userId } = must(await register());
    const refused = { ok: false, error: { code: 'sign-in-refused' } };
    expect(await wrong()).toEqual(refused);
    expect(await world.access.signIn({ email: 'nobody@example.com', password })).toEqual(refused);
    expect(await world.access.signIn({ email: 'not an address', password })).toEqual(refused);
    must(await world.access.disableUser(commandLine(acme), userId));
    expect(await world.access.signIn({ email, password })).toEqual(refused);
  });

  it('takes the password as typed on another keyboard', async () => {
    must(await world.access.createUser(commandLine(acme), { email, role: 'admin', locations: 'all', password: 'größere Kisten' }));
    expect(codeOf(await world.access.signIn({ email, password: 'gro\u0308ßere Kisten' }))).toBe('ok');
  });
});

describe('guessing passwords', () => {
  it('is slowed down after five attempts, for the right password too', async () => {
    must(await register());
    for (let attempt = 1; attempt <= 5; attempt += 1) expect(codeOf(await wrong())).toBe('sign-in-refused');
    expect(await world.access.signIn({ email, password })).toEqual({
      ok: false,
      error: { code: 'too-many-attempts', retryAfterSeconds: 30 },
    });
    world.clock.advanceMs(30_000);
    expect(codeOf(await world.access.signIn({ email, password }))).toBe('ok');
    expect(codeOf(await wrong())).toBe('sign-in-refused');
  });

  it('is slowed down alike for an address without an account', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) expect(codeOf(await wrong())).toBe('sign-in-refused');
    expect(codeOf(await wrong())).toBe('too-many-attempts');
  });

  it('is slowed down in every process', async () => {
    must(await register());
    for (let attempt = 1; attempt <= 5; attempt += 1) await world.anotherProcess().signIn({ email, password: 'not this password' });
    expect(codeOf(await wrong())).toBe('too-many-attempts');
  });

  it('does not get more than five guesses by sending fifty at once', async () => {
    must(await register());
    const answers = await Promise.all(Array.from({ length: 50 }, wrong));
    const guesses = answers.filter((answer) => codeOf(answer) === 'sign-in-refused').length;
    expect(guesses).toBeGreaterThan(0);
    expect(guesses).toBeLessThanOrEqual(5);
    expect(answers.every((answer) => ['sign-in-refused', 'too-many-attempts'].includes(codeOf(answer)))).toBe(true);
  });

  it('of one account leaves the others alone', async () => {
    await signedInUser(world, acme, 'jon.vale@example.com');
    for (let attempt = 1; attempt <= 6; attempt += 1) await wrong();
    expect(codeOf(await world.access.signIn({ email: 'jon.vale@example.com', password }))).toBe('ok');
  });
});

describe('a one-time password', () => {
  const invite = async () => {
    const created = must(await world.access.createUser(commandLine(acme), { email, role: 'support', locations: 'all' }));
    return { userId: created.userId, oneTime: created.oneTimePassword?.password ?? '' };
  };

  it('opens nothing until it is exchanged for another password, and then never again', async () => {
    const { oneTime } = await invite();
    expect(oneTime).toMatch(/^([a-z2-7]{6}-){3}[a-z2-7]{6}$/);
    expect(codeOf(await world.access.signIn({ email, password: oneTime }))).toBe('password-change-required');
    expect(codeOf(await world.access.signIn({ email, password: oneTime, newPassword: 'short' }))).toBe('password-too-weak');
    expect(codeOf(await world.access.signIn({ email, password: oneTime, newPassword: oneTime }))).toBe('password-too-weak');
    expect(codeOf(await world.access.signIn({ email, password: oneTime, newPassword: another }))).toBe('ok');
    expect(codeOf(await world.access.signIn({ email, password: oneTime, newPassword: password }))).toBe('sign-in-refused');
    expect(codeOf(await world.access.signIn({ email, password: another }))).toBe('ok');
  });

  it('expires after three days', async () => {
    const { oneTime } = await invite();
    world.clock.advanceMs(72 * 3_600_000);
    expect(codeOf(await world.access.signIn({ email, password: oneTime, newPassword: another }))).toBe('one-time-password-expired');
  });

  it('can be used once when two try at the same moment', async () => {
    const { oneTime } = await invite();
    const answers = await Promise.all(
      [another, password].map((newPassword) => world.access.signIn({ email, password: oneTime, newPassword })),
    );
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'sign-in-refused']);
  });
});

describe('changing the own password', () => {
  it('voids every token from before and is written down', async () => {
    const user = await signedInUser(world, acme, email);
    world.clock.advanceMs(60_000);
    const { accessToken } = must(await world.access.signIn({ email, password, newPassword: another }));
    expect(codeOf(await world.access.authenticate(user.headers))).toBe('token-superseded');
    expect(codeOf(await world.access.authenticate({ authorization: `Bearer ${accessToken}` }))).toBe('ok');
    const written = await world.ledger.query({ PK: 'global#AUDIT#2026-11-20' });
    expect(written.items).toMatchObject([
      { action: 'password.changed', actor: { kind: 'user', id: user.userId }, target: { id: user.userId } },
    ]);
  });
});

describe('resetting the password of another', () => {
  it('voids every token from before and gives a one-time password', async () => {
    const admin = must(await world.access.authenticate((await signedInUser(world, acme, 'jon.vale@example.com')).headers));
    const user = await signedInUser(world, acme, email, 'support');
    world.clock.advanceMs(60_000);
    const reset = must(await world.access.setPassword(admin, { userId: user.userId }));
    expect(codeOf(await world.access.authenticate(user.headers))).toBe('token-superseded');
    expect(codeOf(await world.access.signIn({ email, password }))).toBe('sign-in-refused');
    const oneTime = reset.oneTimePassword?.password ?? '';
    expect(codeOf(await world.access.signIn({ email, password: oneTime, newPassword: another }))).toBe('ok');
  });

  it('checks a password that is given', async () => {
    const { userId } = must(await register());
    expect(codeOf(await world.access.setPassword(commandLine(acme), { userId, password: email }))).toBe('password-too-weak');
    expect(must(await world.access.setPassword(commandLine(acme), { userId, password: another }))).toEqual({});
    expect(codeOf(await world.access.signIn({ email, password: another }))).toBe('ok');
  });

  it('is not for the administrator of one tenant when the user belongs to another too', async () => {
    const admin = must(await world.access.authenticate((await signedInUser(world, acme, 'jon.vale@example.com')).headers));
    const user = await signedInUser(world, acme, email, 'support');
    must(await world.access.grantMembership(commandLine(borealis), { userId: user.userId, role: 'admin', locations: 'all' }));
    expect(codeOf(await world.access.setPassword(admin, { userId: user.userId }))).toBe('user-belongs-to-other-tenants');
    expect(codeOf(await world.access.disableUser(admin, user.userId))).toBe('user-belongs-to-other-tenants');
    expect(codeOf(await world.access.setPassword(commandLine(acme), { userId: user.userId }))).toBe('ok');
  });

  it('is not for a key that holds less than the user', async () => {
    const user = await signedInUser(world, acme, email, 'admin');
    const keyManager = { kind: 'api_key', id: 'k', tenantId: acme, scopes: ['access:write'], roles: [], locations: 'all' } as const;
    expect(codeOf(await world.access.setPassword(keyManager, { userId: user.userId }))).toBe('grant-exceeds-own-rights');
  });
});
