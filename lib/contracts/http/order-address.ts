import * as z from 'zod';
import { addressReasons } from '../../orders/domain/order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, OrderPath, refused, rejectedResponse } from './common.ts';
import { OrderView } from './order-resource.ts';
import { Address } from './orders.ts';

export const correctAddressRoute = {
  method: 'PUT',
  path: '/orders/{id}/shipping-address',
  scope: 'orders:manage',
  operationId: 'correctShippingAddress',
  summary: 'Sends the order to another address than its channel named; takes the scope orders:personal as well',
  params: OrderPath,
  body: z.strictObject({
    shipping_address: Address.meta({ description: 'The whole address; what is left out is empty' }),
    confirmed: z
      .boolean()
      .default(false)
      .meta({ description: 'The address is right, although the check finds something; the decisions of the order say so' }),
    reason_code: z.enum(addressReasons).optional().meta({ description: 'Why it is corrected' }),
  }),
  responses: {
    200: { description: 'The order as it stands; its open units are sourced anew where it goes elsewhere', schema: OrderView },
    400: { description: 'Fields are missing or wrong, or goods could hardly be delivered there; `problems` names each field' },
    ...refused,
    ...notFoundResponse,
    409: { description: 'The channel has revised the order in this moment: look at it again' },
    ...rejectedResponse,
  },
} as const satisfies Route;
