import type { OrderId, TenantId } from '../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../platform/event-store/aggregate.ts';
import { orderDecider, orderEventSchemaVersions, orderStateVersion } from '../domain/order.aggregate.ts';
import type { OrderCommand } from '../domain/order.commands.ts';
import type { OrderEvent } from '../domain/order.events.ts';
import type { OrderRejection } from '../domain/order.rejections.ts';
import type { OrderState } from '../domain/order.state.ts';

export const orderKind = 'ORDER';

export const orderAggregate: Aggregate<OrderState, OrderCommand, OrderEvent, OrderRejection> = {
  kind: orderKind,
  decider: orderDecider,
  schemaVersions: orderEventSchemaVersions,
  storage: 'snapshot',
  snapshotEvery: 50,
  stateVersion: orderStateVersion,
};

export const orderStream = (tenantId: TenantId, orderId: OrderId): StreamId => ({ tenantId, kind: orderKind, id: orderId });
