import { openEventBus } from '../../lib/platform/embedded/event-bus.embedded.ts';
import { openQueues } from '../../lib/platform/embedded/queue.sqlite.ts';
import { openEmbeddedParts } from './engine.ts';
import { contractSubscriptions, describeEventBusContract } from './event-bus.contract.ts';

describeEventBusContract('embedded', async () => {
  const { store, clock, ids, close } = openEmbeddedParts();
  const queues = openQueues({ store, clock, ids, definitions: [{ name: 'created' }, { name: 'everything' }] });
  const bus = openEventBus(store, queues, clock, ids, contractSubscriptions);
  return { bus, created: queues.get('created'), everything: queues.get('everything'), close };
});
