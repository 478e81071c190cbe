import * as z from 'zod';

/** Who caused something. */
export const Actor = z
  .object({ kind: z.enum(['user', 'system', 'api_key']), id: z.string() })
  .meta({ id: 'Actor', description: 'Who caused it: a principal, or a component of ours' });
