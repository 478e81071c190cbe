import type { Instant } from '../../kernel/instant.ts';
import type { StreamId } from '../event-store/aggregate.ts';
import { createRecentMap, type RecentMap } from '../../kernel/recent-map.ts';
import {
  type CommitItem,
  commitKey,
  commitPrefix,
  expand,
  lastCommitKey,
  lastVersionOf,
  partitionKey,
} from '../event-store/commit.codec.ts';
import { commitsFrom } from '../event-store/stream-heads.ts';
import type { EventRecord } from '../event-store/event-record.ts';
import type { Item, Key, Platform } from '../ports.ts';

/**
 * One kind of view: a fold of a stream's events, and the rows by which lists and searches find the stream. Both are pure.
 * Only the rows are stored; the view itself is made from the events whenever it is asked for, so it cannot be out of date.
 */
export type Projection<View> = {
  /** Kind of the streams it reads, such as `ORDER`. */
  readonly kind: string;
  /** `beginning`: the first commit alone decides, which suits streams without end. Default `whole`. */
  readonly reads?: 'whole' | 'beginning';
  initial(streamId: string, tenantId: string): View;
  apply(view: View, event: EventRecord): View;
  /** Rows that a stream with this view has; keys unique among all streams. */
  rows(view: View, tenantId: string): readonly Item[];
};

/** Every projection by the kind of stream it reads. */
export type Projections = Readonly<Record<string, Projection<unknown>>>;

/** A stored row. It names its stream, and the version with which it came to stand as it does. */
export type ListedRow = Item & { readonly source: string; readonly since: number };

/** What the events of a stream make of it. */
export type StreamView<View = unknown> = {
  readonly version: number;
  readonly recordedAt: Instant;
  readonly view: View;
  readonly rows: readonly ListedRow[];
  /** Rows that it had once, with the version that ended them. */
  readonly left: readonly { readonly key: Key; readonly at: number }[];
};

/** What a reader of views needs of the platform. */
export type ViewSource = Pick<Platform, 'ledger' | 'sha256'>;

/** One text for one key. */
export const rowName = ({ PK, SK }: Key): string => `${PK}\n${SK}`;

type Rows = ReadonlyMap<string, { readonly row: ListedRow; readonly text: string }>;

/** Rows after a commit: one that stood before as it stands now keeps the version it has had. */
const rowsAfter = (projection: Projection<unknown>, id: StreamId, view: unknown, version: number, before: Rows): Rows => {
  const after = new Map<string, { readonly row: ListedRow; readonly text: string }>();
  const source = partitionKey(id);
  for (const item of projection.rows(view, id.tenantId)) {
    const text = JSON.stringify(item);
    const known = before.get(rowName(item));
    after.set(rowName(item), known?.text === text ? known : { row: { ...item, source, since: version }, text });
  }
  return after;
};

/** A view on its way through its stream's commits. */
type Folding = {
  readonly version: number;
  readonly recordedAt: Instant;
  readonly view: unknown;
  readonly rows: Rows;
  readonly left: ReadonlyMap<string, { readonly key: Key; readonly at: number }>;
};

const foldCommits = (
  projection: Projection<unknown>,
  id: StreamId,
  commits: readonly CommitItem[],
  sha256: (text: string) => string,
  from?: Folding,
): Folding | undefined => {
  const newest = commits.at(-1);
  if (!newest) return from;
  let view = from ? from.view : projection.initial(id.id, id.tenantId);
  let rows: Rows = from?.rows ?? new Map();
  const left = new Map(from?.left);
  for (const commit of commits) {
    view = expand(commit, sha256).records.reduce((before, event) => projection.apply(before, event), view);
    const after = rowsAfter(projection, id, view, lastVersionOf(commit), rows);
    for (const [name, { row }] of rows)
      if (!after.has(name)) left.set(name, { key: { PK: row.PK, SK: row.SK }, at: lastVersionOf(commit) });
    for (const name of after.keys()) left.delete(name);
    rows = after;
  }
  return { version: lastVersionOf(newest), recordedAt: newest.recorded_at, view, rows, left };
};

const viewOf = ({ version, recordedAt, view, rows, left }: Folding): StreamView => ({
  version,
  recordedAt,
  view,
  rows: [...rows.values()].map(({ row }) => row),
  left: [...left.values()],
});

/** Reads a stream and folds it from its beginning; undefined when there is none. */
export const readStreamView = async (
  { ledger, sha256 }: ViewSource,
  projection: Projection<unknown>,
  id: StreamId,
): Promise<StreamView | undefined> => {
  const commits =
    projection.reads === 'beginning'
      ? ((await ledger.query({ PK: partitionKey(id), prefix: commitPrefix, limit: 1 })).items as readonly CommitItem[])
      : await commitsFrom(ledger, id, 1);
  const folding = foldCommits(projection, id, commits, sha256);
  return folding && viewOf(folding);
};

// Foldings that one process remembers of one projection: a few kilobytes each.
const foldingsMax = 1_000;
const remembered = new WeakMap<Projection<unknown>, WeakMap<Platform['ledger'], RecentMap<string, Folding>>>();

const foldingsOf = (projection: Projection<unknown>, ledger: Platform['ledger']): RecentMap<string, Folding> => {
  const byLedger = remembered.get(projection) ?? new WeakMap<Platform['ledger'], RecentMap<string, Folding>>();
  remembered.set(projection, byLedger);
  const foldings = byLedger.get(ledger) ?? createRecentMap<string, Folding>(foldingsMax);
  byLedger.set(ledger, foldings);
  return foldings;
};

/**
 * The same, going on from what this process has folded before: a commit never changes, so only those that have come since
 * are read, and the answer is as fresh.
 */
export const followStreamView = async (
  source: ViewSource,
  projection: Projection<unknown>,
  id: StreamId,
): Promise<StreamView | undefined> => {
  if (projection.reads === 'beginning') return readStreamView(source, projection, id);
  const foldings = foldingsOf(projection, source.ledger);
  const known = foldings.get(partitionKey(id));
  const commits = await commitsFrom(source.ledger, id, (known?.version ?? 0) + 1);
  const folding = foldCommits(projection, id, commits, source.sha256, known);
  if (!folding) return undefined;
  if (folding !== known) foldings.set(partitionKey(id), folding);
  return viewOf(folding);
};

/** Whether the stream has moved on since it was read. */
export const isNewest = async (ledger: Platform['ledger'], id: StreamId, { version }: StreamView): Promise<boolean> => {
  const { items } = await ledger.query({ PK: partitionKey(id), from: commitKey(version + 1), to: lastCommitKey, limit: 1 });
  return items.length === 0;
};
