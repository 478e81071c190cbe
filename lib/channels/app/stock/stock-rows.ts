import * as z from 'zod';
import { type StockState, stockStates } from '../../../contracts/events/channel-stock.ts';
import type { Oversells, PublishedStock } from '../../../inventory/index.ts';
import { Sku, type TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import { type Condition, ConditionFailedError, type Item, type Table } from '../../../platform/ports.ts';

/** Whose stock is meant. */
export type StockOwner = { readonly tenantId: TenantId; readonly channel: string; readonly account: string };

/** What a channel account was last told of an article. */
export type StockRow = {
  readonly sku: Sku;
  /** What the channel took last, 0 or more; null when it never took any. */
  readonly quantity: number | null;
  readonly state: StockState;
  /** Why it waits or was refused; null when the channel took it. */
  readonly code: string | null;
  /** When it came to this state. */
  readonly at: Instant;
  /** The channel's id of the place that was told. */
  readonly place: string | null;
  /** Why the channel was told this number, as of then; null when it never took any, or took it before this was kept. */
  readonly published: PublishedStock | null;
  /** Until when it last showed any, if it shows none; null otherwise. */
  readonly shownUntil: Instant | null;
  /** Orders of the account that got nothing although it showed some; null when there was none. */
  readonly oversells: Oversells | null;
  /** The last time that the channel showed another number than it was told. */
  readonly drift: StockDrift | null;
  /** Grows with every write, so that two processes cannot write over one another unseen. */
  readonly revision: number;
};

/** A channel showed another number than it was told, for no reason of ours. */
export type StockDrift = {
  readonly told: number;
  readonly shown: number;
  /** When it was found. */
  readonly at: Instant;
  /** When the channel took the right number again; null until then. */
  readonly correctedAt: Instant | null;
};

/** What a row holds of which nothing is known yet. */
export const untoldStock = {
  quantity: null,
  published: null,
  shownUntil: null,
  oversells: null,
  drift: null,
} as const satisfies Partial<StockRow>;

export type StockRows = {
  /** Up to 100 articles, in the order asked. */
  readonly readMany: (owner: StockOwner, skus: readonly Sku[]) => Promise<readonly (StockRow | undefined)[]>;
  /** @returns false when somebody else has written the row since `before` was read */
  readonly save: (owner: StockOwner, before: StockRow | undefined, after: Omit<StockRow, 'revision'>) => Promise<boolean>;
  /** Articles by SKU. @throws InvalidCursorError */
  readonly page: (
    owner: StockOwner,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ) => Promise<{ readonly rows: readonly StockRow[]; readonly cursor?: string }>;
};

const instant = z.string().transform(Instant);

const Row = z.object({
  SK: z.string().transform(Sku),
  quantity: z.int().nullable(),
  state: z.enum(stockStates),
  code: z.string().nullable(),
  at: instant,
  place: z.string().nullable(),
  published: z.custom<PublishedStock>().nullable().default(null),
  shownUntil: instant.nullable().default(null),
  oversells: z.object({ count: z.int(), weight: z.number(), at: instant }).nullable().default(null),
  drift: z.object({ told: z.int(), shown: z.int(), at: instant, correctedAt: instant.nullable() }).nullable().default(null),
  revision: z.int(),
});

const partitionOf = ({ tenantId, channel, account }: StockOwner): string => `${tenantId}#CHANNELSTOCK#${channel}#${account}`;

const fromItem = (item: Item): StockRow => {
  const { SK: sku, ...row } = Row.parse(item);
  return { sku, ...row };
};

/** What channels were told of stock, in rows of the ledger table. */
export const createStockRows = (ledger: Table): StockRows => ({
  readMany: async (owner, skus) => {
    if (skus.length === 0) return [];
    const items = await ledger.getMany(skus.map((sku) => ({ PK: partitionOf(owner), SK: sku })));
    return items.map((item) => item && fromItem(item));
  },
  save: async (owner, before, { sku, ...after }) => {
    const condition: Condition = before ? { kind: 'equals', attribute: 'revision', value: before.revision } : { kind: 'absent' };
    try {
      await ledger.put({ PK: partitionOf(owner), SK: sku, ...after, revision: (before?.revision ?? 0) + 1 }, condition);
      return true;
    } catch (error) {
      if (error instanceof ConditionFailedError) return false;
      throw error;
    }
  },
  page: async (owner, { limit, cursor }) => {
    const page = await ledger.query({ PK: partitionOf(owner), limit, ...(cursor === undefined ? {} : { cursor }) });
    return { rows: page.items.map(fromItem), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
  },
});
