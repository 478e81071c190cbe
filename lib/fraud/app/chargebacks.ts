import type { OrderId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { Clock } from '../../platform/ports.ts';
import { describeFraudCaseRejection, type FraudCase, type FraudCaseRejection } from '../domain/fraud-case.decide.ts';
import { isFraudCode } from '../domain/labels.ts';
import { fraudCaseAggregate, fraudCaseStream } from './fraud-case.stream.ts';
import type { OrderDesk } from './order-desk.ts';

export type ReportedChargeback = {
  readonly receivedAt: Instant;
  readonly reasonCode: string;
  /** Minor units, above 0. */
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  /** The bank's own number of it. By default one an order and moment of receipt counts once. */
  readonly chargebackId?: string | undefined;
};

export type ChargebackRejection =
  | FraudCaseRejection
  | { readonly code: 'order-not-found' }
  | { readonly code: 'chargeback-time-invalid'; readonly receivedAt: Instant };

export type RecordChargeback = (
  caller: Caller,
  orderId: OrderId,
  chargeback: ReportedChargeback,
) => Promise<Result<FraudCase, ChargebackRejection>>;

/** Takes what banks report. The same chargeback reported again changes nothing. */
export const createRecordChargeback =
  ({ store, orders, clock }: { readonly store: EventStore; readonly orders: OrderDesk; readonly clock: Clock }): RecordChargeback =>
  async (caller, orderId, { chargebackId, ...chargeback }) => {
    const order = await orders.get(caller.tenantId, orderId);
    if (!order) return err({ code: 'order-not-found' });
    const { placedAt, personId, emailDomain } = order;
    const { receivedAt, reasonCode } = chargeback;
    // A label from before its order, or from a day to come, would let training know what nobody could.
    if (receivedAt < placedAt || receivedAt > clock.now()) return err({ code: 'chargeback-time-invalid', receivedAt });
    const recorded = await store.execute(
      fraudCaseAggregate,
      fraudCaseStream(caller.tenantId, orderId),
      {
        type: 'ReceiveChargeback',
        ...chargeback,
        chargebackId: chargebackId ?? `${receivedAt.slice(0, 10)}-${reasonCode}`,
        fraudulent: isFraudCode(reasonCode),
        placedAt,
        personId,
        emailDomain,
      },
      caller.context,
    );
    return recorded.ok ? ok(recorded.value.state) : recorded;
  };

/** Why a chargeback was not taken, in a sentence. */
export const describeChargebackRejection = (rejection: ChargebackRejection): string => {
  if (rejection.code === 'order-not-found') return 'There is no such order.';
  if (rejection.code === 'chargeback-time-invalid') return `${rejection.receivedAt} is before the order was placed, or has not come yet.`;
  return describeFraudCaseRejection(rejection);
};
