import { type FulfillmentOrder, fulfillmentReport } from '../../../fulfilment/index.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { activeHolds, type ChildFulfillment, type Order } from '../../../orders/index.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { isSettled, type Patience } from './check-owners.ts';
import { type Finding, findingOn, type FindingText } from './finding.ts';

/** What a fulfillment order's own stream says, and since when. */
export type Work = { readonly work: FulfillmentOrder; readonly changedAt: Instant };

export type LinkFacts = {
  readonly changedAt: Instant;
  readonly lifecycleRuns: boolean;
  readonly queued: (id: string) => boolean;
  readonly workOf: (fulfillmentOrderId: string) => Work | undefined;
};

const dropped: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'withdrawn']);
const live: ReadonlySet<string> = new Set(['open', 'released', 'picking', 'packed', 'ready_for_pickup']);

/**
 * What the order calls a fulfillment order of this status: before picking, the order sees only that stock is allocated, and of a
 * pickup how far it is by the order's own words.
 */
const seenAs = (work: FulfillmentOrder): string => {
  const { status } = fulfillmentReport(work);
  return status === 'open' || status === 'released' ? 'allocated' : status;
};

const redrive = 'Its last report did not reach the order: see oms dlq list orders-fulfilment.';

const missingText = (order: Order, child: ChildFulfillment, facts: LinkFacts, patience: Patience): FindingText | undefined => {
  const isUnderWay = facts.lifecycleRuns || activeHolds(order).length > 0 || !isSettled(patience, facts.changedAt);
  if (dropped.has(child.status) || isUnderWay) return undefined;
  return {
    code: 'fulfillment-order-missing',
    message: `Fulfillment order ${child.fulfillmentOrderId} at ${child.locationId} is ${child.status} to the order and does not exist.`,
    suggestion: 'Put the order on hold and release the hold: its workflow then creates the work.',
  };
};

const statusText = (child: ChildFulfillment, { work, changedAt }: Work, patience: Patience): FindingText | undefined => {
  if (!isSettled(patience, changedAt)) return undefined;
  const id = child.fulfillmentOrderId;
  if (child.status === 'withdrawn') {
    if (!live.has(work.status))
      return {
        code: 'order-behind',
        message: `Fulfillment order ${id} is ${work.status}; the order still waits to hear of it.`,
        suggestion: redrive,
      };
    return {
      code: 'recall-not-carried-out',
      message: `The order has given up fulfillment order ${id}, which is ${work.status}.`,
      suggestion: 'See oms dlq list orders-reactions.',
    };
  }
  if (child.status === seenAs(work)) return undefined;
  return {
    code: 'order-behind',
    message: `Fulfillment order ${id} is ${work.status}; to the order it is ${child.status}.`,
    suggestion: redrive,
  };
};

/** Whether every fulfillment order that the order lists exists, belongs to it, and stands as the order believes. */
export const checkChildren = (stream: StreamId, order: Order, facts: LinkFacts, patience: Patience): readonly Finding[] =>
  order.fulfillments.flatMap((child) => {
    const found = facts.workOf(child.fulfillmentOrderId);
    if (facts.queued(child.fulfillmentOrderId) || facts.queued(order.orderId)) return [];
    if (found && found.work.orderId !== order.orderId) {
      const message = `Fulfillment order ${child.fulfillmentOrderId} says that it belongs to order ${found.work.orderId}.`;
      return [
        findingOn('fulfillment-links', stream, {
          code: 'fulfillment-order-of-other-order',
          message,
          suggestion: 'Compare both streams with a backup.',
        }),
      ];
    }
    const text = found ? statusText(child, found, patience) : missingText(order, child, facts, patience);
    return text ? [findingOn('fulfillment-links', stream, text)] : [];
  });

/** Whether the order that a fulfillment order names exists and lists it. The order writes it down before the work is created. */
export const checkParent = (stream: StreamId, work: FulfillmentOrder, order: Order | undefined): readonly Finding[] => {
  const isListed = order?.fulfillments.some((child) => child.fulfillmentOrderId === work.fulfillmentOrderId) ?? false;
  if (isListed) return [];
  const message = order ? `Order ${work.orderId} does not list it.` : `Order ${work.orderId} does not exist.`;
  return [
    findingOn('fulfillment-links', stream, {
      code: 'fulfillment-order-unknown',
      message,
      suggestion: 'Cancel the work at the warehouse, if it is not too late.',
    }),
  ];
};
