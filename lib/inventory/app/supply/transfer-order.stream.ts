import type { TenantId } from '../../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import type { SupplyRejection } from '../../domain/supply/supply.rejections.ts';
import type { TransferOrderCommand } from '../../domain/supply/transfer-order.commands.ts';
import { transferOrderDecider } from '../../domain/supply/transfer-order.decide.ts';
import { type TransferOrderEvent, transferOrderEventSchemaVersions } from '../../domain/supply/transfer-order.events.ts';
import { transferOrderKind, type TransferOrderState, transferOrderStateVersion } from '../../domain/supply/transfer-order.state.ts';

export const transferOrderAggregate: Aggregate<TransferOrderState, TransferOrderCommand, TransferOrderEvent, SupplyRejection> = {
  kind: transferOrderKind,
  decider: transferOrderDecider,
  schemaVersions: transferOrderEventSchemaVersions,
  // Short streams, as those of fulfillment orders.
  storage: 'snapshot',
  stateVersion: transferOrderStateVersion,
};

/** @param id the number that whoever made the transfer gave it */
export const transferOrderStream = (tenantId: TenantId, id: string): StreamId => ({ tenantId, kind: transferOrderKind, id });
