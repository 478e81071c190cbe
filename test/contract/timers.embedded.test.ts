import { openQueues } from '../../lib/platform/embedded/queue.sqlite.ts';
import { openTimers } from '../../lib/platform/embedded/timers.sqlite.ts';
import { openEmbeddedParts } from './engine.ts';
import { describeTimersContract } from './timers.contract.ts';

describeTimersContract('embedded', async () => {
  const { store, clock, ids, close, advanceSeconds } = openEmbeddedParts();
  const queues = openQueues({ store, clock, ids, definitions: [{ name: 'reminders' }] });
  const timers = openTimers(store, queues, clock, ids);
  return {
    timers,
    reminders: queues.get('reminders'),
    now: () => clock.now(),
    close,
    advanceSeconds: async (seconds) => {
      await advanceSeconds(seconds);
      while ((await timers.moveDue(3)) > 0);
    },
  };
});
