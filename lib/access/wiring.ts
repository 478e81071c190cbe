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
import type { ContextWiring } from '../platform/wiring.ts';

/** Function that authorizes every route but the public ones. */
export const authorizer = 'access/authorize';

export const accessWiring: ContextWiring = {
  context: 'access',
  http: [
    { route: signInRoute, handler: 'access/sign-in' },
    { route: meRoute, handler: 'access/me' },
    { route: listUsersRoute, handler: 'access/list-users' },
    { route: createUserRoute, handler: 'access/create-user' },
    { route: grantMembershipRoute, handler: 'access/grant-membership' },
    { route: listApiKeysRoute, handler: 'access/list-api-keys' },
    { route: createApiKeyRoute, handler: 'access/create-api-key' },
    { route: revokeApiKeyRoute, handler: 'access/revoke-api-key' },
  ],
};
