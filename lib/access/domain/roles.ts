import { type Scope, scopes } from '../../kernel/scopes.ts';

/** What a member of a tenant is there for. `storefront` is for machine keys, the others are for people. */
export const roles = ['operator', 'support', 'warehouse', 'finance', 'analyst', 'admin', 'storefront'] as const;
export type Role = (typeof roles)[number];

// Who may change a channel's account decides to which address its secrets are sent, as who manages access decides who gets in.
const adminOnly: readonly Scope[] = ['access:write', 'channels:write'];

// Warehouse staff see addresses on labels and work lists, never through the order; so they hold no order scope.
const scopesByRole: Readonly<Record<Role, readonly Scope[]>> = {
  operator: scopes.filter((scope) => !adminOnly.includes(scope)),
  support: [
    'orders:read',
    'orders:write',
    'orders:manage',
    'orders:personal',
    'holds:write',
    'inventory:read',
    'catalog:read',
    'fulfilment:read',
    'channels:read',
    'policies:read',
  ],
  warehouse: ['inventory:read', 'inventory:write', 'catalog:read', 'fulfilment:read', 'fulfilment:write'],
  finance: ['orders:read', 'holds:write', 'inventory:read', 'catalog:read', 'policies:read'],
  analyst: [
    'orders:read',
    'inventory:read',
    'catalog:read',
    'fulfilment:read',
    'channels:read',
    'operations:read',
    'policies:read',
    'models:read',
  ],
  admin: scopes,
  storefront: ['orders:read', 'orders:write', 'inventory:read', 'catalog:read'],
};

export const scopesOf = (role: Role): readonly Scope[] => scopesByRole[role];
