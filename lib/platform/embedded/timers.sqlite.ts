import { fromEpochMs, type Instant, toEpochMs } from '../../kernel/instant.ts';
import { type Clock, type Ids, LimitExceededError, type Timers } from '../ports.ts';
import type { EmbeddedQueues } from './queue.sqlite.ts';
import { checkMessage } from '../rules/queue.rules.ts';
import type { Row, Store } from './store.ts';

/** Topic announced when a timer has been set or cancelled, so that the next due moment may be another one. */
export const timersTopic = 'timers';

export type EmbeddedTimers = Timers & {
  /** Moves up to `limit` due timers to their queues, each in the same commit that ends it. @returns how many */
  moveDue(limit: number): Promise<number>;
  /** When the next timer is due; undefined when there is none. May lie in the past. */
  nextDueAt(): Instant | undefined;
};

type TimerRow = Row & { readonly name: string; readonly queue: string; readonly body: string };

const namePattern = /^[A-Za-z0-9_.-]{1,64}$/;

const checkName = (name: string): void => {
  if (!namePattern.test(name)) throw new LimitExceededError(`${JSON.stringify(name)} is not a timer name: 1 to 64 of A-Za-z0-9_.-`);
};

/** One-time timers in the store. A timer and the message it becomes are never both there, nor both gone. */
export const openTimers = (store: Store, queues: EmbeddedQueues, clock: Clock, ids: Ids): EmbeddedTimers => {
  store.define(`
    CREATE TABLE IF NOT EXISTS timer (name TEXT PRIMARY KEY, due_at INTEGER NOT NULL, queue TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS timer_due ON timer (due_at, name);`);
  const nowMs = (): number => toEpochMs(clock.now());
  // A timer whose queue a newer version has dropped waits for the queue to return, and must not hold up the others.
  const knownQueues = JSON.stringify(queues.names);
  const ofKnownQueue = 'queue IN (SELECT value FROM json_each(?))';

  const nextDueMs = (): number | undefined =>
    store.get<{ due_at: number }>(`SELECT due_at FROM timer WHERE ${ofKnownQueue} ORDER BY due_at LIMIT 1`, knownQueues)?.due_at;

  return {
    schedule: async ({ name, at, queue, body }) => {
      checkName(name);
      if (queues.get(queue).fifo) throw new TypeError(`Timers send to standard queues; ${JSON.stringify(queue)} is FIFO`);
      checkMessage(false, { body });
      await store.write((writer) => {
        writer.run('INSERT OR REPLACE INTO timer (name, due_at, queue, body) VALUES (?, ?, ?, ?)', name, toEpochMs(at), queue, body);
        writer.announce(timersTopic);
      });
    },

    cancel: async (name) => {
      checkName(name);
      await store.write((writer) => {
        if (writer.run('DELETE FROM timer WHERE name = ?', name) > 0) writer.announce(timersTopic);
      });
    },

    dueAt: async (name) => {
      checkName(name);
      const row = store.get<{ due_at: number }>('SELECT due_at FROM timer WHERE name = ?', name);
      return row === undefined ? undefined : fromEpochMs(row.due_at);
    },

    moveDue: async (limit) => {
      const next = nextDueMs();
      if (next === undefined || next > nowMs()) return 0;
      return store.write((writer) => {
        const sql = `SELECT name, queue, body FROM timer WHERE due_at <= ? AND ${ofKnownQueue} ORDER BY due_at, name LIMIT ?`;
        const timers = writer.all<TimerRow>(sql, nowMs(), knownQueues, limit);
        for (const { name, queue, body } of timers) {
          writer.run('DELETE FROM timer WHERE name = ?', name);
          queues.enqueue(writer, queue, { body, messageId: ids.next() });
        }
        return timers.length;
      });
    },

    nextDueAt: () => {
      const next = nextDueMs();
      return next === undefined ? undefined : fromEpochMs(next);
    },
  };
};
