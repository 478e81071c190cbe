import * as z from 'zod';
import { FulfillmentOrderId, OrderId, orderIdPattern, TenantId, tenantIdPattern } from '../lib/kernel/ids.ts';
import { type Caller, systemCaller } from '../lib/platform/event-store/caller.ts';

export const tenantId = z.string().regex(tenantIdPattern).transform(TenantId);
export const orderId = z.string().regex(orderIdPattern).transform(OrderId);
export const fulfillmentOrderId = z.string().regex(orderIdPattern).transform(FulfillmentOrderId);

/** What every task of the order workflow gets. */
export const OrderTask = z.object({ tenant_id: tenantId, order_id: orderId });
export const ShipmentTask = z.object({ tenant_id: tenantId, order_id: orderId, fulfillment_order_id: fulfillmentOrderId });

/** Workflow steps act as the system; the order's id ties together everything that was done for it. */
export const workflowCaller = (component: string, input: { readonly tenant_id: TenantId; readonly order_id: OrderId }): Caller =>
  systemCaller(input.tenant_id, component, { correlationId: input.order_id, causationId: input.order_id });
