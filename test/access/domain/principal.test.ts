import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { authorize, mayGrant, type Principal, systemPrincipal } from '../../../lib/access/domain/principal.ts';
import { type Scope, scopes } from '../../../lib/kernel/scopes.ts';
import type { Principal as PlatformPrincipal } from '../../../lib/platform/http/principal.ts';

const picker: Principal = {
  kind: 'user',
  id: 'u1',
  tenantId: 'acme',
  scopes: ['fulfilment:read', 'fulfilment:write'],
  roles: [],
  locations: ['berlin', 'lyon'],
};

describe('authorize', () => {
  it('allows what the principal holds', () => {
    expect(authorize(picker, { scope: 'fulfilment:write' }).ok).toBe(true);
  });

  it('names the scope that is missing', () => {
    expect(authorize(picker, { scope: 'orders:read' })).toEqual({ ok: false, error: { code: 'scope-missing', scope: 'orders:read' } });
  });

  it('allows an act at one of the own locations and refuses it elsewhere', () => {
    expect(authorize(picker, { scope: 'fulfilment:write', locationId: 'lyon' }).ok).toBe(true);
    expect(authorize(picker, { scope: 'fulfilment:write', locationId: 'porto' })).toEqual({
      ok: false,
      error: { code: 'location-not-permitted', locationId: 'porto' },
    });
  });

  it('allows no location to a principal without any', () => {
    expect(authorize({ ...picker, locations: [] }, { scope: 'fulfilment:write', locationId: 'lyon' }).ok).toBe(false);
  });

  it('does not take a location for a scope', () => {
    expect(authorize(picker, { scope: 'inventory:write', locationId: 'lyon' })).toMatchObject({ error: { code: 'scope-missing' } });
  });

  it('allows the system everything everywhere', () => {
    for (const scope of scopes) expect(authorize(systemPrincipal('acme', 'projector'), { scope, locationId: 'porto' }).ok).toBe(true);
  });
});

describe('mayGrant', () => {
  const someScopes = fc.subarray([...scopes]);
  const someLocations = fc.oneof(fc.constant('all' as const), fc.subarray(['berlin', 'lyon', 'porto']));

  it('never lets anybody gain what the granting principal lacks', () => {
    fc.assert(
      fc.property(
        someScopes,
        someLocations,
        someScopes,
        someLocations,
        fc.constantFrom('berlin', 'porto', 'elsewhere'),
        (own, ownAt, given, givenAt, locationId) => {
          const giver: Principal = { kind: 'user', id: 'giver', tenantId: 'acme', scopes: own, roles: [], locations: ownAt };
          const taker: Principal = { kind: 'api_key', id: 'taker', tenantId: 'acme', scopes: given, roles: [], locations: givenAt };
          if (!mayGrant(giver, { scopes: given, locations: givenAt }).ok) return;
          for (const scope of scopes) {
            if (authorize(taker, { scope, locationId }).ok) expect(authorize(giver, { scope, locationId }).ok).toBe(true);
          }
        },
      ),
    );
  });

  it('lets everybody grant what they hold themselves', () => {
    fc.assert(
      fc.property(someScopes, someLocations, (own, ownAt) => {
        const giver: Principal = { kind: 'user', id: 'giver', tenantId: 'acme', scopes: own, roles: [], locations: ownAt };
        expect(mayGrant(giver, { scopes: own, locations: ownAt }).ok).toBe(true);
      }),
    );
  });

  it('lists what is too much', () => {
    expect(mayGrant(picker, { scopes: ['fulfilment:read', 'access:write'] as Scope[], locations: ['lyon', 'porto'] })).toEqual({
      ok: false,
      error: { code: 'grant-exceeds-own-rights', scopes: ['access:write'], locations: ['porto'] },
    });
    expect(mayGrant(picker, { scopes: [], locations: 'all' })).toMatchObject({ error: { locations: 'all' } });
  });
});

it('is the principal that the platform carries', () => {
  expectTypeOf<Principal>().toEqualTypeOf<PlatformPrincipal>();
});
