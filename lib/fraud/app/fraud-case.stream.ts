import type { OrderId, TenantId } from '../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../platform/event-store/aggregate.ts';
import { type FraudCase, type FraudCaseCommand, fraudCaseDecider, type FraudCaseRejection } from '../domain/fraud-case.decide.ts';
import { type FraudCaseEvent, fraudCaseEventSchemaVersions } from '../domain/fraud-case.events.ts';

export const fraudCaseKind = 'FRAUD';

export const fraudCaseAggregate: Aggregate<FraudCase, FraudCaseCommand, FraudCaseEvent, FraudCaseRejection> = {
  kind: fraudCaseKind,
  decider: fraudCaseDecider,
  schemaVersions: fraudCaseEventSchemaVersions,
  storage: 'inline',
  stateVersion: 1,
};

/** What is known of an order's honesty stands in a stream with the order's id. Most orders have none. */
export const fraudCaseStream = (tenantId: TenantId, orderId: OrderId): StreamId => ({ tenantId, kind: fraudCaseKind, id: orderId });
