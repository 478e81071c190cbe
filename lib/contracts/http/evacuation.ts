// Taking work back from a location.
import * as z from 'zod';
import { LocationId, locationIdPattern } from '../../kernel/ids.ts';
import { evacuationReasons } from '../../orders/domain/order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, refused } from './common.ts';

const Evacuation = z
  .object({
    location_id: z.string(),
    recalled: z.array(z.string()).meta({ description: 'Fulfillment orders that were taken back; each is sourced elsewhere by its order' }),
    left: z.int().min(0).meta({ description: 'Left where they are: begun by now, or customers come for them there' }),
    more: z.boolean().meta({ description: 'There may be more to take back: ask again with the cursor' }),
    cursor: z.string().exactOptional().meta({ description: "Where in the location's work to go on; absent where all of it was looked at" }),
  })
  .meta({ id: 'Evacuation' });

export const evacuateLocationRoute = {
  method: 'POST',
  path: '/locations/{id}/evacuate',
  scope: 'fulfilment:write',
  summary: 'Takes back the work at a location that nobody has begun; it is sourced elsewhere, never there again',
  params: z.object({ id: z.string().regex(locationIdPattern).transform(LocationId) }),
  query: z.object({ cursor: z.string().min(1).exactOptional().meta({ description: 'Goes on where the answer before ended' }) }),
  body: z.strictObject({
    reason: z.enum(evacuationReasons).meta({ description: 'A location that is to get no new work either is switched inactive first' }),
  }),
  responses: { 200: { description: 'What was taken back', schema: Evacuation }, ...refused, ...notFoundResponse },
} as const satisfies Route;
