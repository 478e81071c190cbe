import type { FulfillmentOrderId, TenantId } from '../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../platform/event-store/aggregate.ts';
import {
  fulfillmentOrderDecider,
  fulfillmentOrderEventSchemaVersions,
  fulfillmentOrderStateVersion,
} from '../domain/fulfillment-order.aggregate.ts';
import type { FulfillmentOrderCommand } from '../domain/fulfillment-order.commands.ts';
import type { FulfillmentOrderEvent } from '../domain/fulfillment-order.events.ts';
import type { FulfillmentOrderRejection } from '../domain/fulfillment-order.rejections.ts';
import type { FulfillmentOrderState } from '../domain/fulfillment-order.state.ts';

export const fulfillmentOrderKind = 'FULFILLMENT';

export const fulfillmentOrderAggregate: Aggregate<
  FulfillmentOrderState,
  FulfillmentOrderCommand,
  FulfillmentOrderEvent,
  FulfillmentOrderRejection
> = {
  kind: fulfillmentOrderKind,
  decider: fulfillmentOrderDecider,
  schemaVersions: fulfillmentOrderEventSchemaVersions,
  // Short streams of small events: folding a handful of commits costs less than writing the state with each.
  storage: 'snapshot',
  stateVersion: fulfillmentOrderStateVersion,
};

export const fulfillmentOrderStream = (tenantId: TenantId, id: FulfillmentOrderId): StreamId => ({
  tenantId,
  kind: fulfillmentOrderKind,
  id,
});
