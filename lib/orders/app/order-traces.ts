import { OrderId, type PersonId, type TenantId } from '../../kernel/ids.ts';
import { fold } from '../../kernel/decider.ts';
import { decodeEvent } from '../../platform/event-store/commit.codec.ts';
import type { Platform } from '../../platform/ports.ts';
import { readListed } from '../../platform/projection/listed-views.ts';
import { orderExists, type OrderState } from '../domain/order.state.ts';
import { orderOfPersonalRecord, personalRecordPrefix } from './order-content.ts';
import { orderListKeys, orderProjection, orderShards } from './order.projection.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';

export type OrderTrace = { readonly personId: PersonId | null; readonly payloadRef: string | null };

const rowsPerPage = 500;

/** Where orders have left something personal: what requests to see or to erase it go by. */
export const createOrderTraces = ({
  store,
  platform,
}: Pick<OrdersParts, 'store'> & { readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256'> }) => ({
  /** Person and archived payload of each revision, and person of each note, oldest first; empty when there is no such order. */
  traces: async (tenantId: TenantId, orderId: OrderId): Promise<readonly OrderTrace[]> => {
    const found: OrderTrace[] = [];
    let state: OrderState = orderAggregate.decider.initial;
    for (const record of await store.read(orderStream(tenantId, orderId))) {
      const event = decodeEvent(orderAggregate, record);
      state = fold(orderAggregate.decider, state, [event]);
      if (event.type === 'order.note_added') found.push({ personId: event.personId, payloadRef: null });
      if (!orderExists(state) || !revisingTypes.has(record.type)) continue;
      found.push({ personId: state.personId, payloadRef: state.payloadRef });
    }
    return found;
  },

  /** Every order of a channel account. Goes through every order, so it is for rare and thorough work. */
  ordersOf: async function* (tenantId: TenantId, channel: string, account: string): AsyncGenerator<OrderId> {
    for (const shard of orderShards) {
      let cursor: string | undefined;
      do {
        const PK = orderListKeys.placed(tenantId, shard);
        const page = await platform.views.query({ PK, limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
        for (const found of await readListed(platform, orderProjection, page.items)) {
          if (found?.view.channel === channel && found.view.channel_account === account) yield OrderId(found.view.order_id);
        }
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
  },

  recordPrefix: personalRecordPrefix,
  orderOfRecord: orderOfPersonalRecord,
});

// The events that say whose the order is and where its payload lies.
const revisingTypes: ReadonlySet<string> = new Set(['order.created', 'order.revised']);
