import * as z from 'zod';
import { TenantId, tenantIdPattern } from '../../kernel/ids.ts';

/** A message of ours, no event of a stream: the replay of a policy that is to be worked off. */
export const SimulationWork = z.object({
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  simulation_id: z.string().min(1),
});
