import type { DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Functions } from '../embedded/runtime/functions.ts';
import { createQueueStep } from '../embedded/runtime/queue-source.ts';
import { createStreamStep } from '../embedded/runtime/stream-source.ts';
import type { ChangeFeed, Platform, Queue } from '../ports.ts';
import type { QueueWiring, ScheduleWiring, StreamWiring } from '../wiring.ts';
import type { Faults } from './faults.ts';
import type { ModelQueues } from './queue.model.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** Told of every message of a queue that its function has handled. */
export type OnHandled = (queue: string, body: string) => void;

type SourceParts = {
  readonly machine: Platform;
  readonly functions: Functions;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: Random;
};

const pollMs = { from: 1, to: 40 } as const;
/** Lambda asks each shard of a stream for records four times a second. */
const shardPollMs = { from: 1, to: 250 } as const;

const isPoisoned = ({ faults }: SourceParts, poisoned: Map<string, boolean>, id: string): boolean => {
  const known = poisoned.get(id) ?? faults.strikes('poison');
  poisoned.set(id, known);
  return known && faults.isActive('poison');
};

/** Functions as a queue calls them: some records poison them, some answers report more failures than there were. */
const createQueueFunctions = (parts: SourceParts, wiring: QueueWiring, poisoned: Map<string, boolean>, onHandled: OnHandled): Functions => {
  const { functions, scheduler, faults, random } = parts;
  return {
    preload: functions.preload,
    invoke: async (name, event) => {
      const { Records: records } = event as SQSEvent;
      await scheduler.sleep(random.between(pollMs.from, pollMs.to), `${wiring.name} invokes ${name} with ${records.length}`);
      if (records.some(({ messageId }) => isPoisoned(parts, poisoned, messageId))) throw new Error('A message poisons the function');
      const answer = ((await functions.invoke(name, event)) ?? { batchItemFailures: [] }) as SQSBatchResponse;
      const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const { messageId, body } of records) if (!failed.has(messageId)) onHandled(wiring.name, body);
      if (!faults.strikes('partial-batch')) return answer;
      return { batchItemFailures: [...answer.batchItemFailures, { itemIdentifier: random.pick(records).messageId }] };
    },
  };
};

/** Keeps every queue's function busy while there is something to receive. @returns what to call when a queue has changed */
export const startQueues = (
  parts: SourceParts & { readonly queues: ModelQueues; readonly wirings: readonly QueueWiring[]; readonly onHandled: OnHandled },
): ((queue: string) => void) => {
  const { scheduler, faults, random, queues, machine } = parts;
  const poisoned = new Map<string, boolean>();
  const pollers = new Map<string, () => void>();

  // The service acknowledges what was handled; that may get lost, and the message comes again.
  const forgetful = (queue: Queue): Queue => ({
    ...queue,
    acknowledge: async (receipt) => (faults.strikes('duplicate') ? undefined : queue.acknowledge(receipt)),
  });

  const addPoller = (wiring: QueueWiring): void => {
    const platform: Platform = { ...machine, queue: (name) => forgetful(machine.queue(name)) };
    const step = createQueueStep(platform, createQueueFunctions(parts, wiring, poisoned, parts.onHandled), wiring);
    let running = 0;
    let polls: { readonly atMs: number; readonly callOff: () => void } | undefined;

    const poll = (): void => {
      polls = undefined;
      if (running >= (wiring.concurrency ?? 4)) return;
      running += 1;
      void work();
      wake();
    };

    const work = async (): Promise<void> => {
      await step();
      running -= 1;
      wake();
    };

    const wake = (): void => {
      const dueMs = queues.get(wiring.name).nextReceivableMs();
      if (dueMs === undefined || running >= (wiring.concurrency ?? 4)) return;
      const atMs = Math.max(dueMs, scheduler.nowMs(), faults.outageUntilMs());
      if (polls !== undefined && polls.atMs <= atMs) return;
      polls?.callOff();
      const delayMs = atMs - scheduler.nowMs() + random.between(pollMs.from, pollMs.to);
      polls = { atMs, callOff: scheduler.after(delayMs, `poll ${wiring.name}`, poll) };
    };
    pollers.set(wiring.name, wake);
  };

  for (const wiring of parts.wirings) addPoller(wiring);
  return (queue) => pollers.get(queue)?.();
};

/** Lets every reader follow every shard. @returns what to call when a shard has got a record */
export const startStreams = (
  parts: SourceParts & { readonly shards: readonly ChangeFeed[]; readonly wirings: readonly StreamWiring[] },
): ((shard: number) => void) => {
  const { scheduler, faults, random, machine, functions } = parts;
  const readers: (() => void)[][] = parts.shards.map(() => []);

  const addReader = (wiring: StreamWiring, feed: ChangeFeed, shard: number): (() => void) => {
    const name = `${wiring.name} shard ${shard}`;
    const poisoned = new Map<string, boolean>();
    let position: string | undefined;
    const step = createStreamStep({
      platform: machine,
      wiring,
      feed,
      functions: {
        preload: functions.preload,
        invoke: (handler, event) => {
          const { Records: records } = event as DynamoDBStreamEvent;
          const bad = records.some(({ eventID }) => isPoisoned(parts, poisoned, String(eventID)));
          return bad ? Promise.reject(new Error('A record poisons the function')) : functions.invoke(handler, event);
        },
      },
      position: {
        read: async () => position,
        // A reader that loses its lease begins again where the last one had saved its place.
        save: async (sequence) => {
          if (!faults.strikes('duplicate')) position = sequence;
        },
      },
      sleep: (ms) => scheduler.sleep(ms, `${name} waits`),
    });
    let busy = false;
    const wake = (): void => {
      if (busy) return;
      busy = true;
      const gatherMs = 1_000 * (wiring.gatherSeconds ?? 0);
      const delayMs = gatherMs + Math.max(0, faults.outageUntilMs() - scheduler.nowMs()) + random.between(shardPollMs.from, shardPollMs.to);
      scheduler.after(delayMs, `${name} reads`, () => void read());
    };
    const read = async (): Promise<void> => {
      await step();
      busy = false;
      const [behind] = await feed.read({ ...(position === undefined ? {} : { after: position }), limit: 1 });
      if (behind) wake();
    };
    return wake;
  };

  for (const wiring of parts.wirings) {
    for (const [shard, feed] of parts.shards.entries()) readers[shard]?.push(addReader(wiring, feed, shard));
  }
  return (shard) => readers[shard]?.forEach((wake) => wake());
};

/** Calls functions again and again. A call that fails is over: the next one comes. */
export const startSchedules = (parts: SourceParts & { readonly wirings: readonly ScheduleWiring[] }): void => {
  const { scheduler, faults, random, functions } = parts;
  const begin = ({ name, everySeconds, handler }: ScheduleWiring): void => {
    const call = async (): Promise<void> => {
      try {
        if (faults.outageUntilMs() <= scheduler.nowMs()) await functions.invoke(handler, { source: 'aws.scheduler', name });
      } catch (error) {
        scheduler.note(`the schedule ${name} failed: ${(error as Error).name}`);
      }
    };
    const next = (): void => {
      scheduler.after(everySeconds * 1_000, `the schedule ${name} is due`, () => {
        next();
        void call();
      });
    };
    scheduler.after(random.between(0, everySeconds * 1_000), `the schedule ${name} begins`, () => {
      next();
      void call();
    });
  };
  for (const wiring of parts.wirings) begin(wiring);
};
