import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import { plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import type { Platform } from '../../../platform/ports.ts';
import { type BulkActor, bulkCommands } from '../../domain/bulk-action.ts';
import { describeOrderRejection } from '../../domain/order.rejections.ts';
import { orderExists } from '../../domain/order.state.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import { executeOnOrder, type OrdersParts } from '../orders.parts.ts';
import { type BulkJob, type BulkJobRows, type BulkRow, stateOf } from './bulk-job.rows.ts';

/** Queue of the work on bulk jobs. */
export const bulkJobsQueue = 'bulk-jobs';
/** Receives of a message, of which the last gives up rows that fail. */
export const bulkTriesMax = 4;

/** A job that moves on is looked at this often; one that did not meanwhile is stalled. */
const watchMs = 5 * 60_000;
const ordersAtOnce = 5;

export type BulkWork =
  | { readonly kind: 'chunk'; readonly tenant_id: TenantId; readonly job_id: string; readonly chunk: number }
  | { readonly kind: 'watch'; readonly tenant_id: TenantId; readonly job_id: string };

type Parts = {
  readonly store: OrdersParts['store'];
  readonly rows: BulkJobRows;
  readonly platform: Pick<Platform, 'queue' | 'timers' | 'clock' | 'observability'>;
};

type Outcome = Pick<BulkRow, 'state' | 'code' | 'message'>;

const plain = (state: BulkRow['state']): Outcome => ({ state, code: null, message: null });

/** Has chunks worked off, each by a message of its own. */
export const sendChunks = async (
  { queue }: Pick<Platform, 'queue'>,
  tenantId: TenantId,
  jobId: string,
  chunks: readonly number[],
): Promise<void> => {
  const work = chunks.map((chunk): BulkWork => ({ kind: 'chunk', tenant_id: tenantId, job_id: jobId, chunk }));
  if (work.length > 0) await queue(bulkJobsQueue).send(work.map((one) => ({ body: JSON.stringify(one) })));
};

/** Has the job looked at in a while, to see whether it moves on. */
export const watchLater = ({ timers, clock }: Pick<Platform, 'timers' | 'clock'>, tenantId: TenantId, jobId: string): Promise<void> => {
  const work: BulkWork = { kind: 'watch', tenant_id: tenantId, job_id: jobId };
  return timers.schedule({ name: `bulk-${jobId}`, at: plusMs(clock.now(), watchMs), queue: bulkJobsQueue, body: JSON.stringify(work) });
};

/** Works bulk jobs off. Everything may come twice, at once or after a crash: orders refuse to change twice, and so do the counts. */
export const createWorkBulkJob = ({ store, rows, platform }: Parts) => {
  const { clock, observability } = platform;

  /** Whether this job has changed the order: a try before may have died before it could note so. */
  const hasChanged = async (tenantId: TenantId, orderId: OrderId, jobId: string): Promise<boolean> =>
    (await store.read(orderStream(tenantId, orderId))).some((record) => record.correlation_id === jobId);

  const handle = async (
    tenantId: TenantId,
    { bulkJobId: jobId, request, requestedBy, roles }: BulkJob,
    orderId: OrderId,
  ): Promise<Outcome> => {
    const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
    if (!orderExists(state))
      return { state: 'refused', code: 'order-not-found', message: describeOrderRejection({ code: 'order-not-found' }) };
    const caller: Caller = { tenantId, context: { actor: requestedBy, correlationId: jobId, causationId: jobId } };
    const actor: BulkActor = { jobId, by: `${requestedBy.kind}:${requestedBy.id}`, roles, at: clock.now() };
    let changed = false;
    for (const command of bulkCommands(request, state, actor)) {
      const executed = await executeOnOrder(store, caller, orderId, command);
      // Somebody closed the hold since the order was read, perhaps another worker on this very job.
      if (!executed.ok && executed.error.code === 'hold-not-open') continue;
      if (!executed.ok) return { state: 'refused', code: executed.error.code, message: describeOrderRejection(executed.error) };
      if (executed.value.events.length > 0) changed = true;
    }
    return plain(changed || (await hasChanged(tenantId, orderId, jobId)) ? 'done' : 'unchanged');
  };

  /** Tries one order. One that fails waits for the next try, or is given up with the last. */
  const tryRow = async (
    tenantId: TenantId,
    job: BulkJob,
    row: BulkRow,
    isLastTry: boolean,
  ): Promise<{ readonly row: BulkRow; readonly error?: unknown }> => {
    try {
      return { row: { orderId: row.orderId, ...(await handle(tenantId, job, row.orderId)), at: clock.now() } };
    } catch (error) {
      observability.logger.warn('order of a bulk job not handled', {
        tenant_id: tenantId,
        job_id: job.bulkJobId,
        order_id: row.orderId,
        error_name: (error as Error).name,
        error_message: (error as Error).message,
      });
      if (!isLastTry) return { row, error };
      const message = 'The order could not be changed, after several tries. Resuming the job tries it again.';
      return { row: { ...row, state: 'failed', code: 'not-handled', message, at: clock.now() } };
    }
  };

  /** Works off what waits in a chunk. @throws the first error of an order that is to be tried again */
  const workChunk = async (tenantId: TenantId, jobId: string, number: number, isLastTry: boolean): Promise<void> => {
    const job = await rows.read(tenantId, jobId);
    // One that has expired is nobody's concern any more.
    if (!job || job.stopped) return;
    const chunk = await rows.chunk(tenantId, jobId, number);
    if (!chunk) return;
    const after = [...chunk.rows];
    const errors: unknown[] = [];
    const waiting = chunk.rows.flatMap((row, index) => (row.state === 'waiting' ? [index] : []));
    await concurrently(waiting, ordersAtOnce, async (index) => {
      const tried = await tryRow(tenantId, job, chunk.rows[index] as BulkRow, isLastTry);
      after[index] = tried.row;
      if ('error' in tried) errors.push(tried.error);
    });
    // Where somebody else was faster, what they noted is as true: each order was asked, and remembers.
    if (errors.length < waiting.length) await rows.save(tenantId, job, chunk, after, clock.now());
    if (errors.length > 0) throw errors[0];
  };

  const waitingChunks = async (tenantId: TenantId, jobId: string): Promise<readonly number[]> =>
    (await rows.chunks(tenantId, jobId)).filter((chunk) => chunk.rows.some(({ state }) => state === 'waiting')).map(({ number }) => number);

  /** Looks whether a job moves on. One that does not is told of, and what may have been lost is sent again. */
  const watch = async (tenantId: TenantId, jobId: string): Promise<void> => {
    const job = await rows.read(tenantId, jobId);
    if (!job || stateOf(job) !== 'running') return;
    if (toEpochMs(clock.now()) - toEpochMs(job.updatedAt) >= watchMs) {
      observability.metrics.addMetric('BulkJobsStalled', 'Count', 1);
      observability.logger.warn('bulk job does not move on', { tenant_id: tenantId, job_id: jobId, waiting: job.counts.waiting });
      await sendChunks(platform, tenantId, jobId, await waitingChunks(tenantId, jobId));
    }
    await watchLater(platform, tenantId, jobId);
  };

  return {
    workChunk,
    waitingChunks,
    /** Does what a message asks for. */
    work: (work: BulkWork, isLastTry: boolean): Promise<void> =>
      work.kind === 'chunk' ? workChunk(work.tenant_id, work.job_id, work.chunk, isLastTry) : watch(work.tenant_id, work.job_id),
  };
};
