import { getPolicySchemaRoute } from '../../lib/contracts/http/policies.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { policyForm } from '../../lib/policies/index.ts';

export const create = (platform: Platform) =>
  httpHandler(platform, getPolicySchemaRoute, async (call) => rawReply(200, policyForm(call.params.name)));
