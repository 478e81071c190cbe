import { HoldId, type OrderId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { CancelReason, Hold, SecuredPayment } from '../domain/order.values.ts';
import { type Order, orderExists } from '../domain/order.state.ts';
import { createSettleCancelled } from './report-payment.ts';
import { executeOnOrder, type OrderOutcome, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';

export type PlaceHoldInput = Pick<Hold, 'type' | 'reason' | 'blocks'> & {
  readonly holdId?: HoldId;
  readonly until?: Instant | undefined;
  readonly releasableBy?: readonly string[];
};

/** What people and machines of the tenant do to an order. */
export type ManageOrder = {
  readonly cancel: (caller: Caller, orderId: OrderId, reason: CancelReason) => OrderOutcome;
  /** Payment is secured, says an operator or a payment provider. */
  readonly confirm: (caller: Caller, orderId: OrderId, payment: SecuredPayment) => OrderOutcome;
  readonly placeHold: (caller: Caller, orderId: OrderId, input: PlaceHoldInput) => OrderOutcome;
  readonly releaseHold: (caller: Caller, orderId: OrderId, holdId: HoldId, roles: readonly string[]) => OrderOutcome;
  readonly rejectHold: (caller: Caller, orderId: OrderId, holdId: HoldId, roles: readonly string[]) => OrderOutcome;
  /** Ends the post-delivery period. Refused while a hold blocks completion. */
  readonly complete: (caller: Caller, orderId: OrderId) => OrderOutcome;
};

export const createManageOrder = ({ store, platform, payments }: Pick<OrdersParts, 'store' | 'platform' | 'payments'>): ManageOrder => {
  const settleCancelled = createSettleCancelled({ store, payments });
  const requester = (caller: Caller): string => `${caller.context.actor.kind}:${caller.context.actor.id}`;
  /** What a person says has been secured is as good as a channel's word; terms move no money yet. */
  const reportSecured = async (
    caller: Caller,
    { orderId, currency, totals }: Order,
    { basis, reference }: SecuredPayment,
  ): Promise<void> => {
    if (basis === 'terms' || totals.total <= 0) return;
    const sums = basis === 'captured' ? { capturedMinor: totals.total } : { authorizedMinor: totals.total };
    const reported = await payments.report(caller, orderId, { ...sums, currency, source: 'operator', reference });
    if (!reported.ok) throw new UnexpectedRejectionError(reported.error);
    await settleCancelled(caller, orderId);
  };

  return {
    cancel: (caller, orderId, reason) =>
      executeOnOrder(store, caller, orderId, { type: 'CancelOrder', reason, requestedBy: requester(caller) }),
    confirm: async (caller, orderId, payment) => {
      const confirmed = await executeOnOrder(store, caller, orderId, { type: 'ConfirmOrder', payment });
      if (confirmed.ok && orderExists(confirmed.value.state)) await reportSecured(caller, confirmed.value.state, payment);
      return confirmed;
    },
    placeHold: (caller, orderId, input) =>
      executeOnOrder(store, caller, orderId, {
        type: 'PlaceHold',
        hold: {
          holdId: input.holdId ?? HoldId(platform.ids.next()),
          type: input.type,
          reason: input.reason,
          blocks: input.blocks,
          placedBy: requester(caller),
          placedAt: platform.clock.now(),
          until: input.until ?? null,
          releasableBy: input.releasableBy ?? [],
        },
      }),
    releaseHold: (caller, orderId, holdId, roles) =>
      executeOnOrder(store, caller, orderId, {
        type: 'ReleaseHold',
        holdId,
        roles,
        releasedBy: requester(caller),
        releasedAt: platform.clock.now(),
      }),
    rejectHold: (caller, orderId, holdId, roles) =>
      executeOnOrder(store, caller, orderId, {
        type: 'RejectHold',
        holdId,
        roles,
        rejectedBy: requester(caller),
        rejectedAt: platform.clock.now(),
      }),
    complete: (caller, orderId) => executeOnOrder(store, caller, orderId, { type: 'CompleteOrder' }),
  };
};
