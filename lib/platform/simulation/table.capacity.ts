import { UnavailableError } from '../ports.ts';

/** The service turned the request away before doing anything: its adapter tries again by itself, a little later. */
export class RefusedForNowError extends UnavailableError {
  override readonly name: string = 'UnavailableError';
  readonly reason: 'partition-limit' | 'transaction-conflict';
  constructor(reason: 'partition-limit' | 'transaction-conflict') {
    super(reason === 'partition-limit' ? 'The partition has no capacity left' : 'Another transaction is at work on the same record');
    this.reason = reason;
  }
}

/** What one partition of a table bears, after DynamoDB. */
export type TableLimits = {
  /** Units of up to 1 KB; a write within a transaction takes two. DynamoDB gives 1,000. */
  readonly writeUnitsPerSecond: number;
  /** Units of up to 4 KB, for strongly consistent reads. DynamoDB gives 3,000. */
  readonly readUnitsPerSecond: number;
  /** How long a transaction keeps others from its records, in milliseconds. */
  readonly transactionMs: number;
};

export const dynamoLimits: TableLimits = { writeUnitsPerSecond: 1_000, readUnitsPerSecond: 3_000, transactionMs: 5 };

type Bucket = { units: number; atMs: number };

/** Capacity by partition: what was not used within the last second can still be used, as DynamoDB's burst allows. */
export const createCapacity = (limits: TableLimits, nowMs: () => number) => {
  const writes = new Map<string, Bucket>();
  const reads = new Map<string, Bucket>();
  const busyUntilMs = new Map<string, number>();

  const take = (buckets: Map<string, Bucket>, partition: string, units: number, perSecond: number): void => {
    const now = nowMs();
    const bucket = buckets.get(partition) ?? { units: perSecond, atMs: now };
    buckets.set(partition, bucket);
    bucket.units = Math.min(perSecond, bucket.units + ((now - bucket.atMs) * perSecond) / 1_000);
    bucket.atMs = now;
    // A request larger than what is left still goes through when anything is left, and the next ones pay for it.
    if (bucket.units <= 0) throw new RefusedForNowError('partition-limit');
    bucket.units -= units;
  };

  return {
    write: (partition: string, bytes: number, times = 1): void =>
      take(writes, partition, times * Math.max(1, Math.ceil(bytes / 1_024)), limits.writeUnitsPerSecond),
    read: (partition: string, bytes: number): void =>
      take(reads, partition, Math.max(1, Math.ceil(bytes / 4_096)), limits.readUnitsPerSecond),
    /** @throws RefusedForNowError while a transaction is at work on the record */
    requireFree: (record: string): void => {
      if ((busyUntilMs.get(record) ?? 0) > nowMs()) throw new RefusedForNowError('transaction-conflict');
    },
    occupy: (records: readonly string[]): void => {
      for (const record of records) busyUntilMs.set(record, nowMs() + limits.transactionMs);
    },
  };
};

export type Capacity = ReturnType<typeof createCapacity>;
