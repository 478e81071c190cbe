import type { TenantId } from '../../kernel/ids.ts';
import type { CommandContext } from './event-record.ts';

/** On whose behalf a use case runs. */
export type Caller = { readonly tenantId: TenantId; readonly context: CommandContext };

/** One of our own components, acting because of an event or a workflow. */
export const systemCaller = (
  tenantId: TenantId,
  component: string,
  cause: { readonly correlationId: string; readonly causationId: string },
): Caller => ({
  tenantId,
  context: { actor: { kind: 'system', id: component }, ...cause },
});
