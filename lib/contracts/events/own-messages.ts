import * as z from 'zod';
import {
  FulfillmentOrderId,
  LocationId,
  locationIdPattern,
  OrderId,
  orderIdPattern,
  Sku,
  skuPattern,
  TenantId,
  tenantIdPattern,
} from '../../kernel/ids.ts';

// Messages that stand in queues of ours and are no events of a stream.

/** The timer with which a delivered order is completed once its time for complaints is over. */
export const OrderTimer = z.object({
  kind: z.literal('complete'),
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  order_id: z.string().regex(orderIdPattern).transform(OrderId),
});

/** The timer that ends the time in which a code is good; a later code of the order makes it void. */
export const VerificationTimer = z.object({
  kind: z.literal('verification-end'),
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  order_id: z.string().regex(orderIdPattern).transform(OrderId),
  verification: z.int().min(1),
  send: z.int().min(1),
});

/** The timer that ends the time in which a customer may come for goods. */
export const PickupTimer = z.object({
  kind: z.literal('pickup-end'),
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  fulfillment_order_id: z.string().regex(orderIdPattern).transform(FulfillmentOrderId),
});

/** A page of the orders that wait for a SKU, which are to be promised anew; and an order of which an article is sold from now on. */
export const PromiseWork = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('renew'),
    tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
    sku: z.string().regex(skuPattern).transform(Sku),
    reason: z.enum(['receipt', 'supply-changed']),
    taken: z.int().min(0),
    taken_at: z.record(z.string().regex(locationIdPattern), z.int().min(0)).exactOptional(),
    after: z.object({ order_id: z.string().regex(orderIdPattern), rank: z.string().min(1) }).exactOptional(),
  }),
  z.object({
    kind: z.literal('released'),
    tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
    order_id: z.string().regex(orderIdPattern).transform(OrderId),
  }),
]);

/** Units of a SKU that came free, and behind whom in its queue the calling of those who wait goes on. */
export const StockOffer = z.object({
  kind: z.literal('offer'),
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  sku: z.string().regex(skuPattern).transform(Sku),
  units: z.int().min(1),
  after: z.object({ order_id: z.string().regex(orderIdPattern).transform(OrderId), rank: z.string().min(1) }).exactOptional(),
});

/** A look at a location that was closed or opened: what nobody has begun there is taken back, or its stock offered to who waits. */
export const LocationLook = z.object({
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  location_id: z.string().regex(locationIdPattern).transform(LocationId),
  quiet_looks: z.int().min(0),
  after: z.string().min(1).exactOptional(),
  took_back: z.boolean().exactOptional(),
  offered: z.array(z.string().regex(skuPattern).transform(Sku)).exactOptional(),
});

/** What S3 reports of a new object. */
export const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string().min(1) }) }) });

const ofBulkJob = { tenant_id: z.string().regex(tenantIdPattern).transform(TenantId), job_id: z.string().min(1) };

/** A part of a bulk job that is to be done, and the look whether it goes on. */
export const BulkJobWork = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chunk'), ...ofBulkJob, chunk: z.int().min(0) }),
  z.object({ kind: z.literal('watch'), ...ofBulkJob }),
]);
