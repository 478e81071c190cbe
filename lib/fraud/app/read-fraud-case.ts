import type { OrderId, TenantId } from '../../kernel/ids.ts';
import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { Clock } from '../../platform/ports.ts';
import type { FraudCase } from '../domain/fraud-case.decide.ts';
import { type FraudFacts, type FraudLabel, labelAt } from '../domain/labels.ts';
import { fraudCaseAggregate, fraudCaseStream } from './fraud-case.stream.ts';
import type { OrderDesk } from './order-desk.ts';
import type { VerificationDesk, VerificationStanding } from './verification/verification.ts';

/** What people are told of a case: nothing of the customer. */
export type FraudCaseReading = {
  readonly orderId: OrderId;
  readonly verification: VerificationStanding;
  readonly reviews: FraudCase['reviews'];
  readonly chargebacks: readonly Omit<FraudCase['chargebacks'][number], 'personId' | 'emailDomain'>[];
  readonly label: FraudLabel | null;
};

const factsOf = ({ verification, reviews, chargebacks }: FraudCase): FraudFacts => {
  const { status, reason, endedAt } = verification ?? { status: 'waiting', reason: null, endedAt: null };
  return {
    chargebacks,
    review: reviews.at(-1) ?? null,
    verification: status === 'waiting' || endedAt === null ? null : { outcome: status, reason, endedAt },
  };
};

/** Reads the case of an order; undefined for an order that does not exist. */
export const createReadFraudCase =
  (parts: {
    readonly store: EventStore;
    readonly orders: OrderDesk;
    readonly verification: VerificationDesk;
    readonly labelDays: (tenantId: TenantId) => Promise<number>;
    readonly clock: Clock;
  }) =>
  async (tenantId: TenantId, orderId: OrderId): Promise<FraudCaseReading | undefined> => {
    const order = await parts.orders.get(tenantId, orderId);
    if (!order) return undefined;
    const [{ state }, verification, labelDays] = await Promise.all([
      parts.store.load(fraudCaseAggregate, fraudCaseStream(tenantId, orderId)),
      parts.verification.standing(tenantId, orderId),
      parts.labelDays(tenantId),
    ]);
    return {
      orderId,
      verification,
      reviews: state.reviews,
      chargebacks: state.chargebacks.map(({ personId: _person, emailDomain: _domain, ...chargeback }) => chargeback),
      label: labelAt(factsOf(state), order.placedAt, labelDays, parts.clock.now()) ?? null,
    };
  };

export type ReadFraudCase = ReturnType<typeof createReadFraudCase>;
