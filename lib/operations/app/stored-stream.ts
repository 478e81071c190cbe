import { type DomainEvent, fold } from '../../kernel/decider.ts';
import type { Aggregate, StreamId } from '../../platform/event-store/aggregate.ts';
import {
  type CommitItem,
  commitKey,
  commitPrefix,
  decodeEvent,
  isCommit,
  partitionKey,
  streamIdOf,
  lastVersionOf,
} from '../../platform/event-store/commit.codec.ts';
import type { Item, Table } from '../../platform/ports.ts';

// Streams of busy articles have hundreds of thousands of commits, each with its state, so that no more are held at once.
const commitsPerPage = 500;

/** The commits of a stream, oldest first, a page at a time. */
export async function* commitPages(ledger: Table, id: StreamId): AsyncGenerator<readonly CommitItem[], void> {
  let cursor: string | undefined;
  do {
    const page = await ledger.query({
      PK: partitionKey(id),
      prefix: commitPrefix,
      limit: commitsPerPage,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield page.items as readonly CommitItem[];
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Every commit of a stream whose length is bounded by what happens to one order. */
export const readCommits = async (ledger: Table, id: StreamId): Promise<readonly CommitItem[]> => {
  const commits: CommitItem[] = [];
  for await (const page of commitPages(ledger, id)) commits.push(...page);
  return commits;
};

/** Version of the newest event, which is also how many there are; 0 for an empty stream. */
export const newestVersion = async (ledger: Table, id: StreamId): Promise<number> => {
  const { items } = await ledger.query({ PK: partitionKey(id), prefix: commitPrefix, descending: true, limit: 1 });
  const newest = items[0] as CommitItem | undefined;
  return newest ? lastVersionOf(newest) : 0;
};

/** Every record of a table, a page at a time. */
export async function* eachItem(table: Table): AsyncGenerator<Item, void> {
  let cursor: string | undefined;
  do {
    const page = await table.scan(cursor === undefined ? {} : { cursor });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/**
 * Every stream of the ledger once, in whatever order the table gives its records and without remembering which it has given:
 * a stream is named by its first commit or, where that is missing, by the oldest that is left.
 */
export async function* eachStream(ledger: Table): AsyncGenerator<StreamId, void> {
  let named: string | undefined;
  for await (const item of eachItem(ledger)) {
    const id = isCommit(item) ? streamIdOf(item.PK) : undefined;
    if (!id || item.PK === named) continue;
    const isOldest =
      item.SK === commitKey(1) || (await ledger.query({ PK: item.PK, prefix: commitPrefix, limit: 1 })).items[0]?.SK === item.SK;
    if (!isOldest) continue;
    named = item.PK;
    yield id;
  }
}

/** @throws UnknownEventError */
export const eventsOf = <S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, commit: CommitItem): readonly E[] =>
  commit.events.map((event) => decodeEvent(aggregate, event));

/** @throws UnknownEventError */
export const stateOf = <S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, commits: readonly CommitItem[]): S =>
  fold(
    aggregate.decider,
    aggregate.decider.initial,
    commits.flatMap((commit) => eventsOf(aggregate, commit)),
  );
