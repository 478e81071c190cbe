import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { refusalOf } from '../../lib/access/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import { cameByTheEntrance } from '../../lib/platform/http/entrance.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { accessOf } from '../composition.ts';

type Answer = { readonly isAuthorized: boolean; readonly context: Readonly<Record<string, string>> };

/**
 * Authorizer of the HTTP API: who sends the request, or why nobody is believed to, handed on to the function as JSON. The
 * gateway could answer a refusal only with a bare 403; the function answers with what is wrong. What did not come in by the
 * entrance gets no further than here.
 */
export const create = (platform: Platform) => {
  const access = accessOf(platform);
  return stack<APIGatewayRequestAuthorizerEventV2, Answer>(platform, async (event) => {
    const headers = Object.fromEntries(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    if (!(await cameByTheEntrance(platform.secrets, headers))) return { isAuthorized: false, context: {} };
    const principal = await access.authenticate(headers);
    if (principal.ok) {
      // The two ids beside it are for the gateway's log, which can pick single values only.
      const { tenantId, id } = principal.value;
      return { isAuthorized: true, context: { principal: JSON.stringify(principal.value), tenant_id: tenantId, principal_id: id } };
    }
    return { isAuthorized: true, context: { refusal: JSON.stringify(refusalOf(principal.error)) } };
  });
};
