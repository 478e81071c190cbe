import type { Json } from '../../kernel/canonical-json.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Actor } from './principal.ts';

export type AuditAction =
  | 'tenant.created'
  | 'user.created'
  | 'user.disabled'
  | 'user.enabled'
  | 'user.erased'
  | 'password.reset'
  | 'password.changed'
  | 'membership.granted'
  | 'membership.changed'
  | 'membership.revoked'
  | 'api-key.created'
  | 'api-key.revoked'
  | 'channel-account.added'
  | 'channel-account.changed'
  | 'channel-account.removed'
  | 'person.erased'
  | 'person.exported'
  | 'order.personal-data-retired'
  | 'policy.changed'
  | 'policy.restored';

/** Who changed or took out what, when, from what to what. Holds ids, roles, counts and dates: nothing personal and no secret. */
export type AuditRecord = {
  readonly auditId: string;
  readonly tenantId: TenantId;
  readonly recordedAt: Instant;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly target: {
    readonly kind: 'tenant' | 'user' | 'api_key' | 'channel_account' | 'person' | 'order' | 'policy';
    readonly id: string;
  };
  readonly before: Json;
  readonly after: Json;
};
