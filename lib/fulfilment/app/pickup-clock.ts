import type { FulfillmentOrderId, TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs } from '../../kernel/instant.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Platform } from '../../platform/ports.ts';
import type { FulfillmentOrder } from '../domain/fulfillment-order.state.ts';
import type { FulfillmentOrders } from './fulfillment-orders.ts';

export const pickupTimersQueue = 'pickup-timers';

/** The timer that ends a pickup. It goes by one name, so that an extension replaces the one before. */
export const pickupTimerName = (id: FulfillmentOrderId): string => `pickup-${id}`;

/** The tenant's policy for goods that wait for their customer. */
export interface PickupPolicy {
  inForce(
    tenantId: TenantId,
    name: 'pickup',
  ): Promise<{ readonly value: { readonly heldSeconds: number; readonly onExpiry: 'cancel' | 'hold' } }>;
}

export type PickupClock = {
  /** Until when goods that lie ready at `readyAt` are kept, by the policy in force. */
  readonly expiryOf: (tenantId: TenantId, readyAt: Instant) => Promise<Instant>;
  /** Sets the timer to the end of the pickup as it stands; nothing for work that waits for nobody. Repeating it sets the same. */
  readonly watch: (tenantId: TenantId, id: FulfillmentOrderId) => Promise<void>;
  /** What follows when the timer fires. One that fires before its time, by a clock that differs, is set again. */
  readonly end: (caller: Caller, id: FulfillmentOrderId) => Promise<void>;
};

/** How long goods wait for their customer, and what happens then. */
export const createPickupClock = (parts: {
  readonly platform: Pick<Platform, 'clock' | 'timers'>;
  readonly fulfillmentOrders: Pick<FulfillmentOrders, 'get' | 'apply'>;
  readonly policies: PickupPolicy;
}): PickupClock => {
  const { platform, fulfillmentOrders, policies } = parts;
  const { clock, timers } = platform;

  const setTimer = async (tenantId: TenantId, { status, pickup, fulfillmentOrderId }: FulfillmentOrder): Promise<void> => {
    if (status !== 'ready_for_pickup' || !pickup || pickup.overdueSince === pickup.expiresAt) return;
    await timers.schedule({
      name: pickupTimerName(fulfillmentOrderId),
      at: pickup.expiresAt,
      queue: pickupTimersQueue,
      body: JSON.stringify({ kind: 'pickup-end', tenant_id: tenantId, fulfillment_order_id: fulfillmentOrderId }),
    });
  };

  return {
    expiryOf: async (tenantId, readyAt) => {
      const { heldSeconds } = (await policies.inForce(tenantId, 'pickup')).value;
      return plusMs(readyAt, heldSeconds * 1_000);
    },
    watch: async (tenantId, id) => {
      const found = await fulfillmentOrders.get(tenantId, id);
      if (found) await setTimer(tenantId, found.fulfillmentOrder);
    },
    end: async (caller, id) => {
      const { onExpiry } = (await policies.inForce(caller.tenantId, 'pickup')).value;
      const ended = await fulfillmentOrders.apply(caller, id, { type: 'EndPickup', now: clock.now(), onExpiry });
      if (!ended.ok) throw new Error(`pickup ${id} could not be ended: ${ended.error.code}`);
      await setTimer(caller.tenantId, ended.value.fulfillmentOrder);
    },
  };
};
