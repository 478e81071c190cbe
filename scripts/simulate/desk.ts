// Support at its desk: notes on orders, and one action on many of them. What got no answer is asked again, word for word.
import type { Random } from '../../lib/platform/simulation/random.ts';
import { personalWord, type Tenant, type World } from './world.ts';
import type { People } from './people.ts';

/** A note that was acknowledged. */
export type WrittenNote = { readonly tenant: Tenant; readonly orderId: string; readonly noteId: string; readonly text: string };
/** A bulk job that was acknowledged, and the orders that it was begun for. */
export type BegunJob = { readonly tenant: Tenant; readonly jobId: string; readonly action: string; readonly orderIds: readonly string[] };

export type Desk = {
  /** One look of support at the orders of a retailer. */
  readonly look: (tenant: Tenant) => Promise<void>;
  /** Tries what bulk jobs have given up again. @returns whether a job was not done */
  readonly resume: () => Promise<boolean>;
  readonly notes: readonly WrittenNote[];
  readonly jobs: readonly BegunJob[];
  /** Answers that nobody should have got. */
  readonly refusals: readonly string[];
};

/** An order that nobody has. */
const nobodysOrder = 'z'.repeat(26);
const ordersPerJob = 6;
/** Support looks at a job after this time, and each time later by as much again: about a minute in all. */
const pollMs = 4_000;
const pollsMax = 5;

type Parts = {
  readonly world: World;
  readonly people: Pick<People, 'ask' | 'placed'>;
  readonly random: Random;
  readonly notes: WrittenNote[];
  readonly jobs: BegunJob[];
  readonly refusals: string[];
};

/** Writes a note, sometimes twice at once. */
const createWriteNote =
  ({ world, people, notes, refusals }: Parts) =>
  async (tenant: Tenant, orderId: string): Promise<void> => {
    const text = `Kim ${personalWord} rang about ${orderId}, ${notes.length}`;
    const key = `note-${tenant}-${orderId}-${notes.length}`;
    const write = () => people.ask(tenant, 'POST', `/orders/${orderId}/notes`, { text }, key);
    const again = world.cloud.faults.strikes('duplicate') ? write() : undefined;
    const { status, body } = await write();
    const noteId = String(body['note_id']);
    if (status > 201) refusals.push(`a note on ${orderId} was answered ${status} ${String(body['code'])}`);
    else notes.push({ tenant, orderId, noteId, text });
    const second = await again;
    if (second !== undefined && second.body['note_id'] !== noteId) refusals.push(`one note on ${orderId} was taken as two`);
  };

const createJobs = ({ world, people, jobs, refusals }: Parts) => {
  const { scheduler, faults } = world.cloud;

  const begin = async (
    tenant: Tenant,
    request: { readonly action: string; readonly type?: string; readonly reason?: string },
    orderIds: readonly string[],
  ): Promise<string | undefined> => {
    const key = `bulk-${tenant}-${jobs.length}`;
    const ask = () => people.ask(tenant, 'POST', '/bulk-jobs', { ...request, order_ids: orderIds }, key);
    const again = faults.strikes('duplicate') ? ask() : undefined;
    const { status, body } = await ask();
    const second = await again;
    if (status !== 202) {
      refusals.push(`a bulk job was answered ${status} ${String(body['code'])}`);
      return undefined;
    }
    const jobId = String(body['bulk_job_id']);
    if (second !== undefined && second.body['bulk_job_id'] !== jobId) refusals.push(`one bulk job was taken as two, ${jobId} is one`);
    jobs.push({ tenant, jobId, action: request.action, orderIds });
    return jobId;
  };

  /** Looks at the job until it is done, or for as long as somebody has patience. */
  const awaitEnd = async (tenant: Tenant, jobId: string): Promise<void> => {
    for (let polls = 1; polls <= pollsMax; polls += 1) {
      await scheduler.sleep(polls * pollMs, `support waits for ${jobId}`);
      const { body } = await people.ask(tenant, 'GET', `/bulk-jobs/${jobId}`);
      if (body['state'] === 'done') return;
    }
  };

  return { begin, awaitEnd };
};

export const openDesk = (world: World, people: Pick<People, 'ask' | 'placed'>): Desk => {
  const random = world.cloud.random.fork('desk');
  const parts: Parts = { world, people, random, notes: [], jobs: [], refusals: [] };
  const writeNote = createWriteNote(parts);
  const { begin, awaitEnd } = createJobs(parts);
  const { scheduler } = world.cloud;
  const ended = new Set<BegunJob>();

  const ordersOf = (tenant: Tenant): readonly string[] =>
    [...people.placed.values()].filter((name) => name.startsWith(`${tenant}#`)).map((name) => name.slice(tenant.length + 1));

  const holdAndRelease = async (tenant: Tenant, orderIds: readonly string[]): Promise<void> => {
    const hold = { action: 'place_hold', type: 'customer-request', reason: 'asked to wait' };
    const placed = await begin(tenant, hold, orderIds);
    if (placed === undefined) return;
    await awaitEnd(tenant, placed);
    await scheduler.sleep(random.between(1_000, 20_000), 'holds last');
    const released = await begin(tenant, { action: 'release_holds', type: 'customer-request' }, orderIds);
    if (released !== undefined) await awaitEnd(tenant, released);
  };

  return {
    ...parts,
    look: async (tenant) => {
      const orders = ordersOf(tenant);
      if (orders.length === 0) return;
      await writeNote(tenant, random.pick(orders));
      const some = [...new Set(Array.from({ length: random.between(1, ordersPerJob) }, () => random.pick(orders))), nobodysOrder];
      if (!random.chance(0.25)) return holdAndRelease(tenant, some);
      const cancelled = await begin(tenant, { action: 'cancel' }, some.slice(-2));
      if (cancelled !== undefined) await awaitEnd(tenant, cancelled);
    },
    resume: async () => {
      let any = false;
      for (const job of parts.jobs.filter((one) => !ended.has(one))) {
        const path = `/bulk-jobs/${job.jobId}`;
        const { body } = await people.ask(job.tenant, 'GET', path);
        const { failed, waiting } = body['counts'] as { readonly waiting: number; readonly failed: number };
        if (failed > 0) await people.ask(job.tenant, 'POST', `${path}/resume`);
        if (failed + waiting === 0) ended.add(job);
        else any = true;
      }
      return any;
    },
  };
};
