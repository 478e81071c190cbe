// What must have become of what support did: every note there once, every job at its end, every order changed once.
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { bulkJobState } from '../../lib/orders/index.ts';
import type { BegunJob, Desk, WrittenNote } from './desk.ts';
import type { World } from './world.ts';

const notesMax = 500;
const rowsMax = 200;

const noteProblems = async ({ product }: World, notes: readonly WrittenNote[]): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const [name, own] of Map.groupBy(notes, ({ tenant, orderId }) => `${tenant}#${orderId}`)) {
    const [tenant = '', orderId = ''] = name.split('#');
    const page = await product.desk.notes.list(TenantId(tenant), OrderId(orderId), { personal: true, limit: notesMax });
    const kept = page?.notes ?? [];
    if (kept.length !== own.length) problems.push(`order ${name} has ${kept.length} notes, and ${own.length} were written`);
    for (const { noteId, text } of own) {
      const found = kept.filter((note) => note.noteId === noteId);
      if (found.length !== 1 || found[0]?.text !== text) problems.push(`note ${noteId} of order ${name} is not there as it was written`);
    }
  }
  return problems;
};

/** The events by which an action changes an order. */
const factsOf: Readonly<Record<string, readonly string[]>> = {
  cancel: ['order.cancelled', 'order.remainder_cancelled'],
  place_hold: ['order.hold_placed'],
  release_holds: ['order.hold_released'],
};

const jobProblems = async ({ product }: World, { tenant, jobId, action, orderIds }: BegunJob): Promise<readonly string[]> => {
  const tenantId = TenantId(tenant);
  const job = await product.desk.bulk.get(tenantId, jobId);
  if (!job) return [`bulk job ${jobId} was acknowledged and is lost`];
  const { waiting, failed, ...ended } = job.counts;
  const problems: string[] = [];
  if (bulkJobState(job) !== 'done' || failed > 0) problems.push(`bulk job ${jobId}: ${waiting} orders wait and ${failed} have failed`);
  const counted = Object.values(ended).reduce((sum, count) => sum + count, waiting + failed);
  if (counted !== orderIds.length) problems.push(`bulk job ${jobId} counts ${counted} orders of ${orderIds.length}`);
  const page = await product.desk.bulk.rows(tenantId, jobId, { limit: rowsMax });
  for (const { orderId, state } of page?.rows ?? []) {
    const events = await product.orders.read.events(tenantId, orderId);
    // What follows from a change has its correlation, too, and is the system's doing.
    const own = events.filter(
      (event) => event.correlation_id === jobId && event.actor.kind === 'api_key' && factsOf[action]?.includes(event.type),
    ).length;
    const isRight = state === 'done' ? (action === 'release_holds' ? own > 0 : own === 1) : own === 0;
    if (!isRight) problems.push(`bulk job ${jobId} says ${state} of order ${orderId}, and changed it ${own} times`);
  }
  return problems;
};

export const deskProblems = async (world: World, { notes, jobs, refusals }: Desk): Promise<readonly string[]> => {
  const problems = [...refusals, ...(await noteProblems(world, notes))];
  for (const job of jobs) problems.push(...(await jobProblems(world, job)));
  return problems;
};
