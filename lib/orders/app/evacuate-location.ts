import type { FulfillmentOrderId, LocationId } from '../../kernel/ids.ts';
import type { FulfillmentOrders, WorkList } from '../../fulfilment/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { EvacuationReason } from '../domain/order.values.ts';

export type Evacuation = {
  /** Taken back from the location; each is sourced elsewhere by its order. */
  readonly recalled: readonly FulfillmentOrderId[];
  /** Left where they are, because somebody had begun them by now or a customer comes for them there. */
  readonly left: number;
  /** There may be more work to take back: ask again. */
  readonly more: boolean;
};

// From picking on the goods are in somebody's hands.
const unbegun = ['open', 'released'] as const;
const isUnbegun = (status: string): boolean => unbegun.some((one) => one === status);
/** Pieces of work that one call looks at. */
const perCall = 100;

/** The location as a whole can do no work; whoever decides on sources leaves it out for as long as that is so. */
type StandingReason = 'location-inactive' | 'capacity-lost';
type TakeBackReason = EvacuationReason | StandingReason;
const isForNow = (reason: TakeBackReason): reason is StandingReason => reason === 'location-inactive' || reason === 'capacity-lost';

/**
 * Takes back work that nobody at a location has begun. It is turned down in the location's name, so that its stock comes
 * free, its order asks no more for these units there, and another location gets them or they wait; where the location as a
 * whole can do no work it is called off instead, so that it is asked again once it can. What is begun in this very moment
 * stays. Asked again, it goes on with what is left.
 */
export const createEvacuateLocation = (parts: { readonly fulfillmentOrders: FulfillmentOrders; readonly workList: WorkList }) => {
  const { fulfillmentOrders, workList } = parts;

  const recall = async (caller: Caller, id: FulfillmentOrderId, reason: TakeBackReason): Promise<boolean> => {
    const found = await fulfillmentOrders.get(caller.tenantId, id);
    if (!found || !isUnbegun(found.fulfillmentOrder.status) || found.fulfillmentOrder.deliveryMethod === 'pickup') return false;
    const unlessBegun = true;
    const command = isForNow(reason)
      ? ({ type: 'CancelFulfillmentOrder', reason, unlessBegun } as const)
      : ({ type: 'RejectFulfillmentOrder', reason, unlessBegun } as const);
    return (await fulfillmentOrders.apply(caller, id, command)).ok;
  };

  return async (caller: Caller, locationId: LocationId, reason: TakeBackReason): Promise<Evacuation> => {
    const recalled: FulfillmentOrderId[] = [];
    let left = 0;
    let more = false;
    for (const status of unbegun) {
      const room = perCall - recalled.length - left;
      if (room <= 0) return { recalled, left, more: true };
      const page = await workList(caller.tenantId, { locationId, status }, { limit: room });
      for (const { fulfillment_order_id: id } of page.items) {
        if (await recall(caller, id as FulfillmentOrderId, reason)) recalled.push(id as FulfillmentOrderId);
        else left += 1;
      }
      more ||= page.cursor !== undefined;
    }
    return { recalled, left, more: more && recalled.length > 0 };
  };
};

export type EvacuateLocation = ReturnType<typeof createEvacuateLocation>;
