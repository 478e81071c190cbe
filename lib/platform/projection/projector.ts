import { type CommitItem, isCommit, streamIdOf } from '../event-store/commit.codec.ts';
import type { StreamId } from '../event-store/aggregate.ts';
import type { StreamRecord } from '../handlers/stream.handler.ts';
import { ConditionFailedError, type Item, type Platform, type Write } from '../ports.ts';
import { companionsOf, foldView, type MainRow, parkedKey, parkedPrefix, type Projection, type Projections, viewKey } from './view-rows.ts';

export type { Projection, Projections } from './view-rows.ts';

const writesPerTransaction = 100;

/**
 * Writes views from commits, in order per stream and once per version, whatever is repeated. A commit that comes
 * before its predecessor is parked beside the view, and applied as soon as the predecessor has been.
 */
export const createProjector = (platform: Platform, projections: Projections) => {
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
      const parked = due.ready.length > 0 ? await parkedIn(PK) : [];
      const ready = [...due.ready, ...contiguous(due.ready.at(-1)?.last_version ?? known, parked).ready];
      if (ready.length === 0) return;
      try {
        await write(projection, id, PK, main, ready);
      } catch (error) {
        // Another projector was faster (an overlapping batch, a redrive): look again at what is left to do.
        if (!(error instanceof ConditionFailedError) && (error as Error).name !== 'TransactionCanceledError') throw error;
        if (attempt >= 5) throw error;
        continue;
      }
      // Also those that another delivery has brought meanwhile.
      const applied = ready.at(-1)?.last_version ?? 0;
      await Promise.all(
        parked.filter((commit) => commit.last_version <= applied).map((commit) => views.delete(parkedKey(PK, commit.first_version))),
      );
      return;
    }
  };

  const write = async (
    projection: Projection<unknown>,
    id: StreamId,
    PK: string,
    main: MainRow | undefined,
    commits: readonly CommitItem[],
  ): Promise<void> => {
    const before = main?.view ?? projection.initial(id.id, id.tenantId);
    const after = foldView(projection, before, commits, sha256);
    const version = commits.at(-1)?.last_version ?? 0;
    const guard = main ? ({ kind: 'equals', attribute: 'version', value: main.version } as const) : ({ kind: 'absent' } as const);
    const companions = difference(main ? companionsOf(projection, before, id) : [], companionsOf(projection, after, id));
    const mainRow: Write = { kind: 'put', item: { ...viewKey(PK), version, view: after }, condition: guard };
    // With the main row in one transaction, so that neither a crash nor a slower projector leaves rows of another version.
    // An order of very many articles has more rows than one transaction takes; those over it are new and go first.
    const first = companions.slice(0, Math.max(0, companions.length - (writesPerTransaction - 1)));
    const last = companions.slice(first.length);
    await Promise.all(first.map((one) => (one.kind === 'put' ? views.put(one.item) : views.delete(one.key))));
    if (last.length > 0) await views.transact([...last, mainRow]);
    else await views.put(mainRow.item, guard);
  };

  const park = async (PK: string, commit: CommitItem): Promise<void> => {
    await views.put({ ...parkedKey(PK, commit.first_version), commit });
    observability.logger.warn('commit parked', { stream: PK, first_version: commit.first_version });
    observability.metrics.addMetric('CommitsParked', 'Count', 1);
  };

  const parkedIn = async (PK: string): Promise<readonly CommitItem[]> =>
    (await views.query({ PK, prefix: parkedPrefix })).items.map((row) => row['commit'] as CommitItem);

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
