import * as z from 'zod';
import { TenantId, tenantIdPattern } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/instant.ts';
import { scopes } from '../../kernel/scopes.ts';
import { fromWire, toWire } from '../../kernel/wire.ts';
import type { Item, Key } from '../../platform/ports.ts';
import { ApiKeyId, apiKeyIdPattern } from '../domain/api-key.ts';
import { roles } from '../domain/roles.ts';
import { UserId, userIdPattern } from '../domain/user.ts';

// Stored records of this context. A record that does not fit its schema is a defect, so reading throws.
const instant = z.string().transform(Instant);
const tenantId = z.string().regex(tenantIdPattern).transform(TenantId);
const userId = z.string().regex(userIdPattern).transform(UserId);
const actor = z.object({ kind: z.enum(['user', 'api_key', 'system']), id: z.string() });
const locations = z.union([z.literal('all'), z.array(z.string())]);

export const tenantRow = z.object({ tenantId, name: z.string(), createdBy: actor, createdAt: instant });

export const userRow = z.object({
  userId,
  status: z.enum(['active', 'disabled']),
  vaultReference: z.string().nullable(),
  createdBy: actor,
  createdAt: instant,
  tokensValidFrom: instant,
  revision: z.int().positive(),
});

export const membershipRow = z.object({
  tenantId,
  userId,
  role: z.enum(roles),
  locations,
  status: z.enum(['active', 'revoked']),
  grantedBy: actor,
  grantedAt: instant,
  revision: z.int().positive(),
});

/** Where a user has a place, or a key belongs, when the tenant is not known yet. */
export const tenantPointerRow = z.object({ tenantId });

export const apiKeyRow = z.object({
  keyId: z.string().regex(apiKeyIdPattern).transform(ApiKeyId),
  tenantId,
  label: z.string(),
  prefix: z.string(),
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.enum(scopes)),
  locations,
  createdBy: actor,
  createdAt: instant,
  expiresAt: instant.exactOptional(),
  revokedAt: instant.exactOptional(),
  lastUsedAt: instant.exactOptional(),
});

export const auditRow = z.object({
  auditId: z.string(),
  tenantId,
  recordedAt: instant,
  actor,
  action: z.enum([
    'tenant.created',
    'user.created',
    'user.disabled',
    'user.enabled',
    'user.erased',
    'password.reset',
    'password.changed',
    'membership.granted',
    'membership.changed',
    'membership.revoked',
    'api-key.created',
    'api-key.revoked',
    'channel-account.added',
    'channel-account.changed',
    'channel-account.removed',
    'person.erased',
    'person.exported',
    'order.personal-data-retired',
    'policy.changed',
    'policy.restored',
  ]),
  target: z.object({ kind: z.enum(['tenant', 'user', 'api_key', 'channel_account', 'person', 'order', 'policy']), id: z.string() }),
  before: z.json(),
  after: z.json(),
});

export const emailRow = z.object({ userId, tenantId: z.string(), vaultReference: z.string() });

export const credentialRow = z.object({ passwordHash: z.string(), oneTimeUntil: instant.exactOptional() });

export const throttleRow = z.object({ attempts: z.int().positive(), lastAttemptAt: instant, lockedUntil: instant.exactOptional() });

export const toItem = (key: Key, value: object): Item => ({ ...(toWire(value) as object), ...key });

export const fromItem = <Schema extends z.ZodType>(schema: Schema, item: Item): z.output<Schema> => schema.parse(fromWire(item));

export const fromItemOrNone = <Schema extends z.ZodType>(schema: Schema, item: Item | undefined): z.output<Schema> | undefined =>
  item === undefined ? undefined : fromItem(schema, item);
