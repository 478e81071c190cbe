import * as z from 'zod';
import { tenantIdPattern } from '../../kernel/ids.ts';

/** In the queue of purges: articles of a tenant have sold out or come back, and a stretch of time for more of them is over. */
export const StorefrontPurge = z.object({
  tenant_id: z.string().regex(tenantIdPattern),
  /** Number of the stretch. */
  stretch: z.int(),
});
export type StorefrontPurge = z.infer<typeof StorefrontPurge>;
