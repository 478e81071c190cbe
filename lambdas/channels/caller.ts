import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Caller } from '../../lib/platform/event-store/caller.ts';
import { commandContext } from '../../lib/platform/handlers/http.handler.ts';
import type { Principal } from '../../lib/platform/http/principal.ts';

/** Whoever calls, as use cases know them. */
export const callerOf = (call: { readonly principal: Principal; readonly requestId: string }): Caller => ({
  tenantId: call.principal.tenantId as TenantId,
  context: commandContext(call),
});
