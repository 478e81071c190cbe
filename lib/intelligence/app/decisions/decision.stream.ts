import type { TenantId } from '../../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import {
  type DecisionCommand,
  decisionDecider,
  decisionEventSchemaVersions,
  type DecisionRejection,
  type DecisionState,
  decisionStateVersion,
} from '../../domain/decisions/decision.aggregate.ts';
import type { DecisionEvent } from '../../domain/decisions/decision.events.ts';

/** Kind of the streams of what is said and done about decisions. A decision of which nobody says anything has none. */
export const decisionKind = 'DECISION';

export const decisionAggregate: Aggregate<DecisionState, DecisionCommand, DecisionEvent, DecisionRejection> = {
  kind: decisionKind,
  decider: decisionDecider,
  schemaVersions: decisionEventSchemaVersions,
  storage: 'snapshot',
  stateVersion: decisionStateVersion,
};

/** @param name the decision's name, see `formatDecisionRef` */
export const decisionStream = (tenantId: TenantId, name: string): StreamId => ({ tenantId, kind: decisionKind, id: name });
