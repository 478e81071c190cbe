import type { OrderId, TenantId } from '../../kernel/ids.ts';
import type { AsOf } from '../../platform/event-store/event-store.ts';
import type { EventRecord } from '../../platform/event-store/event-record.ts';
import { type Order, orderExists } from '../domain/order.state.ts';
import { readPersonal } from './address/address-facts.ts';
import type { PersonalRecord } from './order-content.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';

export type OrderReading = {
  readonly order: Order;
  readonly version: number;
  /** Undefined when not asked for, or when the person has been erased. */
  readonly personal: PersonalRecord | undefined;
};

export type ReadOrders = {
  /** The order now, or as it stood at an instant. Undefined when there is none (or was none yet). */
  readonly get: (
    tenantId: TenantId,
    orderId: OrderId,
    options?: { readonly asOf?: AsOf; readonly personal?: boolean },
  ) => Promise<OrderReading | undefined>;
  /** Every event of the order, in order, as stored. */
  readonly events: (tenantId: TenantId, orderId: OrderId) => Promise<readonly EventRecord[]>;
};

export const createReadOrders = ({ store, vault }: Pick<OrdersParts, 'store' | 'vault'>): ReadOrders => ({
  get: async (tenantId, orderId, options = {}) => {
    const stream = orderStream(tenantId, orderId);
    const { state, version } = options.asOf
      ? await store.loadAsOf(orderAggregate, stream, options.asOf)
      : await store.load(orderAggregate, stream);
    if (!orderExists(state)) return undefined;
    const personal = options.personal ? await readPersonal(vault, tenantId, state) : undefined;
    return { order: state, version, personal };
  },
  events: (tenantId, orderId) => store.read(orderStream(tenantId, orderId)),
});
