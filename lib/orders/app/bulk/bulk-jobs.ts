import { stableId } from '../../../kernel/hash-chain.ts';
import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import { plusMs } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import { InvalidCursorError, type Platform } from '../../../platform/ports.ts';
import { readView } from '../../../platform/projection/listed-views.ts';
import { type BulkAction, tryBulkAction } from '../../domain/bulk-action.ts';
import { describeOrderRejection, type OrderRejection } from '../../domain/order.rejections.ts';
import { orderExists } from '../../domain/order.state.ts';
import { orderProjection } from '../order.projection.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import type { OrdersParts } from '../orders.parts.ts';
import {
  type BulkAuthority,
  type BulkChunk,
  type BulkJob,
  type BulkRow,
  type BulkRowState,
  countsOf,
  createBulkJobRows,
  stateOf,
} from './bulk-job.rows.ts';
import { createWorkBulkJob, sendChunks, watchLater } from './work-bulk-job.ts';

const rowsPerChunk = 25;
const keptMs = 90 * 24 * 3600 * 1_000;
const readAtOnce = 20;

export type TriedRow = {
  readonly orderId: OrderId;
  readonly outcome: 'would_change' | 'unchanged' | 'refused';
  readonly code: string | null;
  readonly message: string | null;
};

type Asked = { readonly request: BulkAction; readonly orderIds: readonly OrderId[]; readonly roles: readonly string[] };

/** With what people call the order; null where there is no such order. */
export type NamedBulkRow = BulkRow & { readonly orderName: string | null };
export type BulkRowPage = { readonly rows: readonly NamedBulkRow[]; readonly cursor?: string };

/** Actions on up to a thousand orders: tried out, begun, looked at, stopped and resumed. */
export type BulkJobs = {
  /** What the action would do to each order as it stands. Writes nothing. */
  readonly tryOut: (caller: Caller, asked: Asked) => Promise<readonly TriedRow[]>;
  /** @param repeatKey the same one of the same caller begins the same job: once */
  readonly begin: (caller: Caller, asked: Asked, repeatKey?: string) => Promise<BulkJob>;
  readonly get: (tenantId: TenantId, jobId: string) => Promise<BulkJob | undefined>;
  /** Newest first. @throws InvalidCursorError */
  readonly list: (
    tenantId: TenantId,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ) => Promise<{ readonly jobs: readonly BulkJob[]; readonly cursor?: string }>;
  /** In the order in which they were asked for. @throws InvalidCursorError */
  readonly rows: (
    tenantId: TenantId,
    jobId: string,
    page: { readonly state?: BulkRowState | undefined; readonly limit: number; readonly cursor?: string | undefined },
  ) => Promise<BulkRowPage | undefined>;
  /** Leaves alone what has not been tried yet. What is being tried this moment is finished. */
  readonly stop: (tenantId: TenantId, jobId: string) => Promise<BulkJob | undefined>;
  /** Goes on with rows that wait, and tries those that failed again: for whoever resumes, since who began may have lost the right. */
  readonly resume: (tenantId: TenantId, jobId: string, authority: BulkAuthority) => Promise<BulkJob | undefined>;
  /** Works a job off in this process, chunk by chunk, beside whoever else does. */
  readonly workOff: (tenantId: TenantId, jobId: string) => AsyncGenerator<BulkJob>;
};

/** Place of a row: its chunk, and its index there. */
type Place = { readonly chunk: number; readonly index: number };

const placeOf = (cursor: string): Place => {
  const [, chunk, index] = /^(\d{1,4})\.(\d{1,4})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (chunk === undefined || index === undefined) throw new InvalidCursorError('The cursor is not one of these rows');
  return { chunk: Number(chunk), index: Number(index) };
};

const isBehind = (place: Place, { chunk, index }: Place): boolean => place.chunk > chunk || (place.chunk === chunk && place.index > index);

const waitingRow = (orderId: OrderId): BulkRow => ({ orderId, state: 'waiting', code: null, message: null, at: null });

const chunksOf = (orderIds: readonly OrderId[]): readonly BulkChunk[] => {
  const rows = [...new Set(orderIds)].map(waitingRow);
  return Array.from({ length: Math.ceil(rows.length / rowsPerChunk) }, (_, number) => ({
    number,
    revision: 0,
    rows: rows.slice(number * rowsPerChunk, (number + 1) * rowsPerChunk),
  }));
};

type Parts = { readonly store: OrdersParts['store']; readonly platform: Platform };

/** Goes through the rows of a job behind a place, up to one more than are wanted. */
const pageOf = (
  chunks: readonly BulkChunk[],
  state: BulkRowState | undefined,
  limit: number,
  after: Place | undefined,
): { readonly rows: readonly BulkRow[]; readonly cursor?: string } => {
  const wanted = chunks
    .flatMap(({ number, rows }) => rows.map((row, index) => ({ row, place: { chunk: number, index } })))
    .filter(({ row, place }) => (after === undefined || isBehind(place, after)) && (state === undefined || row.state === state));
  const shown = wanted.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ row }) => row),
    ...(wanted.length > limit && last ? { cursor: Buffer.from(`${last.place.chunk}.${last.place.index}`).toString('base64url') } : {}),
  };
};

/** What people call the orders of some rows. */
const namesOf = async (platform: Platform, tenantId: TenantId, rows: readonly BulkRow[]): Promise<ReadonlyMap<OrderId, string>> => {
  const names = new Map<OrderId, string>();
  await concurrently(rows, readAtOnce, async ({ orderId }) => {
    const found = await readView(platform, orderProjection, orderStream(tenantId, orderId));
    if (found) names.set(orderId, found.view.channel_order_name ?? found.view.channel_order_id);
  });
  return names;
};

const createTryOut =
  ({ store, platform }: Parts): BulkJobs['tryOut'] =>
  async ({ tenantId, context }, { request, orderIds, roles }) => {
    const actor = { jobId: 'dry-run', by: `${context.actor.kind}:${context.actor.id}`, roles, at: platform.clock.now() };
    const refused = (orderId: OrderId, rejection: OrderRejection): TriedRow => ({
      orderId,
      outcome: 'refused',
      code: rejection.code,
      message: describeOrderRejection(rejection),
    });
    const tried = new Map<OrderId, TriedRow>(
      [...new Set(orderIds)].map((orderId) => [orderId, refused(orderId, { code: 'order-not-found' })]),
    );
    await concurrently([...tried.keys()], readAtOnce, async (orderId) => {
      const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
      if (!orderExists(state)) return;
      const decided = tryBulkAction(request, state, actor);
      if (!decided.ok) tried.set(orderId, refused(orderId, decided.error));
      else
        tried.set(orderId, { orderId, outcome: decided.value === 'unchanged' ? 'unchanged' : 'would_change', code: null, message: null });
    });
    return [...tried.values()];
  };

export const createBulkJobs = (parts: Parts): BulkJobs => {
  const { platform } = parts;
  const { clock, ids, sha256 } = platform;
  const rows = createBulkJobRows(platform.ledger);
  const worker = createWorkBulkJob({ ...parts, rows });

  const send = async (tenantId: TenantId, jobId: string): Promise<void> =>
    sendChunks(platform, tenantId, jobId, await worker.waitingChunks(tenantId, jobId));

  const begin: BulkJobs['begin'] = async ({ tenantId, context: { actor } }, { request, orderIds, roles }, repeatKey) => {
    const bulkJobId = repeatKey === undefined ? ids.next() : stableId(sha256, 'bulk-job', tenantId, actor.kind, actor.id, repeatKey);
    const known = await rows.read(tenantId, bulkJobId);
    if (!known) {
      const chunks = chunksOf(orderIds);
      const [now, counts] = [clock.now(), countsOf(chunks.flatMap((chunk) => chunk.rows))];
      const times = { createdAt: now, updatedAt: now, expiresAt: plusMs(now, keptMs) };
      // The watch first: from the moment that there is a job, somebody looks after it.
      await watchLater(platform, tenantId, bulkJobId);
      await rows.create(
        tenantId,
        { bulkJobId, request, requestedBy: actor, roles, chunks: chunks.length, counts, stopped: false, ...times },
        chunks,
      );
    }
    // Also of one that is known: the try before may have ended right here.
    const job = await rows.read(tenantId, bulkJobId);
    if (!job) throw new Error(`bulk job ${bulkJobId} was begun and is not there`);
    if (stateOf(job) === 'running') await send(tenantId, bulkJobId);
    return job;
  };

  const resume: BulkJobs['resume'] = async (tenantId, jobId, authority) => {
    if (!(await rows.read(tenantId, jobId))) return undefined;
    await watchLater(platform, tenantId, jobId);
    // For whom comes before what: no order that waits again may be changed for whoever began.
    const resumed = await rows.resume(tenantId, jobId, authority, clock.now());
    if (!resumed) return undefined;
    for (const chunk of await rows.chunks(tenantId, jobId)) {
      if (!chunk.rows.some(({ state }) => state === 'failed')) continue;
      const again = chunk.rows.map((row) => (row.state === 'failed' ? waitingRow(row.orderId) : row));
      // Whoever has written the chunk meanwhile works on it.
      await rows.save(tenantId, resumed, chunk, again, clock.now());
    }
    await send(tenantId, jobId);
    return rows.read(tenantId, jobId);
  };

  return {
    tryOut: createTryOut(parts),
    begin,
    get: rows.read,
    list: rows.list,
    rows: async (tenantId, jobId, { state, limit, cursor }) => {
      const after = cursor === undefined ? undefined : placeOf(cursor);
      if (!(await rows.read(tenantId, jobId))) return undefined;
      const { rows: shown, ...rest } = pageOf(await rows.chunks(tenantId, jobId, after?.chunk), state, limit, after);
      const names = await namesOf(platform, tenantId, shown);
      return { rows: shown.map((row) => ({ ...row, orderName: names.get(row.orderId) ?? null })), ...rest };
    },
    stop: async (tenantId, jobId) => rows.stop(tenantId, jobId, clock.now()),
    resume,
    workOff: async function* (tenantId, jobId) {
      for (const chunk of await worker.waitingChunks(tenantId, jobId)) {
        await worker.workChunk(tenantId, jobId, chunk, true);
        const job = await rows.read(tenantId, jobId);
        if (!job) return;
        yield job;
        if (job.stopped) return;
      }
    },
  };
};
