import type { Instant } from '../../kernel/instant.ts';
import type { StreamId } from '../event-store/aggregate.ts';
import { type CommitItem, commitPrefix, expand, partitionKey, lastVersionOf } from '../event-store/commit.codec.ts';
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

type Rows = Map<string, { readonly row: ListedRow; readonly text: string }>;

/** Rows after a commit: one that stood before as it stands now keeps the version it has had. */
const rowsAfter = (projection: Projection<unknown>, id: StreamId, view: unknown, version: number, before: Rows): Rows => {
  const after: Rows = new Map();
  const source = partitionKey(id);
  for (const item of projection.rows(view, id.tenantId)) {
    const text = JSON.stringify(item);
    const known = before.get(rowName(item));
    after.set(rowName(item), known?.text === text ? known : { row: { ...item, source, since: version }, text });
  }
  return after;
};

const foldCommits = (
  projection: Projection<unknown>,
  id: StreamId,
  commits: readonly CommitItem[],
  sha256: (text: string) => string,
): StreamView | undefined => {
  let view = projection.initial(id.id, id.tenantId);
  let rows: Rows = new Map();
  const left = new Map<string, { readonly key: Key; readonly at: number }>();
  for (const commit of commits) {
    view = expand(commit, sha256).records.reduce((before, event) => projection.apply(before, event), view);
    const after = rowsAfter(projection, id, view, lastVersionOf(commit), rows);
    for (const [name, { row }] of rows)
      if (!after.has(name)) left.set(name, { key: { PK: row.PK, SK: row.SK }, at: lastVersionOf(commit) });
    for (const name of after.keys()) left.delete(name);
    rows = after;
  }
  const newest = commits.at(-1);
  if (!newest) return undefined;
  return {
    version: lastVersionOf(newest),
    recordedAt: newest.recorded_at,
    view,
    rows: [...rows.values()].map(({ row }) => row),
    left: [...left.values()],
  };
};

/** Reads a stream and folds it; undefined when there is none. */
export const readStreamView = async (
  { ledger, sha256 }: ViewSource,
  projection: Projection<unknown>,
  id: StreamId,
): Promise<StreamView | undefined> => {
  const query = { PK: partitionKey(id), prefix: commitPrefix, ...(projection.reads === 'beginning' ? { limit: 1 } : {}) };
  const commits: CommitItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await ledger.query({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    commits.push(...(page.items as readonly CommitItem[]));
    cursor = projection.reads === 'beginning' ? undefined : page.cursor;
  } while (cursor !== undefined);
  return foldCommits(projection, id, commits, sha256);
};

/** Whether the stream has moved on since it was read. */
export const isNewest = async (ledger: Platform['ledger'], id: StreamId, { version }: StreamView): Promise<boolean> => {
  const { items } = await ledger.query({ PK: partitionKey(id), prefix: commitPrefix, descending: true, limit: 1 });
  const newest = items[0] as CommitItem | undefined;
  return newest !== undefined && lastVersionOf(newest) === version;
};
