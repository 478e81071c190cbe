import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { refusalOf } from '../../lib/access/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { accessOf } from '../composition.ts';

type Answer = { readonly isAuthorized: boolean; readonly context: Readonly<Record<string, string>> };

/** Authorizer of the HTTP API: who sends the request, handed on to the function as JSON. */
export const create = (platform: Platform) => {
  const access = accessOf(platform);
  return stack<APIGatewayRequestAuthorizerEventV2, Answer>(platform, async (event) => {
    const headers = Object.fromEntries(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    const principal = await access.authenticate(headers);
    if (principal.ok) return { isAuthorized: true, context: { principal: JSON.stringify(principal.value) } };
    return { isAuthorized: false, context: { refusal: JSON.stringify(refusalOf(principal.error)) } };
  });
};
