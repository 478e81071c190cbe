import { fromEpochMs } from '../../lib/kernel/instant.ts';
import { createModelBus } from '../../lib/platform/simulation/event-bus.model.ts';
import { createModelQueues } from '../../lib/platform/simulation/queue.model.ts';
import { createModelBlobs, createModelKeys, createModelTimers } from '../../lib/platform/simulation/services.model.ts';
import { createIds } from '../../lib/platform/system/ids.system.ts';
import { describeBlobStoreContract } from '../contract/blob-store.contract.ts';
import { startOfTests } from '../contract/engine.ts';
import { contractSubscriptions, describeEventBusContract } from '../contract/event-bus.contract.ts';
import { describeKeysContract } from '../contract/keys.contract.ts';
import { describeQueueContract } from '../contract/queue.contract.ts';
import { contractMaxReceiveCount } from '../contract/queue.support.ts';
import { describeTimersContract } from '../contract/timers.contract.ts';

const name = 'simulation model';
const close = async (): Promise<void> => undefined;

const openTime = () => {
  let nowMs = Date.parse(startOfTests);
  const clock = { now: () => fromEpochMs(nowMs) };
  const advanceSeconds = async (seconds: number): Promise<void> => {
    nowMs += seconds * 1_000;
  };
  return { nowMs: () => nowMs, clock, ids: createIds(clock), advanceSeconds };
};

describeQueueContract(name, async () => {
  const { nowMs, ids, advanceSeconds } = openTime();
  const definitions = [
    { name: 'work', maxReceiveCount: contractMaxReceiveCount },
    { name: 'ordered', fifo: true, maxReceiveCount: contractMaxReceiveCount },
  ];
  const { get } = createModelQueues({ nowMs, ids, definitions });
  return { standard: get('work'), standardDlq: get('work-dlq'), fifo: get('ordered'), fifoDlq: get('ordered-dlq'), close, advanceSeconds };
});

describeTimersContract(name, async () => {
  const { nowMs, clock, ids, advanceSeconds } = openTime();
  const queues = createModelQueues({ nowMs, ids, definitions: [{ name: 'reminders' }] });
  const timers = createModelTimers(queues, nowMs);
  return {
    timers,
    reminders: queues.get('reminders'),
    now: () => clock.now(),
    close,
    advanceSeconds: async (seconds) => {
      await advanceSeconds(seconds);
      await timers.fire();
    },
  };
});

describeEventBusContract(name, async () => {
  const { nowMs, ids } = openTime();
  const queues = createModelQueues({ nowMs, ids, definitions: [{ name: 'created' }, { name: 'everything' }] });
  const deliver = (queue: string, body: string): void => void queues.get(queue).send([{ body }]);
  const bus = createModelBus({ nowMs, ids, subscriptions: contractSubscriptions, deliver });
  return { bus, created: queues.get('created'), everything: queues.get('everything'), close };
});

describeBlobStoreContract(name, async () => ({ blobs: createModelBlobs(openTime().nowMs), close }));

describeKeysContract(name, async () => {
  const { ids } = openTime();
  const master = ids.bytes(32);
  return { keys: createModelKeys(ids, master), reopen: async () => createModelKeys(ids, master), close };
});
