import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Actor } from '../../../platform/event-store/event-record.ts';
import { ConditionFailedError, type Item, type Table, TransactionCanceledError } from '../../../platform/ports.ts';
import type { BulkAction } from '../../domain/bulk-action.ts';

/** `waiting`: not tried yet, or to be tried again; `failed`: given up after several tries, until the job is resumed. */
export const bulkRowStates = ['waiting', 'done', 'unchanged', 'refused', 'failed'] as const;
export type BulkRowState = (typeof bulkRowStates)[number];

export type BulkRow = {
  readonly orderId: OrderId;
  readonly state: BulkRowState;
  /** Why it was refused or failed; null otherwise. */
  readonly code: string | null;
  readonly message: string | null;
  /** When it came to this state; null while it waits. */
  readonly at: Instant | null;
};

export type BulkCounts = Readonly<Record<BulkRowState, number>>;

/** For whom orders are changed, and in which roles. */
export type BulkAuthority = { readonly requestedBy: Actor; readonly roles: readonly string[] };

export type BulkJobState = 'running' | 'stopped' | 'done';

export type BulkJob = {
  readonly bulkJobId: string;
  readonly request: BulkAction;
  /** Who asked for it, or resumed it last. */
  readonly requestedBy: Actor;
  readonly roles: readonly string[];
  readonly chunks: number;
  readonly counts: BulkCounts;
  readonly stopped: boolean;
  readonly createdAt: Instant;
  /** When rows were last worked off, or the job was stopped or resumed. */
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
};

/** Rows that are worked off together. `revision` counts how often they were written. */
export type BulkChunk = { readonly number: number; readonly revision: number; readonly rows: readonly BulkRow[] };

export const stateOf = ({ counts, stopped }: Pick<BulkJob, 'counts' | 'stopped'>): BulkJobState =>
  counts.waiting === 0 ? 'done' : stopped ? 'stopped' : 'running';

export const countsOf = (rows: readonly Pick<BulkRow, 'state'>[]): BulkCounts => {
  const counts = { waiting: 0, done: 0, unchanged: 0, refused: 0, failed: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
};

/**
 * Jobs stand beside the streams: they follow from no event, and what they do to orders stands in the orders' own events.
 * Rows are kept in chunks, so that working off a thousand orders writes forty times instead of a thousand.
 */
export type BulkJobRows = {
  readonly read: (tenantId: TenantId, jobId: string) => Promise<BulkJob | undefined>;
  /** Newest first. @throws InvalidCursorError */
  readonly list: (
    tenantId: TenantId,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ) => Promise<{ readonly jobs: readonly BulkJob[]; readonly cursor?: string }>;
  /** @returns false when there is a job of this id already, which stays as it is */
  readonly create: (tenantId: TenantId, job: BulkJob, chunks: readonly BulkChunk[]) => Promise<boolean>;
  readonly chunk: (tenantId: TenantId, jobId: string, number: number) => Promise<BulkChunk | undefined>;
  readonly chunks: (tenantId: TenantId, jobId: string, from?: number) => Promise<readonly BulkChunk[]>;
  /** Writes rows and the job's counts together. @returns false when somebody else has written the chunk since it was read */
  readonly save: (
    tenantId: TenantId,
    job: Pick<BulkJob, 'bulkJobId'>,
    chunk: BulkChunk,
    rows: readonly BulkRow[],
    at: Instant,
  ) => Promise<boolean>;
  /** @returns undefined when there is no such job */
  readonly stop: (tenantId: TenantId, jobId: string, at: Instant) => Promise<BulkJob | undefined>;
  /** From now on the job acts for whoever resumes it. @returns undefined when there is no such job */
  readonly resume: (tenantId: TenantId, jobId: string, authority: BulkAuthority, at: Instant) => Promise<BulkJob | undefined>;
};

const jobKey = 'JOB';
const chunkPrefix = 'ROWS#';
const partition = (tenantId: TenantId, jobId: string): string => `${tenantId}#BULKJOB#${jobId}`;
const listPartition = (tenantId: TenantId): string => `${tenantId}#BULKJOBS`;
const chunkKey = (number: number): string => `${chunkPrefix}${String(number).padStart(4, '0')}`;
const secondsOf = (instant: Instant): number => Math.floor(toEpochMs(instant) / 1_000);
const keysAtOnce = 100;

// Counts are attributes of their own, because only those can be added to.
const jobItem = (tenantId: TenantId, { counts, ...job }: BulkJob): Item => ({
  PK: partition(tenantId, job.bulkJobId),
  SK: jobKey,
  ttl: secondsOf(job.expiresAt),
  ...(toWire(job) as Readonly<Record<string, unknown>>),
  ...counts,
});

const jobOf = (item: Item): BulkJob => {
  const { PK: _partition, SK: _key, ttl: _ttl, waiting, done, unchanged, refused, failed, ...rest } = item;
  const counts = { waiting, done, unchanged, refused, failed } as BulkCounts;
  return { ...fromWire<Omit<BulkJob, 'counts'>>(rest), counts };
};

const chunkOf = (item: Item): BulkChunk => ({
  number: Number(item.SK.slice(chunkPrefix.length)),
  revision: Number(item['revision']),
  rows: fromWire<readonly BulkRow[]>(item['rows']),
});

const isConditional = (error: unknown): boolean => error instanceof ConditionFailedError || error instanceof TransactionCanceledError;

export const createBulkJobRows = (ledger: Table): BulkJobRows => {
  const read: BulkJobRows['read'] = async (tenantId, jobId) => {
    const item = await ledger.get({ PK: partition(tenantId, jobId), SK: jobKey });
    return item && jobOf(item);
  };

  const readAll = async (tenantId: TenantId, jobIds: readonly string[]): Promise<readonly BulkJob[]> => {
    const jobs: BulkJob[] = [];
    for (let start = 0; start < jobIds.length; start += keysAtOnce) {
      const keys = jobIds.slice(start, start + keysAtOnce).map((jobId) => ({ PK: partition(tenantId, jobId), SK: jobKey }));
      jobs.push(...(await ledger.getMany(keys)).flatMap((item) => (item ? [jobOf(item)] : [])));
    }
    return jobs;
  };

  const change = async (tenantId: TenantId, jobId: string, set: Readonly<Record<string, unknown>>): Promise<BulkJob | undefined> => {
    try {
      return jobOf(await ledger.update({ PK: partition(tenantId, jobId), SK: jobKey }, { set }, { kind: 'present' }));
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      return undefined;
    }
  };

  const putChunk = async (tenantId: TenantId, job: BulkJob, { number, revision, rows }: BulkChunk): Promise<void> => {
    const key = { PK: partition(tenantId, job.bulkJobId), SK: chunkKey(number) };
    try {
      await ledger.put({ ...key, revision, rows: toWire(rows), ttl: secondsOf(job.expiresAt) }, { kind: 'absent' });
    } catch (error) {
      // A first try that broke off, or another one at the same time, has written the very same.
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  };

  return {
    read,
    list: async (tenantId, { limit, cursor }) => {
      const page = await ledger.query({
        PK: listPartition(tenantId),
        descending: true,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const jobs = await readAll(
        tenantId,
        page.items.map((item) => String(item['job_id'])),
      );
      return { jobs, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
    },
    create: async (tenantId, job, chunks) => {
      for (const chunk of chunks) await putChunk(tenantId, job, chunk);
      const listed = { PK: listPartition(tenantId), SK: `${job.createdAt}#${job.bulkJobId}`, job_id: job.bulkJobId };
      try {
        // The job comes last: one that is there has all of its rows.
        await ledger.transact([
          { kind: 'put', item: jobItem(tenantId, job), condition: { kind: 'absent' } },
          { kind: 'put', item: { ...listed, ttl: secondsOf(job.expiresAt) } },
        ]);
        return true;
      } catch (error) {
        if (!isConditional(error)) throw error;
        return false;
      }
    },
    chunk: async (tenantId, jobId, number) => {
      const item = await ledger.get({ PK: partition(tenantId, jobId), SK: chunkKey(number) });
      return item && chunkOf(item);
    },
    chunks: async (tenantId, jobId, from = 0) => {
      const found: BulkChunk[] = [];
      let cursor: string | undefined;
      do {
        const range = { from: chunkKey(from), to: `${chunkPrefix}~` };
        const page = await ledger.query({ PK: partition(tenantId, jobId), ...range, ...(cursor === undefined ? {} : { cursor }) });
        found.push(...page.items.map(chunkOf));
        cursor = page.cursor;
      } while (cursor !== undefined);
      return found;
    },
    save: async (tenantId, { bulkJobId }, chunk, rows, at) => {
      const PK = partition(tenantId, bulkJobId);
      const [before, after] = [countsOf(chunk.rows), countsOf(rows)];
      const add = Object.fromEntries(bulkRowStates.map((state) => [state, after[state] - before[state]]));
      try {
        await ledger.transact([
          {
            kind: 'update',
            key: { PK, SK: chunkKey(chunk.number) },
            change: { set: { rows: toWire(rows), revision: chunk.revision + 1 } },
            condition: { kind: 'equals', attribute: 'revision', value: chunk.revision },
          },
          { kind: 'update', key: { PK, SK: jobKey }, change: { set: { updated_at: at }, add }, condition: { kind: 'present' } },
        ]);
        return true;
      } catch (error) {
        if (!isConditional(error)) throw error;
        return false;
      }
    },
    stop: (tenantId, jobId, at) => change(tenantId, jobId, { stopped: true, updated_at: at }),
    resume: (tenantId, jobId, { requestedBy, roles }, at) =>
      change(tenantId, jobId, { stopped: false, updated_at: at, requested_by: { ...requestedBy }, roles }),
  };
};
