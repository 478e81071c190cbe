import { gzipSync } from 'node:zlib';
import { parseInstant, plusMs, toEpochMs } from '../../../../lib/kernel/instant.ts';
import type { Instant } from '../../../../lib/kernel/instant.ts';
import { CurrencyCode, parseMinor } from '../../../../lib/kernel/money.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { TwinAnswer, TwinRequest } from '../twin-server.ts';
import { invalid, refusal, totalOf, type TwinOrder } from './amazon-twin.model.ts';

export type TwinFeed = {
  readonly feedId: string;
  readonly feedType: string;
  readonly createdTime: Instant;
  readonly content: string;
  /** Amazon's code when it refused what the feed says; null when it did it; undefined before it looked. */
  result: string | null | undefined;
};

export type TwinRefund = { readonly orderId: string; readonly itemId: string; readonly component: string; readonly amountMinor: number };

export type TwinFeeds = {
  readonly feeds: readonly TwinFeed[];
  readonly refunds: readonly TwinRefund[];
  readonly createDocument: (request: TwinRequest, baseUrl: string) => TwinAnswer;
  readonly create: (request: TwinRequest) => TwinAnswer;
  readonly get: (feedId: string) => TwinAnswer;
  readonly list: (request: TwinRequest) => TwinAnswer;
  readonly document: (documentId: string, baseUrl: string) => TwinAnswer;
  /** The store behind the presigned addresses; it knows no tokens. */
  readonly storage: (request: TwinRequest, documentId: string) => TwinAnswer;
};

type Document = { readonly contentType: string; readonly untilMs: number; content: string | undefined };

const linkMs = 5 * 60_000;
const feedTypes = ['POST_ORDER_ACKNOWLEDGEMENT_DATA', 'POST_PAYMENT_ADJUSTMENT_DATA'];
const messageTypes: Readonly<Record<string, string>> = {
  POST_ORDER_ACKNOWLEDGEMENT_DATA: 'OrderAcknowledgement',
  POST_PAYMENT_ADJUSTMENT_DATA: 'OrderAdjustment',
};
const cancelReasons = 'NoInventory ShippingAddressUndeliverable CustomerExchange BuyerCanceled GeneralAdjustment'.split(' ');

const element = (xml: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
const elements = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) => match[1] ?? '');

const report = (code: string | null): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<AmazonEnvelope><Header><DocumentVersion>1.02</DocumentVersion></Header><MessageType>ProcessingReport</MessageType>',
    '<Message><MessageID>1</MessageID><ProcessingReport><StatusCode>Complete</StatusCode><ProcessingSummary>',
    `<MessagesProcessed>1</MessagesProcessed><MessagesSuccessful>${code === null ? 1 : 0}</MessagesSuccessful>`,
    `<MessagesWithError>${code === null ? 0 : 1}</MessagesWithError><MessagesWithWarning>0</MessagesWithWarning></ProcessingSummary>`,
    code === null
      ? ''
      : `<Result><MessageID>1</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>${code}</ResultMessageCode></Result>`,
    '</ProcessingReport></Message></AmazonEnvelope>',
  ].join('\n');

// Codes of the twin's own for what a feed may get wrong.
const wrong = { document: '5000', order: '18028', state: '18048', amount: '18056' };

const readBody = (request: TwinRequest): Record<string, unknown> | undefined => {
  try {
    const body: unknown = JSON.parse(request.body);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

type Parts = {
  readonly orders: ReadonlyMap<string, TwinOrder>;
  readonly clock: Clock;
  readonly sellerId: string;
  /** Seconds that a feed takes. */
  readonly feedSeconds: number;
  readonly touch: (order: TwinOrder) => void;
};

/** Cancels an order, or gives the code of what is wrong. */
const acknowledge = (xml: string, parts: Parts): string | null => {
  const order = parts.orders.get(element(xml, 'AmazonOrderID') ?? '');
  if (!order) return wrong.order;
  if (element(xml, 'StatusCode') !== 'Failure') return wrong.document;
  const items = elements(xml, 'Item');
  const known = items.every(
    (item) =>
      order.items.some(({ orderItemId }) => orderItemId === element(item, 'AmazonOrderItemCode')) &&
      cancelReasons.includes(element(item, 'CancelReason') ?? ''),
  );
  if (!known || items.length !== order.items.length) return wrong.document;
  if (order.status !== 'UNSHIPPED') return wrong.state;
  order.status = 'CANCELLED';
  parts.touch(order);
  return null;
};

/** Refunds amounts, or gives the code of what is wrong. */
const adjust = (xml: string, parts: Parts, refunds: TwinRefund[]): string | null => {
  const orderId = element(xml, 'AmazonOrderID') ?? '';
  const order = parts.orders.get(orderId);
  if (!order) return wrong.order;
  if (order.status !== 'SHIPPED' && order.status !== 'PARTIALLY_SHIPPED') return wrong.state;
  const found = elements(xml, 'AdjustedItem').flatMap((item) =>
    [...item.matchAll(/<Component><Type>(\w+)<\/Type><Amount currency="(\w+)">([\d.]+)<\/Amount><\/Component>/g)].map((match) => ({
      orderId,
      itemId: element(item, 'AmazonOrderItemCode') ?? '',
      component: match[1] ?? '',
      amountMinor: match[2] === order.currency ? parseMinor(match[3] ?? '', CurrencyCode(order.currency)) : undefined,
    })),
  );
  const read = found.filter((each): each is TwinRefund => each.amountMinor !== undefined);
  const fits =
    read.length === found.length && read.length > 0 && read.every(({ itemId }) => order.items.some((item) => item.orderItemId === itemId));
  if (!fits) return wrong.document;
  const amount = read.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (order.refundedMinor + amount > totalOf(order)) return wrong.amount;
  order.refundedMinor += amount;
  refunds.push(...read);
  parts.touch(order);
  return null;
};

const process = (feed: TwinFeed, parts: Parts, refunds: TwinRefund[]): string | null => {
  const type = messageTypes[feed.feedType] ?? '';
  const fits = element(feed.content, 'MerchantIdentifier') === parts.sellerId && element(feed.content, 'MessageType') === type;
  if (!fits) return wrong.document;
  return type === 'OrderAdjustment' ? adjust(feed.content, parts, refunds) : acknowledge(feed.content, parts);
};

export const createTwinFeeds = (parts: Parts): TwinFeeds => {
  const { clock } = parts;
  const documents = new Map<string, Document>();
  const feeds: TwinFeed[] = [];
  const refunds: TwinRefund[] = [];

  const addDocument = (contentType: string, content?: string): string => {
    const id = `amzn1.tortuga.4.${documents.size + 1}`;
    documents.set(id, { contentType, content, untilMs: toEpochMs(clock.now()) + linkMs });
    return id;
  };
  const linkTo = (id: string, baseUrl: string): string => `${baseUrl}/storage/${id}?signature=twin`;

  const view = (feed: TwinFeed): Readonly<Record<string, unknown>> => {
    const done = plusMs(feed.createdTime, parts.feedSeconds * 1_000) <= clock.now();
    if (done && feed.result === undefined) feed.result = process(feed, parts, refunds);
    return {
      feedId: feed.feedId,
      feedType: feed.feedType,
      createdTime: feed.createdTime,
      processingStatus: done ? 'DONE' : 'IN_QUEUE',
      ...(done ? { resultFeedDocumentId: `result-${feed.feedId}` } : {}),
    };
  };

  const create = (request: TwinRequest): TwinAnswer => {
    const { feedType, marketplaceIds, inputFeedDocumentId, ...rest } = readBody(request) ?? {};
    const document = documents.get(String(inputFeedDocumentId));
    if (Object.keys(rest).length > 0 || typeof feedType !== 'string' || !feedTypes.includes(feedType)) return invalid('feedType');
    if (!Array.isArray(marketplaceIds) || marketplaceIds.length === 0) return invalid('marketplaceIds');
    if (document?.content === undefined) return invalid('inputFeedDocumentId');
    const feed: TwinFeed = {
      feedId: String(50_000 + feeds.length + 1),
      feedType,
      createdTime: clock.now(),
      content: document.content,
      result: undefined,
    };
    feeds.push(feed);
    return { status: 202, body: { feedId: feed.feedId } };
  };

  const list = ({ query }: TwinRequest): TwinAnswer => {
    const since = parseInstant(query.get('createdSince') ?? '');
    const types = (query.get('feedTypes') ?? '').split(',');
    if (since === undefined || types.some((type) => !feedTypes.includes(type))) return invalid('feedTypes or createdSince');
    return { status: 200, body: { feeds: feeds.filter((feed) => types.includes(feed.feedType) && feed.createdTime >= since).map(view) } };
  };

  const document = (documentId: string, baseUrl: string): TwinAnswer => {
    const feed = feeds.find(({ feedId }) => documentId === `result-${feedId}`);
    if (feed === undefined || feed.result === undefined) return refusal(404, 'NotFound', 'The document was not found');
    const id = addDocument('application/octet-stream', gzipSync(report(feed.result)).toString('base64'));
    return { status: 200, body: { feedDocumentId: documentId, url: linkTo(id, baseUrl), compressionAlgorithm: 'GZIP' } };
  };

  const storage = (request: TwinRequest, id: string): TwinAnswer => {
    const file = documents.get(id);
    if (!file || file.untilMs < toEpochMs(clock.now()) || request.headers['x-amz-access-token'] !== undefined)
      return { status: 403, body: '' };
    if (request.method === 'GET')
      return file.content === undefined
        ? { status: 404, body: '' }
        : { status: 200, headers: { 'content-type': file.contentType }, body: Buffer.from(file.content, 'base64') };
    if (request.method !== 'PUT' || request.headers['content-type'] !== file.contentType) return { status: 403, body: '' };
    file.content = request.body;
    return { status: 200, body: '' };
  };

  return {
    feeds,
    refunds,
    createDocument: (request, baseUrl) => {
      const contentType = readBody(request)?.['contentType'];
      if (typeof contentType !== 'string' || Object.keys(readBody(request) ?? {}).length !== 1) return invalid('contentType');
      const feedDocumentId = addDocument(contentType);
      return { status: 201, body: { feedDocumentId, url: linkTo(feedDocumentId, baseUrl) } };
    },
    create,
    get: (feedId) => {
      const feed = feeds.find((known) => known.feedId === feedId);
      return feed ? { status: 200, body: view(feed) } : refusal(404, 'NotFound', 'The feed was not found');
    },
    list,
    document,
    storage,
  };
};
