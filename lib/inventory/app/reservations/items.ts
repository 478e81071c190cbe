import { toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Clock } from '../../../platform/ports.ts';
import { type BusyBounds, type BusyStrategy, usualBounds } from '../../domain/reservation-strategy.choice.ts';
import { createBucketLedger } from './bucket-ledger.ts';
import { createBucketStrategy } from './bucket-strategy.ts';
import { noteExpiry } from './expiry-list.ts';
import { createGroupCommit, type GroupLedger } from './group-commit.ts';
import { groupCommitsMax } from './group-plan.ts';
import type { Items } from './item-commands.ts';
import { createLanes } from './lanes.ts';
import { createLeases } from './leases.ts';
import { createPlainAppend } from './plain-append.ts';
import { createSoldOut } from './sold-out.ts';
import { itemName, itemNames, type ReservationStrategy, type Settled, type StockAnswer, type StockRequest } from './stock-request.ts';
import { createStrategyMeter } from './strategy-meter.ts';

/** Pause between two tries to sell an item from buckets, in milliseconds: one that has too little left is not asked at each sale. */
const openPauseMs = 5_000;

const isForBuckets = (settled: Settled | undefined): boolean =>
  settled?.status === 'fulfilled' && !settled.value.ok && settled.value.error.some(({ rejection }) => rejection.code === 'stock-leased');

/** Asks one strategy, and the one that knows of buckets where an item turns out to have some. */
export const withRedirection = (first: ReservationStrategy, buckets: ReservationStrategy): ReservationStrategy => ({
  carryOut: async (requests) => {
    const settled = await first.carryOut(requests);
    const sentOn = requests.filter((_, index) => isForBuckets(settled[index]));
    if (sentOn.length === 0) return settled;
    const answers = [...(await buckets.carryOut(sentOn))];
    return settled.map((one) => (isForBuckets(one) ? (answers.shift() ?? one) : one));
  },
});

/**
 * The door to the stored items. Callers of this process take turns on each item; those of an item that many want go together,
 * or are served from its buckets. Every strategy writes under the condition that what it decided on still stands, so that
 * requests of all of them may meet, in this process or among several.
 * @param parts.busy what is done about an item that many want; `buckets` where many processes write to one table
 * @param parts.bounds what makes an item one that many want
 */
export const createItems = (parts: {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly commits?: GroupLedger;
  readonly busy?: BusyStrategy;
  readonly bounds?: BusyBounds;
}): Items => {
  const { store, clock, commits, busy = 'group', bounds = usualBounds } = parts;
  const plain = createPlainAppend(store);
  if (!commits) return turns(plain, { isShared: () => false });
  const meter = createStrategyMeter(clock, busy, bounds);
  const ledger = createBucketLedger({ ...commits, clock });
  const leases = createLeases({ ledger, clock, slots: bounds.slots, fromUnits: bounds.fromUnits });
  const buckets = createBucketStrategy({ ledger, leases, seen: meter.see });
  const simple = withRedirection(plain, buckets);
  const group = withRedirection(createGroupCommit({ ...commits, clock }, plain), buckets);
  const soldOut = createSoldOut(clock);
  const triedAt = createRecentMap<string, number>(10_000);

  /** Opens buckets for what many have begun to want, at most once in a while. */
  const openBuckets = async ({ commands, context }: StockRequest): Promise<void> => {
    const nowMs = toEpochMs(clock.now());
    for (const { id, command } of commands) {
      const name = itemName(id);
      if (command.type !== 'ReserveStock' || meter.strategyOf(name) !== 'buckets' || buckets.isSelling(name)) continue;
      if (nowMs - (triedAt.get(name) ?? Number.NEGATIVE_INFINITY) < openPauseMs) continue;
      triedAt.set(name, nowMs);
      await leases.open(id, context);
    }
  };

  const strategyFor = (requests: readonly StockRequest[]): ReservationStrategy => {
    const names = requests.flatMap(itemNames);
    if (names.some(buckets.hasBuckets)) return buckets;
    return names.some((name) => meter.strategyOf(name) === 'group') ? group : simple;
  };

  const carryOut = async (requests: readonly StockRequest[]): Promise<readonly Settled[]> => {
    if (busy === 'buckets') for (const request of requests) await openBuckets(request);
    const settled = await strategyFor(requests).carryOut(requests);
    for (const [index, one] of settled.entries()) {
      const request = requests[index];
      if (!request || one.status !== 'fulfilled') continue;
      soldOut.learn(request, one.value);
      if (busy === 'buckets') see(request, one.value);
    }
    return settled;
  };

  const see = ({ commands }: StockRequest, answer: StockAnswer): void => {
    if (!answer.ok) return;
    for (const [index, { id }] of commands.entries()) meter.see(itemName(id), -1, answer.value[index]?.version ?? 0, 1);
  };

  const isShared = (name: string): boolean => buckets.hasBuckets(name) || meter.strategyOf(name) === 'group';
  const items = turns({ carryOut }, { isShared });
  return async (request) => {
    const remembered = soldOut.answer(request);
    if (remembered) return remembered;
    soldOut.begin(request);
    await noteExpiry(commits, request);
    for (const { id, command } of request.commands) if (command.type === 'ReserveStock') meter.note(itemName(id));
    return items(request);
  };
};

const turns = (strategy: ReservationStrategy, { isShared }: { readonly isShared: (name: string) => boolean }): Items => {
  const lanes = createLanes<StockRequest, StockAnswer>({
    carryOut: (requests) => strategy.carryOut(requests),
    mayShare: isShared,
    shareMax: groupCommitsMax,
  });
  return (request) => lanes(itemNames(request), request);
};
