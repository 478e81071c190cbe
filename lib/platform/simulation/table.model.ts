import { isDeepStrictEqual } from 'node:util';
import {
  type ChangeFeed,
  type ChangeRecord,
  ConditionFailedError,
  InvalidCursorError,
  type Item,
  type Key,
  LimitExceededError,
  type Page,
  type Query,
  type Table,
  TransactionCanceledError,
  type Write,
} from '../ports.ts';
import { decodeCursor, encodeCursor } from '../rules/cursor.ts';
import {
  applyChange,
  batchKeysMax,
  checkChange,
  checkKey,
  checkPageLimit,
  checkTransaction,
  holds,
  keyOf,
  pageBytesMax,
  pageItemsMax,
  serializeItem,
} from '../rules/table.rules.ts';
import { afterPrefix } from '../rules/utf8-order.ts';
import { mix } from './random.ts';
import { createPartitions, type Partitions, type Row, rowOf } from './table.partitions.ts';
import { type Capacity, createCapacity, type TableLimits } from './table.capacity.ts';

/** One record as a write leaves it. */
export type Committed = {
  readonly kind: ChangeRecord['kind'];
  readonly newImage: Item | undefined;
  readonly oldImage: Item | undefined;
  /** The new image as JSON; empty where there is none. */
  readonly text: string;
};

export type ModelTable = {
  readonly table: Table;
  /** Every change, and the changes of one shard. A partition's changes all stand in one shard, in their order. */
  readonly feed: ChangeFeed;
  readonly shards: readonly ChangeFeed[];
  /** Lets the table look as if records had been written otherwise from the first: no reader hears of it. */
  readonly rewrite: (items: readonly Item[], removed: readonly Key[]) => void;
};

export type ModelTableOptions = {
  /** True time, in milliseconds. */
  readonly nowMs: () => number;
  /** @default none: every request goes through */
  readonly limits?: TableLimits;
  /** @default 1 */
  readonly shards?: number;
  /** Told of every change, after the write that made it has been applied whole. */
  readonly onCommitted?: (changes: readonly Committed[]) => void;
};

const recordOf = ({ PK, SK }: Key): string => JSON.stringify([PK, SK]);
const sequenceOf = (number: number): string => String(number).padStart(20, '0');

const readFeed = (records: readonly ChangeRecord[]): ChangeFeed => ({
  read: async ({ after, limit }) => {
    checkPageLimit(limit);
    if (after === undefined) return records.slice(0, limit);
    let [low, high] = [0, records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((records[middle] as ChangeRecord).sequence <= after) low = middle + 1;
      else high = middle;
    }
    return records.slice(low, low + limit);
  },
});

const createLog = (shardCount: number) => {
  const all: ChangeRecord[] = [];
  const shards = Array.from({ length: shardCount }, (): ChangeRecord[] => []);
  return {
    add: (key: Key, { kind, newImage, oldImage }: Committed): void => {
      const record: ChangeRecord = { sequence: sequenceOf(all.length + 1), kind, key: { PK: key.PK, SK: key.SK }, newImage, oldImage };
      all.push(record);
      shards[mix(0x811c9dc5, key.PK) % shardCount]?.push(record);
    },
    feed: readFeed(all),
    shards: shards.map(readFeed),
  };
};

const pageOf = (rows: Iterable<readonly [Key, Row]>, limit: number): Page => {
  const items: Item[] = [];
  let bytes = 0;
  let last: Key | undefined;
  for (const [key, { text, item }] of rows) {
    if (last !== undefined && (items.length === limit || bytes > pageBytesMax)) return { items, cursor: encodeCursor([last.PK, last.SK]) };
    items.push(item);
    bytes += text.length;
    last = key;
  }
  return { items };
};

const createReads = (partitions: Partitions, capacity: Capacity | undefined): Pick<Table, 'get' | 'getMany' | 'query' | 'scan'> => {
  const read = (key: Key): Item | undefined => {
    const row = partitions.get(key);
    capacity?.read(key.PK, row?.text.length ?? 0);
    return row?.item;
  };

  const rangeOf = ({ PK, prefix, from, to, cursor, descending = false }: Query) => {
    checkKey({ PK, SK: 'any' });
    const [owner, place] = cursor === undefined ? [PK, undefined] : (decodeCursor(cursor, 2) as [string, string]);
    if (owner !== PK) throw new InvalidCursorError('The cursor belongs to another partition');
    return {
      atLeast: [prefix, from].filter((bound) => bound !== undefined),
      below: [prefix === undefined ? undefined : afterPrefix(prefix), descending ? place : undefined].filter(
        (bound) => bound !== undefined,
      ),
      atMost: [to].filter((bound) => bound !== undefined),
      above: [descending ? undefined : place].filter((bound) => bound !== undefined),
      descending,
    };
  };

  return {
    get: async (key) => {
      checkKey(key);
      return read(key);
    },
    getMany: async (keys) => {
      if (keys.length > batchKeysMax) throw new LimitExceededError(`${keys.length} keys were asked for; allowed are ${batchKeysMax}`);
      for (const key of keys) checkKey(key);
      return keys.map(read);
    },
    query: async (query) => {
      const limit = query.limit ?? pageItemsMax;
      checkPageLimit(limit);
      const page = pageOf(partitions.range(query.PK, rangeOf(query)), limit);
      capacity?.read(query.PK, page.items.length * 512);
      return page;
    },
    scan: async ({ limit = pageItemsMax, cursor } = {}) => {
      checkPageLimit(limit);
      const [PK, SK] = cursor === undefined ? ['', ''] : (decodeCursor(cursor, 2) as [string, string]);
      return pageOf(partitions.after({ PK, SK }), limit);
    },
  };
};

type Effect = { readonly key: Key; readonly before: Row | undefined; readonly after: Row | undefined };
type Verdict = { readonly ok: true; readonly effect: Effect | undefined } | { readonly ok: false; readonly existing: Item | undefined };

const judge = (partitions: Partitions, write: Write): Verdict => {
  const key = keyOf(write);
  const before = partitions.get(key);
  const existing = before?.item;
  if (write.condition !== undefined && !holds(write.condition, existing)) return { ok: false, existing };
  if (write.kind === 'check') return { ok: true, effect: undefined };
  if (write.kind === 'delete') return { ok: true, effect: { key, before, after: undefined } };
  const after = write.kind === 'put' ? write.item : applyChange({ PK: key.PK, SK: key.SK }, existing, write.change);
  return { ok: true, effect: { key, before, after: rowOf(serializeItem(after)) } };
};

const isSame = (before: Row | undefined, after: Row | undefined): boolean =>
  before?.text === after?.text || (before?.text.length === after?.text.length && isDeepStrictEqual(before?.item, after?.item));

/** Records in memory under DynamoDB's rules: conditions, transactions, limits of each partition, a change feed in shards. */
export const createModelTable = (options: ModelTableOptions): ModelTable => {
  const partitions = createPartitions();
  const capacity = options.limits ? createCapacity(options.limits, options.nowMs) : undefined;
  const log = createLog(options.shards ?? 1);

  const apply = (effects: readonly (Effect | undefined)[]): void => {
    const changes: Committed[] = [];
    for (const effect of effects) {
      if (effect === undefined || isSame(effect.before, effect.after)) continue;
      const { key, before, after } = effect;
      partitions.set(key, after);
      const [newImage, oldImage] = [after?.item, before?.item];
      const kind = newImage === undefined ? 'remove' : oldImage === undefined ? 'insert' : 'modify';
      const change: Committed = { kind, newImage, oldImage, text: after?.text ?? '' };
      log.add(key, change);
      changes.push(change);
    }
    if (changes.length > 0) options.onCommitted?.(changes);
  };

  const writeOne = (write: Write): Item | undefined => {
    const key = keyOf(write);
    capacity?.requireFree(recordOf(key));
    const verdict = judge(partitions, write);
    const effect = verdict.ok ? verdict.effect : undefined;
    capacity?.write(key.PK, Math.max(effect?.after?.text.length ?? 0, effect?.before?.text.length ?? 0));
    if (!verdict.ok) throw new ConditionFailedError({ PK: key.PK, SK: key.SK }, verdict.existing);
    apply([effect]);
    return effect?.after?.item;
  };

  const transact = (writes: readonly Write[]): void => {
    checkTransaction(writes);
    const records = writes.map((write) => recordOf(keyOf(write)));
    for (const record of records) capacity?.requireFree(record);
    const verdicts = writes.map((write) => judge(partitions, write));
    for (const write of writes) capacity?.write(keyOf(write).PK, 1, 2);
    const failures = verdicts.flatMap((verdict, index) => (verdict.ok ? [] : [{ index, existing: verdict.existing }]));
    if (failures.length > 0) throw new TransactionCanceledError(failures);
    capacity?.occupy(records);
    apply(verdicts.map((verdict) => (verdict.ok ? verdict.effect : undefined)));
  };

  const conditional = (write: Write, condition: Write['condition']): Write => (condition === undefined ? write : { ...write, condition });

  // Whatever is read is frozen: nobody can change a record but by writing it.
  const table: Table = {
    ...createReads(partitions, capacity),
    put: async (item, condition) => {
      writeOne(conditional({ kind: 'put', item }, condition));
    },
    update: async (key, change, condition) => {
      checkKey(key);
      checkChange(change);
      return writeOne(conditional({ kind: 'update', key, change }, condition)) as Item;
    },
    delete: async (key, condition) => {
      checkKey(key);
      writeOne(conditional({ kind: 'delete', key }, condition));
    },
    transact: async (writes) => transact(writes),
  };
  return {
    table,
    feed: log.feed,
    shards: log.shards,
    rewrite: (items, removed) => {
      for (const item of items) partitions.set(item, rowOf(serializeItem(item)));
      for (const key of removed) partitions.set(key, undefined);
    },
  };
};
