// Goods that the customer comes for.
import * as z from 'zod';
import { pickupCollectors, pickupProofs } from '../../fulfilment/domain/fulfillment-order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { FulfillmentOrderPath, moment } from './common.ts';
import { workResponses } from './fulfilment.ts';

const pickupRoute = <const Verb extends string, const Body extends z.ZodType>(
  verb: Verb,
  operationId: string,
  summary: string,
  body: Body,
) =>
  ({
    method: 'POST',
    path: `/fulfillment-orders/{id}/${verb}`,
    operationId,
    scope: 'fulfilment:write',
    summary,
    params: FulfillmentOrderPath,
    body,
    responses: workResponses,
  }) as const satisfies Route;

export const readyForPickupRoute = pickupRoute(
  'ready',
  'readyFulfillmentOrder',
  'Everything found lies at the counter; the customer may come until the time of the policy `pickup`',
  z.strictObject({}),
);

export const collectPickupRoute = pickupRoute(
  'collect',
  'collectFulfillmentOrder',
  'The goods were handed to whoever came for them',
  z.strictObject({
    collected_by: z.enum(pickupCollectors).default('customer').meta({ description: 'Who came, by kind: a name would be personal data' }),
    proof: z.enum(pickupProofs).default('order-confirmation').meta({ description: 'What was shown' }),
  }),
);

export const extendPickupRoute = pickupRoute(
  'extend-pickup',
  'extendPickupOfFulfillmentOrder',
  'Keeps the goods at the counter for longer',
  z.strictObject({
    expires_at: moment.meta({ description: 'Later than now and than before, and at most 28 days after the goods lay ready' }),
  }),
);
