import { partitionKey } from '../../platform/event-store/commit.codec.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import { concurrently } from '../../platform/concurrently.ts';
import { ConditionFailedError, type Item, type Platform } from '../../platform/ports.ts';
import { type Projections, type ViewRows, viewRows } from '../../platform/projection/view-rows.ts';
import { createViewInspector, foldStream, readRows, readView } from './inspect-views.ts';
import { eachItem, eachStream, newestVersion } from './stored-stream.ts';
import { rowDifference, type ViewDifference } from './view-differences.ts';

export type RebuildOptions = {
  /** Compares only. */
  readonly check: boolean;
  /** When only comparing: how long a projector may be behind, in milliseconds. */
  readonly settlingMs: number;
};

export type RebuildReport = {
  readonly streams: number;
  readonly events: number;
  /** Rows that were looked at in the views table. */
  readonly rows: number;
  readonly written: number;
  readonly deleted: number;
  /** What differed, the first thousand. */
  readonly differences: readonly ViewDifference[];
  readonly differing: number;
};

const concurrency = 16;
const differencesMax = 1_000;
const attemptsMax = 10;

/** A projector writes companions a moment before the row they belong to; what still has no owner after this long never will. */
const secondLookMs = 1_000;

/** A view kept being changed by others while it was being rebuilt. */
export class ViewContendedError extends Error {
  override readonly name = 'ViewContendedError';
}

type Tally = {
  streams: number;
  events: number;
  rows: number;
  written: number;
  deleted: number;
  differing: number;
  readonly differences: ViewDifference[];
};

const note = (tally: Tally, differences: readonly ViewDifference[]): void => {
  tally.differing += differences.length;
  tally.differences.push(...differences.slice(0, differencesMax - tally.differences.length));
};

/**
 * Makes every view anew from the ledger's events and replaces what differs. May run beside a projector: a view is written
 * only over the version it was compared with, so it never goes back, and streams that were touched are looked at again.
 */
export const createRebuildViews = (parts: {
  readonly platform: Platform;
  readonly projections: Projections;
  readonly pause: (ms: number) => Promise<void>;
}) => {
  const { platform, projections, pause } = parts;
  const { ledger, views } = platform;
  const inspector = createViewInspector(platform, projections);

  const differing = async ({ main, companions }: ViewRows, storedMain: Item | undefined) => {
    const rows = [...companions, main];
    const stored = [...(await readRows(views, companions)), storedMain];
    return rows.flatMap((row, index) => {
      const difference = rowDifference(row, stored[index]);
      return difference ? [{ row, difference }] : [];
    });
  };

  /** Brings one stream's rows to its newest event. @returns what differed */
  const repair = async (id: StreamId, tally: Tally): Promise<readonly ViewDifference[]> => {
    const projection = projections[id.kind];
    if (!projection) return [];
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const main = await readView(platform, partitionKey(id));
      const { applied } = await foldStream(platform, projection, id, Number.MAX_SAFE_INTEGER);
      const expected = viewRows(projection, id, applied);
      const found = await differing(expected, main);
      if (found.length === 0) return [];
      for (const { row } of found) if (row !== expected.main) await views.put(row);
      try {
        await views.put(expected.main, main ? { kind: 'equals', attribute: 'version', value: main.version } : { kind: 'absent' });
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
        continue;
      }
      tally.written += found.length;
      return found.map(({ difference }) => difference);
    }
    throw new ViewContendedError(`the view of ${id.kind} ${id.id} changed ${attemptsMax} times while it was being rebuilt`);
  };

  const overStreams = async (options: RebuildOptions, tally: Tally): Promise<readonly StreamId[]> => {
    const touched: StreamId[] = [];
    await concurrently(eachStream(ledger), concurrency, async (id) => {
      tally.streams += 1;
      tally.events += await newestVersion(ledger, id);
      const differences = options.check ? await inspector.inspectStream(id, options.settlingMs) : await repair(id, tally);
      note(tally, differences);
      if (differences.length > 0) touched.push(id);
    });
    return touched;
  };

  const overRows = async (options: RebuildOptions, tally: Tally): Promise<void> => {
    const suspects: Item[] = [];
    await concurrently(eachItem(views), concurrency, async (row) => {
      tally.rows += 1;
      if (await inspector.inspectRow(row)) suspects.push({ PK: row.PK, SK: row.SK });
    });
    if (suspects.length === 0) return;
    await pause(secondLookMs);
    await concurrently(suspects, concurrency, async (suspect) => {
      const row = await views.get(suspect);
      const difference = row && (await inspector.inspectRow(row));
      if (!difference) return;
      note(tally, [difference]);
      if (options.check) return;
      await views.delete(suspect);
      tally.deleted += 1;
    });
  };

  return async (options: RebuildOptions): Promise<RebuildReport> => {
    const tally: Tally = { streams: 0, events: 0, rows: 0, written: 0, deleted: 0, differing: 0, differences: [] };
    const touched = await overStreams(options, tally);
    await overRows(options, tally);
    // A projector that was writing the same rows may have put back what we replaced.
    if (!options.check) for (const id of touched) await repair(id, tally);
    return tally;
  };
};
