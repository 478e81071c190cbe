// People whose passwords a directory keeps: what is told to it, in which order, and what a call that broke off leaves behind.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Principal, refusalOf, type UserId } from '../../../lib/access/index.ts';
import { type Directory, UnavailableError } from '../../../lib/platform/ports.ts';
import { createFakeDirectory, type FakeDirectory } from '../../support/fake-directory.ts';
import { acme, borealis, codeOf, commandLine, must, openWorld, password, type World } from '../support/access.fixture.ts';

const email = 'mara.lind@example.com';
const system = commandLine(acme);
let pool: FakeDirectory;
let world: World;
beforeEach(async () => {
  pool = await createFakeDirectory();
  world = await openWorld({ directory: { people: pool.directory, http: pool.http } });
});
afterEach(() => world.close());

const register = (by: Principal = system, address = email) =>
  world.access.createUser(by, { email: address, role: 'support', locations: 'all' });
const lost = new UnavailableError('lost');
const breakOff = (method: Exclude<keyof Directory, 'issuer'>) => vi.spyOn(pool.directory, method).mockRejectedValueOnce(lost);
const callsOf = async (act: () => Promise<unknown>) => {
  pool.calls.length = 0;
  await act();
  return [...pool.calls];
};
const member = async (userId: string) =>
  must(await world.access.listUsers(system, { limit: 100 })).items.find((user) => user.userId === userId);

describe('registering somebody', () => {
  it('invites them under their user id, and makes no password', async () => {
    const made = must(await register());
    expect(made).toEqual({ userId: made.userId, role: 'support', locations: 'all', mailed: true });
    expect([...pool.entries]).toEqual([[made.userId, { email, enabled: true, signedIn: false }]]);
    expect(pool.mails).toEqual([{ to: email, what: 'invitation' }]);
    expect(JSON.stringify(await world.everyItem())).not.toContain('password_hash');
  });

  it('takes no password, and says where passwords are chosen', async () => {
    const before = await world.everyItem();
    const refused = await world.access.createUser(system, { email, role: 'support', locations: 'all', password });
    expect(refused).toEqual({ ok: false, error: { code: 'password-set-elsewhere', signInUrl: pool.issuer.signInUrl } });
    expect(await world.everyItem()).toEqual(before);
    expect(pool.calls).toEqual([]);
  });

  it('twice is refused and mails nothing more', async () => {
    must(await register());
    expect(await callsOf(register)).toEqual([]);
    expect(codeOf(await register())).toBe('email-already-registered');
    expect(codeOf(await register(commandLine(borealis), email.toUpperCase()))).toBe('email-already-registered');
    expect(pool.mails).toHaveLength(1);
  });

  it('can be finished when the invitation broke off, under the same id', async () => {
    breakOff('invite');
    await expect(register()).rejects.toThrow('lost');
    expect(must(await world.access.listUsers(system, { limit: 10 })).items).toEqual([]);
    const { userId } = must(await register());
    expect([...pool.entries.keys()]).toEqual([userId]);
  });

  it('can be finished when it broke off after the invitation, and nobody is let in until then', async () => {
    vi.spyOn(world.ledger, 'transact').mockRejectedValueOnce(lost);
    await expect(register()).rejects.toThrow('lost');
    const [invited = ''] = [...pool.entries.keys()];
    const seconds = Math.floor(Date.parse(world.clock.now()) / 1000);
    const token = { authorization: `Bearer ${await pool.signIn(invited, seconds)}` };
    expect(codeOf(await world.access.authenticate(token))).toBe('token-invalid');
    expect(must(await register()).userId).toBe(invited);
    expect(codeOf(await world.access.authenticate(token))).toBe('ok');
  });

  it('is refused for an address that the directory has under another name, and works once that is gone', async () => {
    await pool.directory.invite({ username: 'somebody-made-by-hand', email });
    const refused = await register();
    expect(codeOf(refused)).toBe('email-taken-in-directory');
    expect(must(await world.access.listUsers(system, { limit: 10 })).items).toEqual([]);
    await pool.directory.remove('somebody-made-by-hand');
    expect(codeOf(await register())).toBe('ok');
  });

  it('makes one user of two requests at once', async () => {
    expect((await Promise.all([register(), register()])).map(codeOf).sort()).toEqual(['email-already-registered', 'ok']);
    expect(pool.entries.size).toBe(1);
  });
});

describe('shutting somebody out', () => {
  let userId: UserId;
  beforeEach(async () => {
    ({ userId } = must(await register()));
  });

  it('ends their sessions and closes the entry; letting them in opens it', async () => {
    expect(await callsOf(() => world.access.disableUser(system, userId))).toEqual(['signOut', 'disable']);
    expect(pool.entries.get(userId)?.enabled).toBe(false);
    expect(await callsOf(() => world.access.enableUser(system, userId))).toEqual(['enable']);
    expect(pool.entries.get(userId)?.enabled).toBe(true);
    expect(await member(userId)).toMatchObject({ status: 'active' });
  });

  it.each([
    'signOut',
    'setEnabled',
  ] as const)('holds with us at once, and is finished by the next call, when %s breaks off', async (method) => {
    breakOff(method);
    await expect(world.access.disableUser(system, userId)).rejects.toThrow('lost');
    expect(await member(userId)).toMatchObject({ status: 'disabled' });
    expect(pool.entries.get(userId)?.enabled).toBe(true);
    must(await world.access.disableUser(system, userId));
    expect(pool.entries.get(userId)?.enabled).toBe(false);
  });

  it('lasts while letting them in breaks off', async () => {
    must(await world.access.disableUser(system, userId));
    breakOff('setEnabled');
    await expect(world.access.enableUser(system, userId)).rejects.toThrow('lost');
    expect(await member(userId)).toMatchObject({ status: 'disabled' });
    must(await world.access.enableUser(system, userId));
    expect(await member(userId)).toMatchObject({ status: 'active' });
  });

  it('works on somebody whose entry was deleted there, and letting them in invites them anew', async () => {
    await pool.directory.remove(userId);
    must(await world.access.disableUser(system, userId));
    must(await world.access.enableUser(system, userId));
    expect(pool.entries.get(userId)).toMatchObject({ email, enabled: true });
  });
});

describe('a new password', () => {
  it('is mailed by the directory once the sessions have ended', async () => {
    const { userId } = must(await register());
    expect(await callsOf(async () => expect(must(await world.access.setPassword(system, { userId }))).toEqual({ mailed: true }))).toEqual([
      'signOut',
      'resetPassword',
    ]);
    expect(codeOf(await world.access.setPassword(system, { userId, password }))).toBe('password-set-elsewhere');
  });

  it('is an invitation for somebody whose entry was deleted', async () => {
    const { userId } = must(await register());
    await pool.directory.remove(userId);
    must(await world.access.setPassword(system, { userId }));
    expect(pool.entries.get(userId)).toMatchObject({ email });
  });

  it('is not for somebody who is shut out', async () => {
    const { userId } = must(await register());
    must(await world.access.disableUser(system, userId));
    expect(codeOf(await world.access.setPassword(system, { userId }))).toBe('account-disabled');
  });
});

describe('signing in with us', () => {
  it('is answered with the way there, whatever was sent', async () => {
    const refused = await world.access.signIn({ email, password });
    if (refused.ok) throw new Error('signed in');
    expect(refusalOf(refused.error)).toMatchObject({
      kind: 'rejected',
      code: 'sign-in-elsewhere',
      data: { signInUrl: pool.issuer.signInUrl },
    });
  });
});

describe('erasing somebody', () => {
  it('shuts them out for good and leaves their address nowhere', async () => {
    const { userId } = must(await register());
    must(await world.access.eraseUser(system, userId));
    expect(pool.entries.size).toBe(0);
    expect(await member(userId)).toMatchObject({ status: 'disabled', email: null });
    for (const act of [world.access.enableUser(system, userId), world.access.setPassword(system, { userId })])
      expect(codeOf(await act)).toBe('account-erased');
    expect(await callsOf(() => world.access.eraseUser(system, userId))).toEqual([]);
  });

  it('frees the address for another user, whom erasing the first again does not touch', async () => {
    const first = must(await register()).userId;
    must(await world.access.eraseUser(system, first));
    const second = must(await register()).userId;
    expect(second).not.toBe(first);
    must(await world.access.eraseUser(system, first));
    expect(await member(first)).toMatchObject({ email: null });
    expect(await member(second)).toMatchObject({ email, status: 'active' });
  });

  it.each<['signOut' | 'setEnabled' | 'remove']>([
    ['signOut'],
    ['setEnabled'],
    ['remove'],
  ])('is finished by the next call when %s breaks off', async (method) => {
    const { userId } = must(await register());
    breakOff(method);
    await expect(world.access.eraseUser(system, userId)).rejects.toThrow('lost');
    must(await world.access.eraseUser(system, userId));
    expect(pool.entries.size).toBe(0);
    expect(await member(userId)).toMatchObject({ email: null });
  });

  it('destroys the password too where we keep it, and is recorded', async () => {
    const alone = await openWorld();
    const { userId } = must(await alone.access.createUser(system, { email, role: 'support', locations: 'all', password }));
    must(await alone.access.eraseUser(system, userId));
    expect(codeOf(await alone.access.signIn({ email, password }))).toBe('sign-in-refused');
    expect(JSON.stringify((await alone.vault.scan()).items)).not.toContain('password_hash');
    const day = alone.clock.now().slice(0, 10);
    const actions = must(await alone.access.listAudit(system, { day, limit: 100 })).items.map(({ action }) => action);
    expect(actions.slice(-2)).toEqual(['user.disabled', 'user.erased']);
    await alone.close();
  });

  it('is nothing that an administrator of one tenant does to a member of two', async () => {
    const { userId } = must(await register());
    must(await world.access.grantMembership(commandLine(borealis), { userId, role: 'support', locations: 'all' }));
    const admin: Principal = { ...system, kind: 'user', id: '0'.repeat(26) };
    expect(codeOf(await world.access.eraseUser(admin, userId))).toBe('user-belongs-to-other-tenants');
    expect(pool.entries.has(userId)).toBe(true);
  });
});
