import { openTable } from '../../lib/platform/embedded/table.sqlite.ts';
import type { EmbeddedChangeFeed } from '../../lib/platform/embedded/change-feed.sqlite.ts';
import { describeChangeFeedContract } from './change-feed.contract.ts';
import { openEmbeddedParts } from './engine.ts';

describeChangeFeedContract('embedded', async () => {
  const { store, close } = openEmbeddedParts();
  const { table, feed } = openTable(store, { name: 'contract', streamed: true });
  return { table, feed: feed as EmbeddedChangeFeed, close };
});
