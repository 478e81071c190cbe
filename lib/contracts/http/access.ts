import * as z from 'zod';
import { ApiKeyId, apiKeyIdPattern, environments } from '../../access/domain/api-key.ts';
import { passwordLengthMax, passwordLengthMin } from '../../access/domain/password.ts';
import { roles, scopesOf } from '../../access/domain/roles.ts';
import { UserId, userIdPattern } from '../../access/domain/user.ts';
import { locationIdPattern, tenantIdPattern } from '../../kernel/ids.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { scopes } from '../../kernel/scopes.ts';
import type { Route } from '../../platform/http/route.ts';

const problem = (description: string) => ({ description });
const refused = { 401: problem('No valid credentials'), 403: problem('Not allowed') } as const;

const Locations = z
  .union([z.literal('all'), z.array(z.string().regex(locationIdPattern)).min(1).max(500)])
  .meta({ id: 'Locations', description: '"all", or the ids of the locations whose work and stock may be seen and changed' });
const Role = z.enum(roles).meta({ id: 'Role' });
const Moment = z.iso.datetime({ offset: true }).transform((text, context) => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  context.issues.push({ code: 'custom', input: text, message: 'must be a moment that exists, such as 2026-11-20T14:23:33Z' });
  return z.NEVER;
});

/** Path parameter of routes about one user. */
export const UserPath = z.object({ id: z.string().regex(userIdPattern).transform(UserId) });
export const ApiKeyPath = z.object({ id: z.string().regex(apiKeyIdPattern).transform(ApiKeyId) });

export const AccessPageQuery = z
  .strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z
      .string()
      .regex(/^[0-9a-z]{26}$/)
      .optional()
      .describe('The cursor of the page before'),
  })
  .transform(({ limit, cursor }) => ({ limit, ...(cursor === undefined ? {} : { after: cursor }) }));

// ---------------------------------------------------------------- Sign-in

// A password that is too long to be one is still answered like a wrong one, up to a size that costs nothing to hash.
const Password = z.string().min(1).max(1024);

export const SignInBody = z.strictObject({
  email: z.string().min(1).max(254),
  password: Password,
  new_password: Password.optional().describe(`Changes the password on the way: ${passwordLengthMin} to ${passwordLengthMax} characters`),
});

export const SignInResponse = z
  .object({
    access_token: z.string(),
    expires_in_seconds: z.int(),
    user_id: z.string(),
  })
  .meta({ id: 'SignedIn' });

export const signInRoute = {
  method: 'POST',
  path: '/sign-in',
  scope: 'public',
  summary: 'A token for an e-mail address and its password',
  body: SignInBody,
  maxBodyBytes: 8 * 1024,
  responses: {
    200: { description: 'Signed in', schema: SignInResponse },
    401: problem('Address, password or account not valid'),
    422: problem('The password must be changed, the new one is too weak, or people sign in at sign_in_url'),
    429: problem('Too many attempts'),
  },
} as const satisfies Route;

export const MeResponse = z
  .object({
    kind: z.enum(['user', 'api_key', 'system']),
    id: z.string(),
    tenant_id: z.string().regex(tenantIdPattern),
    scopes: z.array(z.enum(scopes)),
    roles: z.array(z.string()).meta({ description: 'Empty for keys' }),
    locations: Locations,
    email: z.string().nullable().meta({ description: 'Of the person who is signed in; null for keys' }),
    tenant_name: z.string().nullable(),
    environment: z.enum(environments).meta({ description: 'sandbox: for trying things out; its keys open nothing elsewhere' }),
    stage: z.string().nullable().meta({ description: 'Of an installation in AWS' }),
    installation: z.object({ name: z.string(), version: z.string() }),
  })
  .meta({ id: 'Me' });

export const meRoute = {
  method: 'GET',
  path: '/me',
  scope: 'authenticated',
  summary: 'Who the credentials belong to, and what they allow',
  responses: { 200: { description: 'The principal', schema: MeResponse }, 401: refused[401] },
} as const satisfies Route;

// ---------------------------------------------------------------- Users

export const UserView = z
  .object({
    user_id: z.string(),
    email: z.string().nullable().describe('Null once the person has been erased'),
    status: z.enum(['active', 'disabled']),
    role: Role,
    locations: Locations,
    membership: z.enum(['active', 'revoked']),
    created_at: z.string(),
    granted_at: z.string(),
  })
  .meta({ id: 'User' });

export const listUsersRoute = {
  method: 'GET',
  path: '/users',
  scope: 'access:write',
  summary: 'Members of the tenant, by user id',
  query: AccessPageQuery,
  responses: {
    200: { description: 'A page of users', schema: z.object({ items: z.array(UserView), cursor: z.string().optional() }) },
    ...refused,
  },
} as const satisfies Route;

export const CreateUserBody = z.strictObject({ email: z.string().min(3).max(254), role: Role, locations: Locations });

export const CreateUserResponse = z
  .object({
    user_id: z.string(),
    role: Role,
    locations: Locations,
    one_time_password: z
      .object({ password: z.string(), expires_at: z.string() })
      .optional()
      .describe('Shown once; good for one sign-in that sets another password'),
    mailed: z.boolean().optional().describe('True where people sign in elsewhere: the person has been mailed an invitation'),
  })
  .meta({ id: 'CreatedUser' });

export const createUserRoute = {
  method: 'POST',
  path: '/users',
  scope: 'access:write',
  summary: 'Registers a person and gives them a role in the tenant',
  body: CreateUserBody,
  responses: {
    201: { description: 'Created', schema: CreateUserResponse },
    ...refused,
    409: problem('The e-mail address has an account, or belongs to somebody else where people sign in'),
  },
} as const satisfies Route;

export const GrantMembershipBody = z.strictObject({ role: Role, locations: Locations });

export const MembershipView = z
  .object({
    tenant_id: z.string(),
    user_id: z.string(),
    role: Role,
    locations: Locations,
    status: z.enum(['active', 'revoked']),
    granted_by: z.object({ kind: z.enum(['user', 'api_key', 'system']), id: z.string() }),
    granted_at: z.string(),
    revision: z.int(),
  })
  .meta({ id: 'Membership' });

export const grantMembershipRoute = {
  method: 'POST',
  path: '/users/{id}/memberships',
  scope: 'access:write',
  summary: 'Gives a user of the tenant another role or other locations, or back the membership',
  params: UserPath,
  body: GrantMembershipBody,
  responses: {
    200: { description: 'The membership as it is now', schema: MembershipView },
    ...refused,
    404: problem('No such user in this tenant'),
    409: problem('Changed by somebody else at the same time'),
  },
} as const satisfies Route;

// ---------------------------------------------------------------- API keys

export const ApiKeyView = z
  .object({
    key_id: z.string(),
    tenant_id: z.string(),
    label: z.string(),
    prefix: z.string().regex(new RegExp(`^wb_(${environments.join('|')})_[0-9a-z]{26}$`)),
    scopes: z.array(z.enum(scopes)),
    locations: Locations,
    created_by: z.object({ kind: z.enum(['user', 'api_key', 'system']), id: z.string() }),
    created_at: z.string(),
    expires_at: z.string().optional(),
    revoked_at: z.string().optional(),
    last_used_at: z.string().optional().describe('Precise to a minute at best'),
  })
  .meta({ id: 'ApiKey' });

export const listApiKeysRoute = {
  method: 'GET',
  path: '/api-keys',
  scope: 'access:write',
  summary: 'API keys of the tenant, oldest first, without their secrets',
  query: AccessPageQuery,
  responses: {
    200: { description: 'A page of keys', schema: z.object({ items: z.array(ApiKeyView), cursor: z.string().optional() }) },
    ...refused,
  },
} as const satisfies Route;

/** Gives `scopes` either way: those named, or those that the role has today. */
export const CreateApiKeyBody = z
  .strictObject({
    label: z.string().trim().min(1).max(80),
    role: Role.optional(),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length).optional(),
    locations: Locations,
    expires_at: Moment.optional(),
  })
  .refine((body) => (body.role === undefined) !== (body.scopes === undefined), {
    path: ['scopes'],
    message: 'name either a role or scopes',
  })
  .transform(({ label, role, scopes: named, locations, expires_at: expiresAt }) => ({
    label,
    locations,
    scopes: named ?? (role === undefined ? [] : scopesOf(role)),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }));

export const CreateApiKeyResponse = z
  .object({
    key: ApiKeyView,
    api_key: z.string().describe('The whole key; shown once'),
  })
  .meta({ id: 'CreatedApiKey' });

export const createApiKeyRoute = {
  method: 'POST',
  path: '/api-keys',
  scope: 'access:write',
  summary: 'Makes a key for a machine',
  body: CreateApiKeyBody,
  responses: { 201: { description: 'Created; the only time the key is shown', schema: CreateApiKeyResponse }, ...refused },
} as const satisfies Route;

export const revokeApiKeyRoute = {
  method: 'DELETE',
  path: '/api-keys/{id}',
  scope: 'access:write',
  summary: 'Ends a key, everywhere within 30 seconds',
  params: ApiKeyPath,
  responses: { 204: { description: 'Revoked' }, ...refused, 404: problem('No such key in this tenant') },
} as const satisfies Route;
