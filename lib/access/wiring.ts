import {
  createApiKeyRoute,
  createUserRoute,
  grantMembershipRoute,
  listApiKeysRoute,
  listUsersRoute,
  meRoute,
  revokeApiKeyRoute,
  signInRoute,
} from '../contracts/http/access.ts';
import {
  changeOwnPasswordRoute,
  disableUserRoute,
  enableUserRoute,
  resetPasswordRoute,
  revokeMembershipRoute,
} from '../contracts/http/access-people.ts';
import { signInMethodRoute } from '../contracts/http/sign-in-method.ts';
import type { ContextWiring } from '../platform/wiring.ts';

/** Function that authorizes every route but the public ones. */
export const authorizer = 'access/authorize';

export const accessWiring: ContextWiring = {
  context: 'access',
  http: [
    { route: signInMethodRoute, handler: 'access/sign-in-method' },
    { route: signInRoute, handler: 'access/sign-in' },
    { route: meRoute, handler: 'access/me' },
    { route: listUsersRoute, handler: 'access/list-users' },
    { route: createUserRoute, handler: 'access/create-user' },
    { route: grantMembershipRoute, handler: 'access/grant-membership' },
    { route: revokeMembershipRoute, handler: 'access/revoke-membership' },
    { route: disableUserRoute, handler: 'access/disable-user' },
    { route: enableUserRoute, handler: 'access/enable-user' },
    { route: resetPasswordRoute, handler: 'access/reset-password' },
    { route: changeOwnPasswordRoute, handler: 'access/change-own-password' },
    { route: listApiKeysRoute, handler: 'access/list-api-keys' },
    { route: createApiKeyRoute, handler: 'access/create-api-key' },
    { route: revokeApiKeyRoute, handler: 'access/revoke-api-key' },
  ],
};
