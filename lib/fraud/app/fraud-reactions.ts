import type { EventDetail } from '../../contracts/events/envelope.ts';
import { type HoldId, OrderId, type TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type Caller, systemCaller } from '../../platform/event-store/caller.ts';
import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { VerificationFailure } from '../domain/fraud-case.events.ts';
import { fraudCaseAggregate, fraudCaseStream } from './fraud-case.stream.ts';
import type { OrderDesk } from './order-desk.ts';
import { type VerificationDesk, verificationComponent } from './verification/verification.ts';

/** Under which name the policy's own declines stand on an order; what a model did itself teaches it nothing. */
export const declinedByPolicy = 'fraud-bands';

type Parts = { readonly store: EventStore; readonly orders: OrderDesk; readonly verification: VerificationDesk };

/** What follows from holds of orders, and from the cases themselves. Every step can be repeated. */
export const createFraudReactions = ({ store, orders, verification }: Parts) => {
  /** Notes what a person decided, because it is a label; holds of other kinds say nothing of fraud. */
  const noteReview = async (caller: Caller, orderId: OrderId, detail: EventDetail, outcome: 'released' | 'rejected'): Promise<void> => {
    const order = await orders.get(caller.tenantId, orderId);
    const hold = order?.holds.find(({ holdId }) => holdId === detail.payload['hold_id']);
    if (!order || hold?.type !== 'fraud-review') return;
    const decidedBy = String(detail.payload[`${outcome}_by`]);
    if (decidedBy === declinedByPolicy) return;
    const noted = await store.execute(
      fraudCaseAggregate,
      fraudCaseStream(caller.tenantId, orderId),
      {
        type: 'RecordReview',
        holdId: hold.holdId,
        outcome,
        decidedBy,
        decidedAt: detail.payload[`${outcome}_at`] as Instant,
        placedAt: order.placedAt,
      },
      caller.context,
    );
    if (!noted.ok) throw new Error(`the case refused a review with ${noted.error.code}`);
  };

  return async (detail: EventDetail): Promise<void> => {
    const tenantId = detail.tenant_id as TenantId;
    const orderId = OrderId(detail.stream_id);
    const caller = systemCaller(tenantId, verificationComponent, { correlationId: detail.correlation_id, causationId: detail.event_id });
    const { payload } = detail;
    switch (detail.type) {
      case 'order.hold_placed':
        await verification.begin(caller, orderId, (payload['hold'] as { readonly hold_id: HoldId }).hold_id);
        return;
      case 'order.hold_released':
        return noteReview(caller, orderId, detail, 'released');
      case 'order.hold_rejected':
        return noteReview(caller, orderId, detail, 'rejected');
      case 'fraud.code_issued':
        return verification.send(caller, orderId, Number(payload['verification']), Number(payload['send']));
      case 'fraud.verification_confirmed':
        return verification.settle(caller, orderId, Number(payload['verification']), null);
      case 'fraud.verification_failed':
        return verification.settle(caller, orderId, Number(payload['verification']), payload['reason'] as VerificationFailure);
      default:
        // The bus may send more than we asked for; nothing follows from the rest.
        return;
    }
  };
};
