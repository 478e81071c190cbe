import { toEpochMs } from '../../kernel/instant.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import { streamIdOf } from '../../platform/event-store/commit.codec.ts';
import type { Item, Platform } from '../../platform/ports.ts';
import { isSnapshot } from '../../platform/projection/snapshot-rows.ts';
import { readRows } from '../../platform/projection/stored-rows.ts';
import { followStreamView, isNewest, type Projections, readStreamView, rowName } from '../../platform/projection/view-rows.ts';
import { rowDifferences, type ViewDifference } from './view-differences.ts';

export type ViewInspector = {
  /**
   * How the rows of a stream differ from what its events make of them. A stream that changed less than `settlingMs`
   * milliseconds ago is left to the projector.
   */
  readonly inspectStream: (id: StreamId, settlingMs: number) => Promise<readonly ViewDifference[]>;
  /** Whether a row of the views table belongs to no stream, or is no longer one of its stream's rows. */
  readonly inspectRow: (row: Item) => Promise<ViewDifference | undefined>;
};

const readingsMax = 5;

/** Compares the views with the ledger; reads only. Right beside a running projector too. */
export const createViewInspector = (platform: Platform, projections: Projections): ViewInspector => {
  const { ledger, views, clock } = platform;

  const inspectStream: ViewInspector['inspectStream'] = async (id, settlingMs) => {
    const projection = projections[id.kind];
    if (!projection) return [];
    for (let reading = 1; ; reading += 1) {
      const stream = await readStreamView(platform, projection, id);
      if (!stream) return [];
      const found = rowDifferences(stream.rows, await readRows(views, stream.rows));
      const ageMs = toEpochMs(clock.now()) - toEpochMs(stream.recordedAt);
      if (found.length === 0 || ageMs <= settlingMs) return [];
      // What a stream that has moved on since does not have is no difference.
      if (reading === readingsMax || projection.reads === 'beginning' || (await isNewest(ledger, id, stream))) return found;
    }
  };

  const surplus = ({ PK, SK }: Item, what: string): ViewDifference => ({ key: { PK, SK }, problem: 'surplus', what: [what] });

  const inspectRow: ViewInspector['inspectRow'] = async (row) => {
    if (isSnapshot(row)) return undefined;
    const source = String(row['source']);
    const id = streamIdOf(source);
    const projection = id && projections[id.kind];
    if (!id || !projection) return surplus(row, 'no stream has this row');
    // A stream has ten rows and more, which are looked at one by one: it is folded once, not for each of them.
    const stream = await followStreamView(platform, projection, id);
    if (!stream) return surplus(row, 'no such stream');
    return stream.rows.some((wanted) => rowName(wanted) === rowName(row)) ? undefined : surplus(row, `${source} does not have this row`);
  };

  return { inspectStream, inspectRow };
};
