import { openQueues } from '../../lib/platform/embedded/queue.sqlite.ts';
import { openEmbeddedParts } from './engine.ts';
import { describeQueueContract } from './queue.contract.ts';
import { contractMaxReceiveCount } from './queue.support.ts';

describeQueueContract('embedded', async () => {
  const { store, clock, ids, close, advanceSeconds } = openEmbeddedParts();
  const definitions = [
    { name: 'work', maxReceiveCount: contractMaxReceiveCount },
    { name: 'ordered', fifo: true, maxReceiveCount: contractMaxReceiveCount },
  ];
  const queues = openQueues({ store, clock, ids, definitions });
  return {
    standard: queues.get('work'),
    standardDlq: queues.get('work-dlq'),
    fifo: queues.get('ordered'),
    fifoDlq: queues.get('ordered-dlq'),
    close,
    advanceSeconds,
  };
});
