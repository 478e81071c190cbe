import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { Clock } from '../../platform/ports.ts';
import { createGroupCommit, type GroupLedger } from './group-commit.ts';
import { groupCommitsMax } from './group-plan.ts';
import type { Items } from './item-commands.ts';
import { createLanes } from './lanes.ts';
import { createPlainAppend } from './plain-append.ts';
import { itemName, itemNames, type ReservationStrategy, type StockAnswer, type StockRequest } from './stock-request.ts';
import { createStrategyMeter } from './strategy-meter.ts';

/**
 * The door to the stored items. Callers of this process take turns on each item; those of an item that many want go together.
 * Changing the strategy of an item moves nothing: both write the same commits under the same condition, so that requests of
 * both may even meet.
 */
export const createItems = (parts: { readonly store: EventStore; readonly clock: Clock; readonly commits?: GroupLedger }): Items => {
  const { store, clock, commits } = parts;
  const plain = createPlainAppend(store);
  const group = commits && createGroupCommit({ ...commits, clock }, plain);
  const meter = createStrategyMeter(clock);
  const isGrouped = (name: string): boolean => group !== undefined && meter.strategyOf(name) === 'group';

  const strategyFor = (requests: readonly StockRequest[]): ReservationStrategy =>
    group && requests.some((request) => itemNames(request).some(isGrouped)) ? group : plain;

  const lanes = createLanes<StockRequest, StockAnswer>({
    carryOut: (requests) => strategyFor(requests).carryOut(requests),
    mayShare: isGrouped,
    shareMax: groupCommitsMax,
  });

  return (request) => {
    for (const { id, command } of request.commands) if (command.type === 'ReserveStock') meter.note(itemName(id));
    return lanes(itemNames(request), request);
  };
};
