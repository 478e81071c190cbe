import { fold } from '../../../kernel/decider.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { CommandContext } from '../../../platform/event-store/event-record.ts';
import { type CommitItem, encodeCommit, lastVersionOf, type Position, positionOf } from '../../../platform/event-store/commit.codec.ts';
import type { InventoryItemEvent } from '../../domain/inventory-item.events.ts';
import type { InventoryItemState } from '../../domain/inventory-item.state.ts';
import { inventoryItemAggregate } from '../inventory-item.aggregate.ts';
import { itemName, type ItemOutcome, type Settled, settledWith, settledWithout, type StockRequest } from './stock-request.ts';

/** An item as it stands, or as it will stand after what has been planned so far. */
type Head = { readonly state: InventoryItemState; readonly position: Position };

/** The heads of items by their name. */
export type Heads = ReadonlyMap<string, Head>;

/** What becomes of the first so many requests once the commits are written, all or none. */
export type GroupPlan = { readonly settled: readonly Settled[]; readonly commits: readonly CommitItem[] };

export type PlanParts = {
  readonly now: Instant;
  readonly nextId: () => string;
  readonly sha256: (text: string) => string;
};

/** Commits of one group: the writes that one transaction may hold. */
export const groupCommitsMax = 100;

/** JSON of one group, in bytes by the estimates below: three quarters of what a transaction may hold. */
const groupBytesMax = 3 * 1024 * 1024;

// More than a commit, an event and a reservation take with the ids that are usual: to measure is to write them out twice.
const commitBytes = 1_024;
const eventBytes = 1_024;
const reservationBytes = 128;

/** What a commit takes, without the state. Only a count or a damage can name many reservations. */
const bytesOf = (events: readonly InventoryItemEvent[]): number =>
  events.reduce(
    (sum, event) => sum + eventBytes + ('displaced' in event ? (event.displaced?.length ?? 0) * reservationBytes : 0),
    commitBytes,
  );

/**
 * Changes of one group that an item must remember afterwards, other than reservations, which are remembered by being open. An
 * item remembers the ids of sixteen sales, so a group whose reply was lost can still be recognised by all of them.
 */
const remindersMax = 16;

/** A request decided on the heads before it, with the commits and the heads after it. */
type Step = {
  readonly settled: Settled;
  readonly commits: readonly CommitItem[];
  readonly heads: Heads;
  readonly bytes: number;
  readonly reminders: number;
};

const nothing = { commits: [], heads: new Map(), bytes: 0, reminders: 0 } as const;

const headOf = (heads: Heads, id: StreamId): Head => {
  const head = heads.get(itemName(id));
  if (!head) throw new RangeError('a head was read for every item');
  return head;
};

/** One request's own commit on one item: its events, who asked and why. The state follows with the last commit of the group. */
const append = (head: Head, id: StreamId, events: readonly InventoryItemEvent[], context: CommandContext, parts: PlanParts) => {
  const { schemaVersions, decider } = inventoryItemAggregate;
  const { item } = encodeCommit(
    { id, position: head.position, events, schemaVersions, context, now: parts.now },
    parts.nextId,
    parts.sha256,
  );
  return { item, head: { state: fold(decider, head.state, events), position: positionOf(item) } };
};

const take = (heads: Heads, request: StockRequest, parts: PlanParts): Step => {
  const decided = request.commands.map(({ id, command }) => ({
    id,
    command,
    decision: inventoryItemAggregate.decider.decide(headOf(heads, id).state, command),
  }));
  const refused = decided.flatMap(({ decision }, index) => (decision.ok ? [] : [{ index, rejection: decision.error }]));
  if (refused.length > 0) return { ...nothing, settled: settledWith(err(refused)) };
  const accepted = decided.flatMap(({ id, command, decision }) => (decision.ok ? [{ id, command, events: decision.value }] : []));
  const commits: CommitItem[] = [];
  const after = new Map<string, Head>();
  const outcomes: ItemOutcome[] = [];
  let [bytes, reminders] = [0, 0];
  for (const { id, command, events } of accepted) {
    const before = headOf(heads, id);
    if (events.length === 0) {
      outcomes.push({ state: before.state, version: before.position.version, events });
      continue;
    }
    const { item, head } = append(before, id, events, request.context, parts);
    commits.push(item);
    bytes += bytesOf(events);
    after.set(itemName(id), head);
    outcomes.push({ state: head.state, version: lastVersionOf(item), events });
    if (command.type !== 'ReserveStock') reminders += 1;
  }
  return { settled: settledWith(ok(outcomes)), commits, heads: after, bytes, reminders };
};

/** A request that cannot even be decided on fails alone. */
const takeSafely = (heads: Heads, request: StockRequest, parts: PlanParts): Step => {
  try {
    return take(heads, request, parts);
  } catch (error) {
    return { ...nothing, settled: settledWithout(error) };
  }
};

/** The state of an item goes into its last commit alone: that is the one from which it is read. */
const withStates = (commits: readonly CommitItem[], heads: Heads): readonly CommitItem[] => {
  const { inline, stateVersion } = inventoryItemAggregate;
  const states = new Map([...heads.values()].map(({ state, position }) => [position.hash, state]));
  return commits.map((commit) => {
    const state = states.get(commit.hash);
    return state ? { ...commit, state: inline ? inline.pack(state) : state, state_version: stateVersion } : commit;
  });
};

/**
 * Decides requests in their order, each on what those before it leave, until one transaction is full. Pure but for the ids.
 * @param heads every item that the requests are about
 */
export const planGroup = (heads: Heads, requests: readonly StockRequest[], parts: PlanParts): GroupPlan => {
  const current = new Map(heads);
  const changed = new Map<string, Head>();
  const settled: Settled[] = [];
  const commits: CommitItem[] = [];
  let [bytes, reminders] = [0, 0];
  for (const request of requests) {
    const step = takeSafely(current, request, parts);
    const newItems = [...step.heads].filter(([name]) => !changed.has(name));
    const stateBytes = newItems.reduce((sum, [, { state }]) => sum + state.open.length * reservationBytes, 0);
    bytes += step.bytes + stateBytes;
    reminders += step.reminders;
    const isFull = commits.length + step.commits.length > groupCommitsMax || bytes > groupBytesMax || reminders > remindersMax;
    if (isFull && commits.length > 0 && step.commits.length > 0) break;
    for (const [name, head] of step.heads) {
      current.set(name, head);
      changed.set(name, head);
    }
    commits.push(...step.commits);
    settled.push(step.settled);
  }
  return { settled, commits: withStates(commits, changed) };
};
