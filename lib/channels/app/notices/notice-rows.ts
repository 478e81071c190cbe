import * as z from 'zod';
import { type ChannelNotice, noticeKinds, noticeStates, type NoticeState } from '../../../contracts/events/channels.ts';
import { Instant, toEpochMs } from '../../../kernel/instant.ts';
import { type Condition, ConditionFailedError, type Item, type Table } from '../../../platform/ports.ts';

const At = z.string().transform(Instant);

const Row = z.object({
  SK: z.string(),
  channel: z.string(),
  kind: z.enum(noticeKinds),
  what: z.string(),
  state: z.enum(noticeStates),
  code: z.string().nullable(),
  message: z.string().nullable(),
  reference: z.string().nullable(),
  attempts: z.int(),
  since: At,
  at: At,
  amount_minor: z.int().nullable(),
});

/** What has become of one notice. Nothing in it is personal. */
export type NoticeRow = {
  readonly noticeId: string;
  readonly channel: string;
  readonly kind: ChannelNotice['kind'];
  /** Such as `UPS 1Z999`, `2 units` or `12.50 EUR`. */
  readonly what: string;
  readonly state: NoticeState;
  /** Why it waits or was refused, in kebab-case or as the channel writes it; null otherwise. */
  readonly code: string | null;
  readonly message: string | null;
  /** The channel's own name for what it did. */
  readonly reference: string | null;
  /** How often it was tried. */
  readonly attempts: number;
  /** When it was first tried. */
  readonly since: Instant;
  /** When it came to this state. */
  readonly at: Instant;
  /** Of a refund, in minor units of its currency; null otherwise. */
  readonly amountMinor: number | null;
};

/** Whose notices are meant. */
export type NoticeOwner = Pick<ChannelNotice, 'tenant_id' | 'order_id'>;

export type NoticeRows = {
  readonly read: (owner: NoticeOwner, noticeId: string) => Promise<NoticeRow | undefined>;
  /** Nothing takes the place of what has been done. */
  readonly save: (owner: NoticeOwner, row: NoticeRow) => Promise<void>;
  /** Every notice of an order that was tried at least once, first to last. */
  readonly list: (owner: NoticeOwner) => Promise<readonly NoticeRow[]>;
};

/** A channel that has not been told for so long should be somebody's concern. */
export const noticeLateMs = 2 * 3_600_000;

/** Where notices that did not get through are found, by when they were first tried. */
export const troublePartition = (tenantId: string): string => `${tenantId}#NOTICETROUBLE`;

/** What is tried for days, and then set aside as a letter that is kept for two weeks, is forgotten a week after that. */
const troubleKeptMs = 28 * 24 * 3_600_000;

const partitionOf = ({ tenant_id, order_id }: NoticeOwner): string => `${tenant_id}#NOTICES#${order_id}`;

const fromItem = (item: Item): NoticeRow => {
  const { SK: noticeId, amount_minor: amountMinor, ...row } = Row.parse(item);
  return { noticeId, amountMinor, ...row };
};

const toItem = (owner: NoticeOwner, { noticeId, amountMinor, ...row }: NoticeRow): Item => ({
  PK: partitionOf(owner),
  SK: noticeId,
  ...row,
  amount_minor: amountMinor,
});

const inState = (value: NoticeState): Condition => ({ kind: 'equals', attribute: 'state', value });
const unsettled: Condition = { kind: 'any', conditions: [{ kind: 'absent' }, inState('waiting'), inState('refused')] };

/** True when nothing is left to be told. */
export const isSettled = ({ state }: Pick<NoticeRow, 'state'>): boolean => state === 'done' || state === 'known';

const troubleKey = ({ tenant_id, order_id }: NoticeOwner, { since, noticeId }: NoticeRow) => ({
  PK: troublePartition(tenant_id),
  SK: `${since}#${order_id}#${noticeId}`,
});

const byAge = (left: NoticeRow, right: NoticeRow): number =>
  left.since.localeCompare(right.since) || left.noticeId.localeCompare(right.noticeId);

/** @returns false for a notice that is settled, and stays as it is */
const putUnsettled = async (ledger: Table, item: Item): Promise<boolean> => {
  try {
    await ledger.put(item, unsettled);
    return true;
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
    return false;
  }
};

/** What channels were told, in rows of the ledger table beside the order's stream. */
export const createNoticeRows = (ledger: Table): NoticeRows => ({
  read: async (owner, noticeId) => {
    const item = await ledger.get({ PK: partitionOf(owner), SK: noticeId });
    return item && fromItem(item);
  },
  save: async (owner, row) => {
    const trouble = troubleKey(owner, row);
    const ttl = Math.ceil((toEpochMs(row.at) + troubleKeptMs) / 1_000);
    // The way there first: one that leads to a notice that is settled by now is passed over, and a notice without one is not found.
    if (!isSettled(row)) await ledger.put({ ...trouble, order_id: owner.order_id, notice_id: row.noticeId, ttl });
    const wasSaved = await putUnsettled(ledger, toItem(owner, row));
    // One that got through at once never had any trouble.
    if (isSettled(row) ? row.attempts > 1 : !wasSaved) await ledger.delete(trouble);
  },
  list: async (owner) => {
    const rows: NoticeRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger.query({ PK: partitionOf(owner), ...(cursor === undefined ? {} : { cursor }) });
      rows.push(...page.items.map(fromItem));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return rows.toSorted(byAge);
  },
});
