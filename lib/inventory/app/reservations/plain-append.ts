import { err, ok } from '../../../kernel/result.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import { inventoryItemAggregate } from '../inventory-item.aggregate.ts';
import {
  type ReservationStrategy,
  type Settled,
  settledWith,
  settledWithout,
  type StockAnswer,
  type StockRequest,
} from './stock-request.ts';

/** Each request is a write of its own, decided on the version that the write enforces and decided again when another came first. */
export const createPlainAppend = (store: EventStore): ReservationStrategy => {
  const answer = async ({ commands, context }: StockRequest): Promise<StockAnswer> => {
    const [first] = commands;
    if (!first || commands.length > 1) return store.executeTogether(inventoryItemAggregate, commands, context);
    const result = await store.execute(inventoryItemAggregate, first.id, first.command, context);
    return result.ok ? ok([result.value]) : err([{ index: 0, rejection: result.error }]);
  };

  return {
    carryOut: async (requests) => {
      const settled: Settled[] = [];
      for (const request of requests) settled.push(await answer(request).then(settledWith, settledWithout));
      return settled;
    },
  };
};
