import { toEpochMs } from '../../kernel/instant.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import { type CommitItem, commitPrefix, partitionKey, streamIdOf } from '../../platform/event-store/commit.codec.ts';
import type { Item, Platform, Table } from '../../platform/ports.ts';
import {
  companionsOf,
  foldView,
  type MainRow,
  parkedPrefix,
  type Projection,
  type Projections,
  viewKey,
  viewRows,
  viewSortKey,
} from '../../platform/projection/view-rows.ts';
import { commitPages } from './stored-stream.ts';
import { rowDifferences, type ViewDifference } from './view-differences.ts';

export type ViewInspector = {
  /** How the rows of a stream differ from what its events make of them, at the version to which the view has come. */
  readonly inspectStream: (id: StreamId, settlingMs: number) => Promise<readonly ViewDifference[]>;
  /** Whether a row of the views table belongs to no stream, or is no longer one of its stream's rows. */
  readonly inspectRow: (row: Item) => Promise<ViewDifference | undefined>;
};

const keysPerRead = 100;
const readingsMax = 5;

/** Rows in the order of the keys asked for. */
export const readRows = async (table: Table, rows: readonly Item[]): Promise<readonly (Item | undefined)[]> => {
  const stored: (Item | undefined)[] = [];
  for (let start = 0; start < rows.length; start += keysPerRead) {
    stored.push(...(await table.getMany(rows.slice(start, start + keysPerRead).map(({ PK, SK }) => ({ PK, SK })))));
  }
  return stored;
};

export const readView = async (platform: Platform, PK: string): Promise<MainRow | undefined> =>
  (await platform.views.get(viewKey(PK))) as MainRow | undefined;

export type FoldedStream = {
  /** The view as of the last commit within the bound. */
  readonly applied: { readonly version: number; readonly view: unknown };
  /** The first commit beyond the bound. */
  readonly waiting: CommitItem | undefined;
  /** Version of the newest event. */
  readonly newest: number;
};

/** Folds a stream from its beginning into the view that it makes, up to a version. */
export const foldStream = async (
  { ledger, sha256 }: Pick<Platform, 'ledger' | 'sha256'>,
  projection: Projection<unknown>,
  id: StreamId,
  upTo: number,
): Promise<FoldedStream> => {
  let applied = { version: 0, view: projection.initial(id.id, id.tenantId) };
  let waiting: CommitItem | undefined;
  let newest = 0;
  for await (const commits of commitPages(ledger, id)) {
    const within = commits.filter((commit) => commit.last_version <= upTo);
    applied = { version: within.at(-1)?.last_version ?? applied.version, view: foldView(projection, applied.view, within, sha256) };
    waiting ??= commits[within.length];
    newest = commits.at(-1)?.last_version ?? newest;
  }
  return { applied, waiting, newest };
};

/** Compares the views with the ledger; reads only. Right beside a running projector too: a view is judged at its own version. */
export const createViewInspector = (platform: Platform, projections: Projections): ViewInspector => {
  const { ledger, views, clock } = platform;

  const isOverdue = (commit: CommitItem | undefined, settlingMs: number): boolean =>
    commit !== undefined && toEpochMs(clock.now()) - toEpochMs(commit.recorded_at) > settlingMs;

  const inspectOnce = async (id: StreamId, main: MainRow | undefined, settlingMs: number): Promise<readonly ViewDifference[]> => {
    const projection = projections[id.kind];
    if (!projection) return [];
    const key = viewKey(partitionKey(id));
    const version = main?.version ?? 0;
    const { applied, waiting, newest } = await foldStream(platform, projection, id, version);
    const late: ViewDifference[] = isOverdue(waiting, settlingMs)
      ? [{ key, problem: main ? 'behind' : 'missing', what: [`version ${version} of ${newest}`] }]
      : [];
    if (!main) return late;
    if (applied.version !== version) return [...late, { key, problem: 'ahead', what: [`version ${version}, which ends no commit`] }];
    const rows = viewRows(projection, id, applied);
    const expected = [rows.main, ...rows.companions];
    return [...late, ...rowDifferences(expected, await readRows(views, expected))];
  };

  const inspectStream: ViewInspector['inspectStream'] = async (id, settlingMs) => {
    const PK = partitionKey(id);
    for (let reading = 1; ; reading += 1) {
      // Before the events, so that a view that seems to know more than the ledger does know more.
      const main = await readView(platform, PK);
      const found = await inspectOnce(id, main, settlingMs);
      if (found.length === 0 || reading === readingsMax) return found;
      if ((await readView(platform, PK))?.version === main?.version) return found;
    }
  };

  const surplus = ({ PK, SK }: Item, what: string): ViewDifference => ({ key: { PK, SK }, problem: 'surplus', what: [what] });

  const inspectCompanion = async (row: Item): Promise<ViewDifference | undefined> => {
    const source = String(row['source']);
    const id = streamIdOf(source);
    const projection = id && projections[id.kind];
    if (!id || !projection) return surplus(row, 'no stream has this row');
    const isWantedBy = (view: unknown): boolean => companionsOf(projection, view, id).some(({ PK, SK }) => PK === row.PK && SK === row.SK);
    const main = await readView(platform, source);
    if (main && isWantedBy(main.view)) return undefined;
    // The view may itself be wrong or missing; then its events decide.
    const { applied } = await foldStream(platform, projection, id, main?.version ?? Number.MAX_SAFE_INTEGER);
    return applied.version > 0 && isWantedBy(applied.view) ? undefined : surplus(row, `${source} does not have this row`);
  };

  const inspectRow: ViewInspector['inspectRow'] = async (row) => {
    if (row.SK.startsWith(parkedPrefix)) {
      const version = (await readView(platform, row.PK))?.version ?? 0;
      return (row['commit'] as CommitItem).last_version <= version ? surplus(row, 'parked, and applied since') : undefined;
    }
    if (row.SK !== viewSortKey) return inspectCompanion(row);
    const { items } = await ledger.query({ PK: row.PK, prefix: commitPrefix, limit: 1 });
    return items.length === 0 ? surplus(row, 'no such stream') : undefined;
  };

  return { inspectStream, inspectRow };
};
