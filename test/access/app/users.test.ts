import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Principal, UserId } from '../../../lib/access/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { TransactionCanceledError, UnavailableError } from '../../../lib/platform/ports.ts';
import {
  acme,
  borealis,
  codeOf,
  commandLine,
  must,
  openWorld,
  password,
  signedInUser,
  start,
  type World,
} from '../support/access.fixture.ts';

const email = 'mara.lind@example.com';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const adminOf = async (tenantId: string, address = `admin@${tenantId}.example`): Promise<Principal> =>
  must(await world.access.authenticate((await signedInUser(world, tenantId, address)).headers));

describe('tenants', () => {
  it('are opened by the system alone', async () => {
    const admin = await adminOf(acme);
    expect(codeOf(await world.access.createTenant(admin, { tenantId: TenantId('new'), name: 'New' }))).toBe('system-only');
    expect(codeOf(await world.access.listTenants(admin, { limit: 10 }))).toBe('system-only');
  });

  it('exist once', async () => {
    expect(codeOf(await world.access.createTenant(commandLine(acme), { tenantId: acme, name: 'Again' }))).toBe('tenant-already-exists');
    expect(must(await world.access.listTenants(commandLine(acme), { limit: 10 })).items).toMatchObject([
      { tenantId: acme, name: 'Shop acme', createdAt: start },
      { tenantId: borealis, name: 'Shop borealis' },
    ]);
  });

  it('cannot take the name under which shared records stand', async () => {
    expect(codeOf(await world.access.createTenant(commandLine('global'), { tenantId: TenantId('global'), name: 'x' }))).toBe(
      'tenant-id-reserved',
    );
  });
});

describe('registering a user', () => {
  const ask = (by: Principal, address = email) => world.access.createUser(by, { email: address, role: 'support', locations: ['berlin'] });

  it('is refused for an address that has an account, in this tenant or another, whatever its case', async () => {
    must(await ask(commandLine(acme)));
    expect(codeOf(await ask(commandLine(acme)))).toBe('email-already-registered');
    expect(codeOf(await ask(await adminOf(borealis), email.toUpperCase()))).toBe('email-already-registered');
  });

  it('makes one user of two requests at once', async () => {
    const answers = await Promise.all([ask(commandLine(acme)), ask(commandLine(acme)), ask(commandLine(acme))]);
    expect(answers.map(codeOf).sort()).toEqual(['email-already-registered', 'email-already-registered', 'ok']);
    const oneTime = answers.flatMap((answer) => (answer.ok ? [answer.value.oneTimePassword?.password ?? ''] : []));
    expect(codeOf(await world.access.signIn({ email, password: oneTime[0] ?? '', newPassword: password }))).toBe('ok');
  });

  it('can be finished after it was cut short', async () => {
    const admin = await adminOf(acme);
    const elsewhere = await adminOf(borealis);
    vi.spyOn(world.ledger, 'transact').mockRejectedValueOnce(new UnavailableError('lost'));
    await expect(ask(admin)).rejects.toThrow('lost');
    expect(codeOf(await ask(elsewhere))).toBe('email-already-registered');
    const { oneTimePassword } = must(await ask(admin));
    expect(codeOf(await world.access.signIn({ email, password: oneTimePassword?.password ?? '', newPassword: password }))).toBe('ok');
    expect(must(await world.access.listUsers(admin, { limit: 10 })).items.filter((user) => user.email === email)).toHaveLength(1);
  });

  it('needs an address, a tenant that exists and a password that is not weak', async () => {
    expect(codeOf(await ask(commandLine(acme), 'mara'))).toBe('email-invalid');
    expect(codeOf(await ask(commandLine('typo')))).toBe('tenant-not-found');
    expect(codeOf(await world.access.createUser(commandLine(acme), { email, role: 'admin', locations: 'all', password: 'short' }))).toBe(
      'password-too-weak',
    );
    expect(must(await world.access.listUsers(commandLine(acme), { limit: 10 })).items).toEqual([]);
  });

  it('gives no more than the one who registers holds', async () => {
    const keyManager: Principal = { kind: 'api_key', id: 'k', tenantId: acme, scopes: ['access:write'], roles: [], locations: 'all' };
    expect(codeOf(await ask(keyManager))).toBe('grant-exceeds-own-rights');
  });
});

describe('the list of users', () => {
  it('shows the members of the own tenant, page by page', async () => {
    const admin = await adminOf(acme);
    await adminOf(borealis);
    const { userId } = must(await world.access.createUser(admin, { email, role: 'warehouse', locations: ['berlin'] }));
    const first = must(await world.access.listUsers(admin, { limit: 1 }));
    const second = must(await world.access.listUsers(admin, { limit: 1, after: first.cursor ?? '' }));
    expect(first.items).toMatchObject([{ userId: admin.id, email: 'admin@acme.example', role: 'admin' }]);
    expect(second.items).toEqual([
      {
        userId,
        email,
        status: 'active',
        role: 'warehouse',
        locations: ['berlin'],
        membership: 'active',
        createdAt: start,
        grantedAt: start,
      },
    ]);
    const third = must(await world.access.listUsers(admin, { limit: 1, after: second.cursor ?? second.items[0]?.userId ?? '' }));
    expect(third.items).toEqual([]);
  });

  it('opens no other tenant by a cursor from there', async () => {
    const theirs = must(await world.access.listUsers(await adminOf(borealis), { limit: 1 }));
    const items = must(
      await world.access.listUsers(await adminOf(acme), { limit: 10, after: theirs.items[0]?.userId.slice(0, 1) ?? '' }),
    ).items;
    expect(items.every((user) => user.email?.endsWith('@acme.example'))).toBe(true);
  });
});

describe('another tenant’s administrator', () => {
  it('does not find the users of a tenant that is not theirs', async () => {
    const outsider = await adminOf(borealis);
    const { userId } = await signedInUser(world, acme, email);
    expect(codeOf(await world.access.setPassword(outsider, { userId }))).toBe('user-not-found');
    expect(codeOf(await world.access.disableUser(outsider, userId))).toBe('user-not-found');
    expect(codeOf(await world.access.enableUser(outsider, userId))).toBe('user-not-found');
    expect(codeOf(await world.access.grantMembership(outsider, { userId, role: 'analyst', locations: 'all' }))).toBe('user-not-found');
    expect(codeOf(await world.access.revokeMembership(outsider, userId))).toBe('membership-not-found');
    expect(codeOf(await world.access.signIn({ email, password }))).toBe('ok');
  });
});

describe('a user without the right to manage access', () => {
  it('changes nothing', async () => {
    const { headers, userId } = await signedInUser(world, acme, email, 'warehouse');
    const clerk = must(await world.access.authenticate(headers));
    const answers = [
      await world.access.createUser(clerk, { email: 'x@example.com', role: 'warehouse', locations: 'all' }),
      await world.access.setPassword(clerk, { userId }),
      await world.access.disableUser(clerk, userId),
      await world.access.enableUser(clerk, userId),
      await world.access.listUsers(clerk, { limit: 1 }),
      await world.access.grantMembership(clerk, { userId, role: 'admin', locations: 'all' }),
      await world.access.revokeMembership(clerk, userId),
      await world.access.listAudit(clerk, { day: '2026-11-20', limit: 1 }),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'scope-missing'));
  });
});

describe('an administrator’s own access', () => {
  it('is changed by another one, so that no tenant loses its last, and no unlocked screen gives a password away', async () => {
    const admin = await adminOf(acme);
    const userId = UserId(admin.id);
    const answers = [
      await world.access.setPassword(admin, { userId }),
      await world.access.disableUser(admin, userId),
      await world.access.grantMembership(admin, { userId, role: 'analyst', locations: 'all' }),
      await world.access.revokeMembership(admin, userId),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'own-access'));
    const { headers, userId: other } = await signedInUser(world, acme, email);
    const second = must(await world.access.authenticate(headers));
    must(await world.access.setPassword(second, { userId }));
    must(await world.access.revokeMembership(second, userId));
    expect(codeOf(await world.access.revokeMembership(second, other))).toBe('own-access');
  });
});

describe('disabling a user', () => {
  it('shuts out at once, and enabling lets in again without the old tokens', async () => {
    const { userId, headers } = await signedInUser(world, acme, email);
    world.clock.advanceMs(1000);
    must(await world.access.disableUser(commandLine(acme), userId));
    expect(codeOf(await world.access.authenticate(headers))).toBe('user-disabled');
    world.clock.advanceMs(1000);
    must(await world.access.enableUser(commandLine(acme), userId));
    expect(codeOf(await world.access.authenticate(headers))).toBe('token-superseded');
    expect(codeOf(await world.access.signIn({ email, password }))).toBe('ok');
  });

  it('twice is written down once', async () => {
    const { userId } = await signedInUser(world, acme, email);
    await world.access.disableUser(commandLine(acme), userId);
    await world.access.disableUser(commandLine(acme), userId);
    const { items } = must(await world.access.listAudit(commandLine(acme), { day: '2026-11-20', limit: 100 }));
    expect(items.filter(({ action }) => action === 'user.disabled')).toHaveLength(1);
  });
});

describe('memberships', () => {
  it('change role and places at once, and can be taken back and given again by the tenant', async () => {
    const admin = await adminOf(acme);
    const { userId, headers } = await signedInUser(world, acme, email, 'support');
    must(await world.access.grantMembership(admin, { userId, role: 'warehouse', locations: ['berlin'] }));
    expect(must(await world.access.authenticate(headers))).toMatchObject({ locations: ['berlin'] });
    expect(must(await world.access.authenticate(headers)).scopes).not.toContain('orders:read');
    must(await world.access.revokeMembership(admin, userId));
    expect(codeOf(await world.access.authenticate(headers))).toBe('no-membership');
    expect(must(await world.access.revokeMembership(admin, userId)).status).toBe('revoked');
    must(await world.access.grantMembership(admin, { userId, role: 'support', locations: 'all' }));
    expect(codeOf(await world.access.authenticate(headers))).toBe('ok');
  });

  it('are not given to a user who does not exist', async () => {
    expect(
      codeOf(await world.access.grantMembership(commandLine(acme), { userId: UserId('0'.repeat(26)), role: 'admin', locations: 'all' })),
    ).toBe('user-not-found');
  });

  it('are not overwritten by somebody who saw an older one', async () => {
    const { userId } = await signedInUser(world, acme, email);
    const grants = await Promise.all(
      (['support', 'analyst', 'finance'] as const).map((role) =>
        world.access.grantMembership(commandLine(acme), { userId, role, locations: 'all' }),
      ),
    );
    expect(grants.map(codeOf).sort()).toEqual(['changed-meanwhile', 'changed-meanwhile', 'ok']);
  });

  it('cannot be given beyond the own rights', async () => {
    const there = { email, role: 'support', locations: ['berlin'] } as const;
    const { userId } = must(await world.access.createUser(commandLine(acme), there));
    const local: Principal = { ...(await adminOf(acme)), locations: ['berlin'] };
    expect(codeOf(await world.access.grantMembership(local, { userId, role: 'warehouse', locations: 'all' }))).toBe(
      'grant-exceeds-own-rights',
    );
    expect(codeOf(await world.access.grantMembership(local, { userId, role: 'warehouse', locations: ['berlin'] }))).toBe('ok');
  });

  it('cannot be taken or made less by somebody who holds less', async () => {
    const { userId } = await signedInUser(world, acme, email);
    const admin = await adminOf(acme);
    const lesser: readonly Principal[] = [
      { ...admin, locations: ['berlin'] },
      { ...admin, kind: 'api_key', id: 'key', roles: [], scopes: ['access:write'] },
    ];
    for (const principal of lesser) {
      const less = { userId, role: 'warehouse', locations: ['berlin'] } as const;
      expect(codeOf(await world.access.revokeMembership(principal, userId))).toBe('grant-exceeds-own-rights');
      expect(codeOf(await world.access.grantMembership(principal, less))).toBe('grant-exceeds-own-rights');
    }
    expect(codeOf(await world.access.revokeMembership(admin, userId))).toBe('ok');
  });
});

describe('the audit', () => {
  it('tells who changed what, from what to what', async () => {
    const admin = await adminOf(acme);
    const { userId } = must(await world.access.createUser(admin, { email, role: 'support', locations: 'all' }));
    must(await world.access.grantMembership(admin, { userId, role: 'warehouse', locations: ['berlin'] }));
    must(await world.access.setPassword(admin, { userId }));
    must(await world.access.revokeMembership(admin, userId));
    const actor = { kind: 'user', id: admin.id };
    const target = { kind: 'user', id: userId };
    const active = { role: 'warehouse', locations: ['berlin'], status: 'active' };
    const { items } = must(await world.access.listAudit(admin, { day: '2026-11-20', limit: 100 }));
    expect(items.filter((record) => record.target.id === userId)).toMatchObject([
      { action: 'user.created', actor, target, before: null, after: { role: 'support', locations: 'all' } },
      { action: 'membership.changed', actor, target, before: { role: 'support', locations: 'all', status: 'active' }, after: active },
      { action: 'password.reset', actor, target, after: { oneTime: true } },
      { action: 'membership.revoked', actor, target, before: active, after: { ...active, status: 'revoked' } },
    ]);
  });

  it('is read page by page, and only the own', async () => {
    const mine = must(await world.access.listAudit(commandLine(acme), { day: '2026-11-20', limit: 100 })).items;
    const { userId } = await signedInUser(world, acme, email);
    await world.access.disableUser(commandLine(acme), userId);
    const first = must(await world.access.listAudit(commandLine(acme), { day: '2026-11-20', limit: 2 }));
    const second = must(await world.access.listAudit(commandLine(acme), { day: '2026-11-20', limit: 2, after: first.cursor ?? '' }));
    expect([...first.items, ...second.items].map(({ action }) => action)).toEqual(['tenant.created', 'user.created', 'user.disabled']);
    expect(mine.map(({ tenantId }) => tenantId)).toEqual([acme]);
    expect(must(await world.access.listAudit(commandLine(acme), { day: '2026-11-21', limit: 10 })).items).toEqual([]);
  });

  it('is written with the change or not at all', async () => {
    const { userId } = await signedInUser(world, acme, email);
    vi.spyOn(world.ledger, 'transact').mockRejectedValueOnce(new TransactionCanceledError([]));
    expect(codeOf(await world.access.disableUser(commandLine(acme), userId))).toBe('changed-meanwhile');
    expect(codeOf(await world.access.signIn({ email, password }))).toBe('ok');
    const { items } = must(await world.access.listAudit(commandLine(acme), { day: '2026-11-20', limit: 100 }));
    expect(items.map(({ action }) => action)).not.toContain('user.disabled');
  });
});
