import { plusMs } from '../../lib/kernel/instant.ts';
import type { EmbeddedWorkflows } from '../../lib/platform/embedded/workflows/workflows.embedded.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';

/** Retries of workflows are due within a minute; what people are waited for is due in days. */
const retriesWithinMs = 3_600_000;

/** Whether nothing is under way: no message, no change that a reader has not seen, no call or retry of a workflow. */
export const isQuiet = (parts: {
  readonly platform: Pick<Platform, 'queue' | 'clock'>;
  readonly workflows: Pick<EmbeddedWorkflows, 'settled' | 'nextDueAt'>;
  /** Whether the ledger has changes that the reader of this name has not handled. */
  readonly hasUnread: (reader: string) => Promise<boolean>;
}): (() => Promise<boolean>) => {
  const { platform, workflows, hasUnread } = parts;
  const readers = wirings.flatMap((wiring) => wiring.streams ?? []).map((stream) => stream.name);
  const queues = wirings.flatMap((wiring) => wiring.queues ?? []).map((queue) => platform.queue(queue.name));
  return async () => {
    await workflows.settled();
    const dueAt = workflows.nextDueAt();
    if (dueAt !== undefined && dueAt < plusMs(platform.clock.now(), retriesWithinMs)) return false;
    const unread = await Promise.all(readers.map(hasUnread));
    const depths = await Promise.all(queues.map((queue) => queue.depth()));
    return !unread.includes(true) && depths.every(({ waiting, inFlight }) => waiting + inFlight === 0);
  };
};
