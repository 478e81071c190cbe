import {
  describeFulfillmentOrderRejection,
  type FulfillmentOrders,
  type FulfillmentOrderView,
  type WorkCommand,
} from '../../lib/fulfilment/index.ts';
import type { FulfillmentOrderId, TenantId } from '../../lib/kernel/ids.ts';
import { mayUseLocation, type Principal } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, type Reply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';

type WorkCall = { readonly principal: Principal; readonly requestId: string; readonly params: { readonly id: FulfillmentOrderId } };

/** Work as people see it: what was ordered at first only tells two creations of one piece of work apart. */
export const shownWork = ({ fulfillmentOrder: { orderedLines: _first, ...work }, version }: FulfillmentOrderView) => ({ ...work, version });

const workReply = (view: FulfillmentOrderView): Reply => reply(200, shownWork(view));

/** The work, if it is there and at a location that the principal may use; to anyone else it does not exist. */
export const findWork = async (
  fulfillmentOrders: FulfillmentOrders,
  principal: Principal,
  id: FulfillmentOrderId,
): Promise<FulfillmentOrderView | undefined> => {
  const found = await fulfillmentOrders.get(principal.tenantId as TenantId, id);
  return found && mayUseLocation(principal, found.fulfillmentOrder.locationId) ? found : undefined;
};

export const createApplyWork = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  return async (call: WorkCall, command: WorkCommand): Promise<Reply> => {
    if (!(await findWork(fulfillmentOrders, call.principal, call.params.id)))
      return problemReply(notFound('fulfillment-order'), call.requestId);
    const outcome = await fulfillmentOrders.apply(callerOf(call), call.params.id, command);
    return outcome.ok ? workReply(outcome.value) : problemReply(refuse(outcome.error, describeFulfillmentOrderRejection), call.requestId);
  };
};
