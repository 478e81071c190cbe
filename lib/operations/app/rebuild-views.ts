import type { StreamId } from '../../platform/event-store/aggregate.ts';
import { concurrently } from '../../platform/concurrently.ts';
import { ConditionFailedError, type Item, type Platform } from '../../platform/ports.ts';
import { asRead, readRows } from '../../platform/projection/stored-rows.ts';
import { isNewest, type Projections, readStreamView } from '../../platform/projection/view-rows.ts';
import { createViewInspector } from './inspect-views.ts';
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

/** A projector deletes rows a moment after their stream has left them; what still stands after this long has been forgotten. */
const secondLookMs = 1_000;

/** Rows kept being changed by others while they were being rebuilt. */
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
 * Makes the rows of every view anew from the ledger's events and replaces what differs. May run beside a projector: a row is
 * written only over the one it was compared with, so it never goes back, and streams that were touched are looked at again.
 */
export const createRebuildViews = (parts: {
  readonly platform: Platform;
  readonly projections: Projections;
  readonly pause: (ms: number) => Promise<void>;
}) => {
  const { platform, projections, pause } = parts;
  const { ledger, views } = platform;
  const inspector = createViewInspector(platform, projections);

  /** Brings one stream's rows to its newest event. @returns what differed */
  const repair = async (id: StreamId, tally: Tally): Promise<readonly ViewDifference[]> => {
    const projection = projections[id.kind];
    if (!projection) return [];
    const found: ViewDifference[] = [];
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const stream = await readStreamView(platform, projection, id);
      if (!stream) return found;
      const stored = await readRows(views, stream.rows);
      const differing = stream.rows.flatMap((row, index) => {
        const difference = rowDifference(row, stored[index]);
        return difference ? [{ row, known: stored[index], difference }] : [];
      });
      try {
        for (const { row, known } of differing) await views.put(row, asRead(known));
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
        continue;
      }
      tally.written += differing.length;
      found.push(...differing.map(({ difference }) => difference));
      // As the projector does: the stream may have moved on while its rows were written.
      if (differing.length === 0 || projection.reads === 'beginning' || (await isNewest(ledger, id, stream))) return found;
    }
    throw new ViewContendedError(`the rows of ${id.kind} ${id.id} changed ${attemptsMax} times while they were being rebuilt`);
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
      try {
        await views.delete(suspect, asRead(row));
        tally.deleted += 1;
      } catch (error) {
        // Written anew since: somebody knows better.
        if (!(error instanceof ConditionFailedError)) throw error;
      }
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
