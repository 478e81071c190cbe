import { revokeMembershipRoute } from '../../lib/contracts/http/access-people.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { accessOf } from '../composition.ts';
import { accessReply } from './access-reply.ts';

export const create = (platform: Platform) => {
  const access = accessOf(platform);
  return httpHandler(platform, revokeMembershipRoute, async (call) =>
    accessReply(await access.revokeMembership(call.principal, call.params.id)),
  );
};
