import { describe, expect, expectTypeOf, it } from 'vitest';
import { roles, scopesOf } from '../../../lib/access/domain/roles.ts';
import { type Scope, scopes } from '../../../lib/kernel/scopes.ts';
import type { Scope as RouteScope } from '../../../lib/platform/http/route.ts';

const matrix = `
                   operator support warehouse finance analyst admin storefront
orders:read        yes      yes     -         yes     yes     yes   yes
orders:write       yes      yes     -         -       -       yes   yes
orders:manage      yes      yes     -         -       -       yes   -
orders:personal    yes      yes     -         -       -       yes   -
holds:write        yes      yes     -         yes     -       yes   -
inventory:read     yes      yes     yes       yes     yes     yes   yes
inventory:write    yes      -       yes       -       -       yes   -
catalog:read       yes      yes     yes       yes     yes     yes   yes
catalog:write      yes      -       -         -       -       yes   -
fulfilment:read    yes      yes     yes       -       yes     yes   -
fulfilment:write   yes      -       yes       -       -       yes   -
channels:read      yes      yes     -         -       yes     yes   -
channels:write     -        -       -         -       -       yes   -
operations:read    yes      -       -         -       yes     yes   -
operations:write   yes      -       -         -       -       yes   -
policies:read      yes      yes     -         yes     yes     yes   -
policies:write     yes      -       -         -       -       yes   -
models:read        yes      -       -         -       yes     yes   -
models:write       yes      -       -         -       -       yes   -
access:write       -        -       -         -       -       yes   -
`;

const [header = [], ...rows] = matrix
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

describe('roles', () => {
  it.each(rows.map(([scope = '', ...cells]) => ({ scope, cells })))('$scope is held by exactly the roles of the table', ({
    scope,
    cells,
  }) => {
    const holders = roles.filter((role) => scopesOf(role).includes(scope as Scope));
    expect(holders).toEqual(header.filter((_, column) => cells[column] === 'yes'));
  });

  it('the table names every role and every scope', () => {
    expect(header).toEqual([...roles]);
    expect(rows.map(([scope]) => scope)).toEqual([...scopes]);
  });

  it('every scope that a route can ask for can be held', () => {
    expectTypeOf<Exclude<RouteScope, 'public' | 'authenticated'>>().toEqualTypeOf<Scope>();
  });
});
