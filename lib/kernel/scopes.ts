/** Every right that a principal can hold, as `<area>:<what>`. Roles and API keys are sets of them; a route names the one it needs. */
export const scopes = [
  'orders:read',
  'orders:write',
  'orders:manage',
  'orders:personal',
  'holds:write',
  'inventory:read',
  'inventory:write',
  'catalog:read',
  'catalog:write',
  'fulfilment:read',
  'fulfilment:write',
  'channels:read',
  'channels:write',
  'operations:read',
  'operations:write',
  'policies:read',
  'policies:write',
  'models:read',
  'models:write',
  'access:write',
] as const;

export type Scope = (typeof scopes)[number];
