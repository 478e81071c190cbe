import type { FulfillmentOrderId, OrderId, TenantId } from '../../kernel/ids.ts';
import type { ExecutionStatus, Workflows } from '../../platform/ports.ts';

const attemptsMax = 100;

type Series = { readonly machine: string; readonly nameOf: (attempt: number) => string; readonly input: unknown };

/** Name of an execution of the order's lifecycle. */
export const lifecycleName = (orderId: OrderId, attempt: number): string => `${orderId}-${attempt}`;

/** Name of an execution of a fulfillment order's lifecycle; the order's own workflow starts the first. */
export const shipmentName = (id: FulfillmentOrderId, attempt: number): string => (attempt === 1 ? id : `${id}-${attempt}`);

/**
 * Workflows of orders and of their fulfillment orders. Names are the id and the attempt, so of two that start one at once
 * one wins, and starting again what runs is nothing.
 */
export const createStartWorkflows = (workflows: Pick<Workflows, 'start' | 'describe'>) => {
  /** Starts the first of a series that has never been started, unless one before it is as it should be. */
  const startFirst = async (
    { machine, nameOf, input }: Series,
    isFine: (status: ExecutionStatus | undefined) => boolean,
  ): Promise<void> => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const { executionId, started } = await workflows.start({ machine, name: nameOf(attempt), input });
      if (started || isFine((await workflows.describe(executionId))?.status)) return;
    }
  };

  const lifecycle = (tenantId: TenantId, orderId: OrderId): Series => ({
    machine: 'order-lifecycle',
    nameOf: (attempt) => lifecycleName(orderId, attempt),
    input: { tenant_id: tenantId, order_id: orderId },
  });

  return {
    startLifecycle: (tenantId: TenantId, orderId: OrderId): Promise<void> => startFirst(lifecycle(tenantId, orderId), () => true),
    /** A further one when the earlier ones have ended, however they did: the order still has a way to go. */
    continueLifecycle: (tenantId: TenantId, orderId: OrderId): Promise<void> =>
      startFirst(lifecycle(tenantId, orderId), (status) => status === 'running'),
    /** A further one for a fulfillment order whose workflow broke off. */
    continueShipment: (tenantId: TenantId, orderId: OrderId, id: FulfillmentOrderId): Promise<void> => {
      const input = { tenant_id: tenantId, order_id: orderId, fulfillment_order_id: id };
      return startFirst(
        { machine: 'shipment-lifecycle', nameOf: (attempt) => shipmentName(id, attempt), input },
        (status) => status === 'running' || status === 'succeeded',
      );
    },
  };
};
