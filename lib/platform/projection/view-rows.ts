import type { StreamId } from '../event-store/aggregate.ts';
import { type CommitItem, expand, partitionKey } from '../event-store/commit.codec.ts';
import type { EventRecord } from '../event-store/event-record.ts';
import type { Item, Key } from '../ports.ts';

/**
 * One kind of view. The view's main row is a fold of the stream's events; rows beside it (for search and lists) are a
 * function of the main row alone. Both are pure, so a rebuild gives the same bytes.
 */
export type Projection<Row> = {
  /** Kind of the streams it reads, such as `ORDER`. */
  readonly kind: string;
  initial(streamId: string, tenantId: string): Row;
  apply(row: Row, event: EventRecord): Row;
  /** Search and list rows that this main row should have; keys unique among all streams. */
  companions(row: Row, tenantId: string): readonly Item[];
};

/** Every projection by the kind of stream it reads. */
export type Projections = Readonly<Record<string, Projection<unknown>>>;

export type MainRow = Item & { readonly version: number; readonly view: unknown };

/** A companion names its stream, so that a row that should not be there can be told from the row alone. */
export type CompanionRow = Item & { readonly source: string };

/** Every row that a stream has in the views table. */
export type ViewRows = { readonly main: MainRow; readonly companions: readonly CompanionRow[] };

export const viewSortKey = 'VIEW';
export const viewKey = (PK: string): Key => ({ PK, SK: viewSortKey });

export const parkedPrefix = 'PARKED#';
export const parkedKey = (PK: string, firstVersion: number): Key => ({
  PK,
  SK: `${parkedPrefix}${String(firstVersion).padStart(10, '0')}`,
});

/** The view after further commits, which follow it without a gap. */
export const foldView = (
  projection: Projection<unknown>,
  before: unknown,
  commits: readonly CommitItem[],
  sha256: (text: string) => string,
): unknown => commits.flatMap((commit) => expand(commit, sha256).records).reduce((row, event) => projection.apply(row, event), before);

export const companionsOf = (projection: Projection<unknown>, view: unknown, id: StreamId): readonly CompanionRow[] =>
  projection.companions(view, id.tenantId).map((item) => ({ ...item, source: partitionKey(id) }));

/** The rows of a stream whose events up to `version` make this view. */
export const viewRows = (
  projection: Projection<unknown>,
  id: StreamId,
  { version, view }: { readonly version: number; readonly view: unknown },
): ViewRows => ({
  main: { ...viewKey(partitionKey(id)), version, view },
  companions: companionsOf(projection, view, id),
});
