import type { CommitItem } from '../../../platform/event-store/commit.codec.ts';
import { ConcurrencyExhaustedError } from '../../../platform/event-store/event-store.ts';
import { createStreamHeads } from '../../../platform/event-store/stream-heads.ts';
import { type Clock, ConditionFailedError, type Platform, TransactionCanceledError, UnavailableError } from '../../../platform/ports.ts';
import { type GroupPlan, type Heads, planGroup } from './group-plan.ts';
import { inventoryItemAggregate } from '../inventory-item.aggregate.ts';
import { itemName, type ReservationStrategy, type Settled, settledWithout, type StockRequest } from './stock-request.ts';

/** Where commits are written besides the event store, which writes one decision at a time. */
export type GroupLedger = Pick<Platform, 'ledger' | 'ids' | 'sha256'>;

const attemptsMax = 12;
/** Times that the table may fail to answer one group. A caller who gets no answer asks again with the same ids. */
const outagesMax = 3;

type StreamHeads = ReturnType<typeof createStreamHeads>;

/** Whether two plans write the same commit of an item: then at most one of them is ever written. */
const shareCommit = (one: GroupPlan, other: GroupPlan): boolean => {
  const places = new Set(one.commits.map(({ PK, SK }) => `${PK}/${SK}`));
  return other.commits.some(({ PK, SK }) => places.has(`${PK}/${SK}`));
};

const isConflict = (error: unknown): boolean => error instanceof ConditionFailedError || error instanceof TransactionCanceledError;

/**
 * Requests that wait at the same moment are decided one after the other on the same states in memory and written in one
 * transaction: all become durable with one write, and none is answered before it. Each keeps a commit of its own, with its own
 * ids, actor and cause; only the last commit of an item carries the item's state.
 * @param alone carries a group out one by one that cannot be written as a whole
 */
export const createGroupCommit = (parts: GroupLedger & { readonly clock: Clock }, alone: ReservationStrategy): ReservationStrategy => {
  const { ledger, ids, sha256, clock } = parts;
  const nextId = (): string => ids.next();

  const readHeads = async (heads: StreamHeads, requests: readonly StockRequest[]): Promise<Heads> => {
    const items = new Map(requests.flatMap(({ commands }) => commands.map(({ id }) => [itemName(id), id] as const)));
    return new Map(await Promise.all([...items].map(async ([name, id]) => [name, await heads.read(inventoryItemAggregate, id)] as const)));
  };

  const write = async (commits: readonly CommitItem[]): Promise<void> => {
    const [first] = commits;
    if (first && commits.length === 1) await ledger.put(first, { kind: 'absent' });
    else if (first) await ledger.transact(commits.map((item) => ({ kind: 'put', item, condition: { kind: 'absent' } })));
  };

  /** Whether a plan of ours is in the ledger. Its commits stand or fall together, and a hash is like no other. */
  const isWritten = async ({ commits: [first] }: GroupPlan): Promise<boolean> => {
    if (!first) return false;
    const { items } = await ledger.query({ PK: first.PK, from: first.SK, to: first.SK });
    return items[0]?.['hash'] === first.hash;
  };

  /**
   * The newest plan of ours that is in the ledger, unless a later one may still come there beside it: that one may promise what
   * this one refused. Then only what stands by now can tell, and a write that comes in between is a conflict.
   */
  const writtenOf = async (plans: readonly GroupPlan[]): Promise<GroupPlan | undefined> => {
    for (const [index, plan] of [...plans.entries()].reverse()) {
      if (await isWritten(plan)) return plans.slice(index + 1).every((later) => shareCommit(plan, later)) ? plan : undefined;
    }
    return undefined;
  };

  /** As many of the requests as fit into one transaction. */
  const carryOutSome = async (requests: readonly StockRequest[]): Promise<readonly Settled[]> => {
    // A write without a reply may have been made, also one that a repetition of it by the engine's client then ran into.
    const doubtful: GroupPlan[] = [];
    // Remembered for this group alone: until the next one, more may be written than is worth catching up with.
    const heads = createStreamHeads(ledger);
    let outages = 0;
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      try {
        const written = await writtenOf(doubtful);
        if (written) return written.settled;
        const plan = planGroup(await readHeads(heads, requests), requests, { now: clock.now(), nextId, sha256 });
        if (plan.commits.length > 0) doubtful.push(plan);
        await write(plan.commits);
        return plan.settled;
      } catch (error) {
        if (error instanceof UnavailableError) outages += 1;
        else if (!isConflict(error)) throw error;
        if (outages >= outagesMax) throw error;
      }
    }
    throw new ConcurrencyExhaustedError(`${attemptsMax} writers in a row came first on the items of ${requests.length} requests`);
  };

  return {
    carryOut: async (requests) => {
      const settled: Settled[] = [];
      while (settled.length < requests.length) {
        const rest = requests.slice(settled.length);
        try {
          settled.push(...(await carryOutSome(rest)));
        } catch (error) {
          // What cannot be read or written, whoever asks, says nothing about the others: each then finds out alone.
          settled.push(...(error instanceof UnavailableError ? rest.map(() => settledWithout(error)) : await alone.carryOut(rest)));
        }
      }
      return settled;
    },
  };
};
