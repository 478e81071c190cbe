import * as z from 'zod';
import { passwordLengthMax, passwordLengthMin } from '../../access/domain/password.ts';
import type { Route } from '../../platform/http/route.ts';
import { MembershipView, SignInResponse, UserPath } from './access.ts';
import { refused } from './common.ts';

const unknownUser = { 404: { description: 'No such user in this tenant' } } as const;
const changedMeanwhile = { 409: { description: 'Changed by somebody else at the same time' } } as const;
const notTheirs = {
  422: { description: 'The account opens other tenants too, the person has been erased, or people choose passwords elsewhere' },
} as const;

const Password = z.string().min(1).max(1024);

export const changeOwnPasswordRoute = {
  method: 'POST',
  path: '/me/password',
  scope: 'authenticated',
  summary: 'Changes the own password; every other session of the account ends',
  body: z.strictObject({
    password: Password.describe('The one that holds until now'),
    new_password: Password.describe(`${passwordLengthMin} to ${passwordLengthMax} characters`),
  }),
  maxBodyBytes: 8 * 1024,
  responses: {
    200: { description: 'Changed; the token goes on from here, those from before are void', schema: SignInResponse },
    401: refused[401],
    422: { description: 'The password is wrong, the new one too weak, a key asks, or people choose passwords at sign_in_url' },
    429: { description: 'Too many attempts' },
  },
} as const satisfies Route;

const AccountStatus = z
  .object({ user_id: z.string(), status: z.enum(['active', 'disabled']) })
  .meta({ id: 'AccountStatus', description: 'Whether a person can sign in' });

export const disableUserRoute = {
  method: 'POST',
  path: '/users/{id}/disable',
  scope: 'access:write',
  summary: 'Shuts a user out at once; disabling again changes nothing',
  params: UserPath,
  responses: { 200: { description: 'Disabled', schema: AccountStatus }, ...refused, ...unknownUser, ...changedMeanwhile, ...notTheirs },
} as const satisfies Route;

export const enableUserRoute = {
  method: 'POST',
  path: '/users/{id}/enable',
  scope: 'access:write',
  summary: 'Lets a disabled user sign in again; sessions from before stay ended',
  params: UserPath,
  responses: { 200: { description: 'Enabled', schema: AccountStatus }, ...refused, ...unknownUser, ...changedMeanwhile, ...notTheirs },
} as const satisfies Route;

export const resetPasswordRoute = {
  method: 'POST',
  path: '/users/{id}/password-resets',
  scope: 'access:write',
  operationId: 'resetPassword',
  summary: "Voids a user's password and ends every session; the new one is good for one sign-in that sets another",
  params: UserPath,
  responses: {
    200: {
      description: 'Reset',
      schema: z.object({
        one_time_password: z
          .object({ password: z.string(), expires_at: z.string() })
          .optional()
          .describe('Shown once, to be told to the user by other means'),
        mailed: z.boolean().optional().describe('True where people sign in elsewhere: the person has been mailed what it takes'),
      }),
    },
    ...refused,
    ...unknownUser,
    ...changedMeanwhile,
    ...notTheirs,
  },
} as const satisfies Route;

export const revokeMembershipRoute = {
  method: 'DELETE',
  path: '/users/{id}/memberships',
  scope: 'access:write',
  operationId: 'revokeMembership',
  summary: "Takes a user's place in the tenant away, at once; it stays listed and can be granted again",
  params: UserPath,
  responses: {
    200: { description: 'The membership as it is now', schema: MembershipView },
    ...refused,
    ...unknownUser,
    ...changedMeanwhile,
  },
} as const satisfies Route;
