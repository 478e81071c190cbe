import { createEdgeCache } from '../../lib/platform/embedded/runtime/edge-cache.ts';
import { createVirtualClock } from '../../lib/platform/embedded/virtual-clock.ts';
import { describeEdgeCacheContract } from './edge-cache.contract.ts';
import { startOfTests } from './engine.ts';

describeEdgeCacheContract('embedded', async () => {
  const cache = createEdgeCache({ clock: createVirtualClock(startOfTests) });
  const reply = { statusCode: 200, headers: { 'cache-control': 'public, s-maxage=60', etag: '"1"' }, body: '' };
  /** @returns whether the answer had to be asked for */
  const ask = async (address: string): Promise<boolean> => {
    let asked = false;
    const [path = '', query = ''] = address.split('?');
    await cache.answer({ path, query, ifNoneMatch: undefined }, async () => {
      asked = true;
      return reply;
    });
    return asked;
  };
  return {
    edge: cache.port,
    keep: async (...addresses) => {
      for (const address of addresses) await ask(address);
    },
    kept: async (...addresses) => {
      const kept: string[] = [];
      for (const address of addresses) if (!(await ask(address))) kept.push(address);
      return kept;
    },
    close: async () => undefined,
  };
});
