import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Instant, plusMs } from '../../lib/kernel/instant.ts';
import { LimitExceededError, type Queue, type Timers } from '../../lib/platform/ports.ts';
import type { TimedEngine } from './engine.ts';

/** Timers that send to a standard queue named `reminders`. `advanceSeconds` also lets due timers fire. */
export type TimersEngine = TimedEngine & { readonly timers: Timers; readonly reminders: Queue; now(): Instant };

/** What every engine's `Timers` do. */
export const describeTimersContract = (name: string, makeEngine: () => Promise<TimersEngine>): void => {
  describe(`Timers: ${name}`, () => {
    let engine: TimersEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    const schedule = (timerName: string, seconds: number, body: string): Promise<void> =>
      engine.timers.schedule({ name: timerName, at: plusMs(engine.now(), seconds * 1_000), queue: 'reminders', body });

    const arrived = async (): Promise<readonly string[]> => {
      const messages = await engine.reminders.receive({ max: 10, visibilitySeconds: 600 });
      for (const message of messages) await engine.reminders.acknowledge(message.receipt);
      return messages.map((message) => message.body).toSorted();
    };

    it('sends the message when due, never early, and once', async () => {
      await schedule('one', 60, 'wake up');
      await engine.advanceSeconds(59);
      expect(await arrived()).toEqual([]);
      await engine.advanceSeconds(2);
      expect(await arrived()).toEqual(['wake up']);
      await engine.advanceSeconds(600);
      expect(await arrived()).toEqual([]);
    });

    it('replaces a timer scheduled again under its name', async () => {
      await schedule('one', 60, 'early');
      await schedule('one', 120, 'late');
      await engine.advanceSeconds(61);
      expect(await arrived()).toEqual([]);
      await engine.advanceSeconds(60);
      expect(await arrived()).toEqual(['late']);
    });

    it('does not fire a cancelled timer, and cancelling an unknown one succeeds', async () => {
      await schedule('one', 60, 'never');
      await engine.timers.cancel('one');
      await engine.timers.cancel('one');
      await engine.advanceSeconds(120);
      expect(await arrived()).toEqual([]);
    });

    it('fires at once for a moment in the past', async () => {
      await schedule('one', -3_600, 'overdue');
      await engine.advanceSeconds(1);
      expect(await arrived()).toEqual(['overdue']);
    });

    it('tells when a timer is due, until it has fired', async () => {
      const at = plusMs(engine.now(), 60_000);
      await schedule('one', 60, 'wake up');
      expect(await engine.timers.dueAt('one')).toBe(at);
      expect(await engine.timers.dueAt('two')).toBeUndefined();
      await engine.advanceSeconds(61);
      expect(await engine.timers.dueAt('one')).toBeUndefined();
    });

    it('fires all that are due', async () => {
      await Promise.all(Array.from({ length: 8 }, (_, index) => schedule(`t${index}`, index * 10, String(index))));
      await engine.advanceSeconds(41);
      expect(await arrived()).toEqual(['0', '1', '2', '3', '4']);
    });

    it.each([[''], ['x'.repeat(65)], ['a b'], ['a#b']])('refuses the name %j', async (bad) => {
      await expect(schedule(bad, 1, 'x')).rejects.toThrow(LimitExceededError);
    });

    it('refuses a queue that does not exist', async () => {
      await expect(engine.timers.schedule({ name: 'one', at: engine.now(), queue: 'nowhere', body: 'x' })).rejects.toThrow();
    });
  });
};
