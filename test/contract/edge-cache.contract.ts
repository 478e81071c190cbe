import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EdgeCache } from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

export type EdgeCacheEngine = Engine & {
  readonly edge: EdgeCache;
  /** Somebody asks for these addresses, and the answers are kept. */
  readonly keep: (...addresses: readonly string[]) => Promise<void>;
  /** Which of the addresses are still answered by what was kept. */
  readonly kept: (...addresses: readonly string[]) => Promise<readonly string[]>;
};

/** What every engine's `EdgeCache` does. */
export const describeEdgeCacheContract = (name: string, makeEngine: () => Promise<EdgeCacheEngine>): void => {
  describe(`EdgeCache: ${name}`, () => {
    let engine: EdgeCacheEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    it('throws out what is named, and nothing else', async () => {
      const others = ['/s/ab', '/s/a?skus=x', '/t/a'];
      await engine.keep('/s/a', '/s/b', ...others);
      await engine.edge.purge({ paths: ['/s/a', '/s/b', '/s/never-asked'], reference: 'one' });
      expect(await engine.kept('/s/a', '/s/b', ...others)).toEqual(others);
    });

    it('throws out every ending of what ends in an asterisk, queries too', async () => {
      await engine.keep('/s/a', '/s/ab?x', '/s?skus=a', '/t?skus=a', '/t/a');
      await engine.edge.purge({ paths: ['/s*', '/t?*'], reference: 'one' });
      expect(await engine.kept('/s/a', '/s/ab?x', '/s?skus=a', '/t?skus=a', '/t/a')).toEqual(['/t/a']);
    });

    it('throws out once what is asked for again under one reference, in whatever order', async () => {
      await engine.edge.purge({ paths: ['/s/a', '/s/b'], reference: 'one' });
      await engine.keep('/s/a', '/s/b');
      await engine.edge.purge({ paths: ['/s/b', '/s/a', '/s/b'], reference: 'one' });
      expect(await engine.kept('/s/a', '/s/b')).toEqual(['/s/a', '/s/b']);
      await engine.edge.purge({ paths: ['/s/a', '/s/b'], reference: 'two' });
      expect(await engine.kept('/s/a', '/s/b')).toEqual([]);
    });

    it('takes one reference with other paths for another purge', async () => {
      await engine.edge.purge({ paths: ['/s/a'], reference: 'one' });
      await engine.keep('/s/a', '/s/b');
      await engine.edge.purge({ paths: ['/s/b'], reference: 'one' });
      expect(await engine.kept('/s/a', '/s/b')).toEqual(['/s/a']);
    });
  });
};
