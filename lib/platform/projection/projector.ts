import { concurrently } from '../concurrently.ts';
import type { StreamId } from '../event-store/aggregate.ts';
import { isCommit, streamIdOf, firstVersionOf } from '../event-store/commit.codec.ts';
import type { StreamRecord } from '../handlers/stream.handler.ts';
import { ConditionFailedError, type Item, type Platform, UnavailableError } from '../ports.ts';
import { asRead, readRows, sinceOf } from './stored-rows.ts';
import { isNewest, type Projection, type Projections, followStreamView, type StreamView } from './view-rows.ts';

export type { Projection, Projections } from './view-rows.ts';

const attemptsMax = 8;

/** Others kept changing the rows of a stream, or the stream itself, while they were being written. */
export class RowsContendedError extends UnavailableError {
  override readonly name = 'RowsContendedError';
}

/** Everything at once; the first failure is thrown when nothing is under way any more. */
const all = <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => concurrently(items, items.length, work);

/**
 * Writes the rows by which streams are found. A record says only where to look: what is written follows from the whole
 * stream as it stands, so that records may come late, twice or in any order, and several at once cost no more than one.
 * ADR 18 says why no order of writers and crashes leaves a row missing, or one too many, once every record is handled.
 */
export const createProjector = (platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>, projections: Projections) => {
  const { ledger, views } = platform;

  /** Rows that came or went with the version `first` or later. @returns whether nothing is left to do */
  const write = async (projection: Projection<unknown>, id: StreamId, stream: StreamView, first: number): Promise<boolean> => {
    const wanted = stream.rows.filter(({ since }) => since >= first);
    const gone = stream.left.filter(({ at }) => at >= first).map(({ key }) => key);
    const stored = await readRows(views, [...wanted, ...gone]);
    const missing = wanted.flatMap((row, index) => {
      const known = stored[index];
      return known && sinceOf(known) >= row.since ? [] : [{ row, known }];
    });
    // One that is newer than what was read of the stream is the business of whoever wrote it.
    const surplus = stored.slice(wanted.length).filter((row): row is Item => row !== undefined && sinceOf(row) <= stream.version);
    // First what is new: a stream on its way from one list to another stands in both for a moment, and never in none. A failure
    // waits for the other writes: one that came later than the next look at the rows could bring back what that had seen gone.
    await all(missing, ({ row, known }) => views.put(row, asRead(known)));
    await all(surplus, (row) => views.delete({ PK: row.PK, SK: row.SK }, asRead(row)));
    // The stream may have moved on, and a faster writer looked for these rows in vain, before they were written.
    return missing.length === 0 || projection.reads === 'beginning' || isNewest(ledger, id, stream);
  };

  const follow = async (PK: string, first: number): Promise<void> => {
    const id = streamIdOf(PK);
    const projection = id ? projections[id.kind] : undefined;
    if (!id || !projection || (projection.reads === 'beginning' && first > 1)) return;
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const stream = await followStreamView(platform, projection, id);
      if (!stream) return;
      try {
        if (await write(projection, id, stream, first)) return;
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
      }
    }
    throw new RowsContendedError(`the rows of ${id.kind} ${id.id} changed ${attemptsMax} times while they were being written`);
  };

  return async (records: readonly StreamRecord[]): Promise<void> => {
    const commits = records.flatMap(({ kind, newImage }) => (kind === 'insert' && newImage && isCommit(newImage) ? [newImage] : []));
    const streams = Map.groupBy(commits, (commit) => commit.PK);
    await all([...streams], ([PK, own]) => follow(PK, Math.min(...own.map(firstVersionOf))));
  };
};
