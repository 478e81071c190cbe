import { fold } from '../../../kernel/decider.ts';
import { type Balance, inventoryItemAggregate, type InventoryItemEvent, type InventoryItemState } from '../../../inventory/index.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { firstVersionOf, lastVersionOf } from '../../../platform/event-store/commit.codec.ts';
import { type CommitCheck, gatherFindings } from './commit-check.ts';
import type { FindingText } from './finding.ts';

const buckets = ['onHand', 'allocated', 'incoming', 'damaged', 'qualityControl'] as const;

const count = 'Count the article at this location and record the count; then compare the stream with a backup to find what went wrong.';

const movementTexts = (before: Balance, event: InventoryItemEvent, version: number): readonly FindingText[] => {
  const wrong = buckets.filter((bucket) => before[bucket] + (event.movement[bucket] ?? 0) !== event.balance[bucket]);
  return wrong.map((bucket) => ({
    code: 'movement-does-not-add-up',
    message: `Version ${version}: ${bucket} was ${before[bucket]}, moved by ${event.movement[bucket] ?? 0}, and stands at ${event.balance[bucket]}.`,
    suggestion: count,
  }));
};

const balanceTexts = ({ balance }: InventoryItemEvent, version: number): readonly FindingText[] => {
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
  if (event.type !== 'inventory.shipped') return [];
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

const openTexts = ({ balance, open }: InventoryItemState, version: number): readonly FindingText[] => {
  const reserved = open.reduce((sum, reservation) => sum + reservation.quantity, 0);
  if (reserved === balance.allocated) return [];
  return [
    {
      code: 'allocated-differs',
      message: `Version ${version}: ${balance.allocated} units are called allocated, and open reservations hold ${reserved}.`,
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
