import { fold } from '../../../kernel/decider.ts';
import {
  type Balance,
  inventoryBucketAggregate,
  type InventoryBucketEvent,
  inventoryItemAggregate,
  type InventoryItemEvent,
  type InventoryItemState,
} from '../../../inventory/index.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { firstVersionOf, lastVersionOf } from '../../../platform/event-store/commit.codec.ts';
import { type CommitCheck, gatherFindings } from './commit-check.ts';
import type { FindingText } from './finding.ts';

type LedgerEvent = Pick<InventoryItemEvent, 'movement' | 'balance'>;

const buckets = ['onHand', 'allocated', 'incoming', 'damaged', 'qualityControl'] as const;

const count = 'Count the article at this location and record the count; then compare the stream with a backup to find what went wrong.';

const movementTexts = (before: Balance, event: LedgerEvent, version: number): readonly FindingText[] => {
  const wrong = buckets.filter((bucket) => before[bucket] + (event.movement[bucket] ?? 0) !== event.balance[bucket]);
  return wrong.map((bucket) => ({
    code: 'movement-does-not-add-up',
    message: `Version ${version}: ${bucket} was ${before[bucket]}, moved by ${event.movement[bucket] ?? 0}, and stands at ${event.balance[bucket]}.`,
    suggestion: count,
  }));
};

const balanceTexts = ({ balance }: LedgerEvent, version: number): readonly FindingText[] => {
  const texts: FindingText[] = [];
  if (balance.available !== balance.onHand - balance.allocated) {
    texts.push({
      code: 'available-differs',
      message: `Version ${version}: ${balance.available} are called available with ${balance.onHand} on hand and ${balance.allocated} allocated.`,
      suggestion: count,
    });
  }
  if (balance.onHand < balance.allocated) {
    texts.push({
      code: 'oversold',
      message: `Version ${version}: ${balance.allocated} units are promised and ${balance.onHand} are on hand.`,
      suggestion: 'Record a count: it names the orders that lose their stock, so that they can be supplied from elsewhere.',
    });
  }
  const negative = buckets.filter((bucket) => balance[bucket] < 0);
  return [
    ...texts,
    ...negative.map((bucket) => ({
      code: 'balance-negative',
      message: `Version ${version}: ${bucket} is ${balance[bucket]}.`,
      suggestion: count,
    })),
  ];
};

const shipmentTexts = (before: InventoryItemState, event: InventoryItemEvent, version: number): readonly FindingText[] => {
  // What a bucket held is looked at in the bucket.
  if (event.type !== 'inventory.shipped' || event.slot !== undefined) return [];
  const held = before.open.find((reservation) => reservation.id === event.reservationId)?.quantity ?? 0;
  if (event.quantity <= held) return [];
  return [
    {
      code: 'shipped-beyond-reservation',
      message: `Version ${version}: ${event.quantity} units left under reservation ${event.reservationId}, which held ${held}.`,
      suggestion: 'Ask the warehouse what left, and record a count.',
    },
  ];
};

const openTexts = ({ balance, open, lease }: InventoryItemState, version: number): readonly FindingText[] => {
  const reserved = open.reduce((sum, reservation) => sum + reservation.quantity, 0);
  const leased = lease?.quantity ?? 0;
  if (reserved + leased === balance.allocated) return [];
  return [
    {
      code: 'allocated-differs',
      message: `Version ${version}: ${balance.allocated} units are called allocated, and open reservations hold ${reserved}${leased > 0 ? `, buckets ${leased}` : ''}.`,
      suggestion: count,
    },
  ];
};

/**
 * Adds the stock of one item up again, by arithmetic of its own: each movement leads from one balance to the next, what is
 * allocated is what open reservations hold, and no more is promised than is there.
 */
export const stockLedgerCheck = (id: StreamId): CommitCheck<InventoryItemEvent> => {
  const { add, findings } = gatherFindings('stock-ledger', id);
  let state = inventoryItemAggregate.decider.initial;
  return {
    next: (commit, events) => {
      for (const [index, event] of events.entries()) {
        const version = firstVersionOf(commit) + index;
        add([...movementTexts(state.balance, event, version), ...balanceTexts(event, version), ...shipmentTexts(state, event, version)]);
        state = fold(inventoryItemAggregate.decider, state, [event]);
      }
      add(openTexts(state, lastVersionOf(commit)));
    },
    findings,
  };
};

/** The same for a bucket: what it has promised is what its open reservations hold, of units that it has leased. */
export const bucketLedgerCheck = (id: StreamId): CommitCheck<InventoryBucketEvent> => {
  const { add, findings } = gatherFindings('stock-ledger', id);
  let state = inventoryBucketAggregate.decider.initial;
  return {
    next: (commit, events) => {
      for (const [index, event] of events.entries()) {
        const version = firstVersionOf(commit) + index;
        add([...movementTexts(state.stock.balance, event, version), ...balanceTexts(event, version)]);
        state = fold(inventoryBucketAggregate.decider, state, [event]);
      }
      add(openTexts(state.stock, lastVersionOf(commit)));
    },
    findings,
  };
};

/** Whether an item counts as leased what its buckets hold. */
export const checkLease = (id: StreamId, leased: number, held: number): readonly FindingText[] =>
  leased === held
    ? []
    : [
        {
          code: 'lease-differs',
          message: `${leased} units are counted as leased, and the buckets of ${id.id} hold ${held}.`,
          suggestion: count,
        },
      ];
