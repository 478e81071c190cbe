// Roles and rights in words. A right that the API gets and that has no words here stops the build.
import type { ApiKey, Role } from './types.ts';

export type Scope = ApiKey['scopes'][number];

export const roleWords: Readonly<Record<Role, { readonly name: string; readonly about: string }>> = {
  operator: {
    name: 'Operator',
    about: 'Runs orders, stock and channels from day to day. Does not change people, keys or channel accounts.',
  },
  support: { name: 'Support', about: 'Answers customers: sees who ordered what, handles holds, cancels and enters orders.' },
  warehouse: { name: 'Warehouse', about: 'Picks, packs, receives and counts. Sees addresses on labels only, and no orders.' },
  finance: { name: 'Finance', about: 'Sees orders without personal data, and handles holds.' },
  analyst: { name: 'Analyst', about: 'Looks at everything but personal data, and changes nothing.' },
  admin: { name: 'Admin', about: 'May do everything, people, keys and channel accounts included.' },
  storefront: { name: 'Storefront', about: 'For machines: places orders, and reads orders, stock and products. Nobody signs in with it.' },
};

/** Roles that people have; the others are for machines. */
export const rolesOfPeople: readonly Role[] = ['operator', 'support', 'warehouse', 'finance', 'analyst', 'admin'];
export const roleNames = Object.keys(roleWords) as readonly Role[];

export const scopeWords: Readonly<Record<Scope, string>> = {
  'orders:read': 'See orders, without who ordered',
  'orders:write': 'Place orders and reserve stock for carts',
  'orders:manage': 'Cancel orders and write notes on them',
  'orders:personal': 'See who ordered: names, addresses, e-mail and phone',
  'holds:write': 'Place and release holds, confirm payments',
  'inventory:read': 'See stock',
  'inventory:write': 'Receive, count and move stock',
  'catalog:read': 'See locations and products',
  'catalog:write': 'Change locations and products',
  'fulfilment:read': 'See the work of locations',
  'fulfilment:write': 'Pick, pack and ship',
  'channels:read': 'See channel accounts',
  'channels:write': 'Add, change and remove channel accounts',
  'operations:read': 'See how the installation is doing',
  'operations:write': 'Send back what could not be handled, have channels looked at',
  'policies:read': 'See policies',
  'policies:write': 'Change policies',
  'models:read': 'See the models that score, and their versions',
  'models:write': 'Train, approve, promote and roll back versions of models',
  'access:write': 'Manage people and keys',
};

export const scopeNames = Object.keys(scopeWords) as readonly Scope[];

/** @param scope also one that this page does not know yet */
export const scopeText = (scope: string): string => (scopeWords as Readonly<Record<string, string>>)[scope] ?? scope;
export const roleName = (role: string): string => (roleWords as Readonly<Record<string, { readonly name: string }>>)[role]?.name ?? role;
