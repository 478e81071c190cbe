import { type CommitItem, commitPrefix, isCommit, streamIdOf } from '../../lib/platform/event-store/commit.codec.ts';
import type { Item } from '../../lib/platform/ports.ts';
import type { Watch } from '../../lib/platform/simulation/cloud.ts';
import type { Committed } from '../../lib/platform/simulation/table.model.ts';
import { openAddressBook } from './address-book.ts';
import { type Duties, openDuties } from './duties.ts';
import { openReturnBook, type ReturnBook } from './return-book.ts';
import { openStockBook, type StockBook } from './stock-book.ts';
import { personalNetwork, personalPhone, personalWord } from './world.ts';

type Event = CommitItem['events'][number];

/** Sums of one order in minor units. `askedBack` counts what was given back without having been asked for, too. */
export type Money = { readonly captured: number; readonly askedBack: number; readonly refunded: number };

/** What has been seen of the ledger so far, and what must not have been. */
export type Ledgerbook = Watch & {
  /** Broken invariants, first one first. */
  readonly violations: readonly string[];
  /** Orders there are, as `<tenant>#<order>`. */
  readonly orders: ReadonlySet<string>;
  readonly stock: StockBook;
  readonly returns: ReturnBook;
  /** Money by the key of the order's payment stream. */
  readonly money: ReadonlyMap<string, Money>;
  /** Events handled by each queue's function, as `<queue> <event>`. */
  readonly handled: ReadonlySet<string>;
  /** Lines of the log at level ERROR. */
  readonly errors: readonly string[];
  readonly duties: Duties;
  /** The ledger was made to look as if another release had written these commits: the next ones are chained to them. */
  readonly rebase: (commits: readonly CommitItem[]) => void;
};

type Books = {
  readonly fail: (violation: string) => void;
  readonly heads: Map<string, { readonly version: number; readonly hash: string }>;
  readonly once: Set<string>;
  readonly money: Map<string, Money>;
  readonly orders: Set<string>;
  readonly stock: StockBook;
  readonly returns: ReturnBook;
  readonly duties: ReturnType<typeof openDuties>;
  readonly addresses: ReturnType<typeof openAddressBook>;
};

/** Facts that may stand only once: the second of them is a second shipment, sale or parcel. */
const only = ({ once, fail }: Pick<Books, 'once' | 'fail'>, fact: string): void => {
  if (once.has(fact)) fail(`${fact}: twice`);
  once.add(fact);
};

const checkMoney = (books: Books, PK: string, { type, payload }: Event): void => {
  const known = books.money.get(PK) ?? { captured: 0, askedBack: 0, refunded: 0 };
  const amount = Number(payload['amount_minor']);
  const captured = known.captured + (type === 'payment.captured' ? amount : 0);
  const refunded = known.refunded + (type === 'payment.refunded' ? amount : 0);
  const askedBack = Math.max(refunded, known.askedBack + (type === 'payment.refund_requested' ? amount : 0));
  books.money.set(PK, { captured, askedBack, refunded });
  if (askedBack > captured) books.fail(`${PK}: ${askedBack} were asked back and ${refunded} given back of ${captured} captured`);
};

/** What happens to a fulfillment order once in its life. */
const onceEach: ReadonlySet<string> = new Set([
  'fulfillment_order.created',
  'fulfillment_order.shipped',
  'fulfillment_order.ready_for_pickup',
  'fulfillment_order.collected',
  'fulfillment_order.pickup_expired',
]);

const checkEvent = (books: Books, PK: string, event: Event): void => {
  const id = streamIdOf(PK);
  only(books, `event ${event.event_id}`);
  if (id) books.duties.note(id.kind, id.tenantId, id.id, event);
  if (id) books.returns.note(id.kind, id.tenantId, id.id, event);
  if (id?.kind === 'ORDER') books.addresses.note(`${id.tenantId}#${id.id}`, event);
  if (event.type === 'order.created') books.orders.add(`${id?.tenantId}#${id?.id}`);
  if (id?.kind === 'STOCK' || id?.kind === 'STOCKBUCKET') books.stock.note(id.kind, PK, event);
  if (id?.kind === 'PAYMENT') checkMoney(books, PK, event);
  if (onceEach.has(event.type)) only(books, `${event.type} ${PK}`);
  if (event.type === 'shipment.created') only(books, `parcel ${PK} ${String(event.payload['shipment_id'])}`);
};

const headAfter = ({ SK, events, hash }: CommitItem) => ({ version: Number(SK.slice(commitPrefix.length)) + events.length - 1, hash });

const checkCommit = (books: Books, commit: CommitItem): void => {
  const { PK, SK, prev_hash: previous } = commit;
  const first = Number(SK.slice(commitPrefix.length));
  const head = books.heads.get(PK);
  if (first !== (head?.version ?? 0) + 1) books.fail(`${PK}: version ${first} follows version ${head?.version ?? 0}`);
  if (head !== undefined && previous !== head.hash) books.fail(`${PK}: the hash chain breaks at version ${first}`);
  books.heads.set(PK, headAfter(commit));
  for (const event of commit.events) checkEvent(books, PK, event);
};

const checkLedger = (books: Books, { kind, newImage, oldImage }: Committed): void => {
  const image = newImage ?? (oldImage as Item);
  if (!isCommit(image)) return;
  if (kind === 'insert') checkCommit(books, image);
  else books.fail(`${image.PK} ${image.SK}: a commit was written over or removed`);
};

/** What only the vault may hold, in whatever case it is written. */
const personal = new RegExp([personalWord, personalPhone, personalNetwork].map((text) => text.replaceAll(/[+.]/g, '\\$&')).join('|'), 'i');

const eventIdOf = (body: string): string | undefined => {
  const message = JSON.parse(body) as { readonly event_id?: string; readonly detail?: { readonly event_id?: string } };
  return message.detail?.event_id ?? message.event_id;
};

/** Watches every write, message and log line as it happens. */
export const openWatch = (): Ledgerbook => {
  const violations: string[] = [];
  const errors: string[] = [];
  const handled = new Set<string>();
  const fail = (violation: string): void => {
    if (violations.length < 50) violations.push(violation);
  };
  const once = new Set<string>();
  const books: Books = {
    fail,
    heads: new Map(),
    once,
    money: new Map(),
    orders: new Set(),
    stock: openStockBook(fail, (fact) => only({ once, fail }, fact)),
    returns: openReturnBook(fail),
    duties: openDuties(),
    addresses: openAddressBook(fail),
  };
  const keepPrivate = (where: () => string, text: string): void => {
    if (personal.test(text)) books.fail(`Something personal stands in ${where()}`);
  };
  return {
    violations,
    errors,
    handled,
    orders: books.orders,
    money: books.money,
    stock: books.stock,
    returns: books.returns,
    duties: books.duties,
    rebase: (commits) => {
      for (const commit of commits) books.heads.set(commit.PK, headAfter(commit));
    },
    onCommitted: (table, changes) => {
      for (const change of changes) {
        if (change.newImage) keepPrivate(() => `${table} ${change.newImage?.PK} ${change.newImage?.SK}`, change.text);
        if (change.newImage) books.returns.noteRecord(change.newImage);
        if (table === 'ledger') checkLedger(books, change);
      }
      if (table === 'ledger') books.stock.settle();
    },
    onBlob: (key, { bytes }) => keepPrivate(() => `blob ${key}`, Buffer.from(bytes).toString('latin1')),
    onSent: (queue, body) => keepPrivate(() => `a message to ${queue}`, body),
    onHandled: (queue, body) => {
      const eventId = eventIdOf(body);
      if (eventId !== undefined) handled.add(`${queue} ${eventId}`);
    },
    onLog: ({ level, message, fields }) => {
      const text = `${message} ${fields instanceof Error ? fields.message : (JSON.stringify(fields, errorsAsText) ?? '')}`;
      keepPrivate(() => `the log: ${message}`, text);
      if (level === 'error' && errors.length < 50) errors.push(text);
    },
  };
};

const errorsAsText = (_name: string, value: unknown): unknown => (value instanceof Error ? `${value.name}: ${value.message}` : value);
