import { type CommitItem, expand, isCommit, streamIdOf } from '../event-store/commit.codec.ts';
import type { EventRecord } from '../event-store/event-record.ts';
import type { StreamRecord } from '../handlers/stream.handler.ts';
import { ConditionFailedError, type Item, type Platform, type Write } from '../ports.ts';

/**
 * One kind of view. The view's main row is a fold of the stream's events; rows beside it (for search and lists) are a
 * function of the main row alone. Both are pure, so a rebuild gives the same bytes.
 */
export type Projection<Row> = {
  /** Kind of the streams it reads, such as `ORDER`. */
  readonly kind: string;
  initial(streamId: string, tenantId: string): Row;
  apply(row: Row, event: EventRecord): Row;
  /** Search and list rows that this main row should have; keys unique among themselves. */
  companions(row: Row, tenantId: string): readonly Item[];
};

type MainRow = Item & { readonly version: number; readonly view: unknown };

const viewKey = (PK: string) => ({ PK, SK: 'VIEW' });
const parkedPrefix = 'PARKED#';
const parkedKey = (PK: string, firstVersion: number) => ({ PK, SK: `${parkedPrefix}${String(firstVersion).padStart(10, '0')}` });
const writesPerTransaction = 100;

/**
 * Writes views from commits, in order per stream and once per version, whatever is repeated. A commit that comes
 * before its predecessor is parked beside the view, and applied as soon as the predecessor has been.
 */
export const createProjector = (platform: Platform, projections: Readonly<Record<string, Projection<unknown>>>) => {
  const { views, sha256, observability } = platform;

  const applyCommits = async (PK: string, commits: readonly CommitItem[]): Promise<void> => {
    const id = streamIdOf(PK);
    const projection = id ? projections[id.kind] : undefined;
    if (!id || !projection) return;
    for (let attempt = 1; ; attempt += 1) {
      const main = (await views.get(viewKey(PK))) as MainRow | undefined;
      const known = main?.version ?? 0;
      const due = contiguous(known, commits);
      for (const early of due.early) await park(PK, early);
      const parked = due.ready.length > 0 ? await parkedAfter(PK, due.ready.at(-1)?.last_version ?? known) : [];
      const ready = [...due.ready, ...parked];
      if (ready.length === 0) return;
      try {
        await write(projection, id.id, id.tenantId, PK, main, ready);
      } catch (error) {
        // Another projector was faster (an overlapping batch, a redrive): look again at what is left to do.
        if (!(error instanceof ConditionFailedError) && (error as Error).name !== 'TransactionCanceledError') throw error;
        if (attempt >= 5) throw error;
        continue;
      }
      await Promise.all(parked.map((commit) => views.delete(parkedKey(PK, commit.first_version))));
      return;
    }
  };

  const write = async (
    projection: Projection<unknown>,
    streamId: string,
    tenantId: string,
    PK: string,
    main: MainRow | undefined,
    commits: readonly CommitItem[],
  ): Promise<void> => {
    const before = main?.view ?? projection.initial(streamId, tenantId);
    const events = commits.flatMap((commit) => expand(commit, sha256).records);
    const after = events.reduce((row, event) => projection.apply(row, event), before);
    const version = commits.at(-1)?.last_version ?? 0;
    const guard = main ? ({ kind: 'equals', attribute: 'version', value: main.version } as const) : ({ kind: 'absent' } as const);
    const companions = difference(main ? projection.companions(before, tenantId) : [], projection.companions(after, tenantId));
    // Companions first: they are idempotent, and a crash before the main row repeats them.
    for (let start = 0; start < companions.length; start += writesPerTransaction) {
      await Promise.all(companions.slice(start, start + writesPerTransaction).map((one) => (one.kind === 'put' ? views.put(one.item) : views.delete(one.key))));
    }
    await views.put({ ...viewKey(PK), version, view: after }, guard);
  };

  const park = async (PK: string, commit: CommitItem): Promise<void> => {
    await views.put({ ...parkedKey(PK, commit.first_version), commit });
    observability.logger.warn('commit parked', { stream: PK, first_version: commit.first_version });
    observability.metrics.addMetric('CommitsParked', 'Count', 1);
  };

  const parkedAfter = async (PK: string, version: number): Promise<readonly CommitItem[]> => {
    const rows = (await views.query({ PK, prefix: parkedPrefix })).items.map((row) => row['commit'] as CommitItem);
    return contiguous(version, rows).ready;
  };

  return async (records: readonly StreamRecord[]): Promise<void> => {
    const commits = records.flatMap(({ kind, newImage }) => (kind === 'insert' && newImage && isCommit(newImage) ? [newImage] : []));
    const streams = Map.groupBy(commits, (commit) => commit.PK);
    await Promise.all([...streams].map(([PK, own]) => applyCommits(PK, own)));
  };
};

/** Splits commits into those that follow `version` without a gap and those that came too early; repeated ones fall away. */
const contiguous = (version: number, commits: readonly CommitItem[]): { readonly ready: CommitItem[]; readonly early: CommitItem[] } => {
  const ready: CommitItem[] = [];
  const early: CommitItem[] = [];
  let next = version + 1;
  for (const commit of [...commits].sort((left, right) => left.first_version - right.first_version)) {
    if (commit.first_version === next) {
      ready.push(commit);
      next = commit.last_version + 1;
    } else if (commit.first_version > next) {
      early.push(commit);
    }
  }
  return { ready, early };
};

type CompanionWrite = Extract<Write, { kind: 'put' | 'delete' }>;

/** What must be written and deleted to get from one set of companion rows to another. */
const difference = (before: readonly Item[], after: readonly Item[]): readonly CompanionWrite[] => {
  const keyOf = (item: Item): string => `${item.PK}\n${item.SK}`;
  const old = new Map(before.map((item) => [keyOf(item), JSON.stringify(item)]));
  const wanted = new Set(after.map(keyOf));
  return [
    ...after.filter((item) => old.get(keyOf(item)) !== JSON.stringify(item)).map((item) => ({ kind: 'put' as const, item })),
    ...before.filter((item) => !wanted.has(keyOf(item))).map((item) => ({ kind: 'delete' as const, key: { PK: item.PK, SK: item.SK } })),
  ];
};
