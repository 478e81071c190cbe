import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { Rows } from './data-table.tsx';

export type Page<Row> = { readonly items: readonly Row[]; readonly cursor?: string | undefined };

/** Rows of a file at most: above it the API is the better way, and a browser's memory is bounded. */
const exportedMax = 100_000;

/** A list that comes by cursor: shown page by page, renewed while it is looked at, and whole for a file. */
export const useRows = <Row>(
  key: QueryKey,
  read: (cursor: string | undefined) => Promise<Page<Row>>,
  options: { readonly liveMs?: number; readonly enabled?: boolean } = {},
): Rows<Row> => {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    enabled: options.enabled ?? true,
    // Of a list that somebody has gone down, every page would be asked for again.
    refetchInterval: (state) => (options.liveMs !== undefined && (state.state.data?.pages.length ?? 0) <= 1 ? options.liveMs : false),
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items),
    error: query.error,
    isLoading: query.isLoading,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
    all: async (onCount) => {
      const rows: Row[] = [];
      let cursor: string | undefined;
      do {
        const page = await read(cursor);
        rows.push(...page.items);
        cursor = page.cursor;
        onCount(rows.length);
      } while (cursor !== undefined && rows.length < exportedMax);
      return rows;
    },
  };
};

/** Pages that are read past before the list shows what it has. */
const emptyPagesMax = 5;

/** Reads on where a page has nothing left on it: lists leave out what was settled a moment ago, and still go on. */
export const readingOn =
  <Row>(read: (cursor: string | undefined) => Promise<Page<Row>>) =>
  async (cursor: string | undefined): Promise<Page<Row>> => {
    let page = await read(cursor);
    for (let seen = 1; page.items.length === 0 && page.cursor !== undefined && seen < emptyPagesMax; seen += 1)
      page = await read(page.cursor);
    return page;
  };
