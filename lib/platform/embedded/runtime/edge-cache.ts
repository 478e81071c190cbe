import { toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { Reply } from '../../http/reply.ts';
import type { Clock, EdgeCache } from '../../ports.ts';

/** A request for something public, as a cache tells one from another. */
export type CachedRequest = {
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
  /** The header of the request; undefined without one. */
  readonly ifNoneMatch: string | undefined;
};

type Entry = { readonly reply: Reply; readonly storedMs: number; readonly freshMs: number };

const sharedAge = /(?:^|,)\s*s-maxage=(\d{1,9})\s*(?:,|$)/;
const entriesMax = 10_000;
const referencesMax = 1_000;

const headerOf = (reply: Reply, name: string): string => String(reply.headers?.[name] ?? '');

const freshMsOf = (reply: Reply): number =>
  reply.statusCode === 200 ? Number(sharedAge.exec(headerOf(reply, 'cache-control'))?.[1] ?? 0) * 1_000 : 0;

const given = ({ reply }: Entry, ifNoneMatch: string | undefined, ageMs: number): Reply => {
  const headers = { ...reply.headers, age: String(Math.floor(ageMs / 1_000)) };
  const etag = headerOf(reply, 'etag');
  return etag !== '' && ifNoneMatch === etag ? { statusCode: 304, headers } : { ...reply, headers };
};

/**
 * What stands before the API and keeps public answers, in this process. As CloudFront it goes by `s-maxage` and the ETag, tells
 * requests apart by path and query, and forgets what it is told to. An old answer is never given out, though one may be.
 */
export const createEdgeCache = ({ clock }: { readonly clock: Clock }) => {
  // In the order in which they came, so that the first is the oldest.
  const entries = new Map<string, Entry>();
  const done = createRecentMap<string, true>(referencesMax);
  let purges = 0;

  const keep = (url: string, entry: Entry): void => {
    entries.delete(url);
    entries.set(url, entry);
    if (entries.size > entriesMax) entries.delete(entries.keys().next().value as string);
  };

  const port: EdgeCache = {
    purge: async ({ paths, reference }) => {
      const exact = new Set(paths);
      const asked = JSON.stringify([reference, ...[...exact].toSorted()]);
      if (done.get(asked)) return;
      done.set(asked, true);
      purges += 1;
      const prefixes = paths.filter((path) => path.endsWith('*')).map((path) => path.slice(0, -1));
      for (const url of entries.keys()) if (exact.has(url) || prefixes.some((prefix) => url.startsWith(prefix))) entries.delete(url);
    },
  };

  return {
    port,
    /** The kept answer, or the one that `ask` gives, which is kept if it may be. */
    answer: async ({ path, query, ifNoneMatch }: CachedRequest, ask: () => Promise<Reply>): Promise<Reply> => {
      const url = query === '' ? path : `${path}?${query}`;
      const known = entries.get(url);
      const nowMs = toEpochMs(clock.now());
      if (known && nowMs < known.storedMs + known.freshMs) return given(known, ifNoneMatch, nowMs - known.storedMs);
      const before = purges;
      const reply = await ask();
      const freshMs = freshMsOf(reply);
      // What is thrown out while an answer is on its way must not come back with it.
      if (freshMs > 0 && purges === before) keep(url, { reply, storedMs: nowMs, freshMs });
      return reply;
    },
  };
};

export type RuntimeEdgeCache = ReturnType<typeof createEdgeCache>;
