import type { OrderId, TenantId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { Aggregate, StreamId } from '../../platform/event-store/aggregate.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { AsOf, EventStore } from '../../platform/event-store/event-store.ts';
import {
  type PaymentCommand,
  paymentDecider,
  type PaymentRejection,
  type PaymentState,
  type ReportPayment,
} from '../domain/payment.decide.ts';
import { type PaymentEvent, paymentEventSchemaVersions } from '../domain/payment.events.ts';

export const paymentKind = 'PAYMENT';

export const paymentAggregate: Aggregate<PaymentState, PaymentCommand, PaymentEvent, PaymentRejection> = {
  kind: paymentKind,
  decider: paymentDecider,
  schemaVersions: paymentEventSchemaVersions,
  storage: 'inline',
  stateVersion: 1,
};

/** The money of an order stands in a stream with the order's id. */
export const paymentStream = (tenantId: TenantId, orderId: OrderId): StreamId => ({ tenantId, kind: paymentKind, id: orderId });

/** The money of orders, as those who move it report it. */
export type Payments = {
  /** Records what has been authorised, captured, refunded or voided by now. Repeating it changes nothing. */
  readonly report: (
    caller: Caller,
    orderId: OrderId,
    payment: Omit<ReportPayment, 'type'>,
  ) => Promise<Result<PaymentState, PaymentRejection>>;
  /** Asks for a refund or a void of what exceeds `dueMinor`. Repeating it asks once. */
  readonly settle: (caller: Caller, orderId: OrderId, dueMinor: number, reason: string) => Promise<Result<PaymentState, PaymentRejection>>;
  /** Sums as they stand, or as they stood at an instant. */
  readonly get: (tenantId: TenantId, orderId: OrderId, asOf?: AsOf) => Promise<PaymentState>;
};

export const createPayments = ({ store }: { readonly store: EventStore }): Payments => {
  const execute = async (caller: Caller, orderId: OrderId, command: PaymentCommand): Promise<Result<PaymentState, PaymentRejection>> => {
    const result = await store.execute(paymentAggregate, paymentStream(caller.tenantId, orderId), command, caller.context);
    return result.ok ? { ok: true, value: result.value.state } : result;
  };
  return {
    report: (caller, orderId, payment) => execute(caller, orderId, { type: 'ReportPayment', ...payment }),
    settle: (caller, orderId, dueMinor, reason) => execute(caller, orderId, { type: 'SettlePayment', dueMinor, reason }),
    get: async (tenantId, orderId, asOf) => {
      const id = paymentStream(tenantId, orderId);
      const { state } = asOf ? await store.loadAsOf(paymentAggregate, id, asOf) : await store.load(paymentAggregate, id);
      return state;
    },
  };
};
