import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { ChannelAccountPath } from './channels.ts';
import { notFoundResponse, refused } from './common.ts';

const ConnectionCheck = z
  .object({
    name: z
      .enum(['settings', 'credentials', 'api', 'clock', 'scopes', 'webhook_secret', 'webhooks'])
      .describe('credentials and webhook_secret: whether the secrets are set up; api: whether the channel takes the credentials'),
    ok: z.boolean().nullable().describe('Null where it could not be found out, such as after another check has failed'),
    message: z.string(),
    hint: z.string().nullable().describe('What to do about it; null where nothing has to be done'),
  })
  .meta({ id: 'ConnectionCheck' });

export const ConnectionTestView = z
  .object({
    ok: z.boolean().describe('Nothing was found wrong'),
    checks: z.array(ConnectionCheck).describe('In the order in which they were made; names of secrets, never their values'),
    took_ms: z.int().min(0),
  })
  .meta({ id: 'ConnectionTest' });

export const testChannelAccountRoute = {
  method: 'POST',
  path: '/channels/{channel}/accounts/{account}/tests',
  scope: 'channels:write',
  operationId: 'testChannelAccount',
  summary: 'Tries the connection of an account within 10 seconds: secrets, credentials, rights, subscriptions; changes nothing',
  params: ChannelAccountPath,
  responses: {
    200: { description: 'What was found, also when the channel is down or refuses', schema: ConnectionTestView },
    ...refused,
    ...notFoundResponse,
    422: { description: 'The account has been removed, or has no settings for its API' },
  },
} as const satisfies Route;
