import { type Scope, scopes } from '../../kernel/scopes.ts';
import { err, ok, type Result } from '../../kernel/result.ts';

/** `all`, or the ids of the locations whose work and stock may be seen and changed. */
export type LocationAccess = 'all' | readonly string[];

/**
 * Who calls, for which tenant, and what they may do there. The same shape as the platform's `Principal`:
 * it travels as JSON from the authorizer to the handler, so its ids are plain text.
 */
export type Principal = {
  readonly kind: 'user' | 'api_key' | 'system';
  readonly id: string;
  readonly tenantId: string;
  readonly scopes: readonly string[];
  /** Role names, for what only some roles may do beside their scopes; empty for API keys. */
  readonly roles: readonly string[];
  readonly locations: LocationAccess;
};

/** Who did something, as events and audit records name them. */
export type Actor = Pick<Principal, 'kind' | 'id'>;
export const actorOf = ({ kind, id }: Principal): Actor => ({ kind, id });

/** Whether a person is about to change their own access. */
export const isSelf = (principal: Principal, userId: string): boolean => principal.kind === 'user' && principal.id === userId;

/** Our own components and the command line: whoever runs those already holds the tables. */
export const systemPrincipal = (tenantId: string, component: string): Principal => ({
  kind: 'system',
  id: component,
  tenantId,
  scopes,
  roles: ['admin'],
  locations: 'all',
});

export type AuthorizationRejection =
  | { readonly code: 'scope-missing'; readonly scope: Scope }
  | { readonly code: 'location-not-permitted'; readonly locationId: string };

/** Whether the principal may do what the scope names, at the location if the act has one. */
export const authorize = (
  principal: Principal,
  need: { readonly scope: Scope; readonly locationId?: string },
): Result<void, AuthorizationRejection> => {
  if (!principal.scopes.includes(need.scope)) return err({ code: 'scope-missing', scope: need.scope });
  if (need.locationId !== undefined && principal.locations !== 'all' && !principal.locations.includes(need.locationId)) {
    return err({ code: 'location-not-permitted', locationId: need.locationId });
  }
  return ok(undefined);
};

/** Rights that one principal hands to another. */
export type Grant = { readonly scopes: readonly Scope[]; readonly locations: LocationAccess };

export type GrantRejection = {
  readonly code: 'grant-exceeds-own-rights';
  readonly scopes: readonly Scope[];
  readonly locations: LocationAccess;
};

/**
 * Nobody hands out more than they hold: otherwise a key that may only manage access could make itself an administrator.
 * The rejection lists what is too much.
 */
export const mayGrant = (principal: Principal, grant: Grant): Result<void, GrantRejection> => {
  const tooMany = grant.scopes.filter((scope) => !principal.scopes.includes(scope));
  const tooFar = locationsBeyond(principal.locations, grant.locations);
  return tooMany.length === 0 && tooFar.length === 0
    ? ok(undefined)
    : err({ code: 'grant-exceeds-own-rights', scopes: tooMany, locations: tooFar });
};

const locationsBeyond = (own: LocationAccess, granted: LocationAccess): LocationAccess => {
  if (own === 'all') return [];
  return granted === 'all' ? 'all' : granted.filter((locationId) => !own.includes(locationId));
};
