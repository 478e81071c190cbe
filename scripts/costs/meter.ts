import { chunksOf, deliveryBytes, itemBytes, readUnits, writeUnits } from '../../lib/operations/domain/costs/capacity.ts';
import type { Meter, Usage } from '../../lib/operations/domain/costs/meters.ts';
import type { StoredBytes } from '../../lib/operations/domain/costs/storage.ts';
import type { PortCall, PortObserver } from '../../lib/platform/observed-platform.ts';
import type { BusEvent, Change, Item, Key, OutgoingMessage, Page, Write } from '../../lib/platform/ports.ts';
import { createShadowTable, recordName } from './shadow-tables.ts';

/** Write units of one kind of record, such as `views STATUS`. */
export type Contribution = { readonly record: string; readonly writes: number; readonly writeUnits: number };

export type PortMeter = {
  readonly observer: PortObserver;
  /** Counts up to now. */
  readonly usage: () => Usage;
  /** Write units by kind of record up to now, largest first. */
  readonly contributions: () => readonly Contribution[];
  /** What lies in the tables and in the blob store. */
  readonly stored: () => StoredBytes;
  /** Queues that the product has sent to by itself; what else arrives in a queue was put there by the bus or a schedule. */
  readonly sentTo: ReadonlySet<string>;
  readonly add: (meter: Meter, count: number) => void;
};

export type PortMeterOptions = {
  readonly fifoQueues: ReadonlySet<string>;
  /** Memory times duration that one answer of a model endpoint is taken to cost. */
  readonly modelMbMs: number;
};

const tables = ['ledger', 'views', 'vault'] as const;
type TableName = (typeof tables)[number];
const isTable = (port: string): port is TableName => (tables as readonly string[]).includes(port);

/** Kind of record from its key: the word after the tenant, and the prefix of the sort key where it has one. */
export const recordKind = (table: string, { PK, SK }: Key): string => {
  const [, kind = PK] = PK.split('#');
  const prefix = /^(?:[A-Z]+#|[A-Z]{2,}$)/.exec(SK)?.[0] ?? '';
  return [table, kind, prefix].filter((part) => part !== '').join(' ');
};

const keyOf = (write: Write): Key => (write.kind === 'put' ? { PK: write.item.PK, SK: write.item.SK } : write.key);

/** The write that a single-item method makes. */
const singleWrite = ({ method, args }: PortCall): Write | undefined => {
  if (method === 'put') return { kind: 'put', item: args[0] as Item };
  if (method === 'update') return { kind: 'update', key: args[0] as Key, change: args[1] as Change };
  return method === 'delete' ? { kind: 'delete', key: args[0] as Key } : undefined;
};

const eventBytes = ({ source, detailType, detail, time }: BusEvent): number =>
  Buffer.byteLength(source) + Buffer.byteLength(detailType) + Buffer.byteLength(JSON.stringify(detail)) + (time === undefined ? 0 : 14);

const messagesPerBatch = 10;

/** Counts what every call of a port would be billed for on AWS. Free of the clock: the same calls give the same counts. */
export const createPortMeter = ({ fifoQueues, modelMbMs }: PortMeterOptions): PortMeter => {
  const counts: Partial<Record<Meter, number>> = {};
  const byRecord = new Map<string, { writes: number; writeUnits: number }>();
  const shadows = { ledger: createShadowTable(), views: createShadowTable(), vault: createShadowTable() };
  const blobs = new Map<string, number>();
  const sentTo = new Set<string>();
  const add: PortMeter['add'] = (meter, count) => {
    counts[meter] = (counts[meter] ?? 0) + count;
  };

  /** A failed condition is billed like the write that it prevented, so this happens before the outcome is known. */
  const countWrite = (table: TableName, write: Write, transactional: boolean): void => {
    const key = keyOf(write);
    const next = shadows[table].after(write);
    const bytes = Math.max(shadows[table].bytes(key), next === undefined ? 0 : itemBytes(next));
    const units = writeUnits(bytes, { transactional });
    add('dynamodb.write-units', units);
    const record = recordKind(table, key);
    const known = byRecord.get(record) ?? { writes: 0, writeUnits: 0 };
    byRecord.set(record, { writes: known.writes + 1, writeUnits: known.writeUnits + units });
  };

  const writesOf = (call: PortCall): { readonly writes: readonly Write[]; readonly transactional: boolean } => {
    if (call.method === 'transact') return { writes: call.args[0] as readonly Write[], transactional: true };
    const write = singleWrite(call);
    return { writes: write === undefined ? [] : [write], transactional: false };
  };

  const countRead = (call: PortCall, result: unknown): void => {
    const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : itemBytes(item));
    if (call.method === 'get') add('dynamodb.read-units', readUnits(sizeOf(result as Item | undefined)));
    // A key that is named twice is asked for once.
    if (call.method === 'getMany') {
      const keys = call.args[0] as readonly Key[];
      const distinct = new Map(keys.map((key, index) => [recordName(key), (result as readonly (Item | undefined)[])[index]]));
      for (const item of distinct.values()) add('dynamodb.read-units', readUnits(sizeOf(item)));
    }
    if (call.method === 'query' || call.method === 'scan')
      add('dynamodb.read-units', readUnits((result as Page).items.reduce((sum, item) => sum + sizeOf(item), 0)));
  };

  const countSends = (queue: string, messages: readonly OutgoingMessage[]): void => {
    sentTo.add(queue);
    for (let start = 0; start < messages.length; start += messagesPerBatch) {
      const batch = messages.slice(start, start + messagesPerBatch);
      const bytes = batch.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
      add(fifoQueues.has(queue) ? 'sqs.fifo-requests' : 'sqs.standard-requests', chunksOf(bytes));
    }
  };

  const countBlob = ({ method, args }: PortCall): void => {
    const key = String(args[0]);
    if (method === 'put') blobs.set(key, (args[1] as { readonly bytes: Uint8Array }).bytes.length);
    if (method === 'delete') blobs.delete(key);
    if (method === 'put' || method === 'list') add('s3.put-requests', 1);
    if (method === 'get') add('s3.get-requests', 1);
  };

  const countOther = (call: PortCall): void => {
    if (call.port === 'bus')
      for (const event of call.args[0] as readonly BusEvent[]) {
        add('eventbridge.events', chunksOf(eventBytes(event)));
        // Every event of the product goes on to the archive.
        add('firehose.bytes', deliveryBytes(eventBytes(event)));
      }
    if (call.port === 'queue' && call.method === 'send') countSends(call.queue ?? '', call.args[0] as readonly OutgoingMessage[]);
    if (call.port === 'timers' && call.method === 'schedule') add('scheduler.invocations', 1);
    if (call.port === 'blobs') countBlob(call);
    // Tokens are computed by the functions themselves, and a destroyed key leaves remains on a laptop only.
    if (call.port === 'keys' && (call.method === 'generateDataKey' || call.method === 'unwrap')) add('kms.requests', 1);
    if (call.port === 'secrets') add('secrets-manager.calls', 1);
    if (call.port === 'models') add('sagemaker.mb-ms', modelMbMs);
    if (call.port === 'parameters') add('parameter-store.calls', 1);
  };

  return {
    observer: {
      before: (call) => {
        if (!isTable(call.port)) return countOther(call);
        const { writes, transactional } = writesOf(call);
        for (const write of writes) countWrite(call.port, write, transactional);
      },
      after: (call, result) => {
        if (!isTable(call.port)) return;
        for (const write of writesOf(call).writes) {
          const shadow = shadows[call.port];
          shadow.set(keyOf(write), call.method === 'update' ? (result as Item) : shadow.after(write));
        }
        countRead(call, result);
      },
    },
    usage: () => ({ ...counts }),
    contributions: () => [...byRecord].map(([record, of]) => ({ record, ...of })).sort((left, right) => right.writeUnits - left.writeUnits),
    stored: () => ({
      ledger: shadows.ledger.storedBytes(),
      views: shadows.views.storedBytes(),
      vault: shadows.vault.storedBytes(),
      blobs: [...blobs.values()].reduce((sum, bytes) => sum + bytes, 0),
    }),
    sentTo,
    add,
  };
};
