import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as contract from '../../../lib/contracts/http/access.ts';
import { refusalOf } from '../../../lib/access/index.ts';
import { toWire } from '../../../lib/kernel/wire.ts';
import { statusOf } from '../../../lib/platform/http/refusal.ts';
import type { Route } from '../../../lib/platform/http/route.ts';
import { acme, commandLine, must, openWorld, password, signedInUser, type World } from '../support/access.fixture.ts';

const routes = Object.values(contract).filter(
  (entry): entry is Route & typeof entry => 'method' in entry && 'path' in entry,
) as readonly Route[];

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('routes', () => {
  it('are those of the context, each with its right', () => {
    expect(routes.map(({ method, path, scope }) => `${method} ${path} ${scope}`).sort()).toEqual([
      'DELETE /api-keys/{id} access:write',
      'GET /api-keys access:write',
      'GET /me authenticated',
      'GET /users access:write',
      'POST /api-keys access:write',
      'POST /sign-in public',
      'POST /users access:write',
      'POST /users/{id}/memberships access:write',
    ]);
  });
});

describe('what the use cases answer', () => {
  it('is what the routes promise', async () => {
    const user = await signedInUser(world, acme, 'mara.lind@example.com');
    const admin = must(await world.access.authenticate(user.headers));
    const ofRoute = (route: Route, status: number, value: unknown) =>
      expect(route.responses[status]?.schema?.safeParse(toWire(value)).error).toBeUndefined();

    ofRoute(contract.signInRoute, 200, must(await world.access.signIn({ email: user.email, password })));
    const shown = { environment: 'live', stage: null, installation: { name: 'Waybill', version: '1.2.3' } };
    ofRoute(contract.meRoute, 200, { ...(await world.access.describeSelf(admin)), ...shown });
    ofRoute(contract.meRoute, 200, { ...(await world.access.describeSelf(commandLine(acme))), ...shown });
    const created = must(await world.access.createUser(admin, { email: 'jon.vale@example.com', role: 'warehouse', locations: ['berlin'] }));
    ofRoute(contract.createUserRoute, 201, created);
    ofRoute(contract.listUsersRoute, 200, must(await world.access.listUsers(admin, { limit: 1 })));
    ofRoute(
      contract.grantMembershipRoute,
      200,
      must(await world.access.grantMembership(admin, { userId: created.userId, role: 'support', locations: 'all' })),
    );
    const key = must(await world.access.createApiKey(admin, { label: 'shop', scopes: ['orders:read'], locations: 'all' }));
    ofRoute(contract.createApiKeyRoute, 201, key);
    ofRoute(contract.listApiKeysRoute, 200, must(await world.access.listApiKeys(admin, { limit: 1 })));
  });

  it('has a status for each refusal, and the wait in its header', async () => {
    expect(statusOf[refusalOf({ code: 'tenant-not-found' }).kind]).toBe(404);
    expect(refusalOf({ code: 'too-many-attempts', retryAfterSeconds: 30 })).toMatchObject({
      kind: 'too-many-requests',
      retryAfterSeconds: 30,
    });
    expect(refusalOf({ code: 'scope-missing', scope: 'orders:read' })).toMatchObject({ kind: 'forbidden', data: { scope: 'orders:read' } });
    expect(refusalOf({ code: 'password-too-weak', reason: 'too-short' }).message).toContain('12');
    expect(refusalOf({ code: 'user-not-found' })).toEqual({ kind: 'not-found', code: 'user-not-found', message: 'There is no such user.' });
  });
});

describe('the body of a new API key', () => {
  const parse = (body: object) => contract.CreateApiKeyBody.safeParse({ label: 'shop', locations: 'all', ...body });

  it('names a role or scopes', () => {
    expect(parse({ role: 'storefront' }).data?.scopes).toEqual(['orders:read', 'orders:write', 'inventory:read', 'catalog:read']);
    expect(parse({ scopes: ['orders:read'] }).data).toEqual({ label: 'shop', locations: 'all', scopes: ['orders:read'] });
    expect(parse({}).success).toBe(false);
    expect(parse({ role: 'storefront', scopes: ['orders:read'] }).success).toBe(false);
    expect(parse({ scopes: ['everything'] }).success).toBe(false);
    expect(parse({ scopes: [] }).success).toBe(false);
  });

  it('gives the expiry as a moment with a zone', () => {
    expect(parse({ role: 'storefront', expires_at: '2027-01-01T00:00:00+01:00' }).data).toMatchObject({
      expiresAt: '2026-12-31T23:00:00.000Z',
    });
    for (const text of ['2027-01-01', '2027-02-30T00:00:00Z', '2027-01-01T00:00:00', 'soon'])
      expect(parse({ role: 'storefront', expires_at: text }).success).toBe(false);
  });

  it('names places that can exist', () => {
    expect(parse({ role: 'storefront', locations: ['berlin'] }).success).toBe(true);
    for (const locations of [[], ['a#b'], 'some', [1]]) expect(parse({ role: 'storefront', locations }).success).toBe(false);
  });
});

it('a page is asked for within bounds', () => {
  expect(contract.AccessPageQuery.parse({})).toEqual({ limit: 50 });
  expect(contract.AccessPageQuery.parse({ limit: '7', cursor: '0'.repeat(26) })).toEqual({ limit: 7, after: '0'.repeat(26) });
  for (const query of [{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { cursor: 'MEMBER#x' }])
    expect(contract.AccessPageQuery.safeParse(query).success).toBe(false);
});
