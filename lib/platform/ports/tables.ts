// Records under keys, after DynamoDB, and the feed of their changes.

/** Where a record stands: its partition, and its place in the order of that partition. */
export type Key = { readonly PK: string; readonly SK: string };

/** A stored record: its key and JSON attributes. An attribute named `ttl` (epoch seconds) lets the engine delete it later. */
export type Item = Key & { readonly [attribute: string]: unknown };

/** What must hold of the stored record (or of its absence) for a write to happen. */
export type Condition =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present' }
  | { readonly kind: 'equals'; readonly attribute: string; readonly value: string | number | boolean }
  /** Numeric or textual `stored < value`; false when the attribute is missing. */
  | { readonly kind: 'less-than'; readonly attribute: string; readonly value: string | number }
  | { readonly kind: 'attribute-absent'; readonly attribute: string }
  | { readonly kind: 'all'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'any'; readonly conditions: readonly Condition[] };

/** Change of named top-level attributes; `add` is numeric and starts from 0. The record is created if it is missing. */
export type Change = {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly add?: Readonly<Record<string, number>>;
  readonly remove?: readonly string[];
};

/** One write of a transaction; `check` writes nothing and only holds the others to its condition. */
export type Write =
  | { readonly kind: 'put'; readonly item: Item; readonly condition?: Condition }
  | { readonly kind: 'update'; readonly key: Key; readonly change: Change; readonly condition?: Condition }
  | { readonly kind: 'delete'; readonly key: Key; readonly condition?: Condition }
  | { readonly kind: 'check'; readonly key: Key; readonly condition: Condition };

/** Records of one partition, in the order of their sort keys. */
export type Query = {
  readonly PK: string;
  /** Sort keys that begin with this text. */
  readonly prefix?: string;
  /** Sort keys from here, inclusive. */
  readonly from?: string;
  /** Sort keys up to here, inclusive. */
  readonly to?: string;
  readonly descending?: boolean;
  /** Items per page, 1 to 1,000; default 1,000. A page may be shorter and still have a cursor. */
  readonly limit?: number;
  /** `cursor` of the page before. */
  readonly cursor?: string;
};

/** Part of a listing; without `cursor` it is the last. */
export type Page = { readonly items: readonly Item[]; readonly cursor?: string };

/** Loggers print every enumerable field of an error, and a record may hold what must not be in a log. */
const hideFromLogs = (error: Error, field: string): void => void Object.defineProperty(error, field, { enumerable: false });

/** A conditional write found the record otherwise. `existing` is the record as it stood, if there was one. */
export class ConditionFailedError extends Error {
  override readonly name = 'ConditionFailedError';
  readonly key: Key;
  readonly existing: Item | undefined;
  constructor(key: Key, existing: Item | undefined) {
    super('The stored record does not meet the condition of the write');
    this.key = key;
    this.existing = existing;
    hideFromLogs(this, 'existing');
  }
}

/** A transaction was not applied at all. `failures` has one entry for each write whose condition failed. */
export class TransactionCanceledError extends Error {
  override readonly name = 'TransactionCanceledError';
  readonly failures: readonly { readonly index: number; readonly existing: Item | undefined }[];
  constructor(failures: readonly { readonly index: number; readonly existing: Item | undefined }[]) {
    super('At least one write of the transaction did not meet its condition');
    this.failures = failures;
    hideFromLogs(this, 'failures');
  }
}

/** The cursor was not given out by this listing, or has been altered. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}

/**
 * Key-value records under a partition and a sort key, after DynamoDB. Reads are strongly consistent.
 * Writes are durable when the promise resolves. Items are at most 400 KB as JSON, transactions at most 100 writes,
 * each on a different key.
 */
export interface Table {
  get(key: Key): Promise<Item | undefined>;
  /** Up to 100 keys; answers in the order asked, with undefined where there is no record. */
  getMany(keys: readonly Key[]): Promise<readonly (Item | undefined)[]>;
  /** @throws InvalidCursorError */
  query(query: Query): Promise<Page>;
  /** @throws ConditionFailedError */
  put(item: Item, condition?: Condition): Promise<void>;
  /** @returns the record after the change. @throws ConditionFailedError */
  update(key: Key, change: Change, condition?: Condition): Promise<Item>;
  /** Deleting a missing record succeeds unless a condition says otherwise. @throws ConditionFailedError */
  delete(key: Key, condition?: Condition): Promise<void>;
  /** All or nothing. @throws TransactionCanceledError */
  transact(writes: readonly Write[]): Promise<void>;
  /** Every record, in no promised order: for audits, rebuilds and exports, never on a request's path. */
  scan(options?: { readonly limit?: number; readonly cursor?: string }): Promise<Page>;
}

/** One change of a streamed table, in the order of its partition. `sequence` sorts as text. */
export type ChangeRecord = {
  readonly sequence: string;
  readonly kind: 'insert' | 'modify' | 'remove';
  readonly key: Key;
  readonly newImage: Item | undefined;
  readonly oldImage: Item | undefined;
};

/** The change feed of a streamed table. Each record stands once; order holds within a partition key. */
export interface ChangeFeed {
  /** Records after `after` (exclusive; from the oldest kept when absent), at most `limit` (1 to 1,000). */
  read(options: { readonly after?: string; readonly limit: number }): Promise<readonly ChangeRecord[]>;
}
