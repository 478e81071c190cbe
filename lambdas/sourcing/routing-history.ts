import { orderListKeys, orderShards } from '../../lib/orders/index.ts';
import type { LocationId, OrderId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { isCommit, partitionKey } from '../../lib/platform/event-store/commit.codec.ts';
import type { Item, Platform } from '../../lib/platform/ports.ts';
import type { RoutingHistory, RoutingRecord, SourcingDecision } from '../../lib/sourcing/index.ts';

const rowsPerPage = 1_000;
// The receipts of an order stand beside its events; see the decision log.
const receiptPrefix = 'D#route.';

/** Decisions by which the order was allocated. */
const followedBy = (items: readonly Item[]): ReadonlySet<unknown> =>
  new Set(
    items
      .filter(isCommit)
      .flatMap(({ events }) => events.filter(({ type }) => type === 'order.routed').map(({ payload }) => payload['decision_id'])),
  );

/** Locations whose work came back, because they could not send it. */
const refusedBy = (items: readonly Item[]): readonly LocationId[] => [
  ...new Set(
    items
      .filter(isCommit)
      .flatMap(({ events }) =>
        events.filter(({ type }) => type === 'order.sourcing_reopened').map(({ payload }) => payload['excluded_location_id']),
      )
      .flatMap((id) => (typeof id === 'string' ? [id as LocationId] : [])),
  ),
];

/** Routing decisions of orders, by the rows that orders leave anyway. */
export const createRoutingHistory = ({ ledger, views }: Pick<Platform, 'ledger' | 'views'>): RoutingHistory => {
  const partitionOf = async (PK: string): Promise<readonly Item[]> => {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger.query({ PK, ...(cursor === undefined ? {} : { cursor }) });
      items.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return items;
  };

  return {
    placedIn: async function* (tenantId, { from, to }) {
      for (const shard of orderShards) {
        let cursor: string | undefined;
        do {
          const PK = orderListKeys.placed(tenantId, shard);
          // A sort key goes on after its moment, so one of exactly `to` sorts behind it.
          const page = await views.query({ PK, from, to, limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
          for (const row of page.items) yield String(row['order_id']) as OrderId;
          cursor = page.cursor;
        } while (cursor !== undefined);
      }
    },
    decisionsOf: async (tenantId, orderId) => {
      const items = await partitionOf(partitionKey({ tenantId, kind: 'ORDER', id: orderId }));
      const [followed, refused] = [followedBy(items), refusedBy(items)];
      return items
        .filter(({ SK }) => SK.startsWith(receiptPrefix))
        .map((item): RoutingRecord => {
          const decision = item['receipt'] as SourcingDecision;
          return {
            orderId,
            decidedAt: item['decidedAt'] as Instant,
            decision,
            followed: followed.has(decision.decisionId),
            refusedBy: refused,
          };
        });
    },
  };
};
