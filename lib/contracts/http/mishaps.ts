// What befell parcels that carriers had.
import * as z from 'zod';
import { mishaps, ShipmentId, shipmentIdPattern } from '../../fulfilment/domain/fulfillment-order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { FulfillmentOrderPath } from './common.ts';
import { workResponses } from './fulfilment.ts';

export const reportMishapRoute = {
  method: 'POST',
  path: '/fulfillment-orders/{id}/mishaps',
  operationId: 'reportMishap',
  scope: 'fulfilment:write',
  summary: 'A parcel arrived damaged, or never; how often that happens to which carrier is learned from it',
  params: FulfillmentOrderPath,
  body: z.strictObject({
    shipment_id: z.string().regex(shipmentIdPattern, 'must be the id of a shipment of this work').transform(ShipmentId),
    mishap: z.enum(mishaps, `must be one of ${mishaps.join(', ')}`),
  }),
  responses: workResponses,
} as const satisfies Route;
