import type { StreamId } from '../event-store/aggregate.ts';
import { streamIdOf } from '../event-store/commit.codec.ts';
import type { Item } from '../ports.ts';
import { type Projection, followStreamView, rowName, type ViewSource } from './view-rows.ts';

export type ListedView<View> = { readonly version: number; readonly view: View };

const streamsAtOnce = 50;

/** The view of one stream, as it stands; undefined when there is no such stream. */
export const readView = async <View>(
  source: ViewSource,
  projection: Projection<View>,
  id: StreamId,
): Promise<ListedView<View> | undefined> => {
  const stream = await followStreamView(source, projection as Projection<unknown>, id);
  return stream && { version: stream.version, view: stream.view as View };
};

/**
 * The views of the streams that these rows name, in their order. A row may be a moment behind its stream, so the stream
 * has the last word: one that would no longer have the row is answered with undefined.
 */
export const readListed = async <View>(
  source: ViewSource,
  projection: Projection<View>,
  rows: readonly Item[],
): Promise<readonly (ListedView<View> | undefined)[]> => {
  const read = async (row: Item): Promise<ListedView<View> | undefined> => {
    const id = streamIdOf(String(row['source']));
    const stream = id?.kind === projection.kind ? await followStreamView(source, projection as Projection<unknown>, id) : undefined;
    const isWanted = stream?.rows.some((wanted) => rowName(wanted) === rowName(row));
    return stream && isWanted ? { version: stream.version, view: stream.view as View } : undefined;
  };
  const views: (ListedView<View> | undefined)[] = [];
  for (let start = 0; start < rows.length; start += streamsAtOnce)
    views.push(...(await Promise.all(rows.slice(start, start + streamsAtOnce).map(read))));
  return views;
};
