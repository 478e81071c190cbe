import { type DomainEvent, fold } from '../../kernel/decider.ts';
import type { Instant } from '../../kernel/instant.ts';
import { createRecentMap } from '../../kernel/recent-map.ts';
import type { Item, Table } from '../ports.ts';
import type { Aggregate, StreamId } from './aggregate.ts';
import {
  type CommitItem,
  commitKey,
  commitPrefix,
  decodeEvent,
  firstVersionOf,
  lastCommitKey,
  lastVersionOf,
  partitionKey,
  type Position,
  positionOf,
  startOfStream,
} from './commit.codec.ts';

/** Where a stream stands: its state, and what the next commit has to follow. */
export type Head<S> = { readonly state: S; readonly version: number; readonly position: Position };

export type Snapshot = Item & {
  readonly version: number;
  readonly hash: string;
  readonly recorded_at: Instant;
  readonly state: unknown;
  readonly state_version: number;
};

export const snapshotKey = 'S#latest';
export const snapshotEveryDefault = 50;

// Heads that one process remembers: a few kilobytes each.
const headsMax = 1_000;

/** The state stored in a commit. */
const inlineState = <S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, commit: CommitItem): S => {
  const last = commit.events.at(-1);
  return aggregate.inline && last ? aggregate.inline.unpack(commit.state, decodeEvent(aggregate, last)) : (commit.state as S);
};

const inlineHead = <S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, newest: CommitItem): Head<S> => ({
  state: inlineState(aggregate, newest),
  version: lastVersionOf(newest),
  position: positionOf(newest),
});

/** A stream before its first event. */
export const emptyHead = <S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>): Head<S> => ({
  state: aggregate.decider.initial,
  version: 0,
  position: startOfStream,
});

/** Commits of a stream from a version on, in order. */
export const commitsFrom = async (ledger: Table, id: StreamId, firstVersion: number): Promise<readonly CommitItem[]> => {
  const commits: CommitItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await ledger.query({
      PK: partitionKey(id),
      from: commitKey(firstVersion),
      to: lastCommitKey,
      ...(cursor === undefined ? {} : { cursor }),
    });
    commits.push(...(page.items as CommitItem[]));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return commits;
};

const foldCommits = <S, C, E extends DomainEvent, R>(
  aggregate: Aggregate<S, C, E, R>,
  from: Head<S>,
  commits: readonly CommitItem[],
): Head<S> => {
  let { state, position } = from;
  for (const commit of commits) {
    state = fold(
      aggregate.decider,
      state,
      commit.events.map((event) => decodeEvent(aggregate, event)),
    );
    position = positionOf(commit);
  }
  return { state, version: position.version, position };
};

/**
 * Reads where streams stand. What was read once is remembered, because a commit never changes: the next read asks only for
 * what has come since, so it is as fresh as the first.
 */
export const createStreamHeads = (ledger: Table) => {
  const remembered = createRecentMap<string, Head<unknown>>(headsMax);

  const readInline = async <S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, id: StreamId): Promise<Head<S>> => {
    const page = await ledger.query({ PK: partitionKey(id), prefix: commitPrefix, descending: true, limit: 1 });
    const newest = page.items[0] as CommitItem | undefined;
    if (!newest) return emptyHead(aggregate);
    if (newest.state_version === aggregate.stateVersion) return inlineHead(aggregate, newest);
    return foldCommits(aggregate, emptyHead(aggregate), await commitsFrom(ledger, id, 1));
  };

  const readFolded = async <S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, id: StreamId): Promise<Head<S>> => {
    const PK = partitionKey(id);
    // Most streams are shorter than one snapshot interval, so the newest commits usually reach back to the first.
    const limit = aggregate.snapshotEvery ?? snapshotEveryDefault;
    const newest = (await ledger.query({ PK, prefix: commitPrefix, descending: true, limit })).items.toReversed() as CommitItem[];
    if (newest.length === 0) return emptyHead(aggregate);
    if (newest[0] && firstVersionOf(newest[0]) === 1) return foldCommits(aggregate, emptyHead(aggregate), newest);
    // By the same kind of read as the commits, so that nobody who may read a stream lacks a right on the day it grows long.
    const snapshot = (await ledger.query({ PK, from: snapshotKey, to: snapshotKey })).items[0] as Snapshot | undefined;
    const base: Head<S> =
      snapshot?.state_version === aggregate.stateVersion
        ? {
            state: snapshot.state as S,
            version: snapshot.version,
            position: { version: snapshot.version, hash: snapshot.hash, recordedAt: snapshot.recorded_at },
          }
        : emptyHead(aggregate);
    return foldCommits(aggregate, base, await commitsFrom(ledger, id, base.version + 1));
  };

  const readSince = async <S, C, E extends DomainEvent, R>(
    aggregate: Aggregate<S, C, E, R>,
    id: StreamId,
    known: Head<S>,
  ): Promise<Head<S>> => {
    const PK = partitionKey(id);
    if (aggregate.storage === 'inline') {
      // The newest alone, because a busy item may have thousands of commits that this process has not seen.
      const page = await ledger.query({ PK, from: commitKey(known.version + 1), to: lastCommitKey, descending: true, limit: 1 });
      const newest = page.items[0] as CommitItem | undefined;
      if (newest === undefined) return known;
      if (newest.state_version === aggregate.stateVersion) return inlineHead(aggregate, newest);
    }
    const commits = await commitsFrom(ledger, id, known.version + 1);
    return commits.length === 0 ? known : foldCommits(aggregate, known, commits);
  };

  return {
    read: async <S, C, E extends DomainEvent, R>(aggregate: Aggregate<S, C, E, R>, id: StreamId): Promise<Head<S>> => {
      const known = remembered.get(partitionKey(id)) as Head<S> | undefined;
      const head = known
        ? await readSince(aggregate, id, known)
        : await (aggregate.storage === 'inline' ? readInline(aggregate, id) : readFolded(aggregate, id));
      if (head.version > 0 && head !== known) remembered.set(partitionKey(id), head);
      return head;
    },
    /** What this process has just written need not be read. */
    remember: (id: StreamId, head: Head<unknown>): void => remembered.set(partitionKey(id), head),
  };
};
