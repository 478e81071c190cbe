// The machine as the product sees it. Two engines stand behind these ports: `platform/embedded` (one process, SQLite)
// and `platform/aws`. Each port has one contract suite in test/contract that every engine passes.
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { Observability } from './observability.ts';

// ---------------------------------------------------------------- Table

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

export type Write =
  | { readonly kind: 'put'; readonly item: Item; readonly condition?: Condition }
  | { readonly kind: 'update'; readonly key: Key; readonly change: Change; readonly condition?: Condition }
  | { readonly kind: 'delete'; readonly key: Key; readonly condition?: Condition }
  | { readonly kind: 'check'; readonly key: Key; readonly condition: Condition };

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

/** The service did not answer, refused for load, or failed on its side: the same call may succeed later. */
export class UnavailableError extends Error {
  override readonly name: string = 'UnavailableError';
}

/** A bound of the port was passed (item of 400 KB, transaction of 100 writes, event of 256 KB). Repeating cannot help. */
export class LimitExceededError extends Error {
  override readonly name = 'LimitExceededError';
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

// ---------------------------------------------------------------- EventBus

export type BusEvent = {
  /** Such as `oms.orders`. */
  readonly source: string;
  /** PascalCase without suffix, such as `OrderCreated`. */
  readonly detailType: string;
  /** Snake_case JSON object. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly time?: Instant;
};

export type PublishFailure = { readonly index: number; readonly code: string; readonly message: string };

export interface EventBus {
  /** Up to 10 events and 256 KB. Failures are reported by index; the others have been accepted. */
  publish(events: readonly BusEvent[]): Promise<readonly PublishFailure[]>;
}

// ---------------------------------------------------------------- Queue

export type OutgoingMessage = {
  readonly body: string;
  /** FIFO queues only: messages of one group are delivered in order, one batch at a time. */
  readonly group?: string;
  /** FIFO queues only: a second message with the same id within five minutes is accepted and not delivered. */
  readonly deduplicationId?: string;
  /** Standard queues only: 0 to 900 seconds. */
  readonly delaySeconds?: number;
};

export type ReceivedMessage = {
  readonly messageId: string;
  readonly body: string;
  readonly group?: string;
  /** Names this delivery; void once the visibility time has run out. */
  readonly receipt: string;
  /** 1 on the first delivery. */
  readonly receiveCount: number;
  readonly sentAt: Instant;
};

/** After SQS: at least once, invisible while being handled, moved to the dead-letter queue after `maxReceiveCount` receives. */
export interface Queue {
  send(messages: readonly OutgoingMessage[]): Promise<void>;
  /** At most 10. Answers at once, also when there is none. */
  receive(options: { readonly max: number; readonly visibilitySeconds: number }): Promise<readonly ReceivedMessage[]>;
  /** Removes a handled message. A void receipt is ignored. */
  acknowledge(receipt: string): Promise<void>;
  /** Makes a message visible again after 0 to 43,200 seconds. A void receipt is ignored. */
  changeVisibility(receipt: string, seconds: number): Promise<void>;
  /** `waiting` counts visible and delayed messages, `inFlight` those being handled. */
  depth(): Promise<{ readonly waiting: number; readonly inFlight: number }>;
  /** False where every look counts as a receive, as in SQS: then only dead-letter queues are looked at. */
  readonly looksAreFree: boolean;
  /** Looks at up to `limit` messages without taking them; see `looksAreFree`. */
  browse(limit: number): Promise<readonly ReceivedMessage[]>;
  /** On a dead-letter queue: sends up to `limit` messages (all named by `messageIds` if given) back to the source. @returns how many */
  redrive(options: { readonly limit: number; readonly messageIds?: readonly string[] }): Promise<number>;
}

// ---------------------------------------------------------------- Workflows

export type ExecutionStatus = 'running' | 'succeeded' | 'failed' | 'timed_out' | 'aborted';

export type Execution = {
  readonly executionId: string;
  readonly machine: string;
  readonly machineVersion: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startedAt: Instant;
  readonly stoppedAt?: Instant;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** Page that shows the execution to people; absent where the machine has none. */
  readonly pageUrl?: string;
};

/** An execution by its id, or by the machine and the name under which it was started. */
export type ExecutionRef = string | { readonly machine: string; readonly name: string };

/** The token is unknown, already used, or its task has timed out. */
export class TaskTokenInvalidError extends Error {
  override readonly name = 'TaskTokenInvalidError';
}

/** After Step Functions Standard. */
export interface Workflows {
  /**
   * A second start under the same name changes nothing. It answers `started: false`, or, while the first runs with the same
   * input, perhaps `true` again. Names: 1–80 of `A-Za-z0-9_-`.
   */
  start(options: {
    readonly machine: string;
    readonly name: string;
    readonly input: unknown;
  }): Promise<{ readonly executionId: string; readonly started: boolean }>;
  /** @throws TaskTokenInvalidError */
  succeed(token: string, output: unknown): Promise<void>;
  /** @throws TaskTokenInvalidError */
  fail(token: string, error: string, cause: string): Promise<void>;
  /** @throws TaskTokenInvalidError */
  heartbeat(token: string): Promise<void>;
  stop(executionId: string, error: string, cause: string): Promise<void>;
  describe(execution: ExecutionRef): Promise<Execution | undefined>;
  list(options: {
    readonly machine: string;
    readonly status?: ExecutionStatus;
    readonly limit: number;
    readonly cursor?: string;
  }): Promise<{ readonly executions: readonly Execution[]; readonly cursor?: string }>;
}

// ---------------------------------------------------------------- Timers

/** One-time schedules that send a message to a queue when due, at least once, never early. */
export interface Timers {
  /** Names: 1–64 of `A-Za-z0-9_.-`. Scheduling a name again replaces it. A moment in the past fires at once. */
  schedule(timer: { readonly name: string; readonly at: Instant; readonly queue: string; readonly body: string }): Promise<void>;
  /** Cancelling an unknown name succeeds. */
  cancel(name: string): Promise<void>;
  /** When the timer is due; undefined when there is none, or when it has fired. */
  dueAt(name: string): Promise<Instant | undefined>;
}

// ---------------------------------------------------------------- Blobs, keys, configuration

export type Blob = { readonly bytes: Uint8Array; readonly contentType: string };

/** What is known of a blob without reading it. */
export type BlobEntry = {
  readonly key: string;
  readonly byteLength: number;
  /** Null for what an older release has stored on the embedded engine, which did not note it. */
  readonly storedAt: Instant | null;
};

export interface BlobStore {
  put(key: string, blob: Blob): Promise<void>;
  get(key: string): Promise<Blob | undefined>;
  delete(key: string): Promise<void>;
  /** Keys in order, up to `limit`, after `after` (exclusive). */
  list(options: { readonly prefix: string; readonly limit: number; readonly after?: string }): Promise<readonly string[]>;
  /** The same listing, with what is known of each blob. */
  listEntries(options: { readonly prefix: string; readonly limit: number; readonly after?: string }): Promise<readonly BlobEntry[]>;
}

export type DataKey = {
  /** 32 bytes for AES-256-GCM. Never stored. */
  readonly plaintext: Uint8Array;
  /** The same key under the master key, base64. Storing and destroying this is what keeps or erases the person. */
  readonly wrapped: string;
};

/** After KMS. `context` is bound to the wrapped key: unwrapping under another context fails. */
/** The wrapped key was made by another master key, for another context, or has been altered. */
export class WrappedKeyInvalidError extends Error {
  override readonly name = 'WrappedKeyInvalidError';
}

export interface Keys {
  generateDataKey(context: Readonly<Record<string, string>>): Promise<DataKey>;
  unwrap(wrapped: string, context: Readonly<Record<string, string>>): Promise<Uint8Array>;
  /**
   * Wrapped keys have been deleted: the engine sees to it, within minutes and across restarts, that no copy of them stays
   * in what it keeps files in. Where the service itself forgets deleted records, there is nothing to do.
   */
  destroyRemains(): Promise<void>;
  /** Keyed HMAC-SHA-256 as lower-case hex: joins equal values without revealing them. `purpose` separates domains. */
  mac(purpose: string, value: string): Promise<string>;
}

export interface Secrets {
  /** Current value and, while a rotation is under way, the previous one. Undefined when there is no such secret. */
  get(name: string): Promise<{ readonly current: string; readonly previous?: string } | undefined>;
}

export interface Parameters {
  get(name: string): Promise<string | undefined>;
}

// ---------------------------------------------------------------- People who sign in

/** Who signs the tokens of people, and where people go to get one. */
export type DirectoryIssuer = {
  /** `iss` of the tokens. */
  readonly url: string;
  /** `client_id` of the tokens that are meant for us. */
  readonly clientId: string;
  /** Where the public keys stand as a JWK set. */
  readonly jwksUrl: string;
  /** Page on which a person signs in. */
  readonly signInUrl: string;
};

/** Another entry has the address; the directory was not changed. */
export type AddressTaken = { readonly code: 'address-taken' };
/** The directory has no entry of this name. */
export type UsernameUnknown = { readonly code: 'username-unknown' };

/**
 * People who may sign in, where the machine keeps them and their passwords, after Cognito user pools. Usernames are user
 * ids. Every call can be repeated.
 */
export interface Directory {
  readonly issuer: DirectoryIssuer;
  /**
   * Makes the entry, with the address counting as verified, and mails the invitation. For an entry of this name that
   * nobody has signed in to yet, the invitation is mailed again; for any other entry of this name nothing is done.
   */
  invite(person: { readonly username: string; readonly email: string }): Promise<Result<void, AddressTaken>>;
  /** Whether the person can sign in. */
  setEnabled(username: string, enabled: boolean): Promise<Result<void, UsernameUnknown>>;
  /** Ends every session: no new token comes from an old one. Of an unknown name there are none. */
  signOut(username: string): Promise<void>;
  /** Voids the password and mails what it takes to set another: a code, or to somebody who never had one, the invitation. */
  resetPassword(username: string): Promise<Result<void, UsernameUnknown>>;
  /** Deletes the entry. Deleting an unknown one succeeds. */
  remove(username: string): Promise<void>;
}

// ---------------------------------------------------------------- Models, HTTP out, clock, ids

/** The model did not answer within its deadline, or not in the agreed form. Callers fall back to a rule. */
export class ModelUnavailableError extends UnavailableError {
  override readonly name = 'ModelUnavailableError';
}

export interface ModelEndpoint {
  /** @throws ModelUnavailableError */
  invoke(request: { readonly endpoint: string; readonly payload: unknown; readonly deadlineMs: number }): Promise<unknown>;
}

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds for the whole exchange, 1 to 60,000. */
  readonly deadlineMs: number;
};

export type HttpResponse = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export interface Http {
  /** Any status is an answer. @throws UnavailableError when there is none within the deadline */
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** What stands before the API and keeps its public answers for a while, after CloudFront. */
export interface EdgeCache {
  /** @throws UnavailableError when too much is being thrown out already, or nobody answers */
  purge(purge: Purge): Promise<void>;
}

/** What is to be thrown out of a cache. */
export type Purge = {
  /** Without a query each stands for itself alone; a `*` at the end stands for any ending, queries too. 1 to 3,000. */
  readonly paths: readonly string[];
  /** What it is done for. The same paths under the same reference are thrown out once, however often that is asked for. */
  readonly reference: string;
};

export interface Clock {
  now(): Instant;
}

/** A clock that can be waited by. */
export interface Timekeeper extends Clock {
  /** Resolves when so many milliseconds have passed. */
  sleep(ms: number): Promise<void>;
}

export interface Ids {
  /** A new id of 26 characters (ULID alphabet, lower case); ids of one process sort by creation. */
  next(): string;
  /** Random bytes fit for secrets. */
  bytes(length: number): Uint8Array;
}

/** Which installation this is, for those who look at it. */
export type Place = {
  /** API keys are good in the environment that they were made in. */
  readonly environment: 'live' | 'sandbox';
  /** In AWS. */
  readonly stage: string | null;
  /**
   * What makes an item one that many want, where that is not what usually does: in a simulation a few orders stand for thousands.
   * Rates are reservations in a second; an item with fewer free units than `fromUnits` gets no buckets, another one `slots`.
   */
  readonly busyItems?: {
    readonly fromPerSecond: number;
    readonly belowPerSecond: number;
    readonly slots: number;
    readonly fromUnits: number;
  };
};

/** Everything a handler may reach of the machine. */
export type Platform = {
  /** Event store, and beside the streams their receipts, master data, access rows and open task tokens. Nothing personal. */
  readonly ledger: Table;
  /** Everything derivable from the ledger. */
  readonly views: Table;
  /** Personal data and its wrapped keys. */
  readonly vault: Table;
  readonly bus: EventBus;
  /** @throws Error for a queue that no wiring declares */
  readonly queue: (name: string) => Queue;
  readonly workflows: Workflows;
  readonly timers: Timers;
  readonly blobs: BlobStore;
  readonly keys: Keys;
  readonly secrets: Secrets;
  readonly parameters: Parameters;
  readonly models: ModelEndpoint;
  readonly http: Http;
  /** Absent where the product keeps passwords and signs tokens itself, as on the embedded engine. */
  readonly directory?: Directory;
  /** Absent where nothing keeps answers, or nothing can be thrown out: then answers are as old as they say they may be. */
  readonly edge?: EdgeCache;
  readonly clock: Timekeeper;
  readonly ids: Ids;
  readonly sha256: (text: string) => string;
  /** @default a live installation that is no stage */
  readonly place?: Place;
  readonly observability: Observability;
};
