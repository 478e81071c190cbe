import { OrderId, type PersonId, type TenantId } from '../../kernel/ids.ts';
import { fold } from '../../kernel/decider.ts';
import { decodeEvent } from '../../platform/event-store/commit.codec.ts';
import type { Table } from '../../platform/ports.ts';
import { orderExists, type OrderState } from '../domain/order.state.ts';
import { orderOfPersonalRecord, personalRecordPrefix } from './order-content.ts';
import type { OrderRow } from './order.projection.ts';
import { orderAggregate, orderKind, orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';

export type OrderTrace = { readonly personId: PersonId | null; readonly payloadRef: string | null };

const rowsPerPage = 500;

/** Where orders have left something personal: what requests to see or to erase it go by. */
export const createOrderTraces = ({ store, views }: Pick<OrdersParts, 'store'> & { readonly views: Table }) => ({
  /** Person and archived payload of each revision, oldest first; empty when there is no such order. */
  traces: async (tenantId: TenantId, orderId: OrderId): Promise<readonly OrderTrace[]> => {
    const found: OrderTrace[] = [];
    let state: OrderState = orderAggregate.decider.initial;
    for (const record of await store.read(orderStream(tenantId, orderId))) {
      state = fold(orderAggregate.decider, state, [decodeEvent(orderAggregate, record)]);
      if (!orderExists(state) || !revisingTypes.has(record.type)) continue;
      found.push({ personId: state.personId, payloadRef: state.payloadRef });
    }
    return found;
  },

  /** Every order of a channel account. Goes through all views, so it is for rare and thorough work. */
  ordersOf: async function* (tenantId: TenantId, channel: string, account: string): AsyncGenerator<OrderId> {
    let cursor: string | undefined;
    do {
      const page = await views.scan({ limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
      for (const item of page.items) {
        if (item.SK !== 'VIEW' || !item.PK.startsWith(`${tenantId}#${orderKind}#`)) continue;
        const row = item['view'] as OrderRow;
        if (row.channel === channel && row.channel_account === account) yield OrderId(row.order_id);
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  },

  recordPrefix: personalRecordPrefix,
  orderOfRecord: orderOfPersonalRecord,
});

// The events that say whose the order is and where its payload lies.
const revisingTypes: ReadonlySet<string> = new Set(['order.created', 'order.revised']);
