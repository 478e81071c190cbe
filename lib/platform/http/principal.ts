import type { Actor } from '../event-store/event-record.ts';
import type { Scope } from './route.ts';
import type { Refusal } from './refusal.ts';

/** Who calls, on behalf of which tenant, and what they may do there. */
export type Principal = {
  readonly kind: 'user' | 'api_key' | 'system';
  readonly id: string;
  readonly tenantId: string;
  readonly scopes: readonly string[];
  /** Role names, for holds that only some roles may close; empty for API keys. */
  readonly roles: readonly string[];
  /** Locations whose work and stock the principal may see and change. */
  readonly locations: 'all' | readonly string[];
};

export const actorOf = (principal: Principal): Actor => ({ kind: principal.kind, id: principal.id });

export const requireScope = (principal: Principal, scope: Scope): Refusal | undefined =>
  scope === 'public' || scope === 'authenticated' || principal.scopes.includes(scope)
    ? undefined
    : { kind: 'forbidden', code: 'scope-missing', message: `This needs the scope ${scope}.`, data: { scope } };

export const mayUseLocation = (principal: Principal, locationId: string): boolean =>
  principal.locations === 'all' || principal.locations.includes(locationId);

/** Who packs and ships needs the address on the parcel, also without the right to read orders; who only looks on does not. */
export const mayKnowAddressee = ({ scopes }: Principal): boolean =>
  scopes.includes('fulfilment:write') || scopes.includes('orders:personal');
