import { type FulfillmentOrder, type FulfillmentOrderEvent, fulfillmentOrderOfSale, hasLeft } from '../../../fulfilment/index.ts';
import type { InventoryItemEvent } from '../../../inventory/index.ts';
import { fold } from '../../../kernel/decider.ts';
import type { FulfillmentOrderId, Sku } from '../../../kernel/ids.ts';
import { lineProgress, orderAggregate, type OrderEvent } from '../../../orders/index.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { lastVersionOf } from '../../../platform/event-store/commit.codec.ts';
import { type CommitCheck, gatherFindings } from './commit-check.ts';
import { type Finding, findingOn, type FindingText } from './finding.ts';

const recall = 'Ask the warehouse and the carrier how many parcels left; call back or refund what was sent too often.';

/** Whether a fulfillment order was handed over more than once, to the carrier or to its customer. */
export const shippedOnceCheck = (id: StreamId): CommitCheck<FulfillmentOrderEvent> => {
  let times = 0;
  return {
    next: (_commit, events) => {
      times += events.filter(({ type }) => type === 'fulfillment_order.shipped' || type === 'fulfillment_order.collected').length;
    },
    findings: () =>
      times <= 1
        ? []
        : [findingOn('shipments', id, { code: 'shipped-twice', message: `It was shipped ${times} times.`, suggestion: recall })],
  };
};

/**
 * Whether more units of a line have shipped than were ever wanted. What a customer stops wanting after it has left is no
 * mistake of ours, so the largest quantity of the order's history counts.
 */
export const shippedUnitsCheck = (id: StreamId): CommitCheck<OrderEvent> => {
  const wantedMost = new Map<string, number>();
  let state = orderAggregate.decider.initial;
  return {
    next: (_commit, events) => {
      for (const event of events) {
        state = fold(orderAggregate.decider, state, [event]);
        for (const line of lineProgress(state))
          wantedMost.set(line.lineId, Math.max(wantedMost.get(line.lineId) ?? 0, line.wantedQuantity));
      }
    },
    findings: () =>
      lineProgress(state).flatMap((line) => {
        const wanted = wantedMost.get(line.lineId) ?? 0;
        if (line.shippedQuantity <= wanted) return [];
        const message = `Line ${line.lineId}: ${line.shippedQuantity} units have shipped and ${wanted} were ever wanted.`;
        return [findingOn('shipments', id, { code: 'shipped-more-than-wanted', message, suggestion: recall })];
      }),
  };
};

export type SaleCheck = CommitCheck<InventoryItemEvent> & {
  /** Units that left the item's ledger for each fulfillment order. */
  readonly units: ReadonlyMap<FulfillmentOrderId, number>;
};

/** Whether a movement that takes goods out was posted more than once. */
export const saleCheck = (id: StreamId): SaleCheck => {
  const { add, findings } = gatherFindings('shipments', id);
  const units = new Map<FulfillmentOrderId, number>();
  const posted = new Set<string>();
  return {
    next: (commit, events) => {
      for (const event of events) {
        if (event.type !== 'inventory.shipped') continue;
        const posting = `${event.movementId} of reservation ${event.reservationId}`;
        const message = `Version ${lastVersionOf(commit)}: the movement ${posting} takes units out a second time.`;
        if (posted.has(posting)) add([{ code: 'sale-posted-twice', message, suggestion: 'Record a count at this location.' }]);
        posted.add(posting);
        const work = fulfillmentOrderOfSale(event.movementId);
        if (work) units.set(work, (units.get(work) ?? 0) + event.quantity);
      }
    },
    findings,
    units,
  };
};

/** Whether what left an item's ledger for a fulfillment order is what that shipped of the article. */
export const checkSale = (
  id: StreamId,
  sku: Sku,
  sale: { readonly workId: string; readonly units: number },
  work: FulfillmentOrder | undefined,
): readonly Finding[] => {
  const left = `${sale.units} units left for fulfillment order ${sale.workId}`;
  const report = (text: Pick<FindingText, 'code' | 'message'>): readonly Finding[] => [
    findingOn('shipments', id, { ...text, suggestion: recall }),
  ];
  if (!work) return report({ code: 'sale-without-work', message: `${left}, which does not exist.` });
  if (!hasLeft(work)) return report({ code: 'sale-without-shipment', message: `${left}, which is ${work.status}.` });
  const wanted = work.lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity - line.shortQuantity : sum), 0);
  return sale.units <= wanted ? [] : report({ code: 'sold-more-than-shipped', message: `${left}, which shipped ${wanted}.` });
};
