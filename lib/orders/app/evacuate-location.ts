import type { FulfillmentOrderId, LocationId } from '../../kernel/ids.ts';
import type { FulfillmentOrders, WorkList } from '../../fulfilment/index.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { EvacuationReason } from '../domain/order.values.ts';

export type Evacuation = {
  /** Taken back from the location; each is sourced elsewhere by its order. */
  readonly recalled: readonly FulfillmentOrderId[];
  /** Left where they are, because somebody had begun them by now or a customer comes for them there. */
  readonly left: number;
  /** There may be more work to take back: ask again, from the cursor on. */
  readonly more: boolean;
  /** Where in the location's work to go on; absent where all of it was looked at. */
  readonly cursor?: string;
};

// From picking on the goods are in somebody's hands.
const unbegun = ['open', 'released'] as const;
const isUnbegun = (status: string): boolean => unbegun.some((one) => one === status);
/** Pieces of work that one call takes back: each is a command of its own. */
const perCall = 100;
/**
 * Pages of the list that one call goes through: what is begun and what customers come for stands in the same list, and has
 * to be passed by before what lies behind it is reached.
 */
const pagesPerCall = 5;

/** The location as a whole can do no work; whoever decides on sources leaves it out for as long as that is so. */
type StandingReason = 'location-inactive' | 'capacity-lost';
type Work = Awaited<ReturnType<WorkList>>['items'][number];
type TakeBackReason = EvacuationReason | StandingReason;
const isForNow = (reason: TakeBackReason): reason is StandingReason => reason === 'location-inactive' || reason === 'capacity-lost';

/**
 * Takes back work that nobody at a location has begun. It is turned down in the location's name, so that its stock comes
 * free, its order asks no more for these units there, and another location gets them or they wait; where the location as a
 * whole can do no work it is called off instead, so that it is asked again once it can. What is begun in this very moment
 * stays. Asked again with the cursor, it goes on behind what it has looked at; without, it begins anew.
 */
export const createEvacuateLocation = (parts: { readonly fulfillmentOrders: FulfillmentOrders; readonly workList: WorkList }) => {
  const { fulfillmentOrders, workList } = parts;

  const recall = async (caller: Caller, work: Work, reason: TakeBackReason): Promise<boolean> => {
    // Nothing but a customer who comes for it there can take it, which its row says already.
    if (work.delivery_method === 'pickup') return false;
    const id = work.fulfillment_order_id as FulfillmentOrderId;
    const found = await fulfillmentOrders.get(caller.tenantId, id);
    if (!found || !isUnbegun(found.fulfillmentOrder.status) || found.fulfillmentOrder.deliveryMethod === 'pickup') return false;
    const unlessBegun = true;
    const command = isForNow(reason)
      ? ({ type: 'CancelFulfillmentOrder', reason, unlessBegun } as const)
      : ({ type: 'RejectFulfillmentOrder', reason, unlessBegun } as const);
    return (await fulfillmentOrders.apply(caller, id, command)).ok;
  };

  return async (caller: Caller, locationId: LocationId, reason: TakeBackReason, from?: string): Promise<Evacuation> => {
    const recalled: FulfillmentOrderId[] = [];
    let left = 0;
    let cursor = from;
    for (let pages = 0; pages < pagesPerCall && recalled.length < perCall; pages += 1) {
      const [status, ...orStatuses] = unbegun;
      // No more than may still be taken back, so that the cursor stands right behind the last that was.
      const page = await workList(caller.tenantId, { locationId, status, orStatuses }, { limit: perCall - recalled.length, cursor });
      for (const work of page.items) {
        if (await recall(caller, work, reason)) recalled.push(work.fulfillment_order_id as FulfillmentOrderId);
        else left += 1;
      }
      cursor = page.cursor;
      if (cursor === undefined) return { recalled, left, more: false };
    }
    return { recalled, left, more: true, ...(cursor === undefined ? {} : { cursor }) };
  };
};

export type EvacuateLocation = ReturnType<typeof createEvacuateLocation>;
