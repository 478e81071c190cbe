import { gunzipSync } from 'node:zlib';
import { fromEpochMs } from '../../../kernel/instant.ts';
import type { Clock, HttpResponse } from '../../../platform/ports.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome } from '../../app/channel-client.ts';
import { isObject, type JsonObject, listAt, parseExactJson, textAt } from '../reading/json.ts';
import type { AmazonApi } from './amazon.api.ts';

/**
 * What is remembered of feeds between calls and processes. A feed takes minutes, has no key against repetition, and cannot
 * be found again by what is in it; a refund that was sent twice is paid twice.
 */
export type FeedJournal = {
  readonly read: (key: string) => Promise<string | undefined>;
  /** Durable when the promise resolves. */
  readonly write: (key: string, value: string) => Promise<void>;
};

export type Feed = {
  /** The same for a repeated notice. */
  readonly key: string;
  readonly feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA' | 'POST_PAYMENT_ADJUSTMENT_DATA';
  readonly xml: string;
  /** What to do when it is not known whether the feed was created: sending again does no harm, or a person has to look. */
  readonly whenUnclear: 'send-again' | 'ask-a-person';
};

/** How far a feed has come: uploaded, created, and told about. */
type Entry = {
  readonly documentId: string;
  readonly at: string;
  readonly feedId?: string;
  readonly settled?: 'done' | 'refused';
  readonly code?: string;
};

export type FeedsClient = {
  /** @throws ChannelApiError `unavailable` with code `feed-in-progress` while Amazon is still at it */
  readonly submit: (feed: Feed) => Promise<NoticeOutcome>;
};

type Parts = {
  readonly api: AmazonApi;
  readonly journal: FeedJournal;
  readonly marketplaceIds: readonly string[];
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
};

const xmlType = 'text/xml; charset=UTF-8';
const looks = 3;
const lookEveryMs = 5_000;
const askAgainMs = 60_000;
const clockSlackMs = 120_000;

const refused = (code: string, message: string): NoticeOutcome => ({ kind: 'refused', code, message });

const readEntry = (text: string | undefined): Entry | undefined => {
  const parsed = text === undefined ? undefined : parseExactJson(text);
  const entry = parsed?.ok && isObject(parsed.value) ? parsed.value : undefined;
  return entry !== undefined && textAt(entry, 'documentId') !== null ? (entry as Entry) : undefined;
};

const need = (answer: JsonObject, key: string, operation: string): string => {
  const value = textAt(answer, key);
  if (value !== null) return value;
  throw new ChannelApiError(`amazon ${operation}: unavailable (200, no ${key})`, { problem: 'unavailable', status: 200 });
};

/** Text of an element of a processing report. Reports are small and flat; nothing of them is kept but codes. */
const elementText = (xml: string, name: string): string | undefined => new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(xml)?.[1];

/** What a processing report says: undefined when every message was taken, else Amazon's code for the first error. */
export const readProcessingReport = (xml: string): { readonly refused: string } | undefined => {
  const wrong = Number(elementText(xml, 'MessagesWithError') ?? '0');
  const taken = Number(elementText(xml, 'MessagesSuccessful') ?? '0');
  if (wrong === 0 && taken > 0) return undefined;
  const code = elementText(xml, 'ResultMessageCode');
  return { refused: code !== undefined && /^\w{1,20}$/.test(code) ? code : 'unknown' };
};

/** Order feeds of the Feeds API 2021-06-30: upload, create, wait, and read what Amazon says about it. */
export const createFeedsClient = (parts: Parts): FeedsClient => {
  const { api, journal, clock } = parts;
  const keep = async (feed: Feed, entry: Entry): Promise<Entry> => {
    await journal.write(feed.key, JSON.stringify(entry));
    return entry;
  };

  const upload = async (feed: Feed): Promise<Entry> => {
    const answer = await api.json('createFeedDocument', {
      method: 'POST',
      path: '/feeds/2021-06-30/documents',
      body: { contentType: xmlType },
      repeatable: true,
    });
    const documentId = need(answer, 'feedDocumentId', 'createFeedDocument');
    const path = need(answer, 'url', 'createFeedDocument');
    await api.call('uploadDocument', { method: 'PUT', path, body: feed.xml, contentType: xmlType, repeatable: true });
    // Written before the feed is created: from here on a lost answer is known to have been possible.
    return keep(feed, { documentId, at: clock.now() });
  };

  const create = async (feed: Feed, entry: Entry): Promise<Entry> => {
    const body = { feedType: feed.feedType, marketplaceIds: parts.marketplaceIds, inputFeedDocumentId: entry.documentId };
    const feedId = need(await api.json('createFeed', { method: 'POST', path: '/feeds/2021-06-30/feeds', body }), 'feedId', 'createFeed');
    await journal.write(`feed:${feedId}`, feed.key);
    return keep(feed, { ...entry, feedId });
  };

  /** Whether Amazon has a feed of the type that nobody here knows, so that it may be the one whose answer was lost. */
  const mayExist = async (feed: Feed, entry: Entry): Promise<boolean> => {
    const createdSince = fromEpochMs(Date.parse(entry.at) - clockSlackMs);
    const query = { feedTypes: [feed.feedType], createdSince, pageSize: '100' };
    const answer = await api.json('getFeeds', { path: '/feeds/2021-06-30/feeds', query });
    for (const { value } of listAt(answer, 'feeds')) {
      const feedId = textAt(value, 'feedId');
      if (feedId !== null && (await journal.read(`feed:${feedId}`)) === undefined) return true;
    }
    return false;
  };

  const isSettled = async (feedId: string): Promise<JsonObject | undefined> => {
    const answer = await api.json('getFeed', { path: `/feeds/2021-06-30/feeds/${encodeURIComponent(feedId)}` });
    return ['DONE', 'FATAL', 'CANCELLED'].includes(textAt(answer, 'processingStatus') ?? '') ? answer : undefined;
  };

  const awaitFeed = async (feedId: string): Promise<JsonObject> => {
    for (let look = 1; ; look += 1) {
      const answer = await isSettled(feedId);
      if (answer) return answer;
      if (look === looks) break;
      await parts.pause(lookEveryMs);
    }
    throw new ChannelApiError('amazon feed: unavailable (0, feed-in-progress)', {
      problem: 'unavailable',
      status: 0,
      code: 'feed-in-progress',
      retryAfterMs: askAgainMs,
    });
  };

  const reportOf = async (documentId: string): Promise<string> => {
    const answer = await api.json('getFeedDocument', { path: `/feeds/2021-06-30/documents/${encodeURIComponent(documentId)}` });
    const file: HttpResponse = await api.call('downloadDocument', { path: need(answer, 'url', 'getFeedDocument') });
    const bytes = textAt(answer, 'compressionAlgorithm') === 'GZIP' ? gunzipSync(file.body) : file.body;
    return new TextDecoder().decode(bytes);
  };

  const settle = async (feed: Feed, entry: Entry, feedId: string): Promise<NoticeOutcome> => {
    const answer = await awaitFeed(feedId);
    const status = textAt(answer, 'processingStatus');
    const documentId = textAt(answer, 'resultFeedDocumentId');
    const code =
      status === 'DONE'
        ? documentId === null
          ? undefined
          : readProcessingReport(await reportOf(documentId))?.refused
        : status?.toLowerCase();
    if (code === undefined) {
      await keep(feed, { ...entry, feedId, settled: 'done' });
      return { kind: 'done', reference: feedId };
    }
    await keep(feed, { ...entry, feedId, settled: 'refused', code });
    return refusal(code);
  };

  return {
    submit: async (feed) => {
      const known = readEntry(await journal.read(feed.key));
      if (known?.settled === 'done') return { kind: 'known', reference: known.feedId ?? null };
      if (known?.settled === 'refused') return refusal(known.code ?? 'unknown');
      if (known && known.feedId === undefined && feed.whenUnclear === 'ask-a-person' && (await mayExist(feed, known)))
        return refused(
          'feed-unclear',
          'It is not known whether Amazon got this; a person has to look in Seller Central before it is sent again',
        );
      const uploaded = known ?? (await upload(feed));
      const created = uploaded.feedId === undefined ? await create(feed, uploaded) : uploaded;
      return settle(feed, created, created.feedId ?? '');
    },
  };
};

const refusal = (code: string): NoticeOutcome => refused('feed-refused', `Amazon refused the feed (${code})`);
