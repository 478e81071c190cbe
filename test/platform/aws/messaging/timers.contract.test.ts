import { describeTimersContract } from '../../../contract/timers.contract.ts';
import { openTimersEngine } from './engines.ts';

describeTimersContract('EventBridge Scheduler', async () => {
  const { clock, queue, scheduler, timers } = openTimersEngine();
  return {
    timers,
    reminders: queue('reminders'),
    now: clock.now,
    close: async () => undefined,
    advanceSeconds: async (seconds) => {
      clock.advanceMs(seconds * 1_000);
      scheduler.fireDue();
    },
  };
});
